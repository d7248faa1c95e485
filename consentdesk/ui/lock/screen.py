"""The lock window. objectNames: lock_page, passphrase, unlock, unlocking (while it is tried), trouble,
staff_language_<code>.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.buttons import PrimaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import column, row
from consentdesk.ui.kit.text import Text
from consentdesk.ui.language_choice import LanguageChoice
from consentdesk.ui.lock.state import LockState
from consentdesk.ui.words import _

CARD_PX = 560


class LockScreen(QWidget):
    """`unlock_asked(str)` carries what was typed, `language_asked(str)` the code of a language."""

    unlock_asked = Signal(str)
    language_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lock_page")
        self._field = Field(
            "passphrase", _("Passphrase"), _("Or the recovery code of the vault"), secret=True
        )
        self._unlock = PrimaryButton(_("Unlock"), "unlock")
        self._busy, self._trouble = BusyBar("unlocking"), Bar("trouble")
        self._languages, self._state = LanguageChoice(), LockState()
        self._languages.asked.connect(self.language_asked)
        self._field.entered.connect(self._ask)
        self._unlock.clicked.connect(self._ask)
        self._lay_out()

    def draw(self, state: LockState) -> None:
        """Draw what has changed; what is being typed is left alone until it was answered."""
        before, self._state = self._state, state
        self._busy.show_progress(_("Unlocking") if state.busy else "")
        self._trouble.show_bar(state.trouble, "bad")
        self._field.show_problem(state.problem)
        if state.tries != before.tries:
            self._field.show_text("")
            self._field.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._field.setFocus()

    def _ask(self) -> None:
        self.unlock_asked.emit(self._field.text)

    def _lay_out(self) -> None:
        card = Card(self._trouble, self._field, self._busy, heading=_("This desk is locked"))
        card.body.addLayout(row(None, self._unlock))
        for part in (card, self._languages):
            part.setFixedWidth(CARD_PX)
        title = Text("ConsentDesk", "title", wrap=False)
        middle = column(None, title, card, self._languages, None, None, spacing=24)
        middle.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(middle)
