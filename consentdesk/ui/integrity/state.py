"""Everything the page about the vault's health shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FoundLine:
    """Something that was found: what is hit, what is wrong with it, and what can be done about it."""

    what: str
    wrong: str
    remedy: str = ""


@dataclass(frozen=True)
class IntegrityState:
    """`last` says when the last check was made and what it read, `verdict` what came of it, `sound` whether
    that is good. `excluded` is what a check cannot tell, or up to when the copies prove the ledger. `running`
    are words while something is under way, with `done` of `total`. `found` are the first findings, `more`
    counts the others. `may_mend` shows what a backup in `folder` can do; `mend` says on a button how many
    files it brings back, "" for none. `restore` tells the way where the ledger itself is damaged. `outcome`
    is what came of the last act, `failed` whether that is bad news. `problem` is words for the field
    `anchors`, and `tries` counts how often they were given."""

    last: str = ""
    verdict: str = ""
    sound: bool = True
    excluded: str = ""
    running: str = ""
    done: int = 0
    total: int = 0
    found: tuple[FoundLine, ...] = ()
    more: int = 0
    may_mend: bool = False
    folder: str = ""
    in_backup: str = ""
    mend: str = ""
    restore: str = ""
    outcome: str = ""
    failed: bool = False
    problem: str = ""
    tries: int = 0
