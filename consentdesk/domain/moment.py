"""When something happened: an instant and the offset of the clock on the wall."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cached_property
from typing import TypeAlias


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


Wall: TypeAlias = Callable[[datetime], Moment]
"""An instant as the clinic's clock on the wall shows it."""

_AROUND = timedelta(hours=3)  # wider than clocks are ever set by at once, whole days aside


def last_moment_on(day: date, wall: Wall) -> Moment:
    """The last millisecond of a day as the clock on the wall has it; where clocks are set back at midnight,
    of the second time that it shows that day. A day that is left out ends as the one before it does."""
    midnight = datetime.combine(day + timedelta(days=1), time(), UTC)
    there = midnight - timedelta(minutes=wall(midnight).offset_minutes)
    offsets = {wall(there + _AROUND).offset_minutes, wall(there - _AROUND).offset_minutes}
    ends = (wall(midnight - timedelta(minutes=offset, milliseconds=1)) for offset in offsets)
    return max((end for end in ends if end.day <= day), key=lambda end: end.utc)
