"""What whoever lost their passphrase can do. objectNames: forgot_page, recovery_code, recover, back_to_lock,
and those of the card.
"""

from __future__ import annotations

from PySide6.QtCore import Signal

from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.door_page import DoorPage
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.text import Text
from consentdesk.ui.sign_in.card import SignInCard
from consentdesk.ui.words import _


class ForgotScreen(DoorPage):
    """First what costs least: somebody else who can help."""

    back_asked = Signal()

    def __init__(self) -> None:
        ask = Card(
            Text(
                _(
                    "An administrator of this desk can give you a new passphrase: they sign in, open People, "
                    "and there your name. Everything that you did stays yours."
                )
            ),
            heading=_("Forgot the passphrase?"),
            name="ask_administrator",
        )
        field = Field("recovery_code", _("Recovery code"), _("26 letters and digits, in groups"))
        back = LinkButton(_("Back"), "back_to_lock")
        words = Text(
            _("It is on the paper that the clinic's management keeps. Somebody gets a new passphrase by it.")
        )
        go = PrimaryButton(_("Go on"), "recover")
        self.card = SignInCard(_("Nobody can help? Use the recovery code"), field, go, words, ways=(back,))
        super().__init__("forgot_page", ask, self.card)
        back.clicked.connect(self.back_asked)
