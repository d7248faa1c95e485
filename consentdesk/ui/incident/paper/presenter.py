"""Leads to a paper of an incident."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from consentdesk.domain.incident import IncidentPaper
from consentdesk.domain.incident_letters import as_approved
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.incident.paper.state import PaperState
from consentdesk.ui.incident.papers import drawn, paper_words, step_of
from consentdesk.ui.incident.room import Room
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.words import sentence
from consentdesk.workflows.give_paper import Document
from consentdesk.workflows.incident_letters import approve_letter


class PaperPresenter(Presenter[PaperState]):
    def __init__(self, room: Room, about: str) -> None:
        self._incident, _slash, which = about.partition("/")
        self._room, self._about, self._paper = room, about, IncidentPaper(which)
        super().__init__(PaperState(paper_words(self._paper), can_approve=step_of(self._paper) is not None))

    @property
    def step_page(self) -> str:
        """Where it is noted that somebody was told with it."""
        step = step_of(self._paper)
        return f"step:{self._incident}/{step.value}" if step else f"file:{self._incident}"

    def open(self) -> None:
        """The paper with the words that were said last."""
        self._room.machine.lane.run(self, self._drawn, self._show, self._say)

    def approve(self) -> None:
        """Whoever leads has read it, and it leaves as it is."""
        document = self.state.document
        if document is None:
            return
        work = partial(approve_letter, self._room.desk, self._incident, self._paper, document)
        self._room.machine.lane.run(self, work, lambda none: self.open(), self._say)

    def _drawn(self) -> Document:
        said = self._room.letters.get(f"paper:{self._about}", {})
        return drawn(self._room.desk, self._incident, self._paper, said)

    def _show(self, document: Document) -> None:
        draft = self.state.can_approve and as_approved(document.about) != document.about
        self.become(replace(self.state, document=document, draft=draft, trouble=""))

    def _say(self, refusal: Refusal) -> None:
        self.become(replace(self.state, trouble=sentence(refusal.problems[0])))
