"""Lists of images: what is looked for, and a line of what was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from consentdesk.domain.moment import Moment


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
class WantedImages:
    """What is looked for; what is empty does not count. `status` is for `use`, or for any use where none is
    named; the days are those of the last consent; `site` is the beginning of words of what the image shows
    ("left forearm"); `photographer` is a member's id."""

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
