"""Somebody else sits down at the open desk. objectNames: change_page, passphrase, change_user,
back_to_cover, and those of the card.
"""

from __future__ import annotations

from PySide6.QtCore import Signal

from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton
from consentdesk.ui.kit.door_page import DoorPage
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.text import Text
from consentdesk.ui.sign_in.card import SignInCard
from consentdesk.ui.words import _


class ChangeScreen(DoorPage):
    """Nothing of whoever sits here stays in sight."""

    back_asked = Signal()

    def __init__(self, person: str) -> None:
        field = Field("passphrase", _("Passphrase"), secret=True)
        back = LinkButton(_("Back"), "back_to_cover")
        stays = _("{name} is signed out then. An open session is saved, and waits on home.")
        go = PrimaryButton(_("Sign in"), "change_user")
        words = Text(stays.format(name=person))
        self.card = SignInCard(_("Who takes over?"), field, go, words, ways=(back,))
        super().__init__("change_page", self.card)
        back.clicked.connect(self.back_asked)
