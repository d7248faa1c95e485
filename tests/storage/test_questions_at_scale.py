"""What screens ask of a large vault: answered in milliseconds, and hardly slower than in a small one."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from consentdesk.domain.facts import ConsentSigned, CopyGiven, ImageAdded, PatientRegistered
from consentdesk.domain.people import Patient
from consentdesk.domain.record import ConsentRecord
from consentdesk.storage.vault import OpenVault
from tests.helpers.sessions import ALL_USES, NOW, later, sealed_record
from tests.storage.conftest import Place

RECORD = sealed_record(images=2, uses=ALL_USES)
CALLS = 1000
FEW, MANY = 1_000, 20_000
TOGETHER = 200
FIRST = [
    a + b for a in ("An", "Be", "Ca", "Do", "El", "Fi", "Go", "Hu") for b in ("na", "ra", "lo", "mi", "ter")
]
LAST = [a + b for a in FIRST for b in ("son", "berg", "ez", "ini", "ov")]

pytestmark = [pytest.mark.long, pytest.mark.benchmark]


def source(n: int, image: int) -> str:
    return f"{n:060x}{image:04x}"


def invented(n: int) -> tuple[Patient, ConsentRecord]:
    chance = random.Random(n)
    patient = Patient(
        f"patient-{n}", chance.choice(FIRST), chance.choice(LAST), RECORD.patient.born, f"MRN-{n:07}"
    )
    named = {image.source_sha256: source(n, image.number) for image in RECORD.images}
    decisions = tuple(replace(d, image=named[d.image]) for d in RECORD.decisions)
    return patient, replace(
        RECORD,
        id=f"record-{n}",
        code=f"C{n}",
        patient=patient,
        sealed_at=later(minutes=n),
        decisions=decisions,
    )


def seal(vault: OpenVault, n: int) -> None:
    patient, record = invented(n)
    at = record.sealed_at
    vault.append(PatientRegistered(patient), at, patient.id)
    for image in (1, 2):
        sha256 = source(n, image)
        added = ImageAdded(sha256, f"p{sha256}", sha256, sha256, "JPEG", 4000, 3000, "", True)
        vault.append(added, at, patient.id)
    vault.append(ConsentSigned(record), at, patient.id)
    if n % 10:
        vault.append(CopyGiven(record.id, "printed"), at, patient.id)


def filled(place: Place, consents: int) -> OpenVault:
    vault = place.open()
    for start in range(0, consents, TOGETHER):
        with vault.transaction():
            for n in range(start, start + TOGETHER):
                seal(vault, n)
    return vault


QUESTIONS: dict[str, tuple[float, float, Callable[[OpenVault, int], object]]] = {
    "may I use this image": (2, 3, lambda v, n: v.decisions_on(source(n, 1))),
    "a number, exact": (5, 3, lambda v, n: v.patient_with_number(f"mrn-{n:07}")),
    "a number, its beginning": (5, 3, lambda v, n: v.find_patients(f"MRN-{n:07}"[: 5 + n % 7])),
    "a name's beginning": (20, 5, lambda v, n: v.find_patients(FIRST[n % len(FIRST)][: 1 + n % 3])),
    "two beginnings": (20, 5, lambda v, n: v.find_patients(f"{FIRST[n % 40][:2]} {LAST[n % 200][:3]}")),
    "open a record": (20, 1.5, lambda v, n: v.record(f"record-{n}")),
    "a patient's records": (30, 3, lambda v, n: v.records_of(f"patient-{n}")),
    "recent records": (30, 3, lambda v, n: v.recent_records(later(minutes=n))),
    "copies not given": (30, 3, lambda v, n: v.copies_not_given()),
    "an image": (2, 3, lambda v, n: v.image(source(n, 2))),
}


def p99_ms(ask: Callable[[OpenVault, int], object], vault: OpenVault, consents: int) -> float:
    chance, taken = random.Random(1), []
    for _ in range(CALLS):
        n = chance.randrange(consents)
        started = time.perf_counter()
        ask(vault, n)
        taken.append(time.perf_counter() - started)
    return 1000 * sorted(taken)[CALLS * 99 // 100]


@pytest.fixture(scope="module")
def vaults(template: Place, tmp_path_factory: pytest.TempPathFactory) -> dict[int, OpenVault]:
    folder = tmp_path_factory.mktemp("scale")
    return {n: filled(template.copy(folder / f"{n}"), n) for n in (FEW, MANY)}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_stays_quick_as_the_vault_grows(
    vaults: dict[int, OpenVault], question: str, capsys: pytest.CaptureFixture[str]
) -> None:
    at_most_ms, growth_at_most, ask = QUESTIONS[question]
    few, many = (min(p99_ms(ask, vaults[n], n) for _ in range(3)) for n in (FEW, MANY))
    with capsys.disabled():
        sys.stdout.write(f"\n{question}: p99 {few:.2f} ms of {FEW}, {many:.2f} ms of {MANY} consents\n")
    assert many <= at_most_ms
    assert many <= growth_at_most * few or many <= at_most_ms / 4


def test_the_large_vault_is_sound(vaults: dict[int, OpenVault]) -> None:
    report = vaults[MANY].check()
    assert {finding.code for finding in report.findings} == {"blob_missing"}
    assert report.last_at is not None and report.last_at.utc > NOW.utc
    for vault in vaults.values():
        vault.close()
