"""Sealing: one immutable record, or a refusal that names everything missing (R6, R8, R13, R19, R22, R23)."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest

from consentdesk.domain import answering, photographs, session, signing
from consentdesk.domain.draft import Assent, AssentState, Draft, No, Step
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Patient
from consentdesk.domain.readiness import problems_at
from consentdesk.domain.record import seal, seal_problems
from consentdesk.domain.record_code import make_code
from consentdesk.domain.refusals import Refusal
from tests.helpers.sessions import (
    ALL_USES,
    BORN,
    EXPLAINER,
    NOW,
    attested,
    complete_draft,
    later,
    photograph,
    prepared,
    rules,
    sealed,
    sealed_record,
    signed,
)

IMAGE = photograph().source_sha256


def codes(draft: Draft) -> list[str]:
    return sorted({p.code for p in seal_problems(rules(), draft, attested(draft), NOW)})


@pytest.mark.parametrize("pathway", BORN)
def test_a_session_by_the_rules_is_sealed_on_every_pathway(pathway: str) -> None:
    record = sealed_record(pathway, 2, ALL_USES, interpreter=True)
    assert record.pathway == pathway
    assert len(record.decisions) == 10
    assert all(d.effective for d in record.decisions)
    assert (record.representative is None) == (pathway == "adult")


def test_a_refused_seal_names_everything_that_is_missing() -> None:
    assert codes(Draft("draft-1", NOW, "member-1")) == ["no_image", "no_use_offered", "patient_missing"]
    assert codes(prepared("minor")) == ["answer_missing", "signature_missing"]
    assert codes(complete_draft("minor")) == ["signature_missing"]


def test_a_sealed_record_cannot_change() -> None:
    record = sealed_record()
    with pytest.raises(FrozenInstanceError):
        record.code = "K7QF-2M9D-XR41"  # type: ignore[misc]


def test_a_session_in_which_everything_is_refused_is_sealed_and_keeps_no_picture() -> None:
    draft = signed(complete_draft("adult", 2, ALL_USES, refused=ALL_USES))
    record = sealed(draft)
    assert record.all_refused
    assert [i.kept for i in record.images] == [False, False]


def test_an_image_with_one_yes_is_kept_and_one_without_is_not() -> None:
    draft = complete_draft("adult", 2)
    draft = answering.answer(rules(), draft, IMAGE, "teaching", False, NOW)
    draft = answering.answer(rules(), draft, IMAGE, "medical_record", False, NOW)
    assert [i.kept for i in sealed(signed(draft)).images] == [False, True]


def test_photography_refused_before_the_first_picture_is_a_record_too() -> None:
    draft = replace(prepared(images=0), images=())
    assert codes(draft) == ["no_image", "signature_missing"]
    record = sealed(signed(photographs.permit_photography(draft, False, NOW)))
    assert (record.images, record.decisions) == ((), ())


def test_a_childs_no_to_everything_blocks_every_yes() -> None:
    record = sealed_record("minor", assented=Assent(AssentState.DISSENTS, NOW))
    assert [(d.yes, d.effective, d.patient_said_no) for d in record.decisions] == [(True, False, True)] * 2
    assert record.all_refused
    assert not record.images[0].kept
    assert [s.role for s in record.signatures] == ["representative"]


def test_a_childs_single_no_blocks_that_use_alone() -> None:
    record = sealed_record("minor", assented=Assent(AssentState.AGREES, NOW, (No(IMAGE, "teaching"),)))
    assert {d.use: d.effective for d in record.decisions} == {"medical_record": True, "teaching": False}


def test_a_parents_no_is_not_called_the_childs() -> None:
    record = sealed_record("minor", refused=("teaching",), assented=Assent(AssentState.DISSENTS, NOW))
    assert {d.use: d.patient_said_no for d in record.decisions} == {"medical_record": True, "teaching": False}


def test_a_small_childs_own_no_is_honoured() -> None:
    record = sealed_record("young_minor", assented=Assent(AssentState.DISSENTS, NOW))
    assert record.all_refused


def test_a_guardian_seals_until_the_day_before_the_eighteenth_birthday() -> None:
    eve = Moment.parse("2031-09-29T23:59:59.000-04:00")
    record = sealed_record("minor", now=eve)
    assert (record.pathway, record.age_years) == ("minor", 17)
    with pytest.raises(Refusal, match="pathway_changed"):
        sealed_record("minor", now=later(eve, seconds=1))


def test_outlet_and_expiry_of_a_yes_taken_back_are_not_recorded() -> None:
    draft = complete_draft(uses=("print",))
    record = sealed(signed(answering.answer(rules(), draft, IMAGE, "print", False, NOW)))
    assert (record.decisions[0].outlet, record.decisions[0].expiry) == (None, None)


def test_the_statements_are_recorded_word_for_word_as_shown() -> None:
    record = sealed_record(uses=ALL_USES)
    assert {p.id: p.statements for p in record.explained} == {
        p.id: p.statements for p in rules().pages(complete_draft(uses=ALL_USES))
    }
    assert {(p.language, p.version, p.draft_wording) for p in record.explained} == {("en", "2026.1", True)}


@pytest.mark.parametrize("name", ["Robin Probe", "robin  PROBE", "Róbin Probe"])
def test_the_explainer_cannot_stand_for_the_patient(name: str) -> None:
    draft = signed(complete_draft("minor"))
    word = attested(draft, by=replace(EXPLAINER, name=name))
    assert [p.code for p in seal_problems(rules(), draft, word, NOW)] == ["explainer_is_representative"]


def test_an_attestation_to_something_else_is_void() -> None:
    before = signed(complete_draft())
    after = signed(photographs.label_image(before, IMAGE, "right hand"))
    assert [p.code for p in seal_problems(rules(), after, attested(before), NOW)] == ["attestation_voided"]


def test_an_attestation_without_a_key_seals_nothing() -> None:
    draft = signed(complete_draft())
    word = replace(attested(draft), key_signature="")
    with pytest.raises(Refusal, match="attestation_unsigned"):
        seal(rules(), draft, word, "record-1", make_code(1), NOW)


def test_an_image_whose_pixels_are_still_being_hashed_is_waited_for() -> None:
    draft = complete_draft()
    draft = signed(replace(draft, images=(replace(draft.images[0], pixels_sha256=""),)))
    assert codes(draft) == ["image_not_finished"]
    draft = photographs.note_pixels(draft, IMAGE, "ab" * 32)
    assert sealed(draft).images[0].pixels_sha256 == "ab" * 32


def test_a_signature_that_nobody_asks_for_any_more_neither_stops_the_seal_nor_stays() -> None:
    draft = session.support(signed(complete_draft(interpreter=True)), ())
    assert set(signing.voided(draft)) == {"patient", "interpreter"}
    assert [s.role for s in sealed(signed(draft)).signatures] == ["patient"]


def test_social_media_is_not_granted_before_the_warnings_were_shown() -> None:
    draft = replace(complete_draft(uses=("social_media",)), warnings_read_at=None)
    assert codes(signed(draft)) == ["warnings_not_read"]
    refusing = replace(
        complete_draft(uses=("social_media",), refused=("social_media",)), warnings_read_at=None
    )
    assert codes(signed(refusing)) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"born": date(2026, 3, 3)}, "born_in_future"),
        ({"born": date(1899, 1, 1)}, "born_too_long_ago"),
        ({"given_name": "", "family_name": " "}, "name_missing"),
    ],
)
def test_a_slip_in_the_patients_particulars_is_named(change: dict[str, object], code: str) -> None:
    draft = complete_draft()
    assert draft.patient is not None
    wrong: Patient = replace(draft.patient, **change)  # type: ignore[arg-type]
    assert code in [p.code for p in problems_at(rules(), replace(draft, patient=wrong), Step.PATIENT, NOW)]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": " "}, "representative_missing"),
        ({"relationship": "neighbour"}, "relationship_missing"),
        ({"authority": ""}, "authority_missing"),
    ],
)
def test_an_adult_without_name_relationship_or_authority_does_not_decide(
    change: dict[str, str], code: str
) -> None:
    draft = complete_draft("minor")
    assert draft.representative is not None
    adult = replace(draft.representative, **change)
    assert code in codes(replace(draft, representative=adult))
