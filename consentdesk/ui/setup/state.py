"""Everything the first run shows, and what is typed into it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from consentdesk.domain.people import Clinic, Contact
from consentdesk.workflows.ports import FirstMember


class SetupPage(StrEnum):
    CLINIC = "clinic"
    RULES = "rules"
    CONTACT = "contact"
    YOU = "you"
    SECRETS = "secrets"
    RECOVERY = "recovery"
    CHECK = "check"

    @property
    def number(self) -> int:
        """1 for the first page."""
        return tuple(SetupPage).index(self) + 1


PAGE_FIELDS = {
    SetupPage.CLINIC: ("clinic_name", "clinic_address"),
    SetupPage.RULES: ("pack",),
    SetupPage.CONTACT: ("contact_name", "contact_telephone", "contact_email", "contact_post"),
    SetupPage.YOU: ("member_name", "member_role"),
    SetupPage.SECRETS: ("passphrase", "passphrase_again", "code"),
    SetupPage.RECOVERY: (),
    SetupPage.CHECK: ("recovery_code",),
}


@dataclass(frozen=True)
class Entries:
    """What was typed, by the name of its field."""

    clinic_name: str = ""
    clinic_address: str = ""
    pack: str = ""
    contact_name: str = ""
    contact_telephone: str = ""
    contact_email: str = ""
    contact_post: str = ""
    member_name: str = field(default="", repr=False)
    member_role: str = ""
    passphrase: str = field(default="", repr=False)
    passphrase_again: str = field(default="", repr=False)
    code: str = field(default="", repr=False)
    recovery_code: str = field(default="", repr=False)

    @property
    def clinic(self) -> Clinic:
        contact = Contact(self.contact_name, self.contact_telephone, self.contact_email, self.contact_post)
        return Clinic(self.clinic_name, self.clinic_address, contact)

    @property
    def member(self) -> FirstMember:
        return FirstMember(self.member_name, self.member_role, self.passphrase, self.code)


@dataclass(frozen=True)
class PackRow:
    """A rule pack to choose; one that is not `ready` says in its hint what it lacks."""

    id: str
    title: str
    hint: str
    ready: bool = True


@dataclass(frozen=True)
class SetupState:
    """`folder` is where the vault will lie. `recovery_code` is the one to write down, once it is made.
    `problems` are (objectName, words), `trouble` words about the place or the disk, `packs` the rules to
    choose from."""

    folder: str
    page: SetupPage = SetupPage.CLINIC
    entries: Entries = field(default_factory=Entries)
    recovery_code: str = field(default="", repr=False)
    busy: str = ""
    problems: tuple[tuple[str, str], ...] = ()
    trouble: str = ""
    packs: tuple[PackRow, ...] = ()
