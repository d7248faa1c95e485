"""The facts of the ledger: what happened, once, by whom, when. Never changed, never deleted (R38).

Each kind is a frozen dataclass. `KIND` and `SCHEMA` name its stored form for ever: a changed shape gets a
new schema number and a reader for the old one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, get_args

from consentdesk.domain.codec import canonical, parse
from consentdesk.domain.facts.of_checks import PostingAgreed, PostingDeclined, ReidentificationChecked
from consentdesk.domain.facts.of_house import (
    BackedUp,
    ClinicDescribed,
    ContentErased,
    CopyChecked,
    EmergencyAccess,
    ErasureDeclined,
    ErasureProposed,
    FilesBroughtBack,
    GapReviewed,
    LedgerExported,
    LedgerOpened,
    LoggedIn,
    LoggedOut,
    MemberAdded,
    MemberChanged,
    MemberRemoved,
    OutletRegistered,
    PackAdopted,
    RecoveryRenewed,
    Restored,
    TimesSet,
    UsesPreset,
    VaultChecked,
    VaultCreated,
    VaultRekeyed,
    WordingAdopted,
)
from consentdesk.domain.facts.of_incidents import (
    EvidenceKept,
    FactorAssessed,
    IncidentClosed,
    IncidentOpened,
    IncidentStepNoted,
    IncidentTaskSet,
    LetterApproved,
    PeopleCounted,
    PermissionRead,
    RiskConcluded,
)
from consentdesk.domain.facts.of_patients import (
    ConsentSigned,
    CopyGiven,
    CopySealed,
    ImageAdded,
    ImageOpened,
    PatientCorrected,
    PatientOpened,
    PatientRegistered,
    RecordMoved,
    RecordOpened,
    SessionDiscarded,
    SessionHeld,
)
from consentdesk.domain.facts.of_uses import (
    ConsentWithdrawn,
    DocumentGiven,
    DocumentSealed,
    ImageReleased,
    ListForgotten,
    ListSaved,
    OverviewExported,
    PlacementEnded,
    PlacementNoted,
    RemovalOpened,
    RemovalReported,
    SuspensionLifted,
    UsesAsked,
    UseSuspended,
)
from consentdesk.domain.moment import Moment

__all__ = [
    "KINDS",
    "BackedUp",
    "Body",
    "ClinicDescribed",
    "ConsentSigned",
    "ConsentWithdrawn",
    "ContentErased",
    "CopyChecked",
    "CopyGiven",
    "CopySealed",
    "DocumentGiven",
    "DocumentSealed",
    "EmergencyAccess",
    "ErasureDeclined",
    "ErasureProposed",
    "EvidenceKept",
    "Fact",
    "FactorAssessed",
    "FilesBroughtBack",
    "GapReviewed",
    "Header",
    "ImageAdded",
    "ImageOpened",
    "ImageReleased",
    "IncidentClosed",
    "IncidentOpened",
    "IncidentStepNoted",
    "IncidentTaskSet",
    "LedgerExported",
    "LedgerOpened",
    "LetterApproved",
    "ListForgotten",
    "ListSaved",
    "LoggedIn",
    "LoggedOut",
    "MemberAdded",
    "MemberChanged",
    "MemberRemoved",
    "OutletRegistered",
    "OverviewExported",
    "PackAdopted",
    "PatientCorrected",
    "PatientOpened",
    "PatientRegistered",
    "PeopleCounted",
    "PermissionRead",
    "PlacementEnded",
    "PlacementNoted",
    "PostingAgreed",
    "PostingDeclined",
    "RecordMoved",
    "RecordOpened",
    "RecoveryRenewed",
    "ReidentificationChecked",
    "RemovalOpened",
    "RemovalReported",
    "Restored",
    "RiskConcluded",
    "SessionDiscarded",
    "SessionHeld",
    "SuspensionLifted",
    "TimesSet",
    "UseSuspended",
    "UsesAsked",
    "UsesPreset",
    "VaultChecked",
    "VaultCreated",
    "VaultRekeyed",
    "WordingAdopted",
    "body_bytes",
    "read_body",
]

Body = (
    VaultCreated
    | ClinicDescribed
    | PackAdopted
    | WordingAdopted
    | MemberAdded
    | MemberChanged
    | MemberRemoved
    | RecoveryRenewed
    | VaultRekeyed
    | EmergencyAccess
    | TimesSet
    | LoggedIn
    | LoggedOut
    | UsesPreset
    | OutletRegistered
    | BackedUp
    | Restored
    | GapReviewed
    | VaultChecked
    | FilesBroughtBack
    | LedgerOpened
    | LedgerExported
    | CopyChecked
    | ErasureProposed
    | ErasureDeclined
    | ContentErased
    | PatientRegistered
    | PatientCorrected
    | ImageAdded
    | ConsentSigned
    | RecordMoved
    | CopySealed
    | CopyGiven
    | SessionHeld
    | SessionDiscarded
    | PatientOpened
    | RecordOpened
    | ImageOpened
    | UsesAsked
    | ImageReleased
    | PlacementNoted
    | PlacementEnded
    | ConsentWithdrawn
    | UseSuspended
    | SuspensionLifted
    | RemovalOpened
    | RemovalReported
    | DocumentSealed
    | DocumentGiven
    | OverviewExported
    | ListSaved
    | ListForgotten
    | ReidentificationChecked
    | PostingAgreed
    | PostingDeclined
    | IncidentOpened
    | IncidentStepNoted
    | FactorAssessed
    | RiskConcluded
    | PeopleCounted
    | EvidenceKept
    | IncidentTaskSet
    | PermissionRead
    | LetterApproved
    | IncidentClosed
)
KINDS: dict[tuple[str, int], Any] = {(kind.KIND, kind.SCHEMA): kind for kind in get_args(Body)}


@dataclass(frozen=True)
class Header:
    """What is readable of a fact inside the vault without opening its body."""

    id: str
    device: str
    number: int
    at: Moment
    actor: str
    kind: str
    schema: int
    patient: str | None = None
    seen: dict[str, str] = field(default_factory=dict)  # heads of the other devices' chains


@dataclass(frozen=True)
class Fact:
    """One fact as it lies in the ledger. `hash` is its place in its device's chain (hex)."""

    header: Header
    body: Body
    hash: str


def body_bytes(body: Body) -> bytes:
    return canonical(body)


def read_body(kind: str, schema: int, data: bytes) -> Body:
    """The body that `body_bytes` wrote. Raises ValueError for an unknown kind or a body that does not fit."""
    if (kind, schema) not in KINDS:
        raise ValueError(f"unknown kind of fact: {kind} {schema}")
    return parse(KINDS[kind, schema], data)  # type: ignore[no-any-return]
