"""Approving words. objectNames: rules_approve, approve_read, approve_code, approve_words, approved_by."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.buttons import PrimaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import DIRECTIONS, Scroll, column, held, row
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.rules.approve.state import ApproveState
from consentdesk.ui.words import _

READ_PX = 520


class ApproveScreen(QWidget):
    """`approve_asked(str)` carries the code."""

    place_asked = Signal(str)
    approve_asked = Signal(str)

    def __init__(self, state: ApproveState) -> None:
        super().__init__()
        self.setObjectName("rules_approve")
        self._code = Field("approve_code", _("Your code"), secret=True)
        self._approve = PrimaryButton(_("I approve these words"), "approve_words")
        self._approved = Text("", "strong", "approved_by")
        self._read, self._tries = Scroll("approve_read"), state.tries
        self._shown: object = None
        self._code.entered.connect(self._ask)
        self._approve.clicked.connect(self._ask)
        self._lay_out(state)
        self.draw(state)

    def draw(self, state: ApproveState) -> None:
        """Draw what has changed; the words that are approved are those that stand here."""
        words = (state.pages, state.rest)
        if words != self._shown:
            self._shown = words
            self._read.hold(_words(state), (24, 20, 24, 20))
        self._code.show_problem(state.problem)
        self._approved.show_words(state.approved)
        for part in (self._code, self._approve):
            reveal(part, not state.approved)
        if state.tries != self._tries:
            self._tries = state.tries
            self._code.show_text("")
            self._code.setFocus()

    def _ask(self) -> None:
        self.approve_asked.emit(self._code.text)

    def _lay_out(self, state: ApproveState) -> None:
        self._read.setFixedHeight(READ_PX)
        said = _(
            "Read every page, or have it read by someone who speaks {language}. With your code, {person}, "
            "you say that the clinic stands by these words. The mark that they are a draft is gone then."
        )
        told = Text(said.format(language=state.language, person=state.person))
        card = Card(told, self._code, self._approve, self._approved, heading=_("Approve"))
        across = row(Card(self._read), column(card, None), spacing=16)
        across.setStretch(0, 3)
        across.setStretch(1, 2)
        self.setLayout(column(across, None))


def _words(state: ApproveState) -> QWidget:
    lines = column(spacing=4)
    for page in state.pages:
        lines.addWidget(Text(page.heading, "heading"))
        for statement in page.statements:
            lines.addWidget(Text(statement.title, "strong"))
            lines.addWidget(Text(statement.text))
        lines.addSpacing(14)
    for title, said in state.rest:
        lines.addWidget(Text(title, "heading"))
        lines.addWidget(Text("\n".join(said).strip()))
        lines.addSpacing(14)
    words = held(lines)
    words.setLayoutDirection(DIRECTIONS[state.rtl])
    return words
