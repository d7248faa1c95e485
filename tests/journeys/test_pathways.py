"""Who has to agree, from the first page to the copy: one journey for each pathway (R7–R13)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from consentdesk.domain.draft import Step
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Capacity, Life
from consentdesk.domain.record import ConsentRecord
from consentdesk.rehearsal.player import PAGES
from consentdesk.rehearsal.scenario import (
    AnswerPart,
    AssentPart,
    NoPart,
    RepresentativePart,
    Scenario,
    SupporterPart,
)
from consentdesk.rehearsal.stage import stage
from tests.journeys.journey import (
    FIVE_USES,
    MORNING,
    MOTHER,
    TWO_USES,
    Journey,
    born_years_ago,
    decided,
    scenario,
)

Photographs = Callable[[int], list[Path]]
GUARDIAN = RepresentativePart("Noor Specimen", "legal_guardian", "guardianship_order")
HUSBAND = RepresentativePart("Robin Example", "spouse_or_partner", "state_law_surrogate")
FATHER = RepresentativePart("Nico Probe", "father", "parental_responsibility")
NEXT_WEEK = Moment(MORNING.utc + timedelta(days=7), MORNING.offset_minutes)
ALL_YES = {(1, "medical_record"): (True, True), (1, "teaching"): (True, True)}
TO_TEACHING_NO = {**ALL_YES, (1, "teaching"): (True, False)}
NOTHING_COUNTS = dict.fromkeys(ALL_YES, (True, False))


@pytest.fixture
def british(qapp: QApplication, tmp_path: Path) -> Journey:
    """A desk under the rules of the United Kingdom."""
    folder = tmp_path / "british"
    with stage(folder / "vault", tmp_path, MORNING) as on_stage:
        on_stage.set_up(lambda name: None, pack="uk")
    return Journey(folder / "vault")


def represented(assent: AssentPart) -> Scenario:
    """An adult whose guardian decides."""
    whole = scenario(date(1991, 2, 28), representative=GUARDIAN, assent=assent)
    patient = replace(whole.patient, capacity=Capacity.GUARDIAN, developmental_disability=True)
    return replace(whole, patient=patient)


def adult_in_theatre() -> Scenario:
    """An adult under anaesthesia, for whom the husband decides."""
    asleep = AssentPart("not_possible", "under anaesthesia")
    whole = scenario(date(1984, 7, 9), representative=HUSBAND, assent=asleep)
    patient = replace(whole.patient, capacity=Capacity.TEMPORARILY_LACKING, reason="in theatre since eight")
    return replace(whole, patient=patient)


def alone(born: date, ground: str, reason: str = "", **more: object) -> Scenario:
    """A minor who decides alone."""
    whole = scenario(born, **more)  # type: ignore[arg-type]
    return replace(whole, patient=replace(whole.patient, decides_alone=ground, reason=reason))


def stillborn(**more: object) -> Scenario:
    whole = scenario(MORNING.day - timedelta(days=2), representative=MOTHER, **more)  # type: ignore[arg-type]
    return replace(whole, patient=replace(whole.patient, life=Life.STILLBORN))


def who_signed(record: ConsentRecord) -> list[tuple[str, str]]:
    return [(signature.role, signature.name) for signature in record.signatures]


def sealed_whole(journey: Journey, photographs: list[Path]) -> ConsentRecord:
    """The record, after everything that holds on every pathway was looked at."""
    sealed = journey.sealed()
    record, copy = sealed.record, journey.copy()
    assert journey.is_sound(sealed.chain_hash)
    assert record.code in copy and sealed.chain_hash[:4] in copy
    journey.assert_images(record, photographs)
    for signature in record.signatures:
        assert signature.drawing.strokes and signature.meaning
        assert signature.name in copy
    assert record.attestation.name in copy
    for statement in (s for page in record.explained for s in page.statements):
        assert statement.text in copy
    return record


def test_an_adult_decides_alone(journey: Journey, photographs: Photographs) -> None:
    taken = photographs(1)
    journey.play(scenario(date(1984, 7, 9)), taken)
    record = sealed_whole(journey, taken)
    assert record.pathway == "adult" and record.representative is None and record.age_years == 42
    assert who_signed(record) == [("patient", "Alex Example")]
    assert decided(record) == ALL_YES
    assert {s.id for p in record.explained for s in p.statements} == {f"S{n}" for n in (1, 2, 5, 6, 7, 8, 9)}
    assert "Alex Example, born 9 July 1984" in journey.copy()


def test_a_mother_permits_and_a_12_year_old_agrees_to_some(
    journey: Journey, photographs: Photographs
) -> None:
    taken = photographs(2)
    published = AnswerPart("print", "yes", 1, "Journal of Example Dermatology", "2030-01-31")
    refused = [AnswerPart("print", "no", 2), AnswerPart("online", "no"), AnswerPart("social_media", "no")]
    assent = AssentPart("agrees", noes=(NoPart(2, "teaching"),), may_be_named=True)
    journey.play(
        scenario(date(2014, 3, 4), FIVE_USES, [published, *refused], 2, representative=MOTHER, assent=assent),
        taken,
    )
    record = sealed_whole(journey, taken)
    assert who_signed(record) == [("representative", "Sam Probe"), ("assent", "Alex Example")]
    assert {asked for asked, (_, counts) in decided(record).items() if counts} == {
        (1, "medical_record"),
        (2, "medical_record"),
        (1, "teaching"),
        (1, "print"),
    }
    granted = record.decision(record.images[0].source_sha256, "print")
    assert granted is not None and granted.outlet is not None and granted.expiry is not None
    assert granted.outlet.name == "Journal of Example Dermatology"
    assert granted.expiry.until == date(2030, 1, 31)
    assert {s.id for p in record.explained for s in p.statements} == {f"S{n}" for n in range(1, 11)}
    copy = journey.copy()
    assert "Alex said no" in copy and "Journal of Example Dermatology" in copy
    assert "Permission by Sam Probe, mother" in copy


@pytest.mark.parametrize("may_be_named", [True, False])
def test_a_12_year_olds_no_to_everything_stands_against_the_mothers_yes(
    journey: Journey, photographs: Photographs, may_be_named: bool
) -> None:
    taken = photographs(1)
    dissent = AssentPart("dissents", may_be_named=may_be_named)
    journey.play(scenario(date(2014, 3, 4), representative=MOTHER, assent=dissent), taken)
    record = sealed_whole(journey, taken)
    assert decided(record) == NOTHING_COUNTS
    assert who_signed(record) == [("representative", "Sam Probe")]
    copy = journey.copy()
    assert "Not agreed" in copy
    assert ("Alex said no" in copy) is may_be_named
    assert journey.pixels() == 0


def test_under_seven_the_mother_decides(journey: Journey, photographs: Photographs) -> None:
    taken = photographs(1)
    journey.play(scenario(date(2020, 5, 1), representative=MOTHER), taken)
    record = sealed_whole(journey, taken)
    assert record.pathway == "young_minor" and record.assent is None
    assert who_signed(record) == [("representative", "Sam Probe")]
    assert decided(record) == ALL_YES


def test_a_six_year_olds_no_is_heard_unasked(journey: Journey, photographs: Photographs) -> None:
    taken = photographs(1)
    no = AssentPart("agrees", noes=(NoPart(1, "teaching"),))
    journey.play(scenario(date(2020, 5, 1), representative=MOTHER, assent=no), taken)
    record = sealed_whole(journey, taken)
    assert decided(record) == TO_TEACHING_NO
    assert "Not agreed" in journey.copy()


def test_on_the_seventh_birthday_the_child_is_asked(journey: Journey, photographs: Photographs) -> None:
    taken = photographs(1)
    agrees = AssentPart("agrees")
    journey.play(scenario(born_years_ago(7), representative=MOTHER, assent=agrees), taken)
    record = sealed_whole(journey, taken)
    assert (record.age_years, record.pathway) == (7, "minor")
    assert [role for role, _ in who_signed(record)] == ["representative", "assent"]


def test_on_the_eighteenth_birthday_nobody_else_decides(journey: Journey, photographs: Photographs) -> None:
    taken = photographs(1)
    journey.play(scenario(born_years_ago(18), representative=MOTHER), taken)
    record = sealed_whole(journey, taken)
    assert (record.age_years, record.pathway) == (18, "adult")
    assert record.representative is None and [role for role, _ in who_signed(record)] == ["patient"]


def test_the_day_before_the_eighteenth_birthday_a_parent_still_decides(
    journey: Journey, photographs: Photographs
) -> None:
    taken = photographs(1)
    born = born_years_ago(18) + timedelta(days=1)
    journey.play(scenario(born, representative=MOTHER, assent=AssentPart("agrees")), taken)
    record = sealed_whole(journey, taken)
    assert (record.age_years, record.pathway) == (17, "minor")


def test_a_guardian_decides_and_the_patient_agrees(journey: Journey, photographs: Photographs) -> None:
    taken = photographs(1)
    journey.play(represented(AssentPart("agrees")), taken)
    record = sealed_whole(journey, taken)
    assert record.pathway == "represented" and decided(record) == ALL_YES
    assert who_signed(record) == [("representative", "Noor Specimen"), ("assent", "Alex Example")]
    assert "A guardian makes such decisions for Alex" in journey.copy()


def test_a_patient_who_could_not_be_asked_is_noted_with_the_reason(
    journey: Journey, photographs: Photographs
) -> None:
    taken = photographs(1)
    journey.play(represented(AssentPart("not_possible", "asleep after the operation")), taken)
    record = sealed_whole(journey, taken)
    assert record.assent is not None and record.assent.reason == "asleep after the operation"
    assert who_signed(record) == [("representative", "Noor Specimen")]
    assert decided(record) == ALL_YES
    assert "asleep after the operation" in journey.copy()


def test_a_patients_no_stands_against_the_guardians_yes(journey: Journey, photographs: Photographs) -> None:
    taken = photographs(1)
    journey.play(represented(AssentPart("dissents")), taken)
    record = sealed_whole(journey, taken)
    assert decided(record) == NOTHING_COUNTS
    assert journey.pixels() == 0


def test_for_somebody_who_has_died_the_next_of_kin_decides(
    journey: Journey, photographs: Photographs
) -> None:
    taken = photographs(1)
    kin = RepresentativePart("Robin Example", "adult_child", "state_law_next_of_kin")
    whole = scenario(date(1940, 1, 5), representative=kin)
    journey.play(replace(whole, patient=replace(whole.patient, life=Life.DECEASED)), taken)
    record = sealed_whole(journey, taken)
    assert record.pathway == "deceased"
    assert who_signed(record) == [("representative", "Robin Example")]
    assert "Permission by Robin Example" in journey.copy()


def test_an_emancipated_minor_decides_alone(journey: Journey, photographs: Photographs) -> None:
    taken = photographs(1)
    journey.play(alone(born_years_ago(15), "emancipated"), taken)
    record = sealed_whole(journey, taken)
    assert (record.age_years, record.pathway) == (15, "minor_alone")
    assert record.circumstances.decides_alone == "emancipated" and record.override == ""
    assert record.representative is None and who_signed(record) == [("patient", "Alex Example")]
    assert decided(record) == ALL_YES
    assert "Alex decides alone: free by law to decide alone (emancipated)" in journey.copy()


def test_a_minor_decides_alone_for_a_reason_that_the_record_keeps(
    journey: Journey, photographs: Photographs
) -> None:
    taken = photographs(1)
    journey.play(alone(born_years_ago(15), "override", "lives alone, nobody can be reached"), taken)
    record = sealed_whole(journey, taken)
    assert (record.pathway, record.override) == ("adult", "lives alone, nobody can be reached")
    assert who_signed(record) == [("patient", "Alex Example")]
    copy = journey.copy()
    assert "This departs from the usual rule." in copy and "lives alone, nobody can be reached" in copy


def test_without_a_reason_the_rules_are_not_departed_from(journey: Journey, photographs: Photographs) -> None:
    with pytest.raises(Exception, match="patient: override_reason_missing"):
        journey.play(alone(born_years_ago(15), "override"), photographs(1))
    assert not journey.draft().signatures


def test_in_the_united_kingdom_a_competent_child_of_14_decides_alone(
    british: Journey, photographs: Photographs
) -> None:
    taken = photographs(1)
    uses = ("medical_record", "teaching_inhouse")
    british.play(alone(born_years_ago(14), "competent_child", uses=uses, pack="uk"), taken)
    record = sealed_whole(british, taken)
    assert (record.pack_id, record.age_years, record.pathway) == ("uk", 14, "minor_alone")
    assert who_signed(record) == [("patient", "Alex Example")]


def test_for_an_adult_in_theatre_the_husband_decides_and_the_reason_is_kept(
    journey: Journey, photographs: Photographs
) -> None:
    taken = photographs(1)
    journey.play(adult_in_theatre(), taken)
    record = sealed_whole(journey, taken)
    assert (record.pathway, record.override) == ("represented", "in theatre since eight")
    assert record.assent is not None and record.assent.reason == "under anaesthesia"
    assert who_signed(record) == [("representative", "Robin Example")]
    copy = journey.copy()
    assert "This departs from the usual rule." in copy and "in theatre since eight" in copy


def test_for_a_stillborn_child_both_parents_decide(journey: Journey, photographs: Photographs) -> None:
    taken = photographs(1)
    journey.play(stillborn(second_representative=FATHER), taken)
    record = sealed_whole(journey, taken)
    assert record.pathway == "stillborn" and record.one_signs == ""
    assert who_signed(record) == [
        ("representative", "Sam Probe"),
        ("second_representative", "Nico Probe"),
    ]
    assert "Permission by Nico Probe, father (parental responsibility)." in journey.copy()


def test_for_a_stillborn_child_one_parent_decides_with_the_reason(
    journey: Journey, photographs: Photographs
) -> None:
    taken = photographs(1)
    journey.play(stillborn(one_signs="the father is not known"), taken)
    record = sealed_whole(journey, taken)
    assert (record.second_representative, record.one_signs) == (None, "the father is not known")
    assert who_signed(record) == [("representative", "Sam Probe")]
    assert "Only one of two people signed. Reason: the father is not known." in journey.copy()


def test_one_parent_of_two_is_not_enough_without_a_reason(journey: Journey, photographs: Photographs) -> None:
    with pytest.raises(Exception, match="patient: representative_missing"):
        journey.play(stillborn(), photographs(1))


def test_a_known_child_with_the_same_mother_costs_one_press_on_the_first_page(
    journey: Journey, photographs: Photographs
) -> None:
    born, agrees = date(2014, 3, 4), AssentPart("agrees")
    first, second = photographs(2)
    journey.play(scenario(born, representative=MOTHER, assent=agrees), [first])
    again = scenario(born, representative=MOTHER, assent=agrees, known_patient=True, today=NEXT_WEEK)
    with journey.program(NEXT_WEEK) as on_stage:
        hands = on_stage.hands
        hands.type("search", "Alex")
        hands.click("found_1_consent")
        assert "From the consent of 22 November 2026" in hands.text_of("from_last")
        visit = on_stage.visit(again, [second])
        hands.start_counting()
        PAGES[Step.PATIENT](visit)
        assert (hands.effort.clicks, hands.effort.keys) == (1, 0)
        assert visit.draft.step is Step.IMAGES and visit.draft.representative is not None
        assert visit.draft.representative.name == "Sam Probe"


def test_an_interpreter_signs_too(journey: Journey, photographs: Photographs) -> None:
    taken = photographs(1)
    helper = SupporterPart("interpreter", "Ira Muster", "Spanish")
    journey.play(scenario(date(1984, 7, 9), supporters=(helper,)), taken)
    record = sealed_whole(journey, taken)
    assert who_signed(record) == [("patient", "Alex Example"), ("interpreter", "Ira Muster")]
    assert "Interpreter: Ira Muster, Spanish" in journey.copy()


def test_a_session_is_held_where_the_adult_may_not_sign(journey: Journey, photographs: Photographs) -> None:
    neighbour = RepresentativePart("Nico Neighbour", may_sign=False, reason="a neighbour, the mother is away")
    with pytest.raises(Exception, match="patient: session_held"):
        journey.play(scenario(date(2014, 3, 4), representative=neighbour), photographs(1))
    assert journey.draft().held == "a neighbour, the mother is away"
    assert not journey.draft().signatures
    with journey.program() as on_stage:
        on_stage.hands.wait_for("waiting_1")
        on_stage.hands.click("waiting_1")
        assert on_stage.hands.sees("held_resume")
    assert journey.is_sound()


def test_names_in_other_scripts_are_entered_kept_and_printed(
    journey: Journey, photographs: Photographs
) -> None:
    taken = photographs(1)
    name = ("محمد", "عبد الله")
    kin = RepresentativePart("王小明", "mother", "parental_responsibility")
    helper = SupporterPart("interpreter", "मोहित शर्मा", "हिन्दी")
    journey.play(
        scenario(
            date(2014, 3, 4),
            name=name,
            representative=kin,
            supporters=(helper,),
            assent=AssentPart("agrees"),
        ),
        taken,
    )
    record = journey.record()
    assert who_signed(record) == [
        ("representative", "王小明"),
        ("assent", "محمد عبد الله"),
        ("interpreter", "मोहित शर्मा"),
    ]
    copy = journey.copy()
    assert "王小明" in copy and "शर्मा" in copy
    assert set("محمد") <= set(copy)


def test_uses_of_one_session_can_be_as_many_as_the_pack_has(
    journey: Journey, photographs: Photographs
) -> None:
    taken = photographs(2)
    outlets = [
        AnswerPart("print", "yes", outlet="peer_reviewed_medical"),
        AnswerPart("online", "yes", outlet="jaad", event="the case report is withdrawn"),
        AnswerPart("social_media", "yes", outlet="instagram"),
    ]
    journey.play(scenario(date(1984, 7, 9), FIVE_USES, outlets, 2), taken)
    record = sealed_whole(journey, taken)
    assert all(counts for _, counts in decided(record).values()) and len(decided(record)) == 10
    assert record.warnings_read_at is not None
    assert record.authorisations_for == ("print", "online", "social_media")
    assert set(record.offered) - set(record.authorisations_for) == set(TWO_USES)
    online = record.decision(record.images[1].source_sha256, "online")
    assert online is not None and online.expiry is not None and online.at.day == MORNING.day
    assert online.expiry.event == "the case report is withdrawn"
