"""Everything the copy's page shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from consentdesk.domain.access import Act
from consentdesk.ui.paper_out.state import PaperState


@dataclass(frozen=True)
class CopyState(PaperState):
    """`large` is whether large print is chosen. `patient` is the id that `patient_opened` names, `acts` what
    whoever sits here may do."""

    large: bool = False
    patient: str = ""
    title: str = field(default="", repr=False)
    details: str = ""
    onward: tuple[str, ...] = field(default=(), repr=False)
    acts: frozenset[Act] = frozenset(Act)
