"""Everything the page shows on which a vault is brought back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class BackupRow:
    """A backup that was found: its folder, when it was taken, and what it holds."""

    folder: str
    words: str
    hint: str


@dataclass(frozen=True)
class RestoreState:
    """`place` is where the vault comes to lie; `aside`: something lies there, which gets another name.
    `folder` is the one chosen, `found` the newest backups in it, `more` how many others, `taken` the folder
    of the one to bring back. `running` are words while work runs, with `done` of `total` stored files.
    `problems` are (objectName, words), `trouble` words about the place or the disk. `report` says what was
    read, once the vault is back; `whole`: nothing was found damaged."""

    place: str
    aside: bool = False
    folder: str = ""
    found: tuple[BackupRow, ...] = ()
    more: int = 0
    taken: str = ""
    running: str = ""
    done: int = 0
    total: int = 0
    problems: tuple[tuple[str, str], ...] = ()
    trouble: str = ""
    report: tuple[str, ...] = ()
    whole: bool = True
