"""What was said of an incident, a line for each, in the words of staff."""

from __future__ import annotations

from functools import singledispatch

from consentdesk.domain.facts import (
    EvidenceKept,
    FactorAssessed,
    IncidentClosed,
    IncidentOpened,
    IncidentStepNoted,
    IncidentTaskSet,
    LetterApproved,
    PeopleCounted,
    PermissionRead,
    RiskConcluded,
)
from consentdesk.domain.facts.of_incidents import OfIncident
from consentdesk.ui.incident.papers import paper_words
from consentdesk.ui.incident.room import Room, name_of
from consentdesk.ui.incident.told import factor_words, note_words, place_words, risk_words, step_words
from consentdesk.ui.words import _, ngettext
from consentdesk.workflows.incident_files import Situation


def happened_words(room: Room, known: Situation, body: OfIncident) -> str:
    """One line of the timeline; "" for what is only read by the program."""
    return _said(body, room, known)


@singledispatch
def _said(body: object, room: Room, known: Situation) -> str:
    return ""


@_said.register
def _opened(body: IncidentOpened, room: Room, known: Situation) -> str:
    found = body.incident
    words = _("Found: {kind}, {where}. Noticed by {name}, discovered {when}.")
    return words.format(
        kind=place_words(found.kind),
        where=found.link or found.where,
        name=found.found_by,
        when=room.when(found.discovered_at),
    )


@_said.register
def _noted(body: IncidentStepNoted, room: Room, known: Situation) -> str:
    note = body.note
    return f"{step_words(note.step)}: {note_words(note, room.when(note.at))}"


@_said.register
def _assessed(body: FactorAssessed, room: Room, known: Situation) -> str:
    return f"{factor_words(body.assessment.factor)[0]} {body.assessment.words}"


@_said.register
def _concluded(body: RiskConcluded, room: Room, known: Situation) -> str:
    found = body.conclusion
    return _("Concluded: {risk}. {words}").format(risk=risk_words(found.risk), words=found.words)


@_said.register
def _counted(body: PeopleCounted, room: Room, known: Situation) -> str:
    count = body.affected.people
    words = ngettext("{count} person is concerned", "{count} people are concerned", count).format(count=count)
    states = ", ".join(f"{state} {residents}" for state, residents in body.affected.in_states)
    return f"{words}: {states}" if states else words


@_said.register
def _kept(body: EvidenceKept, room: Room, known: Situation) -> str:
    words = _("Evidence kept, SHA-256 {hash}").format(hash=body.evidence.file_sha256)
    return f"{words}: {body.evidence.words}" if body.evidence.words else words


@_said.register
def _task(body: IncidentTaskSet, room: Room, known: Situation) -> str:
    task = body.task
    words = _("Task done: {words}") if task.done else _("Task for {name}: {words}")
    return words.format(words=task.words, name=name_of(known.names, task.owner))


@_said.register
def _read(body: PermissionRead, room: Room, known: Situation) -> str:
    if not body.found:
        return ""
    refused = sum(not each.allowed for each in body.found)
    words = ngettext(
        "The ledger was asked: {refused} of {count} picture had no permission",
        "The ledger was asked: {refused} of {count} pictures had no permission",
        len(body.found),
    )
    return words.format(refused=refused, count=len(body.found))


@_said.register
def _approved(body: LetterApproved, room: Room, known: Situation) -> str:
    return _("Approved: {paper}").format(paper=paper_words(body.paper))


@_said.register
def _closed(body: IncidentClosed, room: Room, known: Situation) -> str:
    return _("Closed. {words}").format(words=body.words).strip()
