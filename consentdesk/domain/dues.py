"""What falls due: answers that end, patients who come of age, places to look at again, papers that wait.

Each line says what it is about, for whom, and since or until when; the rest is opened from there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import Ages
from consentdesk.domain.people import birthday
from consentdesk.domain.placement import PlacementLine

NEW_ADULT_LETTER = "new_adult_letter"

ENDS_WITHIN = timedelta(days=60)
ENDED_LATELY = timedelta(days=30)
OF_AGE_WITHIN = timedelta(days=90)
MOST_COUNTED = 20  # of a kind: who has more waiting is helped by no greater number


@dataclass(frozen=True)
class AnswersEnd:
    """Yes's of one record that end by themselves after `last_day`, and that nobody was asked about anew."""

    record: str
    patient: str
    patient_name: str = field(repr=False)
    last_day: date
    images: int
    uses: tuple[str, ...]


@dataclass(frozen=True)
class ComesOfAge:
    """A patient who completes `age` years on `day`, and the uses that others agreed to before: frozen from
    that day on, until the patient decides about each image and use (R14). `letter_at` is when the letter
    about it was given last."""

    patient: str
    patient_name: str = field(repr=False)
    born: date = field(repr=False)
    day: date
    age: int
    images: int
    uses: tuple[str, ...]
    letter_at: Moment | None = None


@dataclass(frozen=True)
class Frozen:
    """A yes that somebody else gave for a patient: from `day` on, when they complete `age` years, it is
    theirs to decide (R14)."""

    image: str
    use: str
    record: str
    agreed_on: date
    age: int
    day: date


class Wait(StrEnum):
    """What a withdrawal or a suspension waits for."""

    SETTLING = "settling"  # who was entitled (R29)
    RECEIPT = "withdrawal_receipt"
    FINAL_RECEIPT = "final_receipt"  # every place was seen to (R32)


@dataclass(frozen=True)
class EndingWaits:
    """A withdrawal whose receipt was not given, or a suspension that nobody settled."""

    ending: str
    patient: str
    patient_name: str = field(repr=False)
    at: Moment
    wait: Wait


@dataclass(frozen=True)
class PlaceDue:
    """A live place whose last day has come, or that somebody is to look at again, since `day`."""

    line: PlacementLine
    day: date
    last_day: bool


def turning(ages: Ages, born: date, agreed_on: date, until: date | None = None) -> tuple[int, date] | None:
    """The age and the day on which what others agreed to becomes the patient's own to decide (R13, R14): the
    first of the pack's turning points after that day. None where they were past all of them, or where the
    answer ends by itself before."""
    turns = ((age, birthday(born, age, ages.leap_birthday)) for age in ages.turning_points)
    found = next(((age, day) for age, day in turns if agreed_on < day), None)
    return found if found and (until is None or until >= found[1]) else None


def born_by(day: date, age: int, leap_birthday: tuple[int, int]) -> date:
    """The latest day of birth of whoever completes `age` years on this day or before."""
    year = day.year - age
    try:
        born = day.replace(year=year)
    except ValueError:  # 29 February, and there was none
        born = date(year, 2, 28)
    next_day = born + timedelta(days=1)
    return next_day if birthday(next_day, age, leap_birthday) <= day else born
