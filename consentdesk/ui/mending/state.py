"""Everything the page shows on which lost keys are brought back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MendingState:
    """`trouble` is words."""

    busy: bool = False
    trouble: str = ""
