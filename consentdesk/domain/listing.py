"""Lists of images: what is looked for, and a line of what was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import RECORD_USE, Ages
from consentdesk.domain.permission import came_of_age


class Status(StrEnum):
    """How an image stands for a use today."""

    ALLOWED = "allowed"
    REFUSED = "refused"
    NOT_ASKED = "not_asked"
    EXPIRED = "expired"
    FROZEN = "frozen"  # the patient has come of age since (R14)
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"
    ERASED = "erased"


@dataclass(frozen=True)
class Counting:
    """What counts for an image and a use: `state` is "yes", "no", "withdrawn" or "suspended"; `by` whoever
    decided, `born` None where the patient had died, `died` the day on which a later record said so."""

    use: str
    state: str
    by: str
    sealed_on: date
    until: date | None
    born: date | None
    died: date | None = None


_BY_WORD = {"no": Status.REFUSED, "withdrawn": Status.WITHDRAWN, "suspended": Status.SUSPENDED}


def status_on(counting: Counting | None, ages: Ages, day: date) -> Status:
    """How an image that is still there stands for a use on a day: as `standing` says of the answer that
    counts; None where nobody was asked, or nothing counts any more."""
    if counting is None:
        return Status.NOT_ASKED
    if counting.state in _BY_WORD:
        return _BY_WORD[counting.state]
    if counting.until is not None and day > counting.until:
        return Status.EXPIRED
    return Status.FROZEN if _is_frozen(counting, ages, day) else Status.ALLOWED


def _is_frozen(counting: Counting, ages: Ages, day: date) -> bool:
    if counting.by != "representative" or counting.use == RECORD_USE or counting.born is None:
        return False
    lived = min(day, counting.died or day)
    return came_of_age(ages, counting.born, counting.sealed_on, lived) is not None


@dataclass(frozen=True)
class WantedImages:
    """What is looked for; what is empty does not count. `status` is for `use`; where none is named for any
    use, and "not asked" then means about none at all. The days are those of the last consent; `site` is the
    beginning of words of what the image shows ("left forearm"); `photographer` is a member's id."""

    use: str = ""
    status: Status | None = None
    first_day: date | None = None
    last_day: date | None = None
    site: str = field(default="", repr=False)
    photographer: str = ""


@dataclass(frozen=True)
class SavedList:
    id: str
    name: str = field(repr=False)
    wanted: WantedImages


class ListPlace(NamedTuple):
    """Where a line stands in its list: by its time, and where that is the same by its image."""

    at_ms: int
    image: str


@dataclass(frozen=True)
class ListedImage:
    """An image in a list. `status` is for the use that was asked about; None where none was."""

    place: ListPlace
    source_sha256: str
    thumbnail_sha256: str
    patient: str
    patient_name: str = field(repr=False)
    label: str = field(repr=False)
    consented_at: Moment
    photographer: str
    status: Status | None
    kept: bool


@dataclass(frozen=True)
class ImagePage:
    """Images, the one with the newest consent first. Whatever is older begins behind `older`, None where
    there is nothing; a page can be short, or empty, and still have older ones: looking for what is rare stops
    now and then."""

    images: tuple[ListedImage, ...]
    older: ListPlace | None
