"""The pages of a task: their questions and fields."""

from __future__ import annotations

from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.code_card import CodeCard
from consentdesk.ui.kit.field import Field, side_by_side
from consentdesk.ui.kit.layout import column
from consentdesk.ui.kit.text import Text
from consentdesk.ui.people.page import Page, own_code
from consentdesk.ui.people.role_pages import PersonPage, RolesPage
from consentdesk.ui.people.state import PeoplePage, PeopleState
from consentdesk.ui.people.told import confirm_title, confirm_words, secrets_title
from consentdesk.ui.words import _


class SecretsPage(Page):
    """For the person themself to type."""

    def __init__(self) -> None:
        good = _("Four or more words that do not belong together are easy to keep and hard to guess")
        code_hint = _("Six digits or more. It lifts the cover and says that you explained")
        super().__init__(
            PeoplePage.SECRETS,
            "",
            "",
            Field("passphrase", _("Passphrase: it unlocks the vault"), good, secret=True),
            Field("passphrase_again", _("The same passphrase again"), secret=True),
            Field("code", _("Your code: for every day"), code_hint, secret=True),
        )

    def draw(self, state: PeopleState) -> None:
        super().draw(state)
        hand_over = _("Hand the keyboard to {name}: nobody else needs to know what is typed here.")
        self.show_title(secrets_title(state), hand_over.format(name=state.entries.member_name))


class ConfirmPage(Page):
    """The keyboard is back with whoever sits here."""

    def __init__(self) -> None:
        super().__init__(PeoplePage.CONFIRM, "", "", own_code())

    def draw(self, state: PeopleState) -> None:
        super().draw(state)
        self.show_title(confirm_title(state), confirm_words(state))


class WriteDownPage(Page):
    """The new recovery code, large."""

    def __init__(self) -> None:
        hint = _(
            "It is shown once and kept nowhere. Until you have typed it back, the one before counts. Keep "
            "the paper where only the clinic's management can reach it, not at this desk."
        )
        super().__init__(PeoplePage.WRITE_DOWN, _("Write this recovery code down now"), hint)
        described, letters = (
            _("Letters and digits in groups of four"),
            _("There is no letter I, L, O or U in it."),
        )
        self._code = CodeCard("recovery_code_shown", described, letters)
        self.body.addWidget(self._code)

    def draw(self, state: PeopleState) -> None:
        self._code.show_code(state.recovery_code)


class RemovePage(Page):
    """Everything that follows from a removal, said before it."""

    def __init__(self) -> None:
        reason = Field("reason", _("Why does this person leave?"), lines=2)
        follows = Card(*(Text(words) for words in _removal()), name="what_follows")
        code = own_code()
        laid = column(follows, reason, code, spacing=14)
        super().__init__(PeoplePage.REMOVE, "", "", reason, code, laid=laid)

    def draw(self, state: PeopleState) -> None:
        super().draw(state)
        self.show_title(_("Remove {name}?").format(name=state.entries.member_name))


def recovery_page() -> Page:
    """Before a new recovery code is made."""
    return Page(
        PeoplePage.RECOVERY,
        _("Make a new recovery code?"),
        _(
            "Do so when the paper with the old one is lost, or somebody may have seen it. The old code opens "
            "this vault no more then. Copies and backups made until today still open with the old one."
        ),
        own_code(),
    )


def type_back_page() -> Page:
    code = Field("recovery_code", _("Recovery code"), _("From your paper; spaces and hyphens do not matter"))
    return Page(
        PeoplePage.TYPE_BACK,
        _("Type the recovery code back"),
        _("So that it is certain that what you wrote down opens the vault."),
        code,
    )


def who_page() -> Page:
    name = Field("member_name", _("Name"), _("As it stands under \u201cexplained by\u201d"))
    profession = Field("member_role", _("Profession"), _("For example: Physician, dermatology"))
    initials = Field(
        "initials", _("Initials"), _("One to four letters. At the lock window they say who comes")
    )
    laid = column(name, side_by_side(profession, initials), spacing=14)
    return Page(PeoplePage.WHO, _("Who is to work here?"), "", name, profession, initials, laid=laid)


def _removal() -> tuple[str, ...]:
    return (
        _(
            "From now on their passphrase opens nothing here, and their key signs nothing. What they signed "
            "stands."
        ),
        _(
            "The vault is put under another key, which takes about as long as copying it. Everybody else's "
            "passphrase and the recovery code work as before."
        ),
        _(
            "Copies of the vault and backups made until today still open with the old passphrase. Keep them "
            "out of reach, and make a new backup."
        ),
    )


def people_pages() -> dict[PeoplePage, Page]:
    """Every page of every task."""
    return {
        PeoplePage.WHO: who_page(),
        PeoplePage.ROLES: RolesPage(),
        PeoplePage.SECRETS: SecretsPage(),
        PeoplePage.CONFIRM: ConfirmPage(),
        PeoplePage.PERSON: PersonPage(),
        PeoplePage.REMOVE: RemovePage(),
        PeoplePage.RECOVERY: recovery_page(),
        PeoplePage.WRITE_DOWN: WriteDownPage(),
        PeoplePage.TYPE_BACK: type_back_page(),
    }
