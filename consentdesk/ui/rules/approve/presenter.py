"""Approves what is in force in a language, in the name of whoever gives their code."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal

from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.domain.wording import RIGHT_TO_LEFT
from consentdesk.ui.rules.approve.state import ApproveState
from consentdesk.ui.rules.part import Part
from consentdesk.ui.rules.working_copy import WorkingCopy
from consentdesk.ui.words import _, sentence
from consentdesk.workflows.edit_rules.uses import use_ids, words_of_use
from consentdesk.workflows.edit_rules.words import preview


class ApprovePresenter(Part[ApproveState]):
    """`approved` follows once the words are."""

    approved = Signal()

    def __init__(self, copy: WorkingCopy, language: str) -> None:
        self._language = language
        super().__init__(copy)

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
            copy.approve(language, code, self.approved.emit, self._refused)

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
        uses = (words_of_use(book, id, language) for id in use_ids(book))
        by = head["reviewed_by"]
        return ApproveState(
            language=head["name"],
            rtl=head.get("direction") == RIGHT_TO_LEFT,
            pages=preview(book, language, copy.today),
            uses=tuple((use.title, use.hint) for use in uses),
            person=copy.person,
            approved=_("Approved by {name}").format(name=by) if by else "",
        )
