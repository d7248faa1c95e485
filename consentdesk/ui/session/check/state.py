"""Everything that will be signed, read back on one page (R22)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtGui import QImage

from consentdesk.domain.draft import Step


@dataclass(frozen=True)
class Line:
    """What a part is called and what was entered for it."""

    label: str
    words: str


@dataclass(frozen=True)
class Section:
    """A part of the session that "Change" leads back to; `name` is part of the button's objectName."""

    name: str
    heading: str
    step: Step
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Cell:
    """One answer in words, and what stands with a yes: where, until when."""

    answer: str
    details: str = ""


@dataclass(frozen=True)
class ImageRow:
    source_sha256: str
    thumbnail_sha256: str
    number: int
    words: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class CheckState:
    """`questions` says what came of those about the explanation, where the rules have any. `voided` says
    whose signature a change has ended, or is empty. Thumbnails are by their SHA-256."""

    sections: tuple[Section, ...]
    uses: tuple[str, ...]
    rows: tuple[ImageRow, ...]
    no_rows: str = ""
    questions: Line | None = None
    voided: str = ""
    problems: tuple[tuple[str, str], ...] = ()
    thumbnails: Mapping[str, QImage] = field(default_factory=dict)
