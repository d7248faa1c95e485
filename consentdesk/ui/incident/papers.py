"""The papers of an incident: which belongs to which step, what each is called, and how each is drawn."""

from __future__ import annotations

from collections.abc import Mapping

from consentdesk.domain.incident import IncidentPaper, IncidentStep
from consentdesk.domain.incident_letters import LetterWords
from consentdesk.ui.words import _
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.give_paper import Document
from consentdesk.workflows.incident_letters import (
    incident_report,
    letter_to_person,
    notice_to_authority,
    notice_to_media,
)

_OF = {
    IncidentStep.TELL_PERSON: IncidentPaper.TO_PERSON,
    IncidentStep.TELL_AUTHORITY: IncidentPaper.TO_AUTHORITY,
    IncidentStep.TELL_MEDIA: IncidentPaper.TO_MEDIA,
}


def paper_of(step: IncidentStep) -> IncidentPaper | None:
    """The letter that a step of telling needs."""
    return _OF.get(step)


def page_of_paper(incident: str, paper: IncidentPaper) -> str:
    """Where a paper is made: a letter asks for its words first."""
    kind = "paper" if paper is IncidentPaper.REPORT else "letter"
    return f"{kind}:{incident}/{paper.value}"


def step_of(paper: IncidentPaper) -> IncidentStep | None:
    """The step that a letter belongs to; none the report."""
    return next((step for step, each in _OF.items() if each is paper), None)


def drawn(desk: Desk, incident: str, paper: IncidentPaper, entries: Mapping[str, str]) -> Document:
    """The paper with these words. Raises Refusal as the workflows of letters do."""
    if paper is IncidentPaper.REPORT:
        return incident_report(desk, incident)
    said = LetterWords(*(entries.get(name, "") for name in ("happened", "seen", "done", "can_do")))
    if paper is IncidentPaper.TO_PERSON:
        return letter_to_person(desk, incident, entries.get("patient", ""), said)
    notice = notice_to_authority if paper is IncidentPaper.TO_AUTHORITY else notice_to_media
    return notice(desk, incident, said)


def paper_words(paper: IncidentPaper) -> str:
    return {
        IncidentPaper.TO_PERSON: _("Letter to the patient"),
        IncidentPaper.TO_AUTHORITY: _("Notice to the authority"),
        IncidentPaper.TO_MEDIA: _("Notice to the media"),
        IncidentPaper.REPORT: _("The whole report"),
    }[paper]
