"""Find and open: patients, records, images. Opening is a fact, noted apart from reading (R38)."""

from __future__ import annotations

from dataclasses import dataclass

from consentdesk.domain.access import Act
from consentdesk.domain.facts import ImageOpened, PatientOpened, RecordOpened
from consentdesk.domain.lines import BackupLine, ImageLine, RecordLine, SealedRecord
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Patient
from consentdesk.workflows.access import may, needs, open_to_all
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.notices import Notice, notices


@dataclass(frozen=True)
class HomeLines:
    """What was done today, and how the vault itself stands: its last good backup, and what waits about it.
    `acts` is what whoever sits here may do."""

    today: tuple[RecordLine, ...]
    backup: BackupLine | None = None
    notices: tuple[Notice, ...] = ()
    acts: frozenset[Act] = frozenset(Act)


@dataclass(frozen=True)
class PatientFile:
    """Everything known of one patient."""

    patient: Patient
    records: tuple[RecordLine, ...]
    images: tuple[ImageLine, ...]


@open_to_all
def home_lines(desk: Desk) -> HomeLines:
    """Everything but how the vault stands is for those alone who may look at patients."""
    now, vault, acts = desk.now(), desk.vault, may(desk)
    midnight = now.local.replace(hour=0, minute=0, second=0, microsecond=0)
    today = Moment(midnight.astimezone(now.utc.tzinfo), now.offset_minutes)
    return HomeLines(
        today=vault.recent_records(today) if Act.LOOK in acts else (),
        backup=vault.last_backup(),
        notices=notices(desk),
        acts=acts,
    )


@needs(Act.LOOK)
def open_patient(desk: Desk, patient: str) -> PatientFile:
    """Raises Refusal `patient_unknown`. Follow it with `note_patient_opened`."""
    found = desk.vault.patient(patient)
    return PatientFile(found, desk.vault.records_of(patient), desk.vault.images_of(patient))


@needs(Act.LOOK)
def open_record(desk: Desk, record: str) -> SealedRecord:
    """Raises Refusal `record_unknown`. Follow it with `note_record_opened`."""
    return desk.vault.record(record)


@needs(Act.LOOK)
def record_line(desk: Desk, record: str) -> RecordLine:
    """Raises Refusal `record_unknown`."""
    return desk.vault.record_line(record)


@needs(Act.LOOK)
def images_of_record(desk: Desk, sealed: SealedRecord) -> tuple[ImageLine, ...]:
    """Its images as the vault knows them; one that was erased with its patient is left out."""
    lines = (desk.vault.image(image.source_sha256) for image in sealed.record.images)
    return tuple(line for line in lines if line is not None)


@needs(Act.LOOK)
def picture(desk: Desk, sha256: str) -> bytes:
    """A stored picture by its hash. Raises Refusal `blob_unknown`, `blob_damaged`."""
    return desk.vault.blob(sha256)


@needs(Act.LOOK)
def known_patient(desk: Desk, patient: str) -> Patient:
    """Raises Refusal `patient_unknown`."""
    return desk.vault.patient(patient)


@needs(Act.LOOK)
def note_patient_opened(desk: Desk, patient: str) -> None:
    desk.note(PatientOpened(), patient)


@needs(Act.LOOK)
def note_record_opened(desk: Desk, sealed: SealedRecord) -> None:
    desk.note(RecordOpened(sealed.record.id), sealed.record.patient.id)


@needs(Act.LOOK)
def note_image_opened(desk: Desk, source_sha256: str) -> None:
    line = desk.vault.image(source_sha256)
    desk.note(ImageOpened(source_sha256), line.patient if line else None)
