"""What time it is: now, or in a rehearsal that is set on another day."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta, tzinfo

from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import refuse


class SystemClock:
    """The machine's clock, with the offset of the clinic's zone: an IANA name, or this machine's own."""

    def __init__(self, zone: str = "") -> None:
        """Refuses with `zone_unknown` when this machine does not know the zone."""
        self._zone = _zone(zone) if zone else None

    def now(self) -> Moment:
        """This instant, to the millisecond."""
        return self.wall(datetime.now(UTC))

    def wall(self, utc: datetime) -> Moment:
        """An instant as the clock on the wall shows it there, summer time and all."""
        return _moment(utc, self._zone)

    def awake_s(self) -> float:
        """Seconds since some start, asleep ones left out. Not tried on Windows, which counts them itself."""
        if sys.platform == "win32":
            import ctypes  # not before the first paint

            ticks = ctypes.c_ulonglong()  # of 100 ns; the monotonic clock runs on in sleep there
            ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(ticks))
            return ticks.value / 1e7
        return time.monotonic()


class FixedClock:
    """A clock set to a given moment, for rehearsals and tests. It runs on from there with the time that
    passes (`ticking`) or stands until it is advanced; it never goes back and keeps the start's offset."""

    def __init__(self, start: Moment, ticking: bool = True) -> None:
        self._start, self._ticking = start, ticking
        self._began_s = time.monotonic()
        self._advanced = self._slept = timedelta()

    def now(self) -> Moment:
        passed = timedelta(seconds=self.awake_s()) + self._slept
        return Moment(_to_the_ms(self._start.utc + passed), self._start.offset_minutes)

    def wall(self, utc: datetime) -> Moment:
        """An instant with the start's offset."""
        return Moment(_to_the_ms(utc), self._start.offset_minutes)

    def awake_s(self) -> float:
        passed_s = time.monotonic() - self._began_s if self._ticking else 0.0
        return passed_s + self._advanced.total_seconds()

    def advance(self, by: timedelta) -> None:
        """Let `by` pass at once. Raises ValueError for a step back."""
        if by < timedelta():
            raise ValueError("a clock does not go back")
        self._advanced += by

    def sleep(self, by: timedelta) -> None:
        """Let `by` pass at once as on a computer that sleeps."""
        self._slept += by


def _zone(name: str) -> tzinfo:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # not before the first paint

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise refuse("zone_unknown", where="zone", zone=name) from error


def _moment(utc: datetime, zone: tzinfo | None) -> Moment:
    offset = utc.astimezone(zone).utcoffset() or timedelta()
    return Moment(_to_the_ms(utc), int(offset.total_seconds() // 60))


def _to_the_ms(utc: datetime) -> datetime:
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)
