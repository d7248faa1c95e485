"""Something of a patient's was seen where it should not be: what is known, done and decided of it (R34–R37).

Every value here is what somebody said, as a fact carries it; the last word on each thing counts. That
anything is in order is never concluded by the program.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from consentdesk.domain.duties import Risk
from consentdesk.domain.moment import Moment
from consentdesk.domain.placement import PlaceKind


class FoundAs(StrEnum):
    """What somebody had in hand."""

    IMAGE = "image"
    LINK = "link"
    PRINTOUT = "printout"


@dataclass(frozen=True)
class Incident:
    """What was found: where, by whom, when it was discovered (that starts every clock, whenever it was
    entered here). `images` are source hashes of those that are known here; `use` and `outlet` what the image
    was used for there, `placed_on` since when, where that is known. Said again with the same id, the last
    counts."""

    id: str
    found_as: FoundAs
    kind: PlaceKind
    discovered_at: Moment
    where: str = field(repr=False)
    found_by: str = field(repr=False)
    link: str = field(default="", repr=False)
    what: str = field(default="", repr=False)
    images: tuple[str, ...] = ()
    use: str = ""
    outlet: str = ""
    placed_on: date | None = None

    @property
    def day_of_use(self) -> date:
        """The day on which it is asked whether that was permitted: since when it was there, where that is
        known, else the day of the discovery (R35)."""
        return self.placed_on or self.discovered_at.day


class IncidentStep(StrEnum):
    """What has to be done or reasoned away before an incident closes, in the order of the first hour."""

    TAKE_DOWN = "take_down"
    EVIDENCE = "evidence"
    RISK_MANAGEMENT = "risk_management"
    ETHICS_COMMITTEE = "ethics_committee"
    PERMISSION = "permission"
    FACTORS = "factors"
    PEOPLE = "people"
    TELL_PERSON = "tell_person"
    TELL_AUTHORITY = "tell_authority"
    TELL_MEDIA = "tell_media"


class StepState(StrEnum):
    """`ASKED`: somebody else was asked to; the step stays open."""

    DONE = "done"
    NOT_NEEDED = "not_needed"  # with the reason
    ASKED = "asked"

    @property
    def settles(self) -> bool:
        """Whether nothing is left to do of the step (R37)."""
        return self is not StepState.ASKED


@dataclass(frozen=True)
class StepNote:
    """What became of a step. `contacted` is who was reached, by name; `at` when that was; `words` how it went
    or why it is not needed."""

    step: IncidentStep
    state: StepState
    at: Moment
    contacted: str = field(default="", repr=False)
    words: str = field(default="", repr=False)


@dataclass(frozen=True)
class Assessment:
    """One factor of the pack, assessed in writing (R36)."""

    factor: str
    words: str = field(repr=False)


class FoundRisk(StrEnum):
    """How great the risk to people was found to be, by whoever leads; never by the program."""

    LOW = "low"
    RISK = "risk"
    HIGH = "high"

    def reaches(self, risk: Risk) -> bool:
        """Whether a duty that holds from that risk on holds."""
        return self in _REACHED[risk]


_REACHED: Mapping[Risk, tuple[FoundRisk, ...]] = {
    Risk.NOT_LOW: (FoundRisk.RISK, FoundRisk.HIGH),
    Risk.RISK: (FoundRisk.RISK, FoundRisk.HIGH),
    Risk.HIGH: (FoundRisk.HIGH,),
}


@dataclass(frozen=True)
class Conclusion:
    risk: FoundRisk
    words: str = field(repr=False)


class InState(NamedTuple):
    """How many of those concerned live in one state or region."""

    state: str
    residents: int


@dataclass(frozen=True)
class Affected:
    """How many people are concerned, in all and per state or region: the media are told by the number in one
    of them."""

    people: int
    in_states: tuple[InState, ...] = ()


@dataclass(frozen=True)
class Evidence:
    """A screenshot or a page that somebody kept: `file_sha256` is that of the file as it came, `pages` are
    the stored pictures of it."""

    id: str
    file_sha256: str
    pages: tuple[str, ...]
    words: str = field(default="", repr=False)


@dataclass(frozen=True)
class IncidentTask:
    """Something that somebody (a member's id) has to do; said again with the same id, the last counts."""

    id: str
    words: str = field(repr=False)
    owner: str
    due: date | None = None
    done: bool = False


@dataclass(frozen=True)
class PermissionThen:
    """What the record said of one image, for the use it was found under, on the day `on` (R35): as it was
    read when the incident was told, since what is known of a patient can be erased later. `reasons` are the
    codes of a no; `asked_at` is when somebody had asked this before and been told no."""

    image: str
    use: str
    outlet: str
    on: date
    allowed: bool
    reasons: tuple[str, ...] = ()
    record: str = ""
    asked_at: Moment | None = None

    @property
    def told_before(self) -> bool:
        """Whether the no was there for the asking, and the image was used all the same."""
        return not self.allowed and self.asked_at is not None


class IncidentPaper(StrEnum):
    """The kinds of papers of an incident, as sealed documents name them."""

    TO_PERSON = "incident_to_person"
    TO_AUTHORITY = "incident_to_authority"
    TO_MEDIA = "incident_to_media"
    REPORT = "incident_report"
