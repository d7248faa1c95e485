"""What waits for whoever sits at the desk: each kind of work that falls due, its first lines at once and the
rest page by page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeAlias

from consentdesk.domain.access import Act
from consentdesk.domain.dues import (
    ENDED_LATELY,
    ENDS_WITHIN,
    MOST_COUNTED,
    OF_AGE_WITHIN,
    AnswersEnd,
    ComesOfAge,
    EndingWaits,
    PlaceDue,
    Wait,
)
from consentdesk.domain.lines import DraftLine, RecordLine
from consentdesk.domain.people import birthday
from consentdesk.domain.placement import RemovalLine
from consentdesk.domain.refusals import refuse
from consentdesk.domain.reidentification.check import CheckLine
from consentdesk.domain.take_down import RemovalPlace, Which
from consentdesk.workflows.access import may, needs, open_to_all
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.incident_files import ListedIncident, incidents_due
from consentdesk.workflows.register import reviewed
from consentdesk.workflows.second_person import checks_waiting

FIRST_LINES, PAGE, MOST_WAITING = 10, 20, 200
FIRST_OF_MARCH = (3, 1)  # a year after a 29 February

Line: TypeAlias = (
    ListedIncident
    | RemovalLine
    | EndingWaits
    | CheckLine
    | DraftLine
    | RecordLine
    | ComesOfAge
    | AnswersEnd
    | PlaceDue
)


class Work(StrEnum):
    """The kinds of work, the most pressing first."""

    INCIDENTS = "incidents"  # with what is due next (R36)
    REMOVALS = "removals"
    SUSPENSIONS = "suspensions"
    CHECKS = "checks"  # wait for a second person (R27)
    RECEIPTS = "receipts"
    FINAL_RECEIPTS = "final_receipts"
    HELD = "held"
    SESSIONS = "sessions"
    COPIES = "copies"
    OF_AGE = "of_age"  # frozen until they decide (R14)
    ENDING = "ending"
    PLACES = "places"
    SOON_OF_AGE = "soon_of_age"


@dataclass(frozen=True)
class WorkGroup:
    """The first lines of a kind of work. `count` is how many there are; from MOST_COUNTED on, at least so
    many."""

    kind: Work
    lines: tuple[Line, ...]
    count: int


@dataclass(frozen=True)
class WorkList:
    """Only kinds of which something waits. `acts` is what whoever sits here may do."""

    groups: tuple[WorkGroup, ...]
    acts: frozenset[Act]


@open_to_all
def work_list(desk: Desk) -> WorkList:
    """What whoever sits here may see to; what names patients for those alone who may look at them."""
    acts = may(desk)
    found = (_group(desk, kind) for kind, source in SOURCES.items() if acts >= source.needs)
    return WorkList(tuple(group for group in found if group.lines), acts)


@needs(Act.OPEN_INCIDENT)
def more_work(desk: Desk, kind: Work, after: Line) -> tuple[Line, ...]:
    """The lines of a kind that come after one of them. Everybody who sees any work sees incidents. Raises
    Refusal `not_allowed` for a kind that whoever sits here may not see to."""
    source = SOURCES[kind]
    for act in source.needs - may(desk):
        raise refuse("not_allowed", act=act)
    return source.lines(desk, after, PAGE)


@needs(Act.KEEP_REGISTER)
def look_again_in_a_year(desk: Desk, placement: str) -> None:
    """Somebody looked that a place is as noted. Raises Refusal as `reviewed` does."""
    reviewed(desk, placement, birthday(desk.now().day, 1, FIRST_OF_MARCH))


def _group(desk: Desk, kind: Work) -> WorkGroup:
    lines = SOURCES[kind].lines(desk, None, MOST_COUNTED)
    return WorkGroup(kind, lines[:FIRST_LINES], len(lines))


@dataclass(frozen=True)
class _Source:
    """`act` is what it takes to see to such work; `lines` are those behind a line, so many at most, and
    `names_patients` whether they do."""

    act: Act
    lines: Callable[[Desk, Any, int], tuple[Line, ...]]
    names_patients: bool = True

    @property
    def needs(self) -> frozenset[Act]:
        return frozenset({self.act, Act.LOOK} if self.names_patients else {self.act})


def _incidents(desk: Desk, after: ListedIncident | None, limit: int) -> tuple[Line, ...]:
    return _behind(incidents_due(desk), after, limit)


def _removals(desk: Desk, after: RemovalLine | None, limit: int) -> tuple[Line, ...]:
    behind = RemovalPlace(str(after.removal.due), after.removal.id) if after else None
    return desk.vault.removals(Which.OPEN, "", behind, limit)


def _waiting(wait: Wait) -> Callable[[Desk, Any, int], tuple[Line, ...]]:
    return lambda desk, after, limit: desk.vault.endings_waiting(wait, after, limit)


def _checks(desk: Desk, after: CheckLine | None, limit: int) -> tuple[Line, ...]:
    if not any(use.second_person for use in desk.pack.uses):
        return ()
    return _behind(checks_waiting(desk, MOST_WAITING), after, limit)


def _sessions(held: bool) -> Callable[[Desk, Any, int], tuple[Line, ...]]:
    def lines(desk: Desk, after: DraftLine | None, limit: int) -> tuple[Line, ...]:
        found = [draft for draft in desk.vault.drafts() if bool(draft.held) is held]
        return _behind(found, after, limit)

    return lines


def _behind(found: Sequence[Line], after: Line | None, limit: int) -> tuple[Line, ...]:
    """The lines after one of them; the first where it is not there any more."""
    start = found.index(after) + 1 if after in found else 0
    return tuple(found[start : start + limit])


def _copies(desk: Desk, after: RecordLine | None, limit: int) -> tuple[Line, ...]:
    return desk.vault.copies_not_given(limit, after)


def _of_age(desk: Desk, after: ComesOfAge | None, limit: int) -> tuple[Line, ...]:
    return desk.vault.came_of_age(desk.pack.ages, desk.now().day, after, limit)


def _soon_of_age(desk: Desk, after: ComesOfAge | None, limit: int) -> tuple[Line, ...]:
    day = desk.now().day
    return desk.vault.coming_of_age(
        desk.pack.ages, day + timedelta(days=1), day + OF_AGE_WITHIN, after, limit
    )


def _ending(desk: Desk, after: AnswersEnd | None, limit: int) -> tuple[Line, ...]:
    day = desk.now().day
    return desk.vault.answers_end(day - ENDED_LATELY, day + ENDS_WITHIN, after, limit)


def _places(desk: Desk, after: PlaceDue | None, limit: int) -> tuple[Line, ...]:
    return desk.vault.places_due(desk.now().day, after, limit)


SOURCES: Mapping[Work, _Source] = MappingProxyType(
    {
        Work.INCIDENTS: _Source(Act.OPEN_INCIDENT, _incidents, names_patients=False),
        Work.REMOVALS: _Source(Act.TAKE_DOWN, _removals),
        Work.SUSPENSIONS: _Source(Act.LIFT_SUSPENSION, _waiting(Wait.SETTLING)),
        Work.CHECKS: _Source(Act.RELEASE, _checks),
        Work.RECEIPTS: _Source(Act.GIVE_COPY, _waiting(Wait.RECEIPT)),
        Work.FINAL_RECEIPTS: _Source(Act.GIVE_COPY, _waiting(Wait.FINAL_RECEIPT)),
        Work.HELD: _Source(Act.TAKE_CONSENT, _sessions(held=True)),
        Work.SESSIONS: _Source(Act.TAKE_CONSENT, _sessions(held=False)),
        Work.COPIES: _Source(Act.GIVE_COPY, _copies),
        Work.OF_AGE: _Source(Act.GIVE_COPY, _of_age),
        Work.ENDING: _Source(Act.TAKE_CONSENT, _ending),
        Work.PLACES: _Source(Act.KEEP_REGISTER, _places),
        Work.SOON_OF_AGE: _Source(Act.TAKE_CONSENT, _soon_of_age),
    }
)
