"""Everything the page that lets images out shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtGui import QImage

from consentdesk.domain.release import USUAL_FORM, Form
from consentdesk.domain.wording import Statement
from consentdesk.ui.register.entries import NO_ENTRIES, PlaceEntries
from consentdesk.workflows.give_paper import Document


class Say(StrEnum):
    """What the gate says of one image; `WAITS` before a use was chosen."""

    WAITS = "waits"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True)
class PictureRow:
    """An image that is to leave. `told` are the words of the gate: until when, or every reason; `to_check`
    where nothing but the outlet's name and its check for what identifies the patient is missing, `can_check`
    where that check is still to be made."""

    image: str
    words: str = field(repr=False)
    picture: QImage
    say: Say = Say.WAITS
    told: tuple[str, ...] = ()
    caption: str = field(default="", repr=False)
    to_check: bool = False
    can_check: bool = False


@dataclass(frozen=True)
class OutletNote:
    """What an outlet itself asks for, and where that stands."""

    outlet: str
    note: str
    link: str = ""


@dataclass(frozen=True)
class LastPage:
    """What is read to its end before pictures leave for an outlet (R27). `left_in` points to one person by
    itself and stays; `warnings` have their sources in them. `problems` are (field, words), anew with every
    one `tried`."""

    leaving: tuple[PictureRow, ...]
    use: str
    outlet: str
    note: OutletNote | None = None
    left_in: tuple[str, ...] = ()
    warnings: tuple[Statement, ...] = ()
    seen_to_end: bool = False
    read: bool = False
    problems: tuple[tuple[str, str], ...] = ()
    tried: int = 0


@dataclass(frozen=True)
class Released:
    """What was written, and the sheet that goes with it. `names` are those of the files."""

    where: str = field(repr=False)
    names: tuple[str, ...]
    sheet: Document


@dataclass(frozen=True)
class ReleaseState:
    """`uses` are (id, words); `named_uses` those that need an outlet; `note` is what the one that is typed
    asks for. `leave_out`: those that may not leave stay here, and the rest goes. `problems` are (field,
    words), anew with every one `tried`. `making` are words while files are made, `done` of `total`; `last` is
    what is read before that."""

    rows: tuple[PictureRow, ...] = ()
    loaded: bool = False
    uses: tuple[tuple[str, str], ...] = ()
    named_uses: frozenset[str] = frozenset()
    entries: PlaceEntries = NO_ENTRIES
    form: Form = USUAL_FORM
    leave_out: bool = False
    problems: tuple[tuple[str, str], ...] = ()
    tried: int = 0
    making: str = ""
    done: int = 0
    total: int = 0
    trouble: str = ""
    note: OutletNote | None = None
    last: LastPage | None = None
    released: Released | None = None

    @property
    def names_outlet(self) -> bool:
        """Whether the chosen use is for an outlet with a name (R4)."""
        return self.entries.use in self.named_uses

    @property
    def answered(self) -> bool:
        """Whether the gate has answered for every image."""
        return bool(self.rows) and all(row.say is not Say.WAITS for row in self.rows)

    @property
    def kept_back(self) -> int:
        """How many may not leave."""
        return sum(row.say is Say.NO for row in self.rows)

    @property
    def leaving(self) -> tuple[str, ...]:
        """The images that go, when those that may not are left out where somebody said so."""
        rows = (row for row in self.rows if not (self.leave_out and row.say is Say.NO))
        return tuple(row.image for row in rows)
