"""What lists and pages read: small frozen rows that the views hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from consentdesk.domain.access import Role
from consentdesk.domain.draft import Step
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Member
from consentdesk.domain.record import ConsentRecord


@dataclass(frozen=True)
class PatientLine:
    id: str
    given_name: str = field(repr=False)
    family_name: str = field(repr=False)
    born: date = field(repr=False)
    record_number: str = field(repr=False)

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True)
class DraftLine:
    """A session that is not finished. `patient_name` is empty before the patient was entered; `corrects` is
    the code of the record that it corrects, empty where it corrects none; `awaits_form`: its form was printed
    and has not come back whole."""

    id: str
    patient_name: str = field(repr=False)
    step: Step
    started_at: Moment
    changed_at: Moment
    held: str = ""
    corrects: str = ""
    awaits_form: bool = False


@dataclass(frozen=True)
class LaterRecord:
    """The record that took another's place: its id and code, and when it was sealed (R22)."""

    id: str
    code: str
    at: Moment


@dataclass(frozen=True)
class RecordLine:
    """A sealed record. `copy` is "" (not given), "printed", "saved" or "declined". `corrected` is the record
    that corrects this one, `corrects` the code of the one that this corrects."""

    id: str
    code: str
    patient: str
    patient_name: str = field(repr=False)
    sealed_at: Moment
    pathway: str
    images: int
    yeses: int
    copy: str
    corrected: LaterRecord | None = None
    corrects: str = ""


@dataclass(frozen=True)
class SealedRecord:
    """A record with its place in the ledger. `chain_hash` (hex) is what the patient's copy prints."""

    record: ConsentRecord
    chain_hash: str


@dataclass(frozen=True)
class CopyLine:
    """A sealed copy: the hash of its bytes and the paper it was made for ("A4", "Letter", in large
    print "A4 large", "Letter large")."""

    sha256: str
    paper: str


@dataclass(frozen=True)
class ImageLine:
    """An image that a record speaks of, in the words of the last one (`recorded_at`). `kept` is False where
    its bytes were erased: since `erased_at` where that was after it was kept (R40), else as every use was
    refused (R6). `width` and `height` are the source's in pixels, upright; `by`, `derived_from` and `look`
    are as `ImageAdded` has them."""

    source_sha256: str
    pixels_sha256: str
    view_sha256: str
    thumbnail_sha256: str
    patient: str
    format: str
    width: int
    height: int
    label: str
    kept: bool
    recorded_at: Moment
    erased_at: Moment | None = None
    by: str = ""
    derived_from: str = ""
    look: str = ""


@dataclass(frozen=True)
class BackupLine:
    """A backup that was taken and read back. `name` is that of its folder, `where` the last part alone of the
    path that it lies under, `head` the hash of the last fact in it (hex). `bytes` is everything it needs,
    `written` what was not there from earlier ones; `damaged` counts stored files that cannot be read, neither
    in the vault nor in an earlier backup; `left_behind` earlier backups beside it which still hold what was
    erased for good since (R40)."""

    name: str
    where: str
    taken_at: Moment
    head: str
    facts: int
    bytes: int
    written: int
    damaged: int = 0
    left_behind: int = 0


@dataclass(frozen=True)
class MemberLine:
    """Somebody in whose name there are facts, and from when to when; `RECOVERY` among the roles is whoever
    typed a recovery code."""

    member: Member
    since: Moment
    left: Moment | None = None

    @property
    def works_here(self) -> bool:
        return self.left is None and Role.RECOVERY not in self.member.roles


@dataclass(frozen=True)
class EmergencyLine:
    """Somebody, by their id, took access in an emergency."""

    member: str
    at: Moment


@dataclass(frozen=True)
class FoundBackup:
    """A backup as its folder tells, before anything was opened or checked."""

    folder: Path
    taken_at: Moment
    facts: int
    files: int


@dataclass(frozen=True)
class Finding:
    """Something a check of the vault found. `code` is stable; `about` is a reference, never a name."""

    code: str
    about: str = ""


@dataclass(frozen=True)
class CheckReport:
    """What a check of the whole vault counted and found. `anchored` is False where nothing outside the
    file (a printed chain hash) was given to hold against it: then a cut tail cannot be excluded; with one, a
    tail later than `anchored_until`. `erased` facts had their content destroyed on purpose (R40)."""

    facts: int
    blobs: int
    drafts: int
    head: str
    last_at: Moment | None
    findings: tuple[Finding, ...] = ()
    anchored: bool = False
    anchored_until: Moment | None = None
    erased: int = 0

    @property
    def sound(self) -> bool:
        return not self.findings
