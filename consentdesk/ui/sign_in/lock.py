"""The lock window. objectNames: lock_page, passphrase, unlock, forgot, staff_language_<code>, and those of
the card.
"""

from __future__ import annotations

from PySide6.QtCore import Signal

from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton
from consentdesk.ui.kit.door_page import DoorPage
from consentdesk.ui.kit.field import Field
from consentdesk.ui.language_choice import LanguageChoice
from consentdesk.ui.sign_in.card import SignInCard
from consentdesk.ui.words import _


class LockScreen(DoorPage):
    """`language_asked(str)` carries the code of a language, `forgot_asked` comes from whoever lost their
    passphrase."""

    language_asked = Signal(str)
    forgot_asked = Signal()

    def __init__(self) -> None:
        field = Field("passphrase", _("Passphrase"), _("Or the recovery code of the vault"), secret=True)
        forgot = LinkButton(_("Forgot the passphrase?"), "forgot")
        go = PrimaryButton(_("Unlock"), "unlock")
        self.card = SignInCard(_("This desk is locked"), field, go, ways=(forgot,))
        languages = LanguageChoice()
        super().__init__("lock_page", self.card, languages)
        forgot.clicked.connect(self.forgot_asked)
        languages.asked.connect(self.language_asked)
