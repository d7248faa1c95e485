"""What law and guidance ask of a clinic beyond consent: how long to keep, whom to tell after a breach, and
where each rule of a pack comes from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Source:
    """A law or a guidance that rules of a pack rest on. `date` is that of the text relied on: "2021",
    "2021-08" or "2021-08-04"."""

    id: str
    title: str
    date: str


class Kept(StrEnum):
    """What has to be kept for a time, whatever becomes of the other uses (R33)."""

    MEDICAL_RECORD = "medical_record"
    CONSENT_RECORD = "consent_record"


class KeptFrom(StrEnum):
    LAST_CONTACT = "last_contact"
    LAST_EFFECTIVE = "last_effective"  # the last day on which a yes of the record could hold


@dataclass(frozen=True)
class Retention:
    """At least so many years, and what a minor signed or had signed at least until they are
    `minors_until_age` (0: no longer than anybody's)."""

    kept: Kept
    years: int
    counted_from: KeptFrom
    minors_until_age: int
    source: str


class Tell(StrEnum):
    PERSON = "person"
    AUTHORITY = "authority"
    MEDIA = "media"


class Unit(StrEnum):
    HOURS = "hours"
    CALENDAR_DAYS = "calendar_days"
    BUSINESS_DAYS = "business_days"


class ClockStart(StrEnum):
    DISCOVERY = "discovery"
    YEAR_END = "year_end"  # the end of the calendar year of the discovery


class Risk(StrEnum):
    """How great the risk to people has to be found before a duty holds."""

    NOT_LOW = "not_low"
    RISK = "risk"
    HIGH = "high"


@dataclass(frozen=True)
class Duty:
    """Someone to be told, without unreasonable delay and at the latest within `within` units; 0 where the law
    names no figure. It holds from so many people concerned up to so many (0: any number)."""

    tell: Tell
    risk: Risk
    within: int
    unit: Unit
    counted_from: ClockStart
    from_people: int
    up_to_people: int
    source: str


@dataclass(frozen=True)
class Breach:
    """How a breach is assessed in writing, factor by factor, and who is told then (R36)."""

    factors: tuple[str, ...]
    duties: tuple[Duty, ...]
    source: str


@dataclass(frozen=True)
class Duties:
    """`authority` is the name of whoever supervises data protection and hears complaints; `languages` are
    those in which the clinic has to be able to explain."""

    authority: str
    languages: tuple[str, ...]
    languages_source: str
    retention: tuple[Retention, ...]
    breach: Breach
    sources: tuple[Source, ...]


NO_DUTIES = Duties("", (), "", (), Breach((), (), ""), ())
