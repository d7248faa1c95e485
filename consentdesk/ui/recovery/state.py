"""Everything the page after the recovery code shows, and what is typed into it."""

from __future__ import annotations

from dataclasses import dataclass, field

from consentdesk.workflows.ports import Secrets


@dataclass(frozen=True)
class Entries:
    """What was typed, by the name of its field."""

    passphrase: str = field(default="", repr=False)
    passphrase_again: str = field(default="", repr=False)
    code: str = field(default="", repr=False)

    @property
    def secrets(self) -> Secrets:
        return Secrets(self.passphrase, self.code)


@dataclass(frozen=True)
class PersonRow:
    """Somebody who works here."""

    id: str
    initials: str
    name: str = field(repr=False)
    hint: str = ""


@dataclass(frozen=True)
class RecoveryState:
    """`chosen` are the initials of whoever gets a new passphrase. `problems` are (objectName, words),
    `trouble` words about the vault or the disk."""

    people: tuple[PersonRow, ...] = ()
    chosen: str = ""
    busy: bool = False
    problems: tuple[tuple[str, str], ...] = ()
    trouble: str = ""
