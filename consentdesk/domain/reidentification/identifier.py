"""What identifies somebody: its kind, where it stands, how strongly it points, what can be done (R26)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from consentdesk.domain.image import Trace

MAX_SAID = 5000
"""Characters of each text that goes with an image: more are not looked through."""


class Kind(StrEnum):
    """What identifies; each of the 18 identifiers of the Safe Harbor method (45 CFR 164.514(b)(2)) is one of
    these or more, and those that it does not name and R26 does."""

    # in words
    NAME = "name"
    RECORD_NUMBER = "record_number"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    PLACE = "place"
    INSTITUTION = "institution"
    DATE = "date"
    BIRTH_DATE = "birth_date"
    AGE_OVER_89 = "age_over_89"
    EXACT_AGE = "exact_age"
    RARE_DIAGNOSIS = "rare_diagnosis"
    UNIQUENESS_CLAIM = "uniqueness_claim"
    OCCUPATION_OR_ROLE = "occupation_or_role"
    RELATIVE = "relative"
    ACCOUNT_OR_URL = "account_or_url"
    VEHICLE_OR_DEVICE_NUMBER = "vehicle_or_device_number"
    OTHER = "other"
    # in pixels
    FACE = "face"
    EYES = "eyes"
    EYE_BAR = "eye_bar"  # over a face: it hides too little
    TEXT_IN_PICTURE = "text_in_picture"
    TATTOO = "tattoo"
    JEWELLERY = "jewellery"
    SCAR = "scar"
    BIRTHMARK = "birthmark"
    CLOTHING = "clothing"
    ROOM = "room"
    SCREEN = "screen"
    LABEL = "label"
    PEDIGREE = "pedigree"
    FINGERPRINT = "fingerprint"
    OTHER_MARK = "other_mark"


class Where(StrEnum):
    PICTURE = "picture"
    METADATA = "metadata"  # of the source file; a release takes it out (R25)
    CAPTION = "caption"
    TITLE = "title"
    FILE_NAME = "file_name"
    MARK = "mark"  # the words that a release draws under the picture
    OUTLET = "outlet"  # what the place itself tells: the day of posting, the author's clinic


class Grade(StrEnum):
    """How strongly it points."""

    ONE = "one"  # to one person, by itself
    FEW = "few"  # to few people, for whoever knows the place or the illness
    TOGETHER = "together"  # only with something else that was found


class Remedy(StrEnum):
    """What can be done about it."""

    TAKE_OUT = "take_out"  # the words
    AGE_BAND = "age_band"  # "in his forties" instead of an age
    MONTH_OR_YEAR = "month_or_year"  # instead of a day
    REGION = "region"  # instead of a town or a clinic
    CROP = "crop"
    MASK = "mask"
    LATER = "later"  # post on another day
    NOT_THERE = "not_there"  # a detector is mistaken, says whoever looked
    STRIPPED = "stripped"  # a release does it by itself


@dataclass(frozen=True)
class Identifier:
    """Something that identifies. `words` are exactly those that stand at `start` (characters) of the text
    that it was found in; for a picture they are what could be read there, and `start` is -1."""

    kind: Kind
    where: Where
    grade: Grade
    words: str = field(default="", repr=False)
    start: int = -1
    remedies: tuple[Remedy, ...] = ()

    @property
    def key(self) -> str:
        """The same for the same finding when it is looked for again: of a text it changes with the words."""
        return f"{self.where}:{self.kind}:{self.words.casefold()}"


@dataclass(frozen=True)
class Combination:
    """Things that say little each and much together. `id` says why in words; `of` are the keys of what it is
    made of."""

    id: str
    grade: Grade
    of: tuple[str, ...]


@dataclass(frozen=True)
class WhoIsShown:
    """What the record knows of the patient and of those around them, to be looked for in words. `around` are
    names of representatives and others who took part, `staff` of those who work here, `clinic` the name and
    address of the clinic, line by line."""

    given_name: str = field(repr=False)
    family_name: str = field(repr=False)
    born: date | None = field(repr=False)
    record_number: str = field(repr=False)
    around: tuple[str, ...] = field(default=(), repr=False)
    staff: tuple[str, ...] = ()
    clinic: tuple[str, ...] = ()
    diagnosis: str = field(default="", repr=False)


@dataclass(frozen=True)
class Saying:
    """The words that go with an image, each `MAX_SAID` long at most."""

    caption: str = field(default="", repr=False)
    title: str = field(default="", repr=False)
    file_name: str = field(default="", repr=False)
    mark: str = field(default="", repr=False)


@dataclass(frozen=True)
class Box:
    """A rectangle as shares of the picture's width and height, 0 to 1, from the upper left."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class SeenInPicture:
    """What detectors found in an image, and what the metadata of its source tells. `ran` are those that could
    be asked ("faces", "text"): what another would have seen is not known, and what none found may be there
    all the same."""

    faces: tuple[Box, ...] = ()
    eyes: tuple[Box, ...] = ()
    texts: tuple[str, ...] = field(default=(), repr=False)
    text_boxes: tuple[Box, ...] = ()
    ran: tuple[str, ...] = ()
    traces: tuple[Trace, ...] = field(default=(), repr=False)
