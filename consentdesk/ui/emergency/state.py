"""Everything the page about access in an emergency shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class EmergencyState:
    """`problems` are (objectName, words), `trouble` words about the vault; each of the `tries` empties the
    code."""

    busy: bool = False
    problems: tuple[tuple[str, str], ...] = ()
    trouble: str = ""
    tries: int = 0
