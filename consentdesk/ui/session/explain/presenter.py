"""Walks the pages of the explanation; what was shown and acknowledged is recorded word for word (R5, R41)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from consentdesk.domain.session import acknowledge, page_is_acknowledged, show_page, unexplained, viewers
from consentdesk.domain.wording import FilledPage, Statement
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.session.explain.state import ExplainState, Paragraph
from consentdesk.ui.session.flow import SessionFlow
from consentdesk.ui.words import sentence

CARE_STAYS_THE_SAME = "S1"


class ExplainPresenter(Presenter[ExplainState]):
    """Begins at the first page that nobody has acknowledged, or at the last where all are."""

    def __init__(self, flow: SessionFlow, parent: QObject | None = None) -> None:
        self._flow = flow
        self._pages = flow.rules.pages(flow.draft)
        self._at = self._first_open()
        super().__init__(self._state(), parent)
        flow.changed.connect(self._refresh)

    @property
    def _page(self) -> FilledPage:
        return self._pages[self._at]

    def shown(self, page_id: str) -> None:
        """A page stands on the screen, before everyone who has to see the images too."""
        path = self._flow.pathway()
        if path is not None:
            to = viewers(path, self._flow.draft)
            self._flow.act(lambda rules, draft, now: show_page(rules, draft, page_id, to, now))

    def understood(self) -> None:
        """Acknowledge this page and go on; pressed twice, it counts once."""
        at, page = self._at, self._page
        if page_is_acknowledged(self._flow.draft, page):
            self._onward(at)
            return
        self._flow.act(
            lambda rules, draft, now: acknowledge(rules, draft, page.id, now), lambda: self._onward(at)
        )

    def back(self) -> None:
        if self._at == 0:
            self._flow.go_back()
        else:
            self._turn_to(self._at - 1)

    def question(self) -> None:
        """The patient has a question: say who helps, or take it away again."""
        words = "" if self.state.help else self._flow.rules.wording.screen["read_staff"]
        self.become(replace(self.state, help=words))

    def _onward(self, at: int) -> None:
        if at != self._at:
            return
        if at + 1 == len(self._pages):
            self._flow.go_on()
        else:
            self._turn_to(at + 1)

    def _turn_to(self, at: int) -> None:
        self._at = at
        self.become(self._state())

    def _refresh(self) -> None:
        self.become(replace(self._state(), help=self.state.help))

    def _first_open(self) -> int:
        open_pages = unexplained(self._flow.rules, self._flow.draft)
        return self._pages.index(open_pages[0]) if open_pages else len(self._pages) - 1

    def _state(self) -> ExplainState:
        wording, page = self._flow.rules.wording, self._page
        screen = wording.screen
        acknowledged = page_is_acknowledged(self._flow.draft, page)
        return ExplainState(
            page=page.id,
            heading=page.heading,
            picture=page.picture,
            paragraphs=tuple(_paragraph(s, page.heading) for s in page.statements),
            progress=screen["page_number"].format(number=self._at + 1, total=len(self._pages)),
            primary=screen["continue"] if acknowledged else screen["understand"],
            read_on=screen["read_on"],
            draft_note=screen["draft_wording"] if wording.is_draft else "",
            problem=" ".join(sentence(p) for p in self._flow.problems),
        )


def _paragraph(statement: Statement, heading: str) -> Paragraph:
    title = "" if statement.title == heading else statement.title
    return Paragraph(title, statement.text, statement.id == CARE_STAYS_THE_SAME)
