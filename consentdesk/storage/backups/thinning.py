"""Which backups are kept: all of the last 7 days, the last one of each week for 8 weeks, the last one of each
month for a year. The newest is always kept, and so is one that seems to come from the future.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timedelta

ALL_FOR = timedelta(days=7)
WEEKLY_FOR = timedelta(weeks=8)
MONTHLY_FOR = timedelta(days=366)


def kept(taken: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Those moments (aware) whose backups stay. Thinning again changes nothing until time goes on."""
    times = sorted(set(taken))
    return frozenset(
        {
            *times[-1:],
            *(time for time in times if now - time <= ALL_FOR),
            *_last_of_each(lambda time: time.isocalendar()[:2], times, now - WEEKLY_FOR),
            *_last_of_each(lambda time: (time.year, time.month), times, now - MONTHLY_FOR),
        }
    )


def _last_of_each(
    period: Callable[[datetime], Hashable], times: list[datetime], since: datetime
) -> Iterable[datetime]:
    """Of the times in order, the last one in each period that began to count at `since`."""
    return {period(time): time for time in times if time >= since}.values()
