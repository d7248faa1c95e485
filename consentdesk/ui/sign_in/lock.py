"""The lock window. objectNames: lock_page, passphrase, unlock, forgot, staff_language_<code>, restore_vault,
and those of the card.
"""

from __future__ import annotations

from PySide6.QtCore import Signal

from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton
from consentdesk.ui.kit.door_page import DoorPage
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import held, row
from consentdesk.ui.language_choice import LanguageChoice
from consentdesk.ui.sign_in.card import SignInCard
from consentdesk.ui.words import _


class LockScreen(DoorPage):
    """`language_asked(str)` carries the code of a language, `forgot_asked` comes from whoever lost their
    passphrase, `restore_asked` from whoever wants an earlier vault back."""

    language_asked = Signal(str)
    forgot_asked = Signal()
    restore_asked = Signal()

    def __init__(self) -> None:
        field = Field("passphrase", _("Passphrase"), _("Or the recovery code of the vault"), secret=True)
        forgot = LinkButton(_("Forgot the passphrase?"), "forgot")
        go = PrimaryButton(_("Unlock"), "unlock")
        self.card = SignInCard(_("This desk is locked"), field, go, ways=(forgot,))
        languages = LanguageChoice()
        restore = LinkButton(_("Bring a vault back from a backup"), "restore_vault")
        super().__init__("lock_page", self.card, languages, held(row(restore, None)))
        restore.clicked.connect(self.restore_asked)
        forgot.clicked.connect(self.forgot_asked)
        languages.asked.connect(self.language_asked)
