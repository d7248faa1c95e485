"""Everything the cover shows."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class CoverState:
    """`person` is who is signed in; `others`: somebody else can sign in here; `problem` is words; each of the
    `tries` empties the field."""

    person: str = field(repr=False)
    others: bool = False
    busy: bool = False
    problem: str = ""
    tries: int = 0
