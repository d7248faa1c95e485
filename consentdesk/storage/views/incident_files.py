"""What is asked about incidents: which are open, and everything that was said of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import reduce
from typing import Any

from consentdesk.domain import facts
from consentdesk.domain.codec import parse
from consentdesk.domain.facts import Fact
from consentdesk.domain.facts.of_incidents import OfIncident
from consentdesk.domain.incident import Affected, FoundRisk, Incident, IncidentPaper, IncidentStep, StepState
from consentdesk.domain.incident_file import IncidentFile, IncidentLine, IncidentPlace, Noted, PaperLine
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import refuse
from consentdesk.storage.connection import Row
from consentdesk.storage.views.incidents import WORDS
from consentdesk.storage.views.questions import LAST_CHARACTER, LAST_MS, Views

LISTED = "SELECT id, entry FROM incidents i INDEXED BY incidents_by_discovery WHERE closed = ?"
PAGES = {
    True: f"{LISTED} AND (discovered_ms, id) > (?, ?) ORDER BY discovered_ms, id LIMIT ?",
    False: f"{LISTED} AND (discovered_ms, id) < (?, ?) ORDER BY discovered_ms DESC, id DESC LIMIT ?",
}
WITH_IMAGE = (
    "SELECT i.id, i.entry FROM incident_images x JOIN incidents i ON i.id = x.incident WHERE x.image = ?"
    " ORDER BY i.discovered_ms, i.id"
)
PAPERS = (
    "SELECT d.document, d.about, min(d.at_ms), (SELECT at FROM facts WHERE id = d.fact), g.how, g.at"
    " FROM documents d LEFT JOIN documents_given g ON g.document = d.document AND g.about = d.about"
    " WHERE d.document = ? AND d.about >= ? AND d.about < ? GROUP BY d.about ORDER BY 3, 2"
)


class Incidents(Views):
    def incidents(
        self, open: bool, after: IncidentPlace | None = None, limit: int = 50
    ) -> tuple[IncidentLine, ...]:
        """A page of incidents: open ones from the first discovered on, closed ones from the last."""
        start = after or (IncidentPlace(0, "") if open else IncidentPlace(LAST_MS, LAST_CHARACTER))
        return tuple(map(self._line_of, self._db.rows(PAGES[open], int(not open), *start, limit)))

    def incidents_with(self, source_sha256: str) -> tuple[IncidentLine, ...]:
        """Every incident that an image is in, as they are told now, by their discovery."""
        rows = self._db.rows(WITH_IMAGE, source_sha256)
        told = (row for row in rows if source_sha256 in parse(Incident, row[1]).images)
        return tuple(map(self._line_of, told))

    def incident_file(self, id: str) -> IncidentFile:
        """All that is known of an incident. Raises Refusal `incident_unknown`."""
        said = [self._fact(fact) for (fact,) in self._db.rows(f"SELECT fact {WORDS}", id)]
        told = [fact for fact in said if isinstance(fact.body, facts.IncidentOpened)]
        if not told:
            raise refuse("incident_unknown", "incident")
        papers = tuple(line for kind in IncidentPaper for line in self._papers(kind, id))
        return replace(_file(told, said), papers=tuple(sorted(papers, key=lambda line: line.at.utc)))

    def told_no(self, source_sha256: str, use: str) -> Moment | None:
        """When somebody asked first whether an image may be used for that, and was told no."""
        found = self._db.row(
            "SELECT at FROM asked_in_vain WHERE image = ? AND use = ? ORDER BY at_ms, patient LIMIT 1",
            *(source_sha256, use),
        )
        return Moment.parse(found[0]) if found else None

    def _line_of(self, row: Row) -> IncidentLine:
        id, entry = row
        said = self._db.rows(f"SELECT kind, short, at, member {WORDS}", id)
        return _line(parse(Incident, entry), said)

    def _papers(self, kind: IncidentPaper, id: str) -> Iterable[PaperLine]:
        for _, about, _, at, how, given in self._db.rows(PAPERS, kind, f"{id}/", f"{id}0"):
            given_at = Moment.parse(given) if given else None
            yield PaperLine(kind, about, Moment.parse(at), how or "", given_at)


def _line(incident: Incident, said: list[Row]) -> IncidentLine:
    opened_at, opened_by = next((at, by) for kind, _, at, by in said if kind == facts.IncidentOpened.KIND)
    last = {kind: (short, at) for kind, short, at, _ in said}
    risk, _ = last.get(facts.RiskConcluded.KIND, ("", ""))
    people, _ = last.get(facts.PeopleCounted.KIND, ("", ""))
    _, closed = last.get(facts.IncidentClosed.KIND, ("", ""))
    words = (short.split(" ") for kind, short, _, _ in said if kind == facts.IncidentStepNoted.KIND)
    steps = {step: StepState(state) for step, state, _ in words}
    return IncidentLine(
        incident.id,
        incident.kind,
        incident.where,
        incident.discovered_at,
        Moment.parse(opened_at),
        opened_by,
        len(incident.images),
        FoundRisk(risk) if risk else None,
        parse(Affected, people.encode()) if people else None,
        frozenset(IncidentStep(step) for step, state in steps.items() if state.settles),
        Moment.parse(closed) if closed else None,
    )


def _file(told: list[Fact], said: list[Fact]) -> IncidentFile:
    first, last = told[0], told[-1].body
    assert isinstance(last, facts.IncidentOpened)
    timeline = tuple(
        Noted(fact.header.at, fact.header.actor, fact.body)
        for fact in said
        if isinstance(fact.body, OfIncident)
    )
    new = IncidentFile(last.incident, first.header.at, first.header.actor, timeline=timeline)
    return reduce(_with, timeline, new)


def _with(file: IncidentFile, noted: Noted) -> IncidentFile:
    change = _CHANGES.get(type(noted.body))
    return replace(file, **change(file, noted.body, noted.at)) if change else file


def _tasks(file: IncidentFile, body: facts.IncidentTaskSet, at: Moment) -> dict[str, Any]:
    tasks = {task.id: task for task in (*file.tasks, body.task)}
    return {"tasks": tuple(tasks.values())}


_CHANGES: dict[type, Callable[[IncidentFile, Any, Moment], dict[str, Any]]] = {
    facts.IncidentStepNoted: lambda file, body, at: {"notes": (*file.notes, body.note)},
    facts.FactorAssessed: lambda file, body, at: {"assessments": (*file.assessments, body.assessment)},
    facts.RiskConcluded: lambda file, body, at: {"conclusion": body.conclusion},
    facts.PeopleCounted: lambda file, body, at: {"affected": body.affected},
    facts.EvidenceKept: lambda file, body, at: {"evidence": (*file.evidence, body.evidence)},
    facts.IncidentTaskSet: _tasks,
    facts.PermissionRead: lambda file, body, at: {"permission": body.found},
    facts.LetterApproved: lambda file, body, at: {"approved": (*file.approved, body.about)},
    facts.IncidentClosed: lambda file, body, at: {"closed_at": at},
}
