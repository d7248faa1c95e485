"""Everything that the page of one place shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QImage

from consentdesk.ui.register.entries import NO_ENTRIES, PlaceEntries


@dataclass(frozen=True)
class PlaceState:
    """`image` is null where it was erased or cannot be read. `has_to_leave` says by when, where the image may
    not be there, `task` is the id of that task; `left` how and when it left. `ending` while it is said that
    it is no longer there; `fixed` where what it is for came with a release; `may_report`: whoever sits here
    may tell that it should not be there. `problems` are (field, words), anew with every one `tried`."""

    id: str = ""
    title: str = field(default="", repr=False)
    image: QImage = field(default_factory=QImage)
    image_words: str = field(default="", repr=False)
    patient: str = ""
    patient_name: str = field(default="", repr=False)
    told: str = ""
    has_to_leave: str = ""
    task: str = ""
    left: str = ""
    fixed: bool = False
    may_report: bool = False
    entries: PlaceEntries = NO_ENTRIES
    uses: tuple[tuple[str, str], ...] = ()
    next_review: str = ""
    ending: bool = False
    outcome: str = ""
    end_note: str = field(default="", repr=False)
    problems: tuple[tuple[str, str], ...] = ()
    tried: int = 0
    trouble: str = ""
    notice: str = ""
    loaded: bool = False
