"""Everything that is shown of a paper while it is being given."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QImage

from consentdesk.ui.printing import Printing


@dataclass(frozen=True)
class PaperState(Printing):
    """`pages` are pictures of the sealed paper. `given` says what became of it, "" while it was not given.
    `busy`, `trouble` and `outcome` (the question whether it came out) are sentences or empty."""

    pages: tuple[QImage, ...] = ()
    given: str = ""
    busy: str = ""
    outcome: str = ""
    trouble: str = ""
