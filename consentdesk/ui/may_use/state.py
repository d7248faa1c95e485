"""Everything the page shows that says whether pictures may be used."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtGui import QImage

from consentdesk.domain.outlets import folded

Say = Literal["yes", "no", "aside"]
SHOWN_AT_FIRST = 16
MOST_OFFERED = 5


@dataclass(frozen=True)
class PictureRow:
    """One picture and its answer. `words` say which it is, `told` why not, or until when; `said` is "aside"
    for what is no photograph. `patient` and `record` lead on, where they are known and may be seen."""

    words: str = field(repr=False)
    say: Say
    told: tuple[str, ...] = ()
    picture: QImage = field(default_factory=QImage)
    known: str = ""
    patient: str = ""
    record: str = ""


@dataclass(frozen=True)
class TheAnswer:
    """What is said in large: of one picture, or of all. `more` is what belongs to it: until when and whose
    signature, or every reason; `remedies` what would make it a yes."""

    word: str
    good: bool
    more: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()


@dataclass(frozen=True)
class MayUseState:
    """`uses` are (id, words), `named_uses` those that need an outlet, `outlets` the names that are known.
    `about` are the words for what the answer is about. `problems` are (field, words), anew with every one
    `tried`. `busy` are words while files are looked through, `done` of `total`. `can_release`: whoever sits
    here may let pictures out; `can_report`: they may tell of those that were used all the same."""

    uses: tuple[tuple[str, str], ...] = ()
    named_uses: frozenset[str] = frozenset()
    outlets: tuple[str, ...] = ()
    use: str = ""
    outlet: str = ""
    day: str = ""
    today: str = ""
    about: str = ""
    rows: tuple[PictureRow, ...] = ()
    answer: TheAnswer | None = None
    allowed_images: tuple[str, ...] = ()
    refused_images: tuple[str, ...] = ()
    unchecked_images: tuple[str, ...] = ()
    can_release: bool = False
    can_ask: bool = False
    can_choose: bool = False
    can_report: bool = False
    shown: int = SHOWN_AT_FIRST
    problems: tuple[tuple[str, str], ...] = ()
    tried: int = 0
    busy: str = ""
    done: int = 0
    total: int = 0
    trouble: str = ""

    @property
    def names_outlet(self) -> bool:
        """Whether the use is for a place with a name (R4)."""
        return self.use in self.named_uses

    @property
    def offered(self) -> tuple[str, ...]:
        """The known places that what is typed is part of, until one is there."""
        typed = folded(self.outlet)
        known = [name for name in self.outlets if typed in folded(name)] if self.names_outlet else []
        return () if self.outlet in known else tuple(known[:MOST_OFFERED])

    @property
    def only(self) -> PictureRow | None:
        """The one picture that is asked about, where it is one."""
        return self.rows[0] if len(self.rows) == 1 else None

    def problem(self, name: str) -> str:
        return dict(self.problems).get(name, "")
