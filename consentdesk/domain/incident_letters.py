"""What the papers of an incident say: to a patient, to the authority, to the media, and all of it for the
file (R36). Each letter is a draft until somebody who leads has approved it, word for word."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from consentdesk.domain.codec import canonical
from consentdesk.domain.deadlines import Deadline
from consentdesk.domain.incident import Affected, Assessment, Conclusion, IncidentStep
from consentdesk.domain.incident_file import IncidentFile
from consentdesk.domain.incident_steps import written_problems
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Clinic, Patient
from consentdesk.domain.placement import PlaceKind
from consentdesk.domain.receipt import NamedPicture
from consentdesk.domain.refusals import Problem

STATE_DIGITS, REFERENCE_DIGITS = 16, 8
DRAFT = "-draft"
_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True)
class LetterWords:
    """What the clinic says in its own words, in the language of whoever reads it: what happened, what could
    be seen of those concerned, what was done, and what else they can do."""

    happened: str = field(repr=False)
    seen: str = field(repr=False)
    done: str = field(repr=False)
    can_do: str = field(default="", repr=False)


@dataclass(frozen=True)
class Told:
    """What every letter tells: from whom it is, by which number it is answered (`reference`), what kind of
    place it was, when it was discovered, and since when it had been there where that is known."""

    language: str
    clinic: Clinic
    day: date
    by: str
    by_role: str
    reference: str
    kind: PlaceKind
    discovered_at: Moment
    placed_on: date | None
    words: LetterWords
    draft: bool = True


class Reader(StrEnum):
    """Who reads what is written to a patient."""

    PATIENT = "patient"
    MINOR = "minor"  # and whoever decides with them
    FAMILY = "family"  # of a patient who has died


@dataclass(frozen=True)
class PersonLetter:
    """To a patient. `authority` hears complaints, "" where the rules name none."""

    told: Told
    patient: Patient
    reader: Reader
    pictures: tuple[NamedPicture, ...]
    authority: str = ""


@dataclass(frozen=True)
class AuthorityNotice:
    """To whoever supervises data protection. It names no patient. `due` is by when they have to be told, None
    where nothing says so."""

    told: Told
    authority: str
    affected: Affected | None
    factors: tuple[Assessment, ...]
    conclusion: Conclusion | None
    due: Moment | None


@dataclass(frozen=True)
class MediaNotice:
    """To the media of the states where many are concerned. It names no patient."""

    told: Told
    affected: Affected | None


@dataclass(frozen=True)
class ReportedStep:
    """A step as the report has it: open where nobody noted anything and nothing else settles it."""

    step: IncidentStep
    open: bool


@dataclass(frozen=True)
class IncidentReport:
    """Everything known of an incident, for the file. `use` is the use in words, `names` those who noted or
    own something, by their id; images are told by their hashes alone."""

    language: str
    clinic: Clinic
    day: date
    by: str
    by_role: str
    reference: str
    file: IncidentFile = field(repr=False)
    use: str
    steps: tuple[ReportedStep, ...]
    deadlines: tuple[Deadline, ...]
    names: Mapping[str, str] = field(repr=False)


Letter: TypeAlias = PersonLetter | AuthorityNotice | MediaNotice


def reference_of(incident: str) -> str:
    """The number by which letters speak of an incident: "3FA9 C21B"."""
    digits = incident.replace("-", "")[-REFERENCE_DIGITS:].upper()
    return f"{digits[:4]} {digits[4:]}"


def state_of(letter: Letter | IncidentReport) -> str:
    """The same for the same words on every day, whether approved or not."""
    if isinstance(letter, IncidentReport):
        plain: object = replace(letter, day=_ANY_DAY)
    else:
        plain = replace(letter, told=replace(letter.told, day=_ANY_DAY, draft=True))
    return hashlib.sha256(canonical(plain)).hexdigest()[:STATE_DIGITS]


def as_approved(about: str) -> str:
    """What a letter is about once it is approved."""
    return about.removesuffix(DRAFT)


def words_problems(words: LetterWords) -> list[Problem]:
    """What the clinic still has to say, by its field."""
    found = [
        problem
        for each in fields(words)
        for problem in written_problems(getattr(words, each.name), each.name, "incident_words_missing")
    ]
    return [problem for problem in found if problem.where != "can_do" or words.can_do.strip()]
