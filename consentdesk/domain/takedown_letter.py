"""What a letter to whoever runs a place says: which image, why it may not be there, what is asked by when."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from consentdesk.domain.erasure import names
from consentdesk.domain.people import Clinic, Patient
from consentdesk.domain.placement import PlaceKind

LANGUAGES = ("en", "es")  # letters are worded in; others are written in the first
ID_DIGITS = 8


def image_id(source_sha256: str) -> str:
    """The short name by which letters speak of an image: "3FA9 C21B". It leads nobody to a patient."""
    digits = source_sha256[:ID_DIGITS].upper()
    return f"{digits[:4]} {digits[4:]}"


def identifies(text: str, patient: Patient) -> bool:
    """Whether a text says whose image it is: the whole name, or the record number. One part of a name can be
    a word like any other; a link is told as it is, whoever runs the place has it."""
    number = replace(patient, given_name="", family_name="")
    parts = [
        replace(patient, record_number="", family_name=""),
        replace(patient, record_number="", given_name=""),
    ]
    named = [names(text, part) for part in parts if part.name]
    return names(text, number) or (bool(named) and all(named))


@dataclass(frozen=True)
class LetterPicture:
    """An image that a letter is about. `file` is the hash of the file that was released there, "" for one
    made elsewhere; `thumbnail` are JPEG bytes, empty where the image is not to be shown."""

    image: str
    file: str = ""
    thumbnail: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class TakedownLetter:
    """One letter about the images at one place, naming no patient. `to` are the lines of whom it is for.
    `ended_on` is since when nobody may use them there, None where nobody ever could; `suspended` where that
    is not settled yet. `refused_on` is the day of the last refusal, None in a first letter; `authority` is
    who is asked next where the answer is no again."""

    language: str
    clinic: Clinic
    day: date
    by: str
    by_role: str
    to: tuple[str, ...] = field(repr=False)
    kind: PlaceKind
    title: str = field(repr=False)
    outlet: str
    link: str = field(repr=False)
    pictures: tuple[LetterPicture, ...]
    ended_on: date | None
    suspended: bool
    due: date
    refused_on: date | None = None
    authority: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """By which names it speaks of its images."""
        return tuple(image_id(picture.image) for picture in self.pictures)
