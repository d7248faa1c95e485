"""How people agree, from the first page to the copy: aloud before a witness, on paper, both parents (R20)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from consentdesk.domain.draft import Step
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Life
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.route import Route
from consentdesk.rehearsal.scenario import AssentPart, NoPart, RepresentativePart, Scenario, SupporterPart
from consentdesk.rehearsal.signing import come_back, print_form
from consentdesk.rehearsal.visit import Refused, Visit
from tests.journeys.journey import MORNING, MOTHER, Journey, decided, play_to, scenario

Photographs = Callable[[int], list[Path]]
WITNESS = "Robin Witness"
TOMORROW = Moment(MORNING.utc + timedelta(days=1), 0)
ADULT, CHILD = date(1984, 7, 9), date(2014, 3, 4)


def aloud(born: date, **more: Any) -> Scenario:
    return replace(scenario(born, **more), route=Route.VERBAL, witness=WITNESS)


def how_agreed(record: ConsentRecord) -> list[tuple[str, str, Route, str]]:
    return [(s.role, s.name, s.route, s.witness) for s in record.signatures]


def test_an_adult_who_cannot_sign_says_it_aloud_and_the_witness_signs(
    journey: Journey, photographs: Photographs
) -> None:
    taken = photographs(1)
    journey.play(aloud(ADULT), taken)
    sealed = journey.sealed()
    assert sealed.record.route is Route.VERBAL
    assert how_agreed(sealed.record) == [
        ("patient", "Alex Example", Route.VERBAL, WITNESS),
        ("witness", WITNESS, Route.SCREEN, ""),
    ]
    spoken, heard = sealed.record.signatures
    assert not spoken.drawing.strokes and heard.drawing.strokes
    assert f"Heard by {WITNESS}" in journey.copy()
    assert journey.is_sound(sealed.chain_hash)


def test_a_mother_and_her_child_say_it_aloud_and_the_childs_own_no_counts(
    journey: Journey, photographs: Photographs
) -> None:
    taken = photographs(1)
    helper = SupporterPart("interpreter", "Ira Muster", "Spanish")
    assent = AssentPart("agrees", noes=(NoPart(1, "teaching"),))
    journey.play(aloud(CHILD, representative=MOTHER, assent=assent, supporters=(helper,)), taken)
    record = journey.record()
    assert how_agreed(record) == [
        ("representative", "Sam Probe", Route.VERBAL, WITNESS),
        ("assent", "Alex Example", Route.VERBAL, WITNESS),
        ("interpreter", "Ira Muster", Route.SCREEN, ""),
        ("witness", WITNESS, Route.SCREEN, ""),
    ]
    assert decided(record) == {(1, "medical_record"): (True, True), (1, "teaching"): (True, False)}


@pytest.mark.parametrize(
    ("witness", "code"),
    [
        ("", "witness_missing"),
        ("Alex Example", "witness_is_concerned"),
        ("Dr Ines Okafor", "explainer_is_witness"),
    ],
)
def test_nobody_who_is_concerned_can_be_the_witness(
    journey: Journey, photographs: Photographs, witness: str, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        journey.play(replace(aloud(ADULT), witness=witness), photographs(1))
    assert journey.is_sound()


def test_an_adult_signs_on_paper_and_the_last_page_comes_the_next_day(
    journey: Journey, photographs: Photographs
) -> None:
    taken = photographs(1)
    played = scenario(ADULT, route=Route.PAPER)
    with journey.program() as on_stage:
        visit = on_stage.visit(played, taken)
        play_to(visit, Step.SIGN)
        first, *rest = sent_out(visit)
        come_back(visit, rest)
        visit.hands.click("ink_patient")
        assert [(p.code, p.details) for p in visit.flow.problems] == [("form_pages_missing", {"pages": "1"})]
        visit.hands.click("later")
        assert "waiting for the signed form" in visit.hands.find("waiting_1").accessibleName()
    assert first.exists()
    before = journey.draft()
    journey.play_on(replace(played, today=TOMORROW), taken)
    sealed = journey.sealed()
    record = sealed.record
    assert record.route is Route.PAPER and record.paper is not None and before.paper is not None
    assert record.paper.id == before.paper.id and record.paper.missing_pages == ()
    assert how_agreed(record) == [("patient", "Alex Example", Route.PAPER, "")]
    assert "Signed in ink, on paper" in journey.copy()
    assert journey.is_sound(sealed.chain_hash)
    with journey.vault() as vault:
        pictures = [vault.blob(scan.sha256) for scan in record.paper.scans]
    assert all(picture.startswith(b"\xff\xd8") for picture in pictures)


def sent_out(visit: Visit) -> list[Path]:
    """The pages of the form, printed on the first day."""
    visit.hands.click("other_way")
    visit.hands.click("route_paper")
    return print_form(visit)


def test_a_childs_no_is_copied_from_the_paper(journey: Journey, photographs: Photographs) -> None:
    taken = photographs(1)
    assent = AssentPart("agrees", noes=(NoPart(1, "teaching"),))
    journey.play(scenario(CHILD, representative=MOTHER, assent=assent, route=Route.PAPER), taken)
    record = journey.record()
    assert how_agreed(record) == [
        ("representative", "Sam Probe", Route.PAPER, ""),
        ("assent", "Alex Example", Route.PAPER, ""),
    ]
    assert decided(record) == {(1, "medical_record"): (True, True), (1, "teaching"): (True, False)}


def test_both_parents_of_a_stillborn_child_sign(journey: Journey, photographs: Photographs) -> None:
    taken = photographs(1)
    mother = RepresentativePart("Sam Probe", "mother", "parental_responsibility")
    father = RepresentativePart("Jo Probe", "father", "parental_responsibility")
    whole = scenario(MORNING.day, representative=mother, second_representative=father)
    journey.play(replace(whole, patient=replace(whole.patient, life=Life.STILLBORN)), taken)
    record = journey.record()
    assert how_agreed(record) == [
        ("representative", "Sam Probe", Route.SCREEN, ""),
        ("second_representative", "Jo Probe", Route.SCREEN, ""),
    ]
    assert all(signature.drawing.strokes for signature in record.signatures)
