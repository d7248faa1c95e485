"""Where an image is: each place it was put under a use, and the work of getting it back (R25, R31, R32)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from consentdesk.domain.moment import Moment


class PlaceKind(StrEnum):
    """What kind of place it is: what can become of it, and how soon, follows from this."""

    DISPLAY = "display"  # a wall, a poster, a screen in a room
    TEACHING_FILE = "teaching_file"  # slides, a course, a collection
    PRINT = "print"  # a journal, a book, a leaflet
    WEBSITE = "website"  # of the clinic, of a journal, of anybody
    SOCIAL_POST = "social_post"
    OTHER = "other"


@dataclass(frozen=True)
class Placement:
    """A place where an image was put under a use. `release` is the id of the release that went there, empty
    for one made outside the program; `outlet` is as the register calls it; `until` is when it is to be taken
    down anyway, `review_on` when somebody looks again. What is typed may name people."""

    id: str
    image: str
    use: str
    kind: PlaceKind
    title: str = field(repr=False)
    outlet: str = ""
    link: str = field(default="", repr=False)
    owner: str = field(default="", repr=False)
    audience: str = field(default="", repr=False)
    placed_on: date | None = None
    until: date | None = None
    review_on: date | None = None
    release: str = ""
    note: str = field(default="", repr=False)


@dataclass(frozen=True)
class WantedPlaces:
    """Which places are looked for; what is empty does not count. `live` are those where the images still are,
    else those that they left."""

    live: bool = True
    use: str = ""
    kind: PlaceKind | None = None
    outlet: str = ""


class Outcome(StrEnum):
    """What became of a place that an image had to leave (R32)."""

    REMOVED = "removed"
    REPLACED = "replaced"
    CANNOT_RETRACT = "cannot_retract"
    BEYOND_CONTROL = "beyond_control"
    REFUSED_BY_OUTLET = "refused_by_outlet"  # the task stays open, and goes further up
    NOT_NEEDED = "not_needed"  # the suspension that asked for it was lifted

    @property
    def closes(self) -> bool:
        return self is not Outcome.REFUSED_BY_OUTLET


@dataclass(frozen=True)
class Removal:
    """The task of taking one image out of one place, since an `ending` (a withdrawal or a suspension, by id;
    empty where the place itself was never allowed). `owner` is a member's id; `level` counts how often an
    outlet's refusal sent it further up."""

    id: str
    placement: str
    ending: str
    owner: str
    due: date
    level: int = 0


class ProofKind(StrEnum):
    PICTURE = "picture"  # a photograph or a screenshot of the place without the image
    LINK_CHECKED = "link_checked"
    NOTE = "note"


@dataclass(frozen=True)
class Proof:
    """What shows that an image is gone. `pictures` are hashes of stored pages; `said` what somebody saw;
    `checked_on` the day on which somebody opened the link (the program itself never does)."""

    kind: ProofKind
    pictures: tuple[str, ...] = ()
    said: str = field(default="", repr=False)
    checked_on: date | None = None


@dataclass(frozen=True)
class PlacementLine:
    """A placement as lists show it. `ended` is since when it is no longer there, and how that came."""

    placement: Placement
    patient: str
    patient_name: str = field(repr=False)
    image_label: str = field(repr=False)
    noted_at: Moment
    ended_at: Moment | None = None
    outcome: Outcome | None = None


class PlacesBefore(NamedTuple):
    """Where a page of a list of places ends: the next one begins with what was noted before."""

    noted_at: Moment
    id: str


@dataclass(frozen=True)
class RemovalReport:
    """What somebody said became of a removal, once or again. Lists leave `note` and `proof` out."""

    outcome: Outcome
    at: Moment
    by: str
    note: str = field(default="", repr=False)
    proof: Proof | None = None


@dataclass(frozen=True)
class RemovalLine:
    """A removal task with its place; open until a report closes it."""

    removal: Removal
    place: PlacementLine
    opened_at: Moment
    reports: tuple[RemovalReport, ...] = ()

    @property
    def open(self) -> bool:
        return not any(report.outcome.closes for report in self.reports)
