"""Everything that the page of the evidence shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QImage


@dataclass(frozen=True)
class Kept:
    """A file that is kept: its pages, small, the SHA-256 of the file as it came, and what was said of it."""

    sha256: str
    pages: tuple[QImage, ...] = field(default=(), repr=False)
    words: str = field(default="", repr=False)


@dataclass(frozen=True)
class EvidenceState:
    """`words` are what is typed of the files that come next; `reasoned` is why there is none, as typed.
    `can_reason`: whoever sits here may say that none is needed."""

    kept: tuple[Kept, ...] = ()
    words: str = field(default="", repr=False)
    closed_to: str = ""
    can_reason: bool = False
    reason: str = field(default="", repr=False)
    problem: str = ""
    tried: int = 0
    busy: str = ""
    trouble: str = ""
    loaded: bool = False
