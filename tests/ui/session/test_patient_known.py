"""The first page for somebody who was here before: what the last consent says is filled in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consentdesk.domain.draft import Step
from consentdesk.domain.facts import ConsentSigned, PatientRegistered
from consentdesk.domain.lines import PatientLine
from consentdesk.domain.people import Capacity, Circumstances, Representative
from consentdesk.domain.record import ConsentRecord
from tests.helpers.sessions import NOW, later, sealed_record
from tests.ui.session.conftest import Bedside
from tests.ui.session.test_patient import PARENTAL, new_patient

MOTHER = Representative("Rosa Probe", "mother", PARENTAL)
SPOUSE = Representative("Robin Probe", "spouse_or_partner", "state_law_surrogate")


@pytest.fixture
def child(bedside: Bedside) -> ConsentRecord:
    """A twelve-year-old whose mother gave permission."""
    return keep(bedside, replace(sealed_record("minor"), representative=MOTHER))


def keep(bedside: Bedside, record: ConsentRecord) -> ConsentRecord:
    """A record that lies in the vault since a consent of 1 February."""
    at, id, vault = later(NOW, days=-29), record.patient.id, bedside.desk.vault
    earlier = replace(record, sealed_at=at)

    def append() -> None:
        vault.append(PatientRegistered(record.patient), at, id)
        vault.append(ConsentSigned(earlier), at, id)

    bedside.on_lane(append)
    return earlier


def pick(bedside: Bedside) -> None:
    bedside.begin()
    bedside.type("find", "probe")
    bedside.settle()
    bedside.click("match_1")


def test_for_a_known_child_with_the_same_mother_the_step_is_one_press(
    bedside: Bedside, child: ConsentRecord
) -> None:
    bedside.begin(patient=child.patient.id)
    said = "From the consent of 1 February 2026. Change it if somebody else is here."
    assert bedside.words("from_last") == said
    assert bedside.words("relationship_words") == "Mother"
    assert bedside.fits()
    bedside.click("continue")
    assert bedside.draft().representative == MOTHER
    assert bedside.draft().step is Step.IMAGES


def test_a_patient_who_is_picked_comes_with_the_same_people(bedside: Bedside, child: ConsentRecord) -> None:
    pick(bedside)
    assert bedside.words("representative_name") == "Rosa Probe"
    bedside.click("continue")
    assert bedside.draft().representative == MOTHER
    assert bedside.draft().step is Step.IMAGES


def test_somebody_else_beside_the_child_is_asked_who_they_are(bedside: Bedside, child: ConsentRecord) -> None:
    bedside.begin(patient=child.patient.id)
    bedside.type("representative_name", "Ali Probe")
    assert not bedside.there("from_last") and not bedside.there("relationship_words")
    bedside.click("relationship_father")
    bedside.click("continue")
    assert bedside.draft().representative == Representative("Ali Probe", "father", PARENTAL)


def test_the_relationship_can_be_changed_where_it_stands_on_one_line(
    bedside: Bedside, child: ConsentRecord
) -> None:
    bedside.begin(patient=child.patient.id)
    bedside.click("relationship_change")
    bedside.click("relationship_legal_guardian")
    assert bedside.words("authority_words") == "Authority: Guardianship order"
    bedside.click("continue")
    assert bedside.draft().representative == Representative(
        "Rosa Probe", "legal_guardian", "guardianship_order"
    )


def test_it_is_still_said_where_it_comes_from_after_a_pause(bedside: Bedside, child: ConsentRecord) -> None:
    bedside.begin(patient=child.patient.id)
    bedside.click("later")
    bedside.resume(bedside.draft())
    assert bedside.there("from_last")


def test_another_patient_has_nothing_of_the_first(bedside: Bedside, child: ConsentRecord) -> None:
    pick(bedside)
    bedside.click("look_again")
    bedside.type("find", "Kim Muster")
    bedside.settle()
    bedside.click("new_patient")
    bedside.type("born", "30 9 2013")
    assert bedside.words("representative_name") == ""
    assert not bedside.there("from_last")


def test_capacity_is_asked_anew_and_whoever_decided_then_is_named_again_where_it_is_lacking(
    bedside: Bedside,
) -> None:
    lacked = Circumstances(Capacity.LACKING)
    known = keep(bedside, replace(sealed_record(), circumstances=lacked, representative=SPOUSE))
    bedside.begin(patient=known.patient.id)
    assert "decides alone" in bedside.words("pathway")
    bedside.click("capacity_lacking")
    assert bedside.words("representative_name") == "Robin Probe"
    bedside.click("continue")
    assert bedside.draft().representative == SPOUSE
    assert bedside.draft().step is Step.IMAGES


def test_what_is_typed_is_not_written_over_by_what_was_said_then(bedside: Bedside) -> None:
    lacked = Circumstances(Capacity.LACKING)
    known = keep(bedside, replace(sealed_record(), circumstances=lacked, representative=SPOUSE))
    bedside.begin(patient=known.patient.id)
    bedside.click("capacity_guardian")
    bedside.type("representative_name", "Noor Probe")
    bedside.click("capacity_lacking")
    assert bedside.words("representative_name") == "Noor Probe"


def test_the_patients_language_is_that_of_last_time_and_the_page_says_so(bedside: Bedside) -> None:
    known = keep(bedside, replace(sealed_record(language="es")))
    said = "The language is that of the consent of 1 February 2026."
    bedside.begin(patient=known.patient.id)
    assert bedside.words("from_last") == said
    bedside.click("language_en")
    assert not bedside.there("from_last")
    pick(bedside)
    assert bedside.draft().language == "es" and bedside.words("from_last") == said


def test_a_disability_is_filled_in_with_where_it_comes_from_and_capacity_is_asked(bedside: Bedside) -> None:
    found = Circumstances(Capacity.FOUND, developmental_disability=True)
    known = keep(bedside, replace(sealed_record(), circumstances=found))
    bedside.begin(patient=known.patient.id)
    assert bedside.words("from_last").startswith("From the consent of 1 February 2026.")
    bedside.click("continue")
    assert "Ask whether the patient can make this decision" in bedside.words("problems_0")
    bedside.click("capacity_found")
    bedside.click("continue")
    assert bedside.draft().circumstances == found
    assert bedside.draft().step is Step.IMAGES


def test_an_adult_who_decides_alone_is_told_nothing_about_last_time(bedside: Bedside) -> None:
    known = keep(bedside, sealed_record())
    bedside.begin(patient=known.patient.id)
    assert not bedside.there("from_last")


def test_the_patient_who_has_the_record_number_is_opened_and_nothing_else_typed_is_lost(
    bedside: Bedside, child: ConsentRecord
) -> None:
    new_patient(bedside, "Alec Prob", "30 9 2013")
    bedside.type("record_number", child.patient.record_number)
    bedside.type("representative_name", "Ali Probe")
    bedside.click("relationship_father")
    bedside.click("helpers_more")
    bedside.type("support_name", "Kim Muster")
    assert not bedside.there("open_known")
    bedside.click("continue")
    assert bedside.draft().patient is None
    bedside.click("open_known")
    assert bedside.words("given_name") == child.patient.given_name
    assert bedside.words("representative_name") == "Ali Probe"
    assert not bedside.there("problems") and not bedside.there("open_known")
    assert bedside.find("given_name").hasFocus()
    bedside.click("continue")
    draft = bedside.draft()
    assert draft.patient == child.patient and draft.patient_is_known
    assert draft.representative == Representative("Ali Probe", "father", PARENTAL)
    assert [helper.name for helper in draft.supporters] == ["Kim Muster"]
    assert draft.step is Step.IMAGES
    lines: tuple[PatientLine, ...] = bedside.on_lane(lambda: bedside.desk.vault.find_patients("prob"))
    assert len(lines) == 1


def test_without_anybody_typed_the_opened_patient_comes_with_the_mother(
    bedside: Bedside, child: ConsentRecord
) -> None:
    new_patient(bedside, "Alec Prob", "17 5 1980")
    bedside.type("record_number", child.patient.record_number)
    bedside.click("continue")
    bedside.click("open_known")
    assert bedside.words("representative_name") == "Rosa Probe"
    assert bedside.there("from_last")
