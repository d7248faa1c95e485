"""Everything the page of people shows, and what is typed into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from consentdesk.domain.access import Role
from consentdesk.workflows.people import Newcomer
from consentdesk.workflows.ports import Secrets


class PeoplePage(StrEnum):
    LIST = "list"
    WHO = "who"
    ROLES = "roles"
    SECRETS = "secrets"
    CONFIRM = "confirm"
    PERSON = "person"
    REMOVE = "remove"
    RECOVERY = "recovery"
    WRITE_DOWN = "write_down"
    TYPE_BACK = "type_back"


class Task(StrEnum):
    """What an administrator came to do."""

    ADMIT = "admit"
    CHANGE = "change"
    RENEW = "renew"
    REMOVE = "remove"
    RECOVERY = "recovery"


PAGES = {
    Task.ADMIT: (PeoplePage.WHO, PeoplePage.ROLES, PeoplePage.SECRETS, PeoplePage.CONFIRM),
    Task.CHANGE: (PeoplePage.PERSON,),
    Task.RENEW: (PeoplePage.SECRETS, PeoplePage.CONFIRM),
    Task.REMOVE: (PeoplePage.REMOVE,),
    Task.RECOVERY: (PeoplePage.RECOVERY, PeoplePage.WRITE_DOWN, PeoplePage.TYPE_BACK),
}
PAGE_FIELDS: dict[PeoplePage, tuple[str, ...]] = {
    PeoplePage.WHO: ("member_name", "member_role", "initials"),
    PeoplePage.ROLES: ("roles",),
    PeoplePage.SECRETS: ("passphrase", "passphrase_again", "code"),
    PeoplePage.CONFIRM: ("own_code",),
    PeoplePage.PERSON: ("member_name", "member_role", "roles", "own_code"),
    PeoplePage.REMOVE: ("reason", "own_code"),
    PeoplePage.RECOVERY: ("own_code",),
    PeoplePage.TYPE_BACK: ("recovery_code",),
}


@dataclass(frozen=True)
class Entries:
    """What was typed and chosen, by the name of its field; `own_code` is that of whoever sits here."""

    member_name: str = field(default="", repr=False)
    member_role: str = ""
    initials: str = ""
    roles: tuple[Role, ...] = ()
    passphrase: str = field(default="", repr=False)
    passphrase_again: str = field(default="", repr=False)
    code: str = field(default="", repr=False)
    own_code: str = field(default="", repr=False)
    reason: str = field(default="", repr=False)
    recovery_code: str = field(default="", repr=False)

    @property
    def secrets(self) -> Secrets:
        return Secrets(self.passphrase, self.code)

    def with_typed(self, typed: Mapping[str, str]) -> Entries:
        """The same, with what was typed into these fields."""
        return replace(self, **typed)  # type: ignore[arg-type]  # every field but the roles is typed

    @property
    def newcomer(self) -> Newcomer:
        return Newcomer(self.member_name, self.member_role, self.roles, self.initials, self.secrets)


@dataclass(frozen=True)
class PersonRow:
    """Somebody in the list: `can` says what they may do, `hint` the rest."""

    id: str
    name: str = field(repr=False)
    profession: str = ""
    initials: str = ""
    roles: tuple[Role, ...] = ()
    can: str = ""
    hint: str = ""
    is_me: bool = False


@dataclass(frozen=True)
class PeopleState:
    """The list (`here`, and those who `left`), or one page of a `task` about a `person`. `me` is the name of
    whoever sits here. `due`: somebody left, and the vault's key has not changed since. `recovery_code` is the
    one to write down. `problems` are (objectName, words), `trouble` words about the vault or the disk,
    `outcome` what was done last."""

    page: PeoplePage = PeoplePage.LIST
    task: Task | None = None
    here: tuple[PersonRow, ...] = ()
    left: tuple[PersonRow, ...] = ()
    me: str = field(default="", repr=False)
    due: bool = False
    loaded: bool = False
    person: PersonRow | None = None
    entries: Entries = field(default_factory=Entries)
    recovery_code: str = field(default="", repr=False)
    busy: str = ""
    problems: tuple[tuple[str, str], ...] = ()
    trouble: str = ""
    outcome: str = ""
