"""By when somebody has to be told of a breach, by the duties of the rules in force (R36).

Nothing is hidden before it is known: what cannot be said yet counts as if it held.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from math import inf

from consentdesk.domain.duties import Breach, ClockStart, Duty, Tell, Unit
from consentdesk.domain.incident import Affected, FoundRisk
from consentdesk.domain.moment import Moment, Wall, last_moment_on

_SATURDAY = 5


class Holds(StrEnum):
    YES = "yes"
    NO = "no"
    OPEN = "open"  # it cannot be said: nobody has concluded, or counted


@dataclass(frozen=True)
class Deadline:
    """A duty of the rules as it stands for a breach. `due` is the last moment at which it is in time, None
    where the law names no figure; without unreasonable delay in any case."""

    duty: Duty
    holds: Holds
    due: Moment | None

    @property
    def to_the_hour(self) -> bool:
        """Whether it ends within a day, not with one."""
        return self.duty.unit is Unit.HOURS

    @property
    def holidays_count_as_work(self) -> bool:
        """Whether public holidays, which are not known here, would move it later."""
        return self.duty.unit is Unit.BUSINESS_DAYS


def deadlines(
    breach: Breach,
    discovered_at: Moment,
    risk: FoundRisk | None,
    affected: Affected | None,
    wall: Wall,
) -> tuple[Deadline, ...]:
    """Every duty of the rules, in their order, whether it holds or not. `risk` is what was concluded and
    `affected` how many were counted, None before."""
    return tuple(
        Deadline(duty, _holds(duty, risk, affected), due_from(duty, discovered_at, wall))
        for duty in breach.duties
    )


def strictest(found: Iterable[Deadline], tell: Tell | None = None) -> Deadline | None:
    """The first to fall due of those that hold or may hold, for one who is told or for anybody; one without a
    figure comes after all that have one. None where nobody has to be told."""
    live = [d for d in found if d.holds is not Holds.NO and tell in (None, d.duty.tell)]
    return min(live, key=lambda d: d.due.utc if d.due else datetime.max.replace(tzinfo=UTC), default=None)


def due_from(duty: Duty, discovered_at: Moment, wall: Wall) -> Moment | None:
    """The last moment of a duty's time. Hours are counted as they pass, whatever clocks are set to. The day
    of the discovery (where it was) and the last day of its year are not counted in, and the last day counts
    whole."""
    if not duty.within:
        return None
    day = discovered_at.day
    at_year_end = duty.counted_from is ClockStart.YEAR_END
    if at_year_end:
        day = date(day.year, 12, 31)
    if duty.unit is Unit.HOURS:
        start = last_moment_on(day, wall) if at_year_end else discovered_at
        return wall(start.utc + timedelta(hours=duty.within))
    later = _business_days if duty.unit is Unit.BUSINESS_DAYS else _calendar_days
    return last_moment_on(later(day, duty.within), wall)


def _calendar_days(day: date, count: int) -> date:
    return day + timedelta(days=count)


def _business_days(day: date, count: int) -> date:
    """Monday to Friday."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return day


def _holds(duty: Duty, risk: FoundRisk | None, affected: Affected | None) -> Holds:
    by_risk = Holds.OPEN if risk is None else Holds.YES if risk.reaches(duty.risk) else Holds.NO
    both = {by_risk, _by_people(duty, affected)}
    return next(holds for holds in (Holds.NO, Holds.OPEN, Holds.YES) if holds in both)


def _by_people(duty: Duty, affected: Affected | None) -> Holds:
    most_allowed = duty.up_to_people or inf
    least, most = _counted(duty.tell, affected)
    if most < duty.from_people or least > most_allowed:
        return Holds.NO
    return Holds.YES if least >= duty.from_people and most <= most_allowed else Holds.OPEN


def _counted(tell: Tell, affected: Affected | None) -> tuple[float, float]:
    """How many there are at least and at most: concerned in all, for the media in the one state or region
    with the most. Whoever is in none that is named may all be in one. Of a breach that concerns nobody it is
    the risk that is low: a count of none lets nobody off."""
    if affected is None:
        return 1, inf
    if tell is not Tell.MEDIA:
        people = max(affected.people, 1)
        return people, people
    named = [residents for _state, residents in affected.in_states]
    elsewhere = max(affected.people - sum(named), 0)
    return max(named, default=0), max(named, default=0) + elsewhere
