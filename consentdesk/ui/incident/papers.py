"""The papers of an incident: which belongs to which step, and what each is called."""

from __future__ import annotations

from consentdesk.domain.incident import IncidentPaper, IncidentStep
from consentdesk.ui.words import _

_OF = {
    IncidentStep.TELL_PERSON: IncidentPaper.TO_PERSON,
    IncidentStep.TELL_AUTHORITY: IncidentPaper.TO_AUTHORITY,
    IncidentStep.TELL_MEDIA: IncidentPaper.TO_MEDIA,
}


def paper_of(step: IncidentStep) -> IncidentPaper | None:
    """The letter that a step of telling needs."""
    return _OF.get(step)


def paper_words(paper: IncidentPaper) -> str:
    return {
        IncidentPaper.TO_PERSON: _("Letter to the patient"),
        IncidentPaper.TO_AUTHORITY: _("Notice to the authority"),
        IncidentPaper.TO_MEDIA: _("Notice to the media"),
        IncidentPaper.REPORT: _("The whole report"),
    }[paper]
