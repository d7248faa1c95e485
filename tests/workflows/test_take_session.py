"""Who is entered at the first step, and what of it the last record of a patient says already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from consentdesk.domain.draft import Correction, Draft, Step
from consentdesk.domain.facts import ConsentSigned, PatientRegistered
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import OVERRIDE, Capacity, Circumstances, Life, Patient, Representative
from consentdesk.domain.readiness import problems_at
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.refusals import Refusal
from consentdesk.system.clock import FixedClock
from consentdesk.workflows.adopt_pack import adopt_pack
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.recall import Adults, recall
from consentdesk.workflows.sign_consent import attest_and_seal
from consentdesk.workflows.take_session import People, enter_people, start_session
from tests.helpers.packs import filled_in, pack_text
from tests.helpers.sessions import BORN, NOW, later, patient, sealed_record
from tests.storage.conftest import CODE
from tests.workflows.sealing import agreed, begun, seal, with_picture

NEXT_MONTH = later(NOW, days=30)
MOTHER = Representative("Rosa Probe", "mother", "parental_responsibility")
FATHER = Representative("Ali Probe", "father", "parental_responsibility")


def keep(desk: Desk, record: ConsentRecord) -> ConsentRecord:
    """Put a record into the vault as a seal does."""
    known = record.patient
    desk.vault.append(PatientRegistered(known), record.sealed_at, known.id)
    desk.vault.append(ConsentSigned(record), record.sealed_at, known.id)
    return record


def come_back(desk: Desk, after: Moment = NEXT_MONTH) -> Draft:
    """The next session of the patient whom the helpers invent."""
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(after.utc - desk.now().utc)
    return start_session(desk, patient().id)


def entered(desk: Desk, born: date, circumstances: Circumstances, adults: Adults) -> Draft:
    draft = start_session(desk)
    return enter_people(desk, draft.id, People(patient(born), circumstances, adults))


def codes(desk: Desk, draft: Draft) -> list[str]:
    return [p.code for p in problems_at(desk.rules(draft), draft, Step.PATIENT, desk.now())]


def test_a_known_child_comes_back_with_the_same_mother_and_nothing_is_missing(desk: Desk) -> None:
    keep(desk, replace(sealed_record("minor"), representative=MOTHER))
    draft = come_back(desk)
    assert draft.patient_is_known and draft.representative == MOTHER
    assert codes(desk, draft) == []


def test_a_patient_without_a_record_begins_as_anybody_does(desk: Desk) -> None:
    desk.vault.append(PatientRegistered(patient()), NOW, patient().id)
    draft = start_session(desk, patient().id)
    assert (draft.representative, draft.circumstances, draft.language) == (None, Circumstances(), "en")


def test_the_newest_record_counts(desk: Desk) -> None:
    keep(desk, replace(sealed_record("minor"), representative=MOTHER))
    newer = sealed_record("minor", now=later(NOW, days=1), record_id="record-2", code_bits=2)
    keep(desk, replace(newer, representative=FATHER))
    assert come_back(desk).representative == FATHER


def test_what_was_corrected_is_not_taken_over(desk: Desk) -> None:
    wrong = keep(desk, replace(sealed_record("minor"), representative=MOTHER))
    right = sealed_record("minor", now=later(NOW, days=1), record_id="record-2", code_bits=2)
    elsewhere = replace(
        right,
        patient=replace(right.patient, id="patient-2", record_number="004 500"),
        corrects=Correction(wrong.id, wrong.code, "the wrong patient was chosen"),
    )
    keep(desk, elsewhere)
    assert recall(desk, "patient-1") is None
    assert come_back(desk).representative is None


def test_who_has_come_of_age_meanwhile_is_not_represented(desk: Desk) -> None:
    keep(desk, replace(sealed_record("minor"), representative=MOTHER))
    draft = come_back(desk, later(NOW, days=366 * 6))
    assert draft.representative is None and codes(desk, draft) == []


@pytest.mark.parametrize("field", ["relationship", "authority"])
def test_whoever_may_not_decide_by_todays_rules_is_not_filled_in(desk: Desk, field: str) -> None:
    keep(desk, replace(sealed_record("minor"), representative=replace(MOTHER, **{field: "neighbour"})))
    draft = come_back(desk)
    assert draft.representative is None
    assert codes(desk, draft) == ["representative_missing"]


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (Circumstances(Capacity.GUARDIAN, True), Circumstances(Capacity.GUARDIAN, True)),
        (Circumstances(Capacity.FOUND, True), Circumstances(developmental_disability=True)),
        (Circumstances(Capacity.LACKING), Circumstances()),
        (Circumstances(Capacity.TEMPORARILY_LACKING, reason="in theatre"), Circumstances()),
        (Circumstances(decides_alone=OVERRIDE, reason="lives alone"), Circumstances()),
        (Circumstances(decides_alone="emancipated"), Circumstances()),
        (Circumstances(life=Life.DECEASED), Circumstances(life=Life.DECEASED)),
    ],
)
def test_what_lasts_is_filled_in_and_what_was_of_one_decision_is_asked_anew(
    desk: Desk, then: Circumstances, now: Circumstances
) -> None:
    keep(desk, replace(sealed_record(), circumstances=then))
    assert come_back(desk).circumstances == now


def test_a_disability_without_a_guardian_asks_about_capacity_again(desk: Desk) -> None:
    keep(desk, replace(sealed_record(), circumstances=Circumstances(Capacity.FOUND, True)))
    assert codes(desk, come_back(desk)) == ["capacity_not_asked"]


def test_both_parents_are_filled_in_where_both_are_asked_for(desk: Desk) -> None:
    keep(desk, sealed_record("stillborn"))
    draft = come_back(desk)
    assert draft.representative is not None and draft.second_representative is not None
    assert codes(desk, draft) == []


def test_why_only_one_signed_is_filled_in_with_the_one(desk: Desk) -> None:
    alone = replace(sealed_record("stillborn"), second_representative=None, one_signs="the father has died")
    keep(desk, alone)
    draft = come_back(desk)
    assert (draft.second_representative, draft.one_signs) == (None, "the father has died")
    assert codes(desk, draft) == []


@pytest.mark.parametrize(("spoken", "offered"), [("es", "es"), ("tlh", "en")])
def test_the_language_of_last_time_is_chosen_where_it_is_still_offered(
    desk: Desk, spoken: str, offered: str
) -> None:
    keep(desk, replace(sealed_record(), language=spoken))
    assert come_back(desk).language == offered


ADULTS: Mapping[str, tuple[date, Circumstances, Adults]] = {
    "an adult": (BORN["adult"], Circumstances(), Adults()),
    "a child with one of two": (BORN["minor"], Circumstances(), Adults(MOTHER)),
    "both parents": (BORN["stillborn"], Circumstances(life=Life.STILLBORN), Adults(MOTHER, FATHER)),
}


@pytest.mark.parametrize(("born", "circumstances", "kept"), ADULTS.values(), ids=ADULTS)
def test_only_those_whom_the_pathway_asks_for_are_kept(
    desk: Desk, born: date, circumstances: Circumstances, kept: Adults
) -> None:
    draft = entered(desk, born, circumstances, Adults(MOTHER, FATHER))
    assert (draft.representative, draft.second_representative) == (kept.representative, kept.second)


@pytest.mark.parametrize(
    ("born", "said", "kept"),
    [
        (BORN["adult"], Circumstances(decides_alone=OVERRIDE, reason="typed before"), Circumstances()),
        (BORN["minor"], Circumstances(reason="typed before"), Circumstances()),
        (
            BORN["minor"],
            Circumstances(decides_alone="emancipated", reason="typed before"),
            Circumstances(decides_alone="emancipated"),
        ),
        (
            BORN["minor"],
            Circumstances(decides_alone=OVERRIDE, reason="lives alone"),
            Circumstances(decides_alone=OVERRIDE, reason="lives alone"),
        ),
        (
            BORN["adult"],
            Circumstances(Capacity.TEMPORARILY_LACKING, reason="in theatre"),
            Circumstances(Capacity.TEMPORARILY_LACKING, reason="in theatre"),
        ),
    ],
)
def test_a_ground_or_a_reason_that_settles_nothing_is_not_kept(
    desk: Desk, born: date, said: Circumstances, kept: Circumstances
) -> None:
    assert entered(desk, born, said, Adults()).circumstances == kept


def test_where_a_pack_asks_both_parents_of_a_child_one_alone_is_not_enough(desk: Desk) -> None:
    adopt_pack(desk, filled_in(pack_text("eu")), "eu.toml")
    draft = entered(desk, BORN["minor"], Circumstances(), Adults(MOTHER))
    assert codes(desk, draft) == ["representative_missing"]
    both = entered(desk, BORN["minor"], Circumstances(), Adults(MOTHER, FATHER))
    assert codes(desk, both) == []
    one = entered(desk, BORN["minor"], Circumstances(), Adults(MOTHER, None, "the father is not known"))
    assert codes(desk, one) == []


def test_nobody_is_entered_where_the_record_number_is_anothers(desk: Desk) -> None:
    desk.vault.append(PatientRegistered(patient()), NOW, patient().id)
    draft = start_session(desk)
    other = Patient("patient-2", "Kim", "Muster", BORN["minor"], patient().record_number)
    with pytest.raises(Refusal, match="record_number_taken"):
        enter_people(desk, draft.id, People(other, Circumstances(), Adults(MOTHER)))
    assert desk.vault.draft(draft.id) == draft


def test_of_two_new_patients_with_one_record_number_the_second_is_not_sealed(desk: Desk) -> None:
    first, second = patient(id="patient-1"), patient(id="patient-2")
    open_here = agreed(desk, with_picture(desk, begun(desk, second), 2))
    seal(desk, with_picture(desk, begun(desk, first), 1))
    with pytest.raises(Refusal) as no:
        attest_and_seal(desk, open_here.id, CODE)
    assert (no.value.code, no.value.problems[0].details) == ("record_number_taken", {"patient": first.id})


def test_an_open_session_follows_what_another_one_put_right_about_the_patient(desk: Desk) -> None:
    seal(desk, with_picture(desk, begun(desk), 1))
    waits = agreed(desk, with_picture(desk, begun(desk), 2))
    born = replace(patient(), born=date(1981, 5, 17))
    seal(desk, with_picture(desk, begun(desk, born), 3))
    assert desk.vault.patient(born.id) == born
    assert desk.vault.draft(waits.id).patient == born
    with pytest.raises(Refusal, match="signature"):
        attest_and_seal(desk, waits.id, CODE)
