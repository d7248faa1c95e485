"""Everything a page shows on which somebody signs in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Remedy(StrEnum):
    """What can be done where the vault cannot be opened."""

    NONE = ""
    RESTORE = "restore"  # bring a vault back from a backup
    MEND = "mend"  # bring the file with the locked keys back


@dataclass(frozen=True)
class SignInState:
    """`people` are the initials of those who can sign in, where there are several; `who` is the one chosen.
    `problem` stands at what is typed, `who_problem` at the initials, `trouble` is about the vault itself, and
    `remedy` what helps then; all three are words. `tries` counts the answers, each of which empties the
    field."""

    people: tuple[str, ...] = ()
    who: str = ""
    busy: bool = False
    problem: str = ""
    who_problem: str = ""
    trouble: str = ""
    remedy: Remedy = Remedy.NONE
    tries: int = 0
