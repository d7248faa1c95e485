"""Who is concerned: the patient, who stands for them, who helped, who works here."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from consentdesk.domain.access import FOUNDER_ROLES, Role
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import Problem

MAX_CHARACTERS = 200  # of a name, an address, a number: the copy has room for no more
MAX_REASON = 500  # of a reason in words: a few lines on the copy
MAX_INITIALS = 4


def too_long(texts: Mapping[str, str], most: int = MAX_CHARACTERS) -> list[Problem]:
    """A problem for each text, by the name of its field, that is longer than a copy has room for."""
    return [
        Problem("text_too_long", where, {"most": most}) for where, text in texts.items() if len(text) > most
    ]


def reason_problems(reason: str, where: str, missing: str) -> list[Problem]:
    """Why a reason does not do: there is none (the code `missing`), or it is too long."""
    return too_long({where: reason}, MAX_REASON) if reason.strip() else [Problem(missing, where)]


def number_key(record_number: str) -> str:
    """A record number as it is looked up: case and spaces do not count, everything else does."""
    return "".join(unicodedata.normalize("NFKC", record_number).casefold().split())


class Capacity(StrEnum):
    """Whether the patient can make this decision, as found at this session (R10)."""

    NO_DOUBT = "no_doubt"
    FOUND = "found"  # asked and found to have capacity
    LACKING = "lacking"
    TEMPORARILY_LACKING = "temporarily_lacking"  # an override of the rules, with its reason (R15)
    GUARDIAN = "guardian"  # a guardian decides such things for the patient


class Life(StrEnum):
    LIVING = "living"
    DECEASED = "deceased"
    STILLBORN = "stillborn"


@dataclass(frozen=True)
class Patient:
    """A person whose photographs these are. Names hide from `repr`, so that no log can carry them."""

    id: str
    given_name: str = field(repr=False)
    family_name: str = field(repr=False)
    born: date = field(repr=False)
    record_number: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


OVERRIDE = "override"


@dataclass(frozen=True)
class Circumstances:
    """What besides age settles who has to agree (R10, R11, R15). `decides_alone` is the ground on which a
    minor decides alone, one of the pack's or OVERRIDE; `reason` is why the rules are departed from."""

    capacity: Capacity = Capacity.NO_DOUBT
    developmental_disability: bool = False
    life: Life = Life.LIVING
    decides_alone: str = ""
    reason: str = field(default="", repr=False)


@dataclass(frozen=True)
class Representative:
    """The adult who decides for the patient: name, relationship and basis of authority (R12)."""

    name: str = field(repr=False)
    relationship: str
    authority: str


@dataclass(frozen=True)
class Supporter:
    """An interpreter or a support person who took part (R16). `kind` is "interpreter" or "support"."""

    kind: str
    name: str = field(repr=False)
    language: str = ""


@dataclass(frozen=True)
class Member:
    """A person who works at this desk. `role` is their profession, in words, as copies print it; `roles` is
    what they may do here. `public_key` is their Ed25519 key in hex. The only member of a vault that was made
    before there were roles has those of its founder."""

    id: str
    name: str = field(repr=False)
    role: str
    public_key: str
    roles: tuple[Role, ...] = FOUNDER_ROLES


def particulars_problems(name: str, profession: str) -> list[Problem]:
    """What is wrong with how somebody who works here is to stand on copies, by their fields."""
    missing = [] if name.strip() else [Problem("member_name_missing", "member_name")]
    return [*missing, *too_long({"member_name": name, "member_role": profession})]


def initials_problems(initials: str) -> list[Problem]:
    """Why nobody can sign in by these letters, by the field `initials`."""
    fits = initials.isalpha() and len(initials) <= MAX_INITIALS
    return [] if fits else [Problem("initials_wrong", "initials", {"most": MAX_INITIALS})]


TITLES = frozenset({"DR", "DRA", "PROF", "MR", "MRS", "MS", "MX"})


def initials_of(name: str, taken: Collection[str] = ()) -> str:
    """By which letters somebody of this name might sign in: the first ones of the first and the last word, or
    more of the last where those are taken; titles do not count. "" where nothing is left to suggest."""
    words = [word for part in name.split() if (word := "".join(filter(str.isalpha, part)).upper())]
    first, *rest = [word for word in words if word not in TITLES] or words or [""]
    last = rest[-1] if rest else first[1:]
    for more in range(1, max(len(last), 1) + 1):
        suggested = (first[:1] + last[:more])[:MAX_INITIALS]
        if suggested not in taken:
            return suggested
    return ""


@dataclass(frozen=True)
class Contact:
    """Whom patients ask, and to whom they say that they changed their mind (S7)."""

    name: str
    telephone: str = ""
    email: str = ""
    post: str = ""


@dataclass(frozen=True)
class Clinic:
    """The clinic as it stands on every copy."""

    name: str
    address: str
    contact: Contact
    time_zone: str = ""


def age_on(born: date, day: date, leap_birthday: tuple[int, int]) -> int:
    """Whole years on a day (R13). Someone born on 29 February has the birthday `leap_birthday` (month, day)
    in common years. Negative before birth."""
    month, monthday = born.month, born.day
    if (month, monthday) == (2, 29) and not _is_leap(day.year):
        month, monthday = leap_birthday
    return day.year - born.year - ((day.month, day.day) < (month, monthday))


def birthday(born: date, age: int, leap_birthday: tuple[int, int]) -> date:
    """The day on which someone completes `age` years (R13, R14)."""
    year = born.year + age
    if (born.month, born.day) == (2, 29) and not _is_leap(year):
        return date(year, *leap_birthday)
    return born.replace(year=year)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


@dataclass(frozen=True)
class PhotographyPermission:
    """Permission to take photographs, asked before the first one (R1)."""

    yes: bool
    at: Moment
