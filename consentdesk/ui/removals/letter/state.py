"""Everything that the page of a letter shows before there is one."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class LetterState:
    """`to` is what is typed as its address; `pictured` whether a small picture goes into it. `others` is how
    many more pictures have to leave the same place, `everywhere` whether it is about them too. `asking` until
    it is written. `problems` are (field, words)."""

    asking: bool = False
    to: str = field(default="", repr=False)
    language: str = "en"
    pictured: bool = False
    can_picture: bool = False
    others: int = 0
    everywhere: bool = True
    problems: tuple[tuple[str, str], ...] = ()
    tried: int = 0
    trouble: str = ""
