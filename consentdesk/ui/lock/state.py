"""Everything the lock window shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LockState:
    """`problem` stands at the passphrase, `trouble` is about the vault itself; both are words. `tries` counts
    the answers, each of which empties the field."""

    busy: bool = False
    problem: str = ""
    trouble: str = ""
    tries: int = 0
