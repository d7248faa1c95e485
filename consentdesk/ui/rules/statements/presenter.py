"""Words the statements of one language."""

from __future__ import annotations

from contextlib import suppress

from consentdesk.domain.refusals import Refusal
from consentdesk.domain.wording import PLACE, RIGHT_TO_LEFT, Statement
from consentdesk.ui.rules.part import Part
from consentdesk.ui.rules.statements.state import ShownPage, StatementsState
from consentdesk.ui.rules.working_copy import WorkingCopy
from consentdesk.ui.words import _, sentence
from consentdesk.workflows.edit_rules.words import (
    HARDEST_GRADE,
    change_statement,
    preview,
    reading_grade,
    statements_of,
    word_problems,
)

EXAMPLE_NAME = "Alex"


class StatementsPresenter(Part[StatementsState]):
    """Begins at one statement, or at the first."""

    def __init__(self, copy: WorkingCopy, language: str, statement: str) -> None:
        self._language = language
        self._id = statement or statements_of(copy.book, language)[0].id
        super().__init__(copy)

    def turn(self, statement: str) -> None:
        """Word another statement."""
        self._id = statement
        self._refresh()

    def word(self, title: str, text: str) -> None:
        """Say the present statement so."""
        said = Statement(self._id, title, text)
        self._copy.edit(lambda book: change_statement(book, self._language, said))

    def _state(self) -> StatementsState:
        copy, language = self._copy, self._language
        statements = {s.id: s for s in statements_of(copy.book, language)}
        before = {s.id: s for s in statements_of(copy.before, language)}
        said = statements[self._id]
        grade = reading_grade(language, said)
        return StatementsState(
            titles=tuple((s.id, s.title) for s in statements.values()),
            changed=tuple(id for id, s in statements.items() if s != before.get(id)),
            statement=said,
            places=_places(before.get(self._id, said)),
            grade=_graded(grade),
            hard=grade is not None and grade > HARDEST_GRADE,
            rtl=copy.book.words[language]["wording"].get("direction") == RIGHT_TO_LEFT,
            problems=self._problems(),
            shown=self._shown(),
        )

    def _problems(self) -> tuple[tuple[str, str], ...]:
        """What publishing refused of the present statement, as far as it is still so."""
        here = f"{self._language}:{self._id}:"
        refused = {p.where for p in self._copy.problems}
        now = word_problems(self._copy.before, self._copy.book, self._language)
        return tuple(
            (p.where.removeprefix(here), sentence(p))
            for p in now
            if p.where.startswith(here) & (p.where in refused)
        )

    def _shown(self) -> ShownPage | None:
        copy = self._copy
        with suppress(Refusal):  # the words are not whole: publishing says so
            pages = preview(copy.book, self._language, copy.today)
            wording = copy.book.wording(self._language)
            for number, page in enumerate(pages, 1):
                if self._id in {s.id for s in page.statements}:
                    return ShownPage(wording, page, number, len(pages), EXAMPLE_NAME)
        return None


def _graded(grade: float | None) -> str:
    if grade is None:
        return ""
    words = _("Reading grade below 1") if grade < 1 else _("Reading grade {grade}")
    return words.format(grade=f"{grade:.1f}")


def _places(statement: Statement) -> str:
    """What the program fills in, to be kept."""
    found = ", ".join(f"{{{place}}}" for place in PLACE.findall(statement.text))
    return _("The program fills in {places}: keep it in the text").format(places=found) if found else ""
