"""The cover. objectNames: cover_page, covered_for, cover_code, uncover, somebody_else, lock_covered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from consentdesk.ui.cover.state import CoverState
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.door_page import DoorPage
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import row
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.words import _


class CoverScreen(DoorPage):
    """Nothing of any patient, only who is signed in and the field for the code."""

    lift_asked = Signal(str)
    change_asked = Signal()
    lock_asked = Signal()

    def __init__(self) -> None:
        self._person = Text("", "body", "covered_for")
        self._code = Field("cover_code", _("Your code"), secret=True)
        self._uncover = PrimaryButton(_("Go on"), "uncover")
        self._lock = LinkButton(_("Lock instead"), "lock_covered")
        self._change = LinkButton(_("Somebody else"), "somebody_else")
        self._tries = 0
        card = Card(self._person, self._code, heading=_("The screen is covered"))
        card.body.addLayout(row(self._lock, self._change, None, self._uncover))
        super().__init__("cover_page", card)
        self._code.entered.connect(self._ask)
        self._uncover.clicked.connect(self._ask)
        self._lock.clicked.connect(self.lock_asked)
        self._change.clicked.connect(self.change_asked)

    def draw(self, state: CoverState) -> None:
        """Draw what has changed."""
        self._person.setText(_("{name} is signed in.").format(name=state.person))
        self._code.show_problem(state.problem)
        reveal(self._change, state.others)
        if state.tries != self._tries:
            self._tries = state.tries
            self._code.show_text("")
            self._code.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._code.show_text("")
        self._code.setFocus()

    def _ask(self) -> None:
        self.lift_asked.emit(self._code.text)
