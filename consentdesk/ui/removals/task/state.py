"""Everything that the page of one task shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QImage

from consentdesk.domain.placement import Outcome, ProofKind
from consentdesk.domain.take_down import GONE
from consentdesk.ui.removals.room import NOTHING_SAID, Entries


@dataclass(frozen=True)
class Happening:
    """One thing that was done or said: when and who, and what. `pictures` are proofs, small."""

    when: str
    words: str = field(repr=False)
    pictures: tuple[QImage, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Handing:
    """Who sees to it by when; while that is `changing`, whom it is to go to (their id), and the day as
    typed."""

    owner: str = field(default="", repr=False)
    due: str = ""
    late: bool = False
    people: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    changing: bool = False
    new_owner: str = ""
    new_due: str = ""


NOBODY = Handing()


@dataclass(frozen=True)
class TaskState:
    """`why` says since when and why the image has to leave. `letters` are (number, words). `outcomes` and
    `proofs` are what fits this kind of place, with their words; `others` is how many more pictures have to
    leave the same place; `added` are the pictures added so far, small. `problems` are (field, words); each of
    the `tried` leads to the first."""

    id: str = ""
    title: str = field(default="", repr=False)
    where: str = ""
    link: str = field(default="", repr=False)
    why: str = ""
    image: QImage = field(default_factory=QImage)
    image_words: str = field(default="", repr=False)
    patient: str = ""
    patient_name: str = field(default="", repr=False)
    handing: Handing = NOBODY
    steps: tuple[str, ...] = ()
    letters: tuple[tuple[int, str], ...] = ()
    open: bool = False
    outcomes: tuple[tuple[str, str], ...] = ()
    proofs: tuple[tuple[str, str], ...] = ()
    entries: Entries = NOTHING_SAID
    others: int = 0
    added: tuple[QImage, ...] = field(default=(), repr=False)
    history: tuple[Happening, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    tried: int = 0
    busy: str = ""
    trouble: str = ""
    notice: str = ""
    loaded: bool = False

    @property
    def gone(self) -> bool:
        """Whether it is said that the image is no longer there, which something has to show."""
        return self.entries.outcome in {outcome.value for outcome in GONE}

    @property
    def shows_picture(self) -> bool:
        return self.gone and self.entries.proof == ProofKind.PICTURE.value

    @property
    def shows_link(self) -> bool:
        return self.gone and self.entries.proof == ProofKind.LINK_CHECKED.value

    @property
    def refused(self) -> bool:
        return self.entries.outcome == Outcome.REFUSED_BY_OUTLET.value
