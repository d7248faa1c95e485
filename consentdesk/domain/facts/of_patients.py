"""Facts about patients, their images, and what they decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Patient
from consentdesk.domain.record import ConsentRecord


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
    """A photograph that a record speaks of. `kept` is False where every use was refused (R6). `by` is the
    member who took it in, `derived_from` the source hash of the image that it was made from (R28), `look`
    what it looks like in sixteen hexadecimal digits (`domain.looks`); each empty where nothing is known."""

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
    by: str = ""
    derived_from: str = ""
    look: str = ""


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
