"""What stands around the letter."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class LetterState:
    """Whose letter it is; `may_ask`: whoever sits here may begin a consent. `trouble` is words."""

    name: str = field(default="", repr=False)
    details: str = field(default="", repr=False)
    may_ask: bool = False
    trouble: str = ""
