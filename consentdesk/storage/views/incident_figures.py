"""What is counted of incidents, from what lists tell of them: weeks, kinds of places, verdicts and days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import groupby
from statistics import median

from consentdesk.domain.codec import parse
from consentdesk.domain.facts import IncidentClosed, IncidentStepNoted, PermissionRead
from consentdesk.domain.incident import Incident, IncidentStep, StepState
from consentdesk.domain.incident_figures import Incidents
from consentdesk.domain.moment import Moment
from consentdesk.domain.overview import Weeks, week_of
from consentdesk.domain.placement import PlaceKind
from consentdesk.storage.connection import Database

DAY_MS = 86_400_000
DISCOVERED = (
    "SELECT i.id, i.entry, w.kind, w.short, w.at FROM incidents i INDEXED BY incidents_by_discovery"
    " JOIN incident_words w INDEXED BY incident_words_by_time ON w.incident = i.id"
    " WHERE i.closed IN (0, 1) AND i.discovered_ms BETWEEN ? AND ? ORDER BY i.id, w.at_ms, w.fact"
)


def around(weeks: Weeks) -> tuple[int, int]:
    """Milliseconds between which these weeks lie in every zone."""
    first, last = (datetime.combine(day, time(), UTC) for day in (weeks.first, weeks.last))
    return round(first.timestamp() * 1000) - DAY_MS, round(last.timestamp() * 1000) + 8 * DAY_MS


def counted_incidents(db: Database, weeks: Weeks) -> Incidents:
    """Those discovered in these weeks, by the day as it was here then."""
    found = [one for one in _discovered(db, weeks) if weeks.first <= one.week <= weeks.last]
    return Incidents(
        Counter((weeks.period(one.week), one.kind) for one in found),
        permitted=sum(one.permission == "yes" for one in found),
        not_permitted=sum(one.permission in ("no", "told_before") for one in found),
        told_before=sum(one.permission == "told_before" for one in found),
        down_days=_middle([one.down_days for one in found]),
        closed_days=_middle([one.closed_days for one in found]),
        up=sum(not one.settled for one in found),
        open=sum(one.closed_days is None for one in found),
    )


@dataclass(frozen=True)
class _Told:
    """An incident as far as it is counted. `settled`: it was taken down, or that was reasoned away;
    `permission` as the views have it in short."""

    week: date
    kind: PlaceKind
    permission: str
    settled: bool
    down_days: float | None
    closed_days: float | None


def _discovered(db: Database, weeks: Weeks) -> Iterator[_Told]:
    rows = db.rows(DISCOVERED, *around(weeks))
    for (_id, entry), said in groupby(rows, key=lambda row: (row[0], row[1])):
        yield _told(parse(Incident, entry), [(kind, short, at) for _, _, kind, short, at in said])


def _told(incident: Incident, said: list[tuple[str, str, str]]) -> _Told:
    last = {_topic(kind, short): (short, at) for kind, short, at in said}
    down, closed = last.get(IncidentStep.TAKE_DOWN), last.get(IncidentClosed.KIND)
    _step, state, at = down[0].split(" ") if down else ("", "", "")
    return _Told(
        week_of(incident.discovered_at.day),
        incident.kind,
        last.get(PermissionRead.KIND, ("", ""))[0],
        state in (StepState.DONE, StepState.NOT_NEEDED),
        _days(incident.discovered_at, at) if state == StepState.DONE else None,
        _days(incident.discovered_at, closed[1]) if closed else None,
    )


def _topic(kind: str, short: str) -> str:
    """What a word is about: a step by its name."""
    return short.split(" ")[0] if kind == IncidentStepNoted.KIND else kind


def _days(since: Moment, until: str) -> float:
    passed = Moment.parse(until).utc - since.utc
    return max(passed.total_seconds(), 0) * 1000 / DAY_MS


def _middle(days: list[float | None]) -> float | None:
    known = [each for each in days if each is not None]
    return median(known) if known else None
