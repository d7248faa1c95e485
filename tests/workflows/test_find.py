"""One box that finds a patient by whatever is at hand."""

from __future__ import annotations

from datetime import date

import pytest

from consentdesk.domain.people import Patient
from consentdesk.domain.record import ConsentRecord
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.find import By, find
from tests.workflows.sealing import begun, seal, with_picture

KIM = Patient("patient-2", "Kim", "Muster", date(1990, 3, 12), "12 03 1990")
ROWAN = Patient("patient-3", "Rowan", "Example", date(1990, 3, 12), "A-77")


@pytest.fixture
def kept(desk: Desk) -> Desk:
    for n, who in enumerate((KIM, ROWAN)):
        consent_of(desk, who, n)
    return desk


def consent_of(desk: Desk, who: Patient, n: int) -> ConsentRecord:
    return seal(desk, with_picture(desk, begun(desk, who), n))


def found(desk: Desk, typed: str, born: date | None = None) -> list[tuple[str, By]]:
    return [(each.line.given_name, each.by) for each in find(desk, typed, born)]


def test_a_patient_is_found_by_name_number_and_day_of_birth_and_said_by_which(kept: Desk) -> None:
    assert found(kept, "must") == [("Kim", By.NAME)]
    assert found(kept, "a-7") == [("Rowan", By.NUMBER)]
    assert found(kept, "1990-03-12", date(1990, 3, 12)) == [("Rowan", By.BORN), ("Kim", By.BORN)]


def test_what_is_a_number_and_a_day_is_looked_for_as_both_and_everybody_is_listed_once(kept: Desk) -> None:
    assert found(kept, "12 03 1990", date(1990, 3, 12)) == [("Kim", By.NUMBER), ("Rowan", By.BORN)]


def test_a_code_leads_to_its_record_typed_or_read_by_a_hand_scanner(kept: Desk) -> None:
    record = consent_of(kept, ROWAN, 3)
    chain_hash = kept.vault.record(record.id).chain_hash
    for text in (record.code, record.code.lower(), f"consentdesk:{record.code}:{chain_hash}"):
        (only,) = find(kept, text)
        assert (only.line.id, only.by, only.record) == (ROWAN.id, By.CODE, record.id)


def test_nobody_is_found_by_a_day_on_which_nobody_was_born(kept: Desk) -> None:
    assert found(kept, "13 3 1990", date(1990, 3, 13)) == []
