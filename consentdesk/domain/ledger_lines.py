"""The ledger as people read it: facts in groups, what is looked for, and a line for each (R38)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from consentdesk.domain import facts
from consentdesk.domain.facts import Body, Header


class Group(StrEnum):
    """Kinds of facts that somebody looks for together."""

    SESSIONS = "sessions"
    LOOKS = "looks"
    COPIES = "copies"
    USES = "uses"
    WITHDRAWALS = "withdrawals"
    INCIDENTS = "incidents"
    RULES = "rules"
    PEOPLE = "people"
    VAULT = "vault"
    ERASURES = "erasures"


_GROUPS: Mapping[Group, tuple[type[Body], ...]] = {
    Group.SESSIONS: (
        facts.PatientRegistered,
        facts.PatientCorrected,
        facts.ImageAdded,
        facts.ConsentSigned,
        facts.RecordMoved,
        facts.SessionHeld,
        facts.SessionDiscarded,
    ),
    Group.LOOKS: (
        facts.PatientOpened,
        facts.RecordOpened,
        facts.ImageOpened,
        facts.EmergencyAccess,
        facts.LedgerOpened,
        facts.LedgerExported,
    ),
    Group.COPIES: (
        facts.CopySealed,
        facts.CopyGiven,
        facts.CopyChecked,
        facts.DocumentSealed,
        facts.DocumentGiven,
    ),
    Group.USES: (
        facts.UsesAsked,
        facts.ReidentificationChecked,
        facts.PostingAgreed,
        facts.PostingDeclined,
        facts.ImageReleased,
        facts.PlacementNoted,
        facts.PlacementEnded,
        facts.OverviewExported,
        facts.ListSaved,
        facts.ListForgotten,
    ),
    Group.WITHDRAWALS: (
        facts.ConsentWithdrawn,
        facts.UseSuspended,
        facts.SuspensionLifted,
        facts.RemovalOpened,
        facts.RemovalReported,
    ),
    Group.INCIDENTS: (
        facts.IncidentOpened,
        facts.IncidentStepNoted,
        facts.FactorAssessed,
        facts.RiskConcluded,
        facts.PeopleCounted,
        facts.EvidenceKept,
        facts.IncidentTaskSet,
        facts.PermissionRead,
        facts.LetterApproved,
        facts.IncidentClosed,
    ),
    Group.RULES: (
        facts.ClinicDescribed,
        facts.PackAdopted,
        facts.WordingAdopted,
        facts.UsesPreset,
        facts.OutletRegistered,
        facts.TimesSet,
    ),
    Group.PEOPLE: (
        facts.MemberAdded,
        facts.MemberChanged,
        facts.MemberRemoved,
        facts.RecoveryRenewed,
        facts.LoggedIn,
        facts.LoggedOut,
    ),
    Group.VAULT: (
        facts.VaultCreated,
        facts.VaultRekeyed,
        facts.BackedUp,
        facts.Restored,
        facts.GapReviewed,
        facts.VaultChecked,
        facts.FilesBroughtBack,
    ),
    Group.ERASURES: (facts.ErasureProposed, facts.ErasureDeclined, facts.ContentErased),
}
KINDS_OF: Mapping[Group, tuple[str, ...]] = MappingProxyType(
    {group: tuple(body.KIND for body in bodies) for group, bodies in _GROUPS.items()}
)

NEVER_OPENED = frozenset(
    body.KIND
    for body in (
        facts.PatientRegistered,
        facts.PatientCorrected,
        facts.ConsentSigned,
        facts.SessionHeld,
        facts.PlacementNoted,
        facts.PlacementEnded,
        facts.ConsentWithdrawn,
        facts.UseSuspended,
        facts.SuspensionLifted,
        facts.RemovalReported,
        facts.ListSaved,
        facts.ReidentificationChecked,
        facts.PostingDeclined,
        facts.IncidentOpened,
        facts.IncidentStepNoted,
        facts.FactorAssessed,
        facts.RiskConcluded,
        facts.EvidenceKept,
        facts.IncidentTaskSet,
        facts.IncidentClosed,
    )
)
"""Kinds whose bodies name patients and their families. That they happened is told, not what they say: whoever
may look at patients opens the record."""


@dataclass(frozen=True)
class Wanted:
    """What is looked for, everything where nothing is said: the facts about one patient, in one person's
    name, of some groups, from one day to another, both included, by the calendar on the clinic's wall."""

    patient: str = ""
    person: str = ""
    groups: tuple[Group, ...] = ()
    first_day: date | None = None
    last_day: date | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(kind for group in self.groups for kind in KINDS_OF[group])


class Place(NamedTuple):
    """Where a line stands: by its time as written, and where that is the same by the order of arrival."""

    at: str
    seq: int


class Unread(StrEnum):
    """Why a line does not tell what its fact says."""

    ERASED = "erased"  # its key was destroyed on purpose (R40)
    DAMAGED = "damaged"
    UNKNOWN = "unknown"  # a newer program wrote it


@dataclass(frozen=True)
class LedgerLine:
    """One fact to read. `body` is None where it is never opened for a list or cannot be read. `code` is that
    of the record it speaks of; `patient_name` is empty for whoever may not look at patients."""

    place: Place
    header: Header
    hash: str
    body: Body | None = None
    unread: Unread | None = None
    code: str = ""
    patient_name: str = field(default="", repr=False)
