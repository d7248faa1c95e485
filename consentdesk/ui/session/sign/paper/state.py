"""Everything the page of the paper route shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QImage

from consentdesk.ui.printing import Printing

Words = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FormPage:
    """A page of the printed form: whether it is back, in words, and its picture once it has come."""

    number: int
    words: str
    back: bool
    image: QImage = field(default_factory=QImage)


@dataclass(frozen=True)
class LoosePage:
    """A page that came back without a code that can be read; staff say which one it is."""

    key: int
    image: QImage


@dataclass(frozen=True)
class Signer:
    """Somebody whose ink may stand on the paper. `did` is empty until it was noted; `act` is what is pressed
    to note it."""

    role: str
    who: str = field(repr=False)
    act: str
    did: str = ""


@dataclass(frozen=True)
class Out(Printing):
    """The form on its way out. `busy`, `trouble` and `outcome` (the question whether it came out) are
    sentences or empty."""

    busy: str = ""
    trouble: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class PaperState:
    """`printed` says when the form was printed, "" before; `stale` that it counts no more. `signers` are
    those who agree, `own` the patient beside them, where they are asked or said no; `says_no` is what is
    pressed when a young child wrote a no. `progress` is "" unless pages are on their way; `refused` are
    (file, reason), `problems` (objectName, words)."""

    out: Out = Out()
    printed: str = ""
    stale: str = ""
    pages: tuple[FormPage, ...] = ()
    loose: tuple[LoosePage, ...] = ()
    signers: tuple[Signer, ...] = ()
    own: Signer | None = None
    says_no: str = field(default="", repr=False)
    progress: str = ""
    done: int = 0
    total: int = 0
    refused: Words = ()
    problems: Words = ()
