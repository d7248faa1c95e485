"""Approves what is in force in a language, in the name of whoever gives their code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from PySide6.QtCore import Signal

from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.domain.wording import RIGHT_TO_LEFT, FilledPage, Wording
from consentdesk.ui.rules.approve.state import ApproveState
from consentdesk.ui.rules.part import Part
from consentdesk.ui.rules.working_copy import WorkingCopy
from consentdesk.ui.words import _, sentence
from consentdesk.workflows.edit_rules.words import preview


class ApprovePresenter(Part[ApproveState]):
    """`approved` follows once the words are."""

    approved = Signal()

    def __init__(self, copy: WorkingCopy, language: str) -> None:
        self._language = language
        super().__init__(copy)
        copy.approved.connect(self._approved)  # methods: an answer may come when this page has been left
        copy.not_approved.connect(self._refused)

    def approve(self, code: str) -> None:
        """Approve with a code; a second press while one is tried does nothing."""
        copy, language = self._copy, self._language
        if copy.busy:
            return
        if copy.book.words[language] != copy.before.words[language]:
            self._answer(sentence(Problem("words_not_published")))
        elif not code:
            self._answer(sentence(Problem("code_missing")))
        else:
            copy.approve(language, code)

    def _approved(self, language: str) -> None:
        if language == self._language:
            self.approved.emit()

    def _refused(self, refusal: Refusal) -> None:
        self._answer(sentence(refusal.problems[0]))

    def _refresh(self) -> None:
        self.become(replace(self._state(), tries=self.state.tries))

    def _answer(self, words: str) -> None:
        self.become(replace(self.state, problem=words, tries=self.state.tries + 1))

    def _state(self) -> ApproveState:
        copy, language = self._copy, self._language
        book = copy.before
        head = book.words[language]["wording"]
        by, pages = head["reviewed_by"], preview(book, language, copy.today)
        return ApproveState(
            language=head["name"],
            rtl=head.get("direction") == RIGHT_TO_LEFT,
            pages=pages,
            rest=tuple(_rest(book.wording(language), pages)),
            person=copy.person,
            approved=_("Approved by {name}").format(name=by) if by else "",
        )


def _rest(wording: Wording, pages: Iterable[FilledPage]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every word that does not stand on the pages: an approval is of all of them."""
    read = {statement.id for page in pages for statement in page.statements}
    others = (*(s for s in wording.statements if s.id not in read), *wording.warnings)
    yield _("Uses"), tuple(said for u in wording.uses.values() for said in (u.title, u.short, u.hint, ""))
    yield (
        _("Questions and replies, the right one first"),
        tuple(said for q in wording.questions for said in (q.text, q.right, *q.wrong, "")),
    )
    yield _("What a signature means"), tuple(wording.meanings.values())
    yield _("Buttons and hints"), tuple(wording.screen.values())
    yield _("Single words"), tuple(wording.terms.values())
    yield (
        _("Statements under other rules, and warnings"),
        tuple(said for s in others for said in (s.title, s.text, "")),
    )
