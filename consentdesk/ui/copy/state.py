"""Everything the copy's page shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QImage

from consentdesk.domain.access import Act
from consentdesk.ui.printing import Printing


@dataclass(frozen=True)
class CopyState(Printing):
    """`large` is whether large print is chosen. `given` says what became of the copy, "" while it was not
    given. `busy`, `trouble` and `outcome` (the question whether it came out) are sentences or empty.
    `patient` is the id that `patient_opened` names, `acts` what whoever sits here may do."""

    large: bool = False
    patient: str = ""
    title: str = field(default="", repr=False)
    details: str = ""
    pages: tuple[QImage, ...] = ()
    given: str = ""
    onward: tuple[str, ...] = field(default=(), repr=False)
    busy: str = ""
    outcome: str = ""
    trouble: str = ""
    acts: frozenset[Act] = frozenset(Act)
