"""Bring lost keys back. objectNames: mending_page, choose_backups, back_to_lock, mending (while work runs),
trouble.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.door_page import DoorPage
from consentdesk.ui.kit.layout import row
from consentdesk.ui.kit.text import Text
from consentdesk.ui.mending.state import MendingState
from consentdesk.ui.words import _


class MendingScreen(DoorPage):
    """One button: the folder says the rest."""

    choose_asked = Signal()
    back_asked = Signal()

    def __init__(self) -> None:
        self._trouble, self._busy = Bar("trouble"), BusyBar("mending")
        self._choose = PrimaryButton(_("Choose the folder with the backups"), "choose_backups")
        back = LinkButton(_("Back"), "back_to_lock")
        words = Text(_about())
        card = Card(words, self._trouble, self._busy, heading=_("The file with the locked keys is lost"))
        card.body.addLayout(row(back, None, self._choose))
        super().__init__("mending_page", card)
        self._choose.clicked.connect(self.choose_asked)
        back.clicked.connect(self.back_asked)

    def draw(self, state: MendingState) -> None:
        self._trouble.show_bar(state.trouble, "bad")
        self._busy.show_progress(_("Bringing the keys back") if state.busy else "")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._choose.setFocus()


def _about() -> str:
    return _(
        "The vault itself is there; what is missing is the small file beside it that passphrases unlock. "
        "Every backup of this vault holds a copy. The passphrases of the day of that backup open it again, "
        "and nothing in the vault is changed."
    )
