"""When something happened: an instant and the offset of the clock on the wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cached_property


@dataclass(frozen=True, order=True)
class Moment:
    """An instant to the millisecond (`utc`, aware) and the clinic's UTC offset in minutes at that instant."""

    utc: datetime
    offset_minutes: int = 0

    def __post_init__(self) -> None:
        if self.utc.tzinfo is None:
            raise ValueError("a moment needs an aware time")

    @property
    def local(self) -> datetime:
        return self.utc.astimezone(timezone(timedelta(minutes=self.offset_minutes)))

    @cached_property
    def day(self) -> date:
        """The calendar day in the clinic's time zone (R13)."""
        return self.local.date()

    def __str__(self) -> str:
        return self.local.isoformat(timespec="milliseconds")

    @classmethod
    def parse(cls, text: str) -> Moment:
        """The moment that `str()` wrote. Raises ValueError for anything else."""
        local = datetime.fromisoformat(text)
        if local.tzinfo is None:
            raise ValueError("a moment needs an offset")
        offset = local.utcoffset() or timedelta()
        try:
            return cls(local.astimezone(UTC), int(offset.total_seconds() // 60))
        except OverflowError as wrong:  # at the very ends of the calendar
            raise ValueError("a moment beyond the calendar") from wrong


def last_moment_of(day: date, offset_minutes: int) -> Moment:
    """The last millisecond of a day where the clock has this offset."""
    there = timezone(timedelta(minutes=offset_minutes))
    last = datetime.combine(day, time(23, 59, 59, 999000), there)
    return Moment(last.astimezone(UTC), offset_minutes)
