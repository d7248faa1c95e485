"""Erasing for good: on which ground, by the word of whom, and what has to be kept until when (R40).

One person proposes and another agrees. Where nobody else may, as in a solo practice, the same person confirms
once `SOLO_DELAY` is over.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from consentdesk.domain.access import Act, acts_of
from consentdesk.domain.duties import Kept, KeptFrom, Retention
from consentdesk.domain.lines import MemberLine
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import RulePack
from consentdesk.domain.people import Patient, age_on, birthday, too_long
from consentdesk.domain.refusals import Problem

SOLO_DELAY = timedelta(days=7)
MAX_NOTE = 200
FEWEST_OF_A_NUMBER = 3  # a shorter record number stands in many a note by chance


class Target(StrEnum):
    """What is erased: one image's bytes, or everything that identifies a patient."""

    IMAGE = "image"
    PATIENT = "patient"


class Ground(StrEnum):
    RETENTION_OVER = "retention_over"
    PATIENT_ASKS = "patient_asks"  # and the law gives them the right
    BY_MISTAKE = "by_mistake"
    ORDERED = "ordered"  # by a court or an authority
    PHOTOGRAPHY_REFUSED = "photography_refused"  # later, of what was taken before


@dataclass(frozen=True)
class Ending:
    """How a proposal ended: with content erased, or declined."""

    at: Moment
    member: str
    erased: bool


@dataclass(frozen=True)
class Erasure:
    """A proposal and what came of it. `subject` is an image's source hash or a patient's id. The delay of a
    solo practice counts `delay_from` the proposal; from later where the clock had been set back, or where
    somebody left or was given other roles since. `came_later` are those who were let in, or got other secrets
    from somebody else, since then or less than that delay before: they cannot be the second person, and what
    they propose waits for the delay, too."""

    id: str
    target: Target
    subject: str
    ground: Ground
    note: str = field(repr=False)
    proposed_by: str
    proposed_at: Moment
    delay_from: Moment
    came_later: tuple[str, ...] = ()
    ending: Ending | None = None


@dataclass(frozen=True)
class Agreement:
    """Whether somebody can agree now: `refusal` is empty exactly when they can, else the code of why not.
    `possible_from` is known where only time is missing."""

    refusal: str = ""
    possible_from: Moment | None = None


def agreement(erasure: Erasure, me: str, people: Sequence[MemberLine], now: Moment) -> Agreement:
    """Whether somebody can agree to a proposal that waits, `people` being everyone ever. Refused as
    `not_allowed` (whoever left, or may not erase), `erasure_came_later` (whoever came too late cannot be the
    second person), `erasure_needs_another`, `erasure_too_early`."""
    if me not in _entitled(people):
        return Agreement("not_allowed")
    if me == erasure.proposed_by:
        alone = stands_alone(me, people, erasure.came_later)
        return _after_the_delay(erasure, now) if alone else Agreement("erasure_needs_another")
    if me in erasure.came_later:
        return Agreement("erasure_came_later")
    new = erasure.proposed_by in erasure.came_later
    return _after_the_delay(erasure, now) if new else Agreement()


def stands_alone(me: str, people: Sequence[MemberLine], came_later: Sequence[str] = ()) -> bool:
    """Whether nobody else could agree to what somebody proposes, as in a solo practice."""
    return _entitled(people) <= {me, *came_later}


def solo_from(now: Moment) -> Moment:
    """From when on somebody can confirm alone what they propose now."""
    return Moment(now.utc + SOLO_DELAY, now.offset_minutes)


def note_problems(note: str, patient: Patient | None) -> list[Problem]:
    """Why a note does not do, by the field `note`: it stays readable for ever, so it must not name the
    patient (`note_names_patient`); `text_too_long`."""
    named = patient is not None and names(note, patient)
    found = [Problem("note_names_patient", "note")] if named else []
    return [*found, *too_long({"note": note}, MAX_NOTE)]


def names(text: str, patient: Patient) -> bool:
    """Whether a part of the patient's name, or their record number, stands in a text. Case, accents and what
    stands between letters do not count."""
    words, number = _words(text), "".join(_words(patient.record_number))
    if len(number) >= FEWEST_OF_A_NUMBER and number in "".join(words):
        return True
    return any(_stands_in(part, words) for part in _words(patient.name) if len(part) > 1)


@dataclass(frozen=True)
class Keeping:
    """What the rules oblige the clinic to keep, and until which day at least, as far as this desk knows."""

    kept: Kept
    until: date


def must_keep(
    pack: RulePack, target: Target, born: date, last_contact: date, last_effective: date
) -> tuple[Keeping, ...]:
    """What the pack's retention says of this content (R33); nothing where it says nothing. `last_effective`
    is the last day on which a yes could hold."""
    concerned = (
        r for r in pack.duties.retention if target is Target.PATIENT or r.kept is Kept.MEDICAL_RECORD
    )
    days = {KeptFrom.LAST_CONTACT: last_contact, KeptFrom.LAST_EFFECTIVE: last_effective}
    minor = age_on(born, last_contact, pack.ages.leap_birthday) < pack.ages.majority
    return tuple(Keeping(r.kept, _until(pack, r, days[r.counted_from], born, minor)) for r in concerned)


def _after_the_delay(erasure: Erasure, now: Moment) -> Agreement:
    due = solo_from(erasure.delay_from)
    return Agreement("erasure_too_early" if now.utc < due.utc else "", due)


def _entitled(people: Sequence[MemberLine]) -> set[str]:
    """Those who work here and may erase."""
    return {p.member.id for p in people if p.works_here and Act.ERASE in acts_of(p.member.roles)}


def _until(pack: RulePack, rule: Retention, day: date, born: date, minor: bool) -> date:
    leap = pack.ages.leap_birthday
    until = birthday(day, rule.years, leap)
    if not minor or not rule.minors_until_age:
        return until
    return max(until, birthday(born, rule.minors_until_age, leap))


def _words(text: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in apart if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return "".join(c if c.isalnum() else " " for c in plain).split()


def _stands_in(part: str, words: Sequence[str]) -> bool:
    """As a word of its own; in writing that does not part words, anywhere."""
    return part in words or (not part.isascii() and any(part in word for word in words))
