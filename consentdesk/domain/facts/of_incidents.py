"""Facts about incidents: opened, each thing done or decided since, closed (R34–R37).

They lie under no patient's key: what was done about a breach has to be kept, whatever is erased of the
patient (45 CFR 164.530(j), GDPR Article 33(5)).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, TypeAlias

from consentdesk.domain.incident import (
    Affected,
    Assessment,
    Conclusion,
    Evidence,
    Incident,
    IncidentPaper,
    IncidentTask,
    PermissionThen,
    StepNote,
)


@dataclass(frozen=True)
class IncidentOpened:
    """An incident, or what is known of it now: the last one with its id counts."""

    KIND: ClassVar[str] = "incident_opened"
    SCHEMA: ClassVar[int] = 1
    incident: Incident


@dataclass(frozen=True)
class IncidentStepNoted:
    KIND: ClassVar[str] = "incident_step_noted"
    SCHEMA: ClassVar[int] = 1
    incident: str
    note: StepNote


@dataclass(frozen=True)
class FactorAssessed:
    KIND: ClassVar[str] = "factor_assessed"
    SCHEMA: ClassVar[int] = 1
    incident: str
    assessment: Assessment


@dataclass(frozen=True)
class RiskConcluded:
    KIND: ClassVar[str] = "risk_concluded"
    SCHEMA: ClassVar[int] = 1
    incident: str
    conclusion: Conclusion


@dataclass(frozen=True)
class PeopleCounted:
    KIND: ClassVar[str] = "people_counted"
    SCHEMA: ClassVar[int] = 1
    incident: str
    affected: Affected


@dataclass(frozen=True)
class EvidenceKept:
    KIND: ClassVar[str] = "evidence_kept"
    SCHEMA: ClassVar[int] = 1
    incident: str
    evidence: Evidence


@dataclass(frozen=True)
class IncidentTaskSet:
    KIND: ClassVar[str] = "incident_task_set"
    SCHEMA: ClassVar[int] = 1
    incident: str
    task: IncidentTask


@dataclass(frozen=True)
class PermissionRead:
    """What the record said of each image of an incident that is known here (R35); read anew, the last fact
    counts."""

    KIND: ClassVar[str] = "permission_read"
    SCHEMA: ClassVar[int] = 1
    incident: str
    found: tuple[PermissionThen, ...]


@dataclass(frozen=True)
class LetterApproved:
    """Somebody who leads read a letter, and it leaves as it is: `about` names it, words and all, as its
    sealed document does."""

    KIND: ClassVar[str] = "letter_approved"
    SCHEMA: ClassVar[int] = 1
    incident: str
    paper: IncidentPaper
    about: str


@dataclass(frozen=True)
class IncidentClosed:
    """Every step was done or reasoned away (R37)."""

    KIND: ClassVar[str] = "incident_closed"
    SCHEMA: ClassVar[int] = 1
    incident: str
    words: str = field(default="", repr=False)


SaidOfIncident: TypeAlias = (
    IncidentStepNoted
    | FactorAssessed
    | RiskConcluded
    | PeopleCounted
    | EvidenceKept
    | IncidentTaskSet
    | PermissionRead
    | LetterApproved
    | IncidentClosed
)
"""What is said of an incident by its id, once it was opened."""

OfIncident: TypeAlias = IncidentOpened | SaidOfIncident
