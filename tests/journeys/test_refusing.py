"""Saying no, changing one's mind, and coming back: what stays, and what leaves no pixels (R1, R6, R13)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from consentdesk.domain.draft import Step
from consentdesk.domain.moment import Moment
from consentdesk.rehearsal.scenario import AnswerPart, AssentPart, ImagePart
from tests.journeys.journey import (
    MORNING,
    MOTHER,
    Journey,
    born_years_ago,
    decided,
    play_to,
    scenario,
)

Photographs = Callable[[int], list[Path]]
ADULT = date(1984, 7, 9)
ALL_NO = [AnswerPart("medical_record", "no"), AnswerPart("teaching", "no")]


def test_where_everything_is_refused_a_copy_is_given_and_no_pixels_stay(
    journey: Journey, photographs: Photographs
) -> None:
    taken = photographs(2)
    journey.play(scenario(ADULT, answers=ALL_NO, images=2), taken)
    sealed = journey.sealed()
    journey.assert_images(sealed.record, taken)
    assert sealed.record.all_refused and not any(image.kept for image in sealed.record.images)
    assert journey.pixels() == 0
    copy = journey.copy()
    assert "We erased that picture" in copy
    assert all(image.short_id in copy for image in sealed.record.images)
    assert journey.is_sound(sealed.chain_hash)


def test_a_picture_of_which_one_use_is_allowed_is_kept_and_the_other_erased(
    journey: Journey, photographs: Photographs
) -> None:
    taken = photographs(2)
    answers = [AnswerPart("medical_record", "yes", 1), AnswerPart("medical_record", "no", 2), ALL_NO[1]]
    journey.play(scenario(ADULT, answers=answers, images=2), taken)
    journey.assert_images(journey.record(), taken)
    assert [image.kept for image in journey.record().images] == [True, False]
    assert journey.pixels() == 3, "source, view and thumbnail of the first"


def test_a_picture_that_the_patient_does_not_want_is_not_in_the_record(
    journey: Journey, photographs: Photographs
) -> None:
    taken = photographs(2)
    whole = scenario(ADULT, images=2)
    journey.play(replace(whole, images=(ImagePart("a.jpg", wanted=False), ImagePart("b.jpg"))), taken)
    assert {number for number, _ in decided(journey.record())} == {2}
    assert journey.pixels() == 3
    assert journey.is_sound()


def test_a_session_without_photographs_can_be_sealed_where_they_were_refused(journey: Journey) -> None:
    journey.play(scenario(ADULT, images=0, photography="no"), [])
    record = journey.record()
    assert record.photography is not None and not record.photography.yes
    assert record.images == () and record.decisions == ()
    assert [signature.role for signature in record.signatures] == ["patient"]
    assert "You said no to photographs" in journey.copy()
    assert journey.is_sound()


def test_permission_given_before_the_first_photograph_is_kept(
    journey: Journey, photographs: Photographs
) -> None:
    journey.play(scenario(ADULT, photography="yes"), photographs(1))
    assert "You said yes to taking photographs" in journey.copy()


def test_a_copy_that_is_not_wanted_is_noted_and_kept(journey: Journey, photographs: Photographs) -> None:
    journey.play(scenario(ADULT, copy="declined"), photographs(1))
    assert journey.saved == []
    assert "Alex Example" in journey.copy()
    with journey.vault() as vault:
        assert vault.copies_not_given() == ()


def test_a_discarded_session_leaves_no_pixels(journey: Journey, photographs: Photographs) -> None:
    with journey.program() as on_stage:
        visit = on_stage.visit(scenario(ADULT), photographs(1))
        play_to(visit, Step.CHOOSE)
        on_stage.hands.click("later")
        on_stage.hands.click("discard_1")
        on_stage.hands.click("discard_1_no")
        assert on_stage.hands.sees("waiting_1")
        on_stage.hands.click("discard_1")
        on_stage.hands.click("discard_1_yes")
        on_stage.hands.wait_for("first_consent")
    with journey.vault() as vault:
        assert vault.drafts() == ()
        assert vault.check().blobs == 0
    assert journey.is_sound()


@pytest.mark.parametrize("step", [Step.CHOOSE, Step.SIGN])
def test_a_birthday_that_passes_while_a_session_lies_saved_is_noticed(
    journey: Journey, photographs: Photographs, step: Step
) -> None:
    taken = photographs(1)
    born = born_years_ago(18) + timedelta(days=1)
    minor = scenario(born, representative=MOTHER, assent=AssentPart("agrees"))
    with journey.program() as on_stage:
        play_to(on_stage.visit(minor, taken), step)
        on_stage.hands.click("later" if step is Step.CHOOSE else "stop")
    tomorrow = Moment(MORNING.utc + timedelta(days=1), 0)
    journey.play_on(replace(minor, today=tomorrow), taken)
    record = journey.record()
    assert (record.pathway, record.age_years) == ("adult", 18)
    assert record.representative is None and record.assent is None
    assert {decision.by for decision in record.decisions} == {"patient"}
    assert all(showing.at.day == tomorrow.day for image in record.images for showing in image.showings)
    assert [signature.role for signature in record.signatures] == ["patient"]
    assert "Sam Probe" not in journey.copy()
    assert journey.is_sound()
