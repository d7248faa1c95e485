"""The facts of the ledger: what happened, once, by whom, when. Never changed, never deleted (R38).

Each kind is a frozen dataclass. `KIND` and `SCHEMA` name its stored form for ever: a changed shape gets a
new schema number and a reader for the old one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, get_args

from consentdesk.domain.codec import canonical, parse
from consentdesk.domain.lines import BackupLine
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import OutletEntry
from consentdesk.domain.people import Clinic, Member, Patient
from consentdesk.domain.record import ConsentRecord


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
class LoggedIn:
    KIND: ClassVar[str] = "logged_in"
    SCHEMA: ClassVar[int] = 1


@dataclass(frozen=True)
class LoggedOut:
    """`how` is "asked", "quiet" or "code" (three wrong codes)."""

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
class PatientRegistered:
    KIND: ClassVar[str] = "patient_registered"
    SCHEMA: ClassVar[int] = 1
    patient: Patient


@dataclass(frozen=True)
class PatientCorrected:
    """The patient's particulars as they are right; earlier records stay as signed."""

    KIND: ClassVar[str] = "patient_corrected"
    SCHEMA: ClassVar[int] = 1
    patient: Patient


@dataclass(frozen=True)
class ImageAdded:
    """A photograph that a record speaks of. `kept` is False where every use was refused (R6)."""

    KIND: ClassVar[str] = "image_added"
    SCHEMA: ClassVar[int] = 1
    source_sha256: str
    pixels_sha256: str
    view_sha256: str
    thumbnail_sha256: str
    format: str
    width: int
    height: int
    label: str
    kept: bool


@dataclass(frozen=True)
class ConsentSigned:
    KIND: ClassVar[str] = "consent_signed"
    SCHEMA: ClassVar[int] = 1
    record: ConsentRecord


@dataclass(frozen=True)
class RecordMoved:
    """A record was corrected by one of another patient (R22). It stands among the facts of the patient whose
    record it was, so that erasing the other one never makes it count again (R24, R40)."""

    KIND: ClassVar[str] = "record_moved"
    SCHEMA: ClassVar[int] = 1
    record: str
    code: str
    later: str
    later_code: str
    sealed_at: Moment


@dataclass(frozen=True)
class CopySealed:
    """The patient's copy as it was made: its bytes lie in the vault under this hash (R23)."""

    KIND: ClassVar[str] = "copy_sealed"
    SCHEMA: ClassVar[int] = 1
    record: str
    sha256: str
    paper: str


@dataclass(frozen=True)
class CopyGiven:
    """`how` is "printed", "saved" or "declined" (R23)."""

    KIND: ClassVar[str] = "copy_given"
    SCHEMA: ClassVar[int] = 1
    record: str
    how: str


@dataclass(frozen=True)
class SessionHeld:
    """The adult present may not decide (R12); the session waits as a draft."""

    KIND: ClassVar[str] = "session_held"
    SCHEMA: ClassVar[int] = 1
    draft: str
    reason: str = field(repr=False)


@dataclass(frozen=True)
class SessionDiscarded:
    """A session was given up: that it was, and nothing of what it held."""

    KIND: ClassVar[str] = "session_discarded"
    SCHEMA: ClassVar[int] = 1
    draft: str


@dataclass(frozen=True)
class PatientOpened:
    KIND: ClassVar[str] = "patient_opened"
    SCHEMA: ClassVar[int] = 1


@dataclass(frozen=True)
class RecordOpened:
    KIND: ClassVar[str] = "record_opened"
    SCHEMA: ClassVar[int] = 1
    record: str


@dataclass(frozen=True)
class ImageOpened:
    KIND: ClassVar[str] = "image_opened"
    SCHEMA: ClassVar[int] = 1
    source_sha256: str


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


Body = (
    VaultCreated
    | ClinicDescribed
    | PackAdopted
    | WordingAdopted
    | MemberAdded
    | LoggedIn
    | LoggedOut
    | UsesPreset
    | OutletRegistered
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
    | BackedUp
    | Restored
    | GapReviewed
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
