"""Everything a record's page shows: the record as it was signed, in words."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QImage

from consentdesk.domain.access import Act
from consentdesk.domain.signature import Drawing
from consentdesk.ui.record.cell import Cell, Way
from consentdesk.ui.record.correcting import Correcting
from consentdesk.ui.record.viewing import Whole

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class DecisionRow:
    """The answers for one image. The picture is null where it was erased or cannot be read."""

    source_sha256: str
    words: str
    shown: str
    image: QImage
    kept: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Signed:
    """A signature, or an attestation by code, which has no drawing."""

    name: str = field(repr=False)
    role: str
    meaning: str
    at: str
    drawing: Drawing | None = field(repr=False)
    note: str = field(default="", repr=False)


@dataclass(frozen=True)
class Explained:
    """A page of the explanation as it was shown: paragraphs are (title, text); `source` has language,
    version, and when it was shown and acknowledged."""

    heading: str
    paragraphs: Facts
    source: str


@dataclass(frozen=True)
class Asked:
    """A question about the explanation as it was worded, and each reply with whether it was right."""

    question: str
    replies: tuple[str, ...]


@dataclass(frozen=True)
class SignedPage:
    """A page of the form that was signed in ink, as it came back."""

    number: int
    words: str
    image: QImage


@dataclass(frozen=True)
class RecordState:
    """`people` and `proof` are (label, words). `copy_waits` marks a copy that was not given. `corrected`
    leads to the record that corrects this one, `corrects` to the one that this corrects; `correcting` asks
    what is wrong in this one. `acts` is what whoever sits here may do."""

    record: str
    patient: str = ""
    title: str = field(default="", repr=False)
    details: str = ""
    copy: str = ""
    copy_waits: bool = False
    corrected: Way | None = None
    corrects: Way | None = field(default=None, repr=False)
    uses: tuple[str, ...] = ()
    rows: tuple[DecisionRow, ...] = ()
    nothing: str = ""
    people: Facts = field(default=(), repr=False)
    signed: tuple[Signed, ...] = ()
    explained: tuple[Explained, ...] = ()
    asked: tuple[Asked, ...] = ()
    pages: tuple[SignedPage, ...] = ()
    proof: Facts = ()
    acts: frozenset[Act] = frozenset(Act)
    loaded: bool = False
    whole: Whole | None = None
    correcting: Correcting | None = None
    trouble: str = ""
