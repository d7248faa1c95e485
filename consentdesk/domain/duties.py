"""What law and guidance ask of a clinic beyond consent: how long to keep, whom to tell after a breach, and
where each rule of a pack comes from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from consentdesk.domain.placement import Outcome, PlaceKind, ProofKind


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


class Step(StrEnum):
    """Something to do so that an image leaves a place."""

    TAKE_DOWN = "take_down"  # what hangs or stands there
    DESTROY_PRINT = "destroy_print"
    CUT_FROM_FILE = "cut_from_file"  # the slide, the page, the entry
    CLEAR_SHARES = "clear_shares"  # shared folders, course pages, recordings
    TELL_HOLDERS = "tell_holders"  # whoever was handed a copy
    DELETE_POST = "delete_post"
    REPORT_SHARES = "report_shares"  # of the post, to the platform
    ASK_OWNER = "ask_owner"  # of the place, by letter
    CLEAR_CACHES = "clear_caches"  # of search engines and archives
    CHECK_LINK = "check_link"
    STOP_REPRINTS = "stop_reprints"
    WRITE_EDITOR = "write_editor"
    WRITE_PUBLISHER = "write_publisher"
    TELL_AUTHORITY = "tell_authority"


@dataclass(frozen=True)
class TakeDown:
    """How an image leaves one kind of place: within how many days (0: at once), what shows that it is gone
    (any of these), what can become of it, and what to do. Where somebody refuses, `further` says whom to
    turn to, once and again, and `again_within_days` how soon (R31, R32)."""

    kind: PlaceKind
    within_days: int
    proof: tuple[ProofKind, ...]
    outcomes: tuple[Outcome, ...]
    steps: tuple[Step, ...] = ()
    further: tuple[Step, ...] = ()
    again_within_days: int = 0
    source: str = ""

    def steps_at(self, level: int) -> tuple[Step, ...]:
        """What is to be done after so many refusals; the last word of `further` stays the last."""
        if not level or not self.further:
            return self.steps
        return (self.further[min(level, len(self.further)) - 1], *self.steps)


ANY_OUTCOME = tuple(outcome for outcome in Outcome if outcome is not Outcome.NOT_NEEDED)
USUAL_STEPS = (Step.ASK_OWNER, Step.TELL_HOLDERS)
USUAL_FURTHER = (Step.WRITE_PUBLISHER, Step.TELL_AUTHORITY)


@dataclass(frozen=True)
class Duties:
    """`authority` is the name of whoever supervises data protection and hears complaints; `languages` are
    those in which the clinic has to be able to explain; `removal` says how images leave each kind of place,
    empty in packs from before that was said."""

    authority: str
    languages: tuple[str, ...]
    languages_source: str
    retention: tuple[Retention, ...]
    breach: Breach
    sources: tuple[Source, ...]
    removal: tuple[TakeDown, ...] = ()

    def taking_down(self, kind: PlaceKind) -> TakeDown:
        """How an image leaves a place of this kind; where the pack does not say, at once, and anything can
        become of it."""
        said = next((rule for rule in self.removal if rule.kind is kind), None)
        return said or TakeDown(kind, 0, tuple(ProofKind), ANY_OUTCOME, USUAL_STEPS, USUAL_FURTHER)


NO_DUTIES = Duties("", (), "", (), Breach((), (), ""), ())
