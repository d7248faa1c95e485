"""From a draft, and from where the patient is in the explanation, to what stands on the page. Without a
vault."""

from __future__ import annotations

from dataclasses import dataclass, replace

from consentdesk.domain.draft import Draft
from consentdesk.domain.refusals import Problem
from consentdesk.domain.session import Rules, page_is_acknowledged
from consentdesk.domain.understanding import asked, open_questions, questions_for, replies
from consentdesk.domain.wording import FilledPage, Question, Statement
from consentdesk.ui.session.explain.state import ExplainState, Paragraph, Replies
from consentdesk.ui.words import sentence

CARE_STAYS_THE_SAME = "S1"


@dataclass(frozen=True)
class Place:
    """At which page; while questions are asked, which ones (their ids) and at which of them, and whether its
    statement is read once more; whether help is on its way."""

    page: int
    questions: tuple[str, ...] = ()
    question: int = 0
    again: bool = False
    helped: bool = False


@dataclass(frozen=True)
class View:
    rules: Rules
    draft: Draft
    place: Place
    problems: tuple[Problem, ...] = ()

    @property
    def pages(self) -> tuple[FilledPage, ...]:
        return self.rules.pages(self.draft)

    @property
    def page(self) -> FilledPage:
        return self.pages[self.place.page]

    @property
    def question(self) -> Question | None:
        """The question that is asked; None while pages are read."""
        if not self.place.questions:
            return None
        id = self.place.questions[self.place.question]
        return next((q for q in questions_for(self.rules, self.draft) if q.id == id), None)

    @property
    def acknowledged(self) -> bool:
        return page_is_acknowledged(self.draft, self.page)

    def state(self) -> ExplainState:
        question = self.question
        if question is None:
            return self._reading()
        return self._reading_again(question) if self.place.again else self._asking(question)

    def _reading(self) -> ExplainState:
        page = self.page
        last = self.place.page + 1 == len(self.pages)
        return replace(
            self._state(page, page.heading, page.statements),
            shows=page.id,
            primary=self._word("continue" if self.acknowledged else "understand"),
            offer=self._word("ask_me") if last and open_questions(self.rules, self.draft) else "",
        )

    def _asking(self, question: Question) -> ExplainState:
        right = self.understood(question)
        given = Replies(question.id, replies(question), self._word("enough"))
        if right:
            given = replace(given, given=question.right, said=self._word("reply_right"))
        return replace(
            self._state(self._told_in(question)[0], question.text),
            page=question.id,
            primary=self._word("continue") if right else "",
            replies=given,
        )

    def _reading_again(self, question: Question) -> ExplainState:
        """The statement once more, as it stands on its page."""
        page, statement = self._told_in(question)
        return replace(
            self._state(page, statement.title, (statement,)),
            page=f"{question.id} again",
            lead=self._word("read_again"),
            primary=self._word("ask_again"),
        )

    def understood(self, question: Question) -> bool:
        """Whether the last reply to these very words was right."""
        found = asked(self.draft, question)
        return found is not None and found.understood

    def _state(self, page: FilledPage, heading: str, statements: tuple[Statement, ...] = ()) -> ExplainState:
        """What every page has."""
        return ExplainState(
            page=page.id,
            heading=heading,
            picture=page.picture,
            paragraphs=tuple(_paragraph(s, heading) for s in statements),
            progress=self._progress(),
            primary="",
            read_on=self._word("read_on"),
            draft_note=self._word("draft_wording") if statements and self.rules.wording.is_draft else "",
            help=self._word("read_staff") if self.place.helped else "",
            problem=" ".join(sentence(p) for p in self.problems),
        )

    def _told_in(self, question: Question) -> tuple[FilledPage, Statement]:
        """The page that a question's statement stands on, and the statement."""
        return next((p, s) for p in self.pages for s in p.statements if s.id == question.statement)

    def _progress(self) -> str:
        place, total = self.place.page, len(self.pages)
        if self.question is not None:
            place, total = self.place.question, len(self.place.questions)
        return self._word("page_number").format(number=place + 1, total=total)

    def _word(self, name: str) -> str:
        return self.rules.wording.screen[name]


def _paragraph(statement: Statement, heading: str) -> Paragraph:
    title = "" if statement.title == heading else statement.title
    return Paragraph(title, statement.text, statement.id == CARE_STAYS_THE_SAME)
