"""What happened to images in a clinic, told plainly: who said what of them, and what came between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

from consentdesk.domain.draft import Outlet
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import OutletEntry

Cell: TypeAlias = tuple[str, str]  # an image and a use


@dataclass(frozen=True)
class Word:
    """What was answered for an image and a use, and the patient's own no beside it."""

    yes: bool
    own_no: bool = False
    outlet: Outlet | None = None
    until: date | None = None


@dataclass(frozen=True)
class Said:
    """A sealed session. `by_another` is whether somebody decided for the patient."""

    at: Moment
    record: str
    patient: str
    by_another: bool
    answers: Mapping[Cell, Word]
    corrects: str = ""
    died: bool = False

    @cached_property
    def images(self) -> frozenset[str]:
        """Those that it spoke of."""
        return frozenset(image for image, _ in self.answers)


@dataclass(frozen=True)
class Asked:
    """Somebody asked for an end: a withdrawal, or a suspension. No images and no uses mean all of them;
    `kept` are the images made from a withdrawn one that were wanted to stay; `settles` the suspension that
    a withdrawal follows."""

    at: Moment
    id: str
    patient: str
    images: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    suspends: bool = False
    settles: str = ""


@dataclass(frozen=True)
class Lifted:
    at: Moment
    suspension: str


@dataclass(frozen=True)
class RulesChanged:
    """Another pack counts from now on, by its name among the `gate_rules`."""

    at: Moment
    pack: str


@dataclass(frozen=True)
class OutletNoted:
    """The clinic entered an outlet of its own, or what it is called now."""

    at: Moment
    entry: OutletEntry


@dataclass(frozen=True)
class Gap:
    """The vault was brought back from a backup (`opens`), or somebody looked at what may be missing."""

    at: Moment
    opens: bool


@dataclass(frozen=True)
class Erased:
    at: Moment
    image: str


@dataclass(frozen=True)
class VaultChecked:
    """The whole vault was checked; each finding has a code, and the image whose file it is about."""

    at: Moment
    findings: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LookedThrough:
    """Somebody finished the check for what identifies a patient: of an image, for a use, at an outlet as they
    typed it, with these words (a name for them)."""

    at: Moment
    id: str
    image: str
    patient: str
    use: str
    outlet: str
    words: str
    by: str


@dataclass(frozen=True)
class SecondSaid:
    """Somebody said that they agree to a check, or that they do not."""

    at: Moment
    check: str
    by: str
    agrees: bool


@dataclass(frozen=True)
class Renamed:
    """A patient's particulars were corrected, to those with this number; 0 are the first."""

    at: Moment
    patient: str
    number: int


@dataclass(frozen=True)
class Left:
    """Somebody works here no more."""

    at: Moment
    who: str


Event: TypeAlias = (
    Said
    | Asked
    | Lifted
    | RulesChanged
    | OutletNoted
    | Gap
    | Erased
    | VaultChecked
    | LookedThrough
    | SecondSaid
    | Renamed
    | Left
)
OF_CHECKS = (LookedThrough, SecondSaid, Renamed, Left)


class History:
    """`born` is by patient, `made_from` the image that a crop or a masked copy was made from. The events are
    in the order in which they happened."""

    def __init__(self, born: dict[str, date], made_from: dict[str, str], events: Iterable[Event]) -> None:
        self.born, self.made_from = born, made_from
        self.events = tuple(sorted(events, key=lambda e: e.at.utc))
        self.sessions = tuple(e for e in self.events if isinstance(e, Said))
        self.images = tuple(sorted({image for s in self.sessions for image in s.images}))

    def sources(self, image: str) -> Iterator[str]:
        return ancestors(self.made_from, image)

    def owner(self, image: str, at: Moment) -> str:
        """The patient as whose image a session spoke of it last, until a moment."""
        spoke = [s for s in self.sessions if s.at.utc <= at.utc and image in s.images]
        return spoke[-1].patient if spoke else ""

    def particulars(self, patient: str, at: Moment) -> int:
        """Which particulars of a patient were known at a moment."""
        known = [e for e in self.events if isinstance(e, Renamed) and e.patient == patient]
        return next((e.number for e in reversed(known) if e.at.utc <= at.utc), 0)

    def without(self, event: Event) -> History:
        return History(self.born, self.made_from, (e for e in self.events if e is not event))


@dataclass(frozen=True)
class Question:
    """Whether it was permitted at a moment, or, at a moment that is `now`, whether it may be done, with these
    words where they are known."""

    image: str
    use: str
    outlet: str
    at: Moment
    now: bool = False
    words: str = ""


def ancestors(made_from: Mapping[str, str], image: str) -> Iterator[str]:
    """What an image was made from, and what that was made from."""
    while image in made_from:
        image = made_from[image]
        yield image
