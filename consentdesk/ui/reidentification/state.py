"""Everything the page shows that looks for what identifies the patient."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QImage

from consentdesk.domain.reidentification.check import CHECKLIST, Seen
from consentdesk.domain.reidentification.identifier import Kind, Remedy, SeenInPicture
from consentdesk.ui.kit.bar import Mood

NEARBY = 9
LOOK = "look_"  # begins the name of a line of the checklist


@dataclass(frozen=True)
class SmallPicture:
    """One of the pictures that are looked through; `done` once its check counts."""

    image: str
    words: str = field(repr=False)
    picture: QImage
    done: bool = False


@dataclass(frozen=True)
class FindingRow:
    """Something that points to the patient. `said` are its own words in quotes, `ways` what can be done as
    (remedy, words). `reason` is why it stays, None while nobody said that it does."""

    key: str
    grade: str
    mood: Mood
    what: str
    said: str = field(repr=False)
    why: str
    ways: tuple[tuple[Remedy, str], ...] = ()
    reason: str | None = None
    problem: str = ""


@dataclass(frozen=True)
class Mark:
    """Words of a text that identify, from `start` to `end` in characters of it."""

    field: str
    start: int
    end: int


@dataclass(frozen=True)
class CheckState:
    """`image` is the one that is looked at, `number` of those in `pictures`. `looked` has the answers of the
    checklist. `seen` is what detectors found, None while they are at work. `together` are sentences, `beside`
    what is told and needs no answer. `uses` can be chosen where it is not settled what for. `problems` are
    (objectName, words), anew with every one `tried`; `trouble` is words, and so is `finished`, once every
    picture's check counts."""

    pictures: tuple[SmallPicture, ...] = ()
    image: str = ""
    view: QImage = field(default_factory=QImage)
    seen: SeenInPicture | None = None
    looked: tuple[tuple[Kind, Seen], ...] = ()
    can_repeat: bool = False
    caption: str = field(default="", repr=False)
    title: str = field(default="", repr=False)
    file_name: str = field(default="", repr=False)
    mark: str = field(default="", repr=False)
    findings: tuple[FindingRow, ...] = ()
    marks: tuple[Mark, ...] = ()
    together: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    is_read: bool = False
    settled: bool = False
    uses: tuple[tuple[str, str], ...] = ()
    use: str = ""
    outlet: str = ""
    purpose: str = ""
    problems: tuple[tuple[str, str], ...] = ()
    tried: int = 0
    trouble: str = ""
    finished: str = ""

    @property
    def number(self) -> int:
        """Which of the pictures it is, from 1; 0 where there is none."""
        return next((n for n, each in enumerate(self.pictures, start=1) if each.image == self.image), 0)

    @property
    def nearby(self) -> tuple[SmallPicture, ...]:
        """The pictures around the one that is looked at, as many as a strip has room for."""
        first = min(max(self.number - 1 - NEARBY // 2, 0), max(len(self.pictures) - NEARBY, 0))
        return self.pictures[first : first + NEARBY]

    @property
    def words(self) -> str:
        """What the picture is called."""
        return next((each.words for each in self.pictures if each.image == self.image), "")

    @property
    def answers(self) -> dict[Kind, Seen]:
        return dict(self.looked)

    @property
    def unanswered(self) -> tuple[Kind, ...]:
        """The lines of the checklist that are still open, from the top."""
        answered = self.answers
        return tuple(kind for kind in CHECKLIST if kind not in answered)

    @property
    def wrong_lines(self) -> frozenset[Kind]:
        """The open lines, once somebody wanted to go on without them."""
        asked = any(name.startswith(LOOK) for name, _words in self.problems)
        return frozenset(self.unanswered) if asked else frozenset()

    def problem(self, name: str) -> str:
        return dict(self.problems).get(name, "")
