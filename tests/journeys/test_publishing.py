"""A picture goes to a journal: agreed to in print, looked through for what identifies the patient, let out.
In the real window (R24–R26)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from consentdesk.domain.moment import Moment
from consentdesk.rehearsal.checking import look_through, play_check
from consentdesk.rehearsal.scenario import AnswerPart, CheckPart, Scenario
from consentdesk.rehearsal.stage import Stage
from consentdesk.rehearsal.visit import Refused
from tests.journeys.journey import MORNING, Journey, scenario

Photographs = Callable[[int], list[Path]]
NEXT_DAY = Moment(MORNING.utc + timedelta(days=1), 0)
TWO_MONTHS_ON = Moment(MORNING.utc + timedelta(days=61), 0)
JOURNAL = "JAMA Dermatology"
CLEAN = CheckPart("print", JOURNAL, caption="Erythema of the forearm, sixth week", title="Case report")
NAMED = replace(CLEAN, caption="Alex Example, 93 years old, seen at home")


def agreed_to_print() -> Scenario:
    yes = AnswerPart("print", "yes", outlet="peer_reviewed_medical")
    return scenario(date(1984, 7, 9), ("medical_record", "print"), [yes])


@pytest.fixture
def agreed(journey: Journey, photographs: Photographs) -> Journey:
    """A vault with one picture that may be printed in medical journals."""
    journey.play(agreed_to_print(), photographs(1))
    return journey


def to_the_release(on_stage: Stage, outlet: str = JOURNAL) -> None:
    """From home to the release of the patient's picture for a journal."""
    hands = on_stage.hands
    hands.type("search", "004 392", counted=False)
    for name in ("found_1", "release", "place_use_print"):
        hands.click(name)
    hands.type("place_title", CLEAN.title, counted=False)
    hands.type("place_outlet", outlet, counted=False)
    hands.wait_for("picture_1_answer")
    hands.pause(300)


def says(on_stage: Stage, name: str) -> str:
    return on_stage.hands.text_of(name)


def test_from_the_consent_to_the_journal(agreed: Journey) -> None:
    with agreed.program(NEXT_DAY) as on_stage:
        to_the_release(on_stage)
        assert says(on_stage, "picture_1_answer") == "No"
        assert "whether the patient can be recognised" in says(on_stage, "picture_1_reasons")
        hands, visit = on_stage.hands, on_stage.visit(agreed_to_print(), ())
        hands.start_counting()
        hands.click("picture_1_check")
        hands.wait_for("check_page")
        look_through(visit, CLEAN)
        hands.wait_for("release_page")
        hands.pause(300)
        assert (hands.effort.clicks, hands.effort.keys) == (2, 13), "typing aside, one key a line"
        assert says(on_stage, "picture_1_answer") == "Yes"
        hands.click("release")
        hands.wait_for("released_page")
    (beside,) = (json.loads(path.read_text()) for path in agreed.folder.parent.glob("*.json"))
    assert (beside["outlet"], beside["caption"]) == (JOURNAL, CLEAN.caption)
    assert agreed.is_sound()


def test_a_name_in_the_caption_keeps_the_check_open_until_something_is_done_about_it(agreed: Journey) -> None:
    with agreed.program(NEXT_DAY) as on_stage:
        to_the_release(on_stage)
        visit = on_stage.visit(agreed_to_print(), ())
        on_stage.hands.click("picture_1_check")
        with pytest.raises(Refused):
            look_through(visit, NAMED)
        look_through(visit, replace(NAMED, take_out=True))
        on_stage.hands.wait_for("release_page")
        on_stage.hands.pause(300)
        assert says(on_stage, "caption_1") == "seen at home"
        assert says(on_stage, "picture_1_answer") == "Yes"


def test_a_check_counts_for_its_outlet_alone_and_not_for_ever(agreed: Journey) -> None:
    checked = replace(agreed_to_print(), check=CLEAN, uses=())
    with agreed.program(NEXT_DAY) as on_stage:
        play_check(on_stage.visit(checked, ()), CLEAN)
        on_stage.hands.click("home")
        to_the_release(on_stage, "NEJM")
        assert "whether the patient can be recognised" in says(on_stage, "picture_1_reasons")
        on_stage.hands.type("place_outlet", "JAMA Dermatol", counted=False)
        on_stage.hands.type("caption_1", CLEAN.caption, counted=False)
        on_stage.hands.pause(400)
        assert says(on_stage, "picture_1_answer") == "Yes", "the register knows both names"
    with agreed.program(TWO_MONTHS_ON) as on_stage:
        to_the_release(on_stage)
        on_stage.hands.pause(300)
        assert says(on_stage, "picture_1_answer") == "No"
        assert on_stage.hands.sees("picture_1_check")


def test_the_scenario_that_ships_is_played_to_a_finished_check(
    journey: Journey, photographs: Photographs
) -> None:
    visit = journey.play(replace(agreed_to_print(), check=CLEAN), photographs(1))
    assert visit.hands.effort.acts and [step.step for step in visit.play.steps][-1] == "reidentification"
    with journey.vault() as vault:
        (image,) = journey.record().images
        (check,) = vault.checks_on([image.source_sha256])[image.source_sha256]
    assert (check.use, check.same_patient) == ("print", True)
