"""Everything the page about backups shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class BackupState:
    """`last` says when the last good backup was taken and what it holds; `folder` where the next one goes, ""
    before one was chosen. `running` are words while one is taken, with `done` of `total` stored files.
    `outcome` is what came of the one before, `failed` whether that is bad news. `gap`: the vault was
    restored, and what may be missing was not reviewed yet. `problem` is words for the field `gap_reason`;
    `tries` counts how often they were given."""

    last: str = ""
    due: bool = False
    folder: str = ""
    running: str = ""
    done: int = 0
    total: int = 0
    outcome: str = ""
    failed: bool = False
    gap: bool = False
    problem: str = ""
    tries: int = 0
