"""The pages of the first run: their questions and fields."""

from __future__ import annotations

from PySide6.QtCore import Qt

from consentdesk.ui.kit.code_card import CodeCard
from consentdesk.ui.kit.field import Field, side_by_side
from consentdesk.ui.kit.layout import column, held
from consentdesk.ui.setup.page import Page
from consentdesk.ui.setup.rules import RulesPage
from consentdesk.ui.setup.state import SetupPage, SetupState
from consentdesk.ui.words import _


class RecoveryPage(Page):
    """The recovery code, large, to be written down."""

    def __init__(self) -> None:
        super().__init__(
            SetupPage.RECOVERY,
            _("Write this recovery code down now"),
            _(
                "It opens the vault if every passphrase is lost. It is shown once and kept nowhere. "
                "Keep the paper where only the clinic's management can reach it, not at this desk."
            ),
        )
        described = _("Letters and digits in groups of four")
        hint = _("There is no letter I, L, O or U in it.")
        self._code = CodeCard("recovery_code_shown", described, hint)
        self.body.addWidget(self._code)

    def draw(self, state: SetupState) -> None:
        self._code.show_code(state.recovery_code)


def setup_pages() -> dict[SetupPage, Page]:
    """Every page, in order."""
    made = (_clinic(), RulesPage(), _contact(), _you(), _secrets(), RecoveryPage(), _check())
    for page in made:
        page.body.setAlignment(Qt.AlignmentFlag.AlignTop)
    return dict(zip(SetupPage, made, strict=True))


def _clinic() -> Page:
    name = Field("clinic_name", _("Name of the clinic"), _("As patients know it"))
    address = Field("clinic_address", _("Address"), _("Street, place, postal code"))
    page = Page(
        SetupPage.CLINIC,
        _("Which clinic is this?"),
        _("It stands at the top of every patient's copy."),
        *(name, address),
    )
    page.body.addWidget(held(column(name, address, spacing=14)))
    return page


def _contact() -> Page:
    name = Field("contact_name", _("Name or role"), _("For example: The photo desk"))
    telephone = Field("contact_telephone", _("Telephone"))
    email = Field("contact_email", _("E-mail"))
    post = Field("contact_post", _("Postal address"), _("Where a letter reaches this person"))
    page = Page(
        SetupPage.CONTACT,
        _("Whom do patients turn to?"),
        _("For questions and changes of mind. One way to reach them is enough."),
        *(name, telephone, email, post),
    )
    page.body.addWidget(held(column(name, side_by_side(telephone, email), post, spacing=14)))
    return page


def _you() -> Page:
    name = Field("member_name", _("Your name"), _("As it stands under \u201cexplained by\u201d"))
    role = Field("member_role", _("Your role"), _("For example: Physician, dermatology"))
    page = Page(
        SetupPage.YOU,
        _("Who are you?"),
        _("You are the first person at this desk."),
        *(name, role),
    )
    page.body.addWidget(held(column(name, role, spacing=14)))
    return page


def _secrets() -> Page:
    good = _("Four or more words that do not belong together are easy to keep and hard to guess")
    passphrase = Field("passphrase", _("Passphrase: it unlocks the vault"), good, secret=True)
    again = Field("passphrase_again", _("The same passphrase again"), secret=True)
    code_hint = _("Six digits or more. It lifts the cover and says that you explained")
    code = Field("code", _("Your code: for every day"), code_hint, secret=True)
    page = Page(
        SetupPage.SECRETS,
        _("How do you unlock this desk?"),
        "",
        *(passphrase, again, code),
    )
    page.body.addWidget(held(column(passphrase, again, code, spacing=14)))
    return page


def _check() -> Page:
    code = Field("recovery_code", _("Recovery code"), _("From your paper; spaces and hyphens do not matter"))
    page = Page(
        SetupPage.CHECK,
        _("Type the recovery code back"),
        _("So that it is certain that what you wrote down opens the vault."),
        code,
    )
    page.body.addWidget(code)
    return page
