"""Everything the copy's page shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QImage


@dataclass(frozen=True)
class PrinterChoice:
    """A printer: the system's name for it, what people call it, and how it is."""

    name: str
    words: str
    hint: str = ""


@dataclass(frozen=True)
class CopyState:
    """`given` says what became of the copy, "" while it was not given. `busy`, `trouble` and `outcome` (the
    question whether it came out) are sentences or empty. `patient` is the id that `patient_opened` names."""

    patient: str = ""
    title: str = field(default="", repr=False)
    details: str = ""
    pages: tuple[QImage, ...] = ()
    printers: tuple[PrinterChoice, ...] = ()
    printer: str = ""
    choosing: bool = False
    copies: int = 1
    paper: str = "A4"
    given: str = ""
    onward: tuple[str, ...] = field(default=(), repr=False)
    busy: str = ""
    outcome: str = ""
    trouble: str = ""

    @property
    def chosen(self) -> PrinterChoice | None:
        return next((p for p in self.printers if p.name == self.printer), None)
