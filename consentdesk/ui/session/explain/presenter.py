"""Walks the pages of the explanation, and the questions about it where they are asked; what was shown,
acknowledged and replied is recorded word for word (R5, R41)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from consentdesk.domain.draft import Draft
from consentdesk.domain.moment import Moment
from consentdesk.domain.session import Rules, acknowledge, show_page, unexplained, viewers
from consentdesk.domain.understanding import asked, must_ask, open_questions, questions_for, reply
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.session.explain.state import ExplainState
from consentdesk.ui.session.explain.view import Place, View
from consentdesk.ui.session.flow import QUESTIONS, SessionFlow


class ExplainPresenter(Presenter[ExplainState]):
    """Begins at the first page that nobody has acknowledged, or at the last where all are; with the questions
    where it was opened for them."""

    def __init__(self, flow: SessionFlow, parent: QObject | None = None) -> None:
        self._flow = flow
        self._place = first_place(flow)
        super().__init__(self._view.state(), parent)
        flow.changed.connect(self._refresh)

    @property
    def _view(self) -> View:
        return View(self._flow.rules, self._flow.draft, self._place, self._flow.problems)

    def shown(self, page_id: str) -> None:
        """A page stands on the screen, before everyone who has to see the images too."""
        path = self._flow.pathway()
        if path is not None:
            to = viewers(path, self._flow.draft)
            self._flow.act(lambda rules, draft, now: show_page(rules, draft, page_id, to, now))

    def go_on(self) -> None:
        """Acknowledge this page and turn to the next; pressed twice, it counts once. After the last one come
        the questions where a use needs them. From a question on to the next one, and back to it where its
        statement was read once more."""
        if self._place.again:
            self._stand(replace(self._place, again=False))
        elif self._place.questions:
            self._next_question()
        else:
            self._acknowledge(self._next_page)

    def ask(self) -> None:
        """The patient asks for the questions: whoever does has read the page."""
        self._acknowledge(lambda: self._stand(asking(self._flow)))

    def reply(self, given: str) -> None:
        """What the patient replies to the question as it stands there. A wrong reply leads back to the
        statement; the same reply pressed twice counts once."""
        question, place = self._view.question, self._place
        if question is None or self.state.replies is None or self.state.replies.given == given:
            return
        before = asked(self._flow.draft, question)

        def act(rules: Rules, draft: Draft, now: Moment) -> Draft:
            pressed_before = asked(draft, question) != before
            return draft if pressed_before else reply(rules, draft, question.id, given, now)

        def judge() -> None:
            if place == self._place:
                self._stand(replace(place, again=not self._view.understood(question)))

        self._flow.act(act, judge)

    def stop_asking(self) -> None:
        """Enough questions for now; what was replied stays."""
        self._flow.go_on()

    def back(self) -> None:
        place = self._place
        if place.again or place.question:
            self._stand(replace(place, again=False, question=place.question - (not place.again)))
        elif place.questions:
            self._stand(Place(place.page))
        elif place.page:
            self._stand(Place(place.page - 1))
        else:
            self._flow.go_back()

    def question(self) -> None:
        """The patient has a question: say who helps, or take it away again."""
        self._place = replace(self._place, helped=not self._place.helped)
        self._refresh()

    def _acknowledge(self, then: Callable[[], None]) -> None:
        """Record that this page was understood; what follows does so only while it still stands there."""
        place, page = self._place, self._view.page

        def follow() -> None:
            if place == self._place:
                then()

        if self._view.acknowledged:
            follow()
        else:
            self._flow.act(lambda rules, draft, now: acknowledge(rules, draft, page.id, now), follow)

    def _next_page(self) -> None:
        rules, draft, at = self._flow.rules, self._flow.draft, self._place.page
        if at + 1 < len(self._view.pages):
            self._stand(Place(at + 1))
        elif must_ask(rules, draft) and open_questions(rules, draft):
            self._stand(asking(self._flow))
        else:
            self._flow.go_on()

    def _next_question(self) -> None:
        at = self._place.question + 1
        if at < len(self._place.questions):
            self._stand(replace(self._place, question=at))
        else:
            self._flow.go_on()

    def _stand(self, place: Place) -> None:
        self._place = replace(place, helped=False)
        self._refresh()

    def _refresh(self) -> None:
        self.become(self._view.state())


def first_place(flow: SessionFlow) -> Place:
    """Where the explanation begins, or the questions where they are asked for and everything was read."""
    wanted, flow.about = flow.about, ""
    pages, open_pages = flow.rules.pages(flow.draft), unexplained(flow.rules, flow.draft)
    if open_pages:
        return Place(pages.index(open_pages[0]))
    return asking(flow) if wanted == QUESTIONS else Place(len(pages) - 1)


def asking(flow: SessionFlow) -> Place:
    """At the first question that is open; where none is, at the first of all."""
    last = len(flow.rules.pages(flow.draft)) - 1
    open_now = open_questions(flow.rules, flow.draft) or questions_for(flow.rules, flow.draft)
    return Place(last, tuple(question.id for question in open_now))
