"""Facts about the desk itself: its vault, the people who work here, the rules that they work by."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from consentdesk.domain.lines import BackupLine, Finding
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import OutletEntry
from consentdesk.domain.people import Clinic, Member


@dataclass(frozen=True)
class VaultCreated:
    """The first fact of a vault. A rehearsal vault is marked so for ever."""

    KIND: ClassVar[str] = "vault_created"
    SCHEMA: ClassVar[int] = 1
    vault: str
    rehearsal: bool


@dataclass(frozen=True)
class ClinicDescribed:
    KIND: ClassVar[str] = "clinic_described"
    SCHEMA: ClassVar[int] = 1
    clinic: Clinic


@dataclass(frozen=True)
class PackAdopted:
    """The rule pack that counts from now on, word for word."""

    KIND: ClassVar[str] = "pack_adopted"
    SCHEMA: ClassVar[int] = 1
    pack: str
    version: str
    text: str


@dataclass(frozen=True)
class WordingAdopted:
    """The words for patients in one language that count from now on, as the whole TOML text."""

    KIND: ClassVar[str] = "wording_adopted"
    SCHEMA: ClassVar[int] = 1
    language: str
    version: str
    text: str


@dataclass(frozen=True)
class MemberAdded:
    KIND: ClassVar[str] = "member_added"
    SCHEMA: ClassVar[int] = 1
    member: Member


@dataclass(frozen=True)
class MemberChanged:
    """A member as they are from now on. `why` is "particulars", "roles" or "secrets": then another key is
    theirs, and what the one before signs from now on counts as nobody's."""

    KIND: ClassVar[str] = "member_changed"
    SCHEMA: ClassVar[int] = 1
    member: Member
    why: str


@dataclass(frozen=True)
class MemberRemoved:
    """Somebody works here no more: their key ends with this fact, what they signed before stands."""

    KIND: ClassVar[str] = "member_removed"
    SCHEMA: ClassVar[int] = 1
    member: str
    reason: str = field(repr=False)


@dataclass(frozen=True)
class RecoveryRenewed:
    """Another recovery code opens the vault; the one before opens it no more. `member` is in whose name
    whoever types it comes in."""

    KIND: ClassVar[str] = "recovery_renewed"
    SCHEMA: ClassVar[int] = 1
    member: Member


@dataclass(frozen=True)
class VaultRekeyed:
    """The database lies under another key; what somebody kept of the one before opens it no more."""

    KIND: ClassVar[str] = "vault_rekeyed"
    SCHEMA: ClassVar[int] = 1


@dataclass(frozen=True)
class EmergencyAccess:
    """Somebody whose roles do not allow it looks at patients' records for half an hour, and says why."""

    KIND: ClassVar[str] = "emergency_access"
    SCHEMA: ClassVar[int] = 1
    reason: str = field(repr=False)


@dataclass(frozen=True)
class TimesSet:
    """After how many quiet minutes the desk covers and locks itself."""

    KIND: ClassVar[str] = "times_set"
    SCHEMA: ClassVar[int] = 1
    cover_minutes: int
    lock_minutes: int


@dataclass(frozen=True)
class LoggedIn:
    KIND: ClassVar[str] = "logged_in"
    SCHEMA: ClassVar[int] = 1


@dataclass(frozen=True)
class LoggedOut:
    """`how` is "asked", "quiet", "code" (three wrong codes), "changed" (somebody else took over) or "system"
    (the workstation was locked, went to sleep, or changed its user)."""

    KIND: ClassVar[str] = "logged_out"
    SCHEMA: ClassVar[int] = 1
    how: str


@dataclass(frozen=True)
class UsesPreset:
    """The uses that the clinic's sessions usually ask about."""

    KIND: ClassVar[str] = "uses_preset"
    SCHEMA: ClassVar[int] = 1
    uses: tuple[str, ...]


@dataclass(frozen=True)
class OutletRegistered:
    KIND: ClassVar[str] = "outlet_registered"
    SCHEMA: ClassVar[int] = 1
    outlet: OutletEntry


@dataclass(frozen=True)
class BackedUp:
    """A backup was taken and read back."""

    KIND: ClassVar[str] = "backed_up"
    SCHEMA: ClassVar[int] = 1
    backup: BackupLine


@dataclass(frozen=True)
class Restored:
    """This vault was brought back from a backup, as a new device: what happened after `taken_at` may be
    missing, withdrawals among it, until a `GapReviewed` (R24). `head` is the last fact's hash (hex)."""

    KIND: ClassVar[str] = "restored"
    SCHEMA: ClassVar[int] = 1
    backup: str
    taken_at: Moment
    head: str


@dataclass(frozen=True)
class GapReviewed:
    """Somebody looked at what may have happened between a backup and its restoring, and says why the vault
    can be relied on again."""

    KIND: ClassVar[str] = "gap_reviewed"
    SCHEMA: ClassVar[int] = 1
    reason: str = field(repr=False)


@dataclass(frozen=True)
class VaultChecked:
    """Every fact, file and view was read and held against its hash. `how` is "daily" or "asked"."""

    KIND: ClassVar[str] = "vault_checked"
    SCHEMA: ClassVar[int] = 1
    facts: int
    blobs: int
    findings: tuple[Finding, ...]
    how: str


@dataclass(frozen=True)
class FilesBroughtBack:
    """Damaged files (their SHA-256, hex) were put back as a backup has them."""

    KIND: ClassVar[str] = "files_brought_back"
    SCHEMA: ClassVar[int] = 1
    files: tuple[str, ...]


@dataclass(frozen=True)
class LedgerOpened:
    """Somebody read in the ledger; with a patient in its header, in what it says of that patient."""

    KIND: ClassVar[str] = "ledger_opened"
    SCHEMA: ClassVar[int] = 1


@dataclass(frozen=True)
class LedgerExported:
    """Lines of the ledger were saved outside the vault: how many, and the SHA-256 of the file (hex)."""

    KIND: ClassVar[str] = "ledger_exported"
    SCHEMA: ClassVar[int] = 1
    lines: int
    sha256: str


@dataclass(frozen=True)
class CopyChecked:
    """Somebody brought a copy. `record` is the one that it is a copy of, empty for none of ours."""

    KIND: ClassVar[str] = "copy_checked"
    SCHEMA: ClassVar[int] = 1
    record: str
    verdict: str


@dataclass(frozen=True)
class ErasureProposed:
    """Somebody asks that content be made unreadable for good (R40). `target` is "image" (`subject` is its
    source hash) or "patient" (`subject` is the id); `ground` is one of `domain.erasure.Ground`. It names
    nobody: it stays readable."""

    KIND: ClassVar[str] = "erasure_proposed"
    SCHEMA: ClassVar[int] = 1
    erasure: str
    target: str
    subject: str
    ground: str
    note: str = field(default="", repr=False)


@dataclass(frozen=True)
class ErasureDeclined:
    """A proposal came to nothing, by somebody else's no or by taking it back."""

    KIND: ClassVar[str] = "erasure_declined"
    SCHEMA: ClassVar[int] = 1
    erasure: str


@dataclass(frozen=True)
class ContentErased:
    """A second person agreed, or the delay of a solo practice was over: the keys with these ids (hex) are
    destroyed, and what they sealed can never be read again (R40)."""

    KIND: ClassVar[str] = "content_erased"
    SCHEMA: ClassVar[int] = 1
    erasure: str
    keys: tuple[str, ...]
