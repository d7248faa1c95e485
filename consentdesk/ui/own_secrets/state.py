"""Everything the page about one's own secrets shows, and what is typed into it."""

from __future__ import annotations

from dataclasses import dataclass, field

from consentdesk.workflows.ports import Secrets


@dataclass(frozen=True)
class Entries:
    """What was typed, by the name of its field; `present` is the passphrase up to now."""

    present: str = field(default="", repr=False)
    passphrase: str = field(default="", repr=False)
    passphrase_again: str = field(default="", repr=False)
    code: str = field(default="", repr=False)

    @property
    def new(self) -> Secrets:
        return Secrets(self.passphrase, self.code)


@dataclass(frozen=True)
class OwnSecretsState:
    """`problems` are (objectName, words), `trouble` words about the vault or the disk. Each of the `tries`
    empties the field `present`; once it is `done`, everything typed is gone."""

    busy: bool = False
    problems: tuple[tuple[str, str], ...] = ()
    trouble: str = ""
    tries: int = 0
    done: bool = False
