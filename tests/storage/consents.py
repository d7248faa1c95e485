"""Facts and blobs of whole consents, with invented people."""

from __future__ import annotations

from consentdesk.domain.facts import (
    Body,
    ConsentSigned,
    ContentErased,
    CopyGiven,
    CopySealed,
    Fact,
    ImageAdded,
    PatientRegistered,
)
from consentdesk.domain.lines import CheckReport
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Patient
from consentdesk.domain.record import ConsentRecord
from consentdesk.storage.vault import OpenVault
from tests.helpers.sessions import BORN, NOW, sealed_record


def person(n: int = 1, given: str = "Alex", family: str = "Probe", number: str = "") -> Patient:
    return Patient(f"patient-{n}", given, family, BORN["adult"], number or f"00{n} 417")


def register(vault: OpenVault, patient: Patient, at: Moment = NOW) -> Fact:
    return vault.append(PatientRegistered(patient), at, patient.id)


def images_of(record: ConsentRecord) -> list[ImageAdded]:
    return [
        ImageAdded(
            *(i.source_sha256, i.pixels_sha256, i.view_sha256, f"{i.number:064x}", "JPEG", 4000, 3000),
            label=i.label,
            kept=i.kept,
        )
        for i in record.images
    ]


def bodies_of(record: ConsentRecord) -> list[Body]:
    """What a seal appends, the copy included."""
    return [*images_of(record), ConsentSigned(record), CopySealed(record.id, "c0" * 32, "A4")]


def consent(vault: OpenVault, n: int = 1, at: Moment = NOW, **asked: object) -> Fact:
    """A sealed consent of the patient that `sealed_record` invents; returns the fact of its signing."""
    record = sealed_record(now=at, record_id=f"record-{n}", code_bits=n, **asked)  # type: ignore[arg-type]
    with vault.transaction():
        register(vault, record.patient, at)
        for image in images_of(record):
            vault.append(image, at, record.patient.id)
        return vault.append(ConsentSigned(record), at, record.patient.id)


def give_copy(vault: OpenVault, n: int = 1, how: str = "printed", at: Moment = NOW) -> Fact:
    return vault.append(CopyGiven(f"record-{n}", how), at, "patient-1")


def forget(vault: OpenVault, patient: str, at: Moment = NOW) -> None:
    """Destroy the key of a patient's facts alone, and say so."""
    key = vault._keys.key_id(f"patient:{patient}").hex()
    with vault.transaction():
        vault.destroy_key(f"patient:{patient}")
        vault.append(ContentErased("erasure", (key,)), at)


def codes(report: CheckReport) -> set[str]:
    """What a check found, the blobs aside that these consents speak of and nobody stored."""
    return {finding.code for finding in report.findings} - {"blob_missing"}
