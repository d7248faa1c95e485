"""Everything the patient's file shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QImage

from consentdesk.domain.access import Act
from consentdesk.ui.record.cell import Cell
from consentdesk.ui.record.viewing import Whole


@dataclass(frozen=True)
class RecordRow:
    """A record in two lines; `copy` says what became of its copy, `waits` that it was not given."""

    id: str
    day: str
    details: str
    copy: str
    waits: bool


@dataclass(frozen=True)
class ImageRow:
    """An image of the patient, and what counts for it today, use by use. The picture is null where it was
    erased or cannot be read."""

    source_sha256: str
    words: str
    image: QImage
    kept: bool
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class WithdrawalRow:
    """A withdrawal or a suspension: what, what became of it, who asked."""

    id: str
    what: str
    details: str = field(repr=False)
    waits: bool


@dataclass(frozen=True)
class PatientFileState:
    """`patient` is the id; `uses` are the columns of what counts for each image today; `whole` is the picture
    that is looked at closely, if one is. `acts` is what whoever sits here may do."""

    patient: str
    name: str = field(default="", repr=False)
    details: str = field(default="", repr=False)
    records: tuple[RecordRow, ...] = ()
    uses: tuple[str, ...] = ()
    images: tuple[ImageRow, ...] = ()
    withdrawals: tuple[WithdrawalRow, ...] = ()
    loaded: bool = False
    acts: frozenset[Act] = frozenset(Act)
    whole: Whole | None = None
    trouble: str = ""
