"""A picture is cropped or covered, in the real window: what comes of it is a picture of its own (R28)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt

from consentdesk.domain.moment import Moment
from consentdesk.domain.record import RecordImage
from consentdesk.rehearsal.covering import cover
from consentdesk.rehearsal.player import play, play_on
from consentdesk.rehearsal.scenario import DRAWN, AnswerPart, DragPart, MaskPart, Scenario
from consentdesk.rehearsal.stage import Stage
from consentdesk.ui.masking.shapes import Tool
from tests.journeys.journey import MORNING, Journey, decided, scenario

Photographs = Callable[[int], list[Path]]
ADULT = date(1984, 7, 9)
NEXT_DAY = Moment(MORNING.utc + timedelta(days=1), 0)
NUMBER = "004 392"
SQUARE = DragPart(((30, 30), (50, 60)))
FRAME = DragPart(((20, 20), (80, 80)), tool=Tool.CROP)
SOURCE_FOR_RECORD_ALONE = (AnswerPart("teaching", "no", 1), AnswerPart("teaching", "yes", 2))


def covered(*drags: DragPart, **more: object) -> Scenario:
    return scenario(ADULT, answers=SOURCE_FOR_RECORD_ALONE, masks=(MaskPart(1, drags),), **more)


def of_record(journey: Journey) -> tuple[RecordImage, ...]:
    return journey.record().images


def picture_of(journey: Journey, source: str) -> Image.Image:
    with journey.vault() as vault:
        return Image.open(BytesIO(vault.blob(source))).convert("RGB")


def test_a_covered_copy_gets_its_own_answers_beside_its_source(
    journey: Journey, photographs: Photographs
) -> None:
    journey.play(covered(SQUARE, FRAME), photographs(1))
    record = journey.record()
    assert decided(record)[(1, "teaching")] == (False, False)
    assert decided(record)[(2, "teaching")] == (True, True)
    source, copy = of_record(journey)
    assert copy.showings and copy.view_sha256 != source.view_sha256
    with journey.vault() as vault:
        (line,) = vault.images_made_from(source.source_sha256)
    assert line.source_sha256 == copy.source_sha256
    made = picture_of(journey, copy.source_sha256)
    width, height = made.size
    assert made.getpixel((round(0.3 * width), round(0.4 * height))) == (0, 0, 0)
    assert journey.is_sound()


def test_a_crop_in_a_session_costs_no_more_than_four_clicks_beside_its_drag(
    journey: Journey, photographs: Photographs
) -> None:
    plain, cropped = scenario(ADULT, record_number="1"), covered(FRAME, record_number="2")
    files = photographs(2)
    with journey.program() as on_stage:
        visits = [on_stage.visit(plain, files[:1]), on_stage.visit(cropped, files[1:])]
        for visit in visits:
            play(visit)
    without, with_crop = ({step.step: step for step in visit.play.steps}["images"] for visit in visits)
    assert (with_crop.clicks - without.clicks, with_crop.keys - without.keys) <= (4, 0)


def file_of(on_stage: Stage) -> None:
    on_stage.hands.type("search", NUMBER, counted=False)
    on_stage.hands.click("found_1")


@pytest.fixture
def kept(journey: Journey, photographs: Photographs) -> Journey:
    """One picture that was agreed to the day before."""
    journey.play(scenario(ADULT), photographs(1))
    return journey


def asked_about(on_stage: Stage) -> None:
    """The session that began with the copy, to its end."""
    on_stage.hands.click("later")
    play_on(on_stage.visit(scenario(ADULT, images=0, known_patient=True), ()))


def test_from_the_patients_file_to_a_record_of_its_own(kept: Journey) -> None:
    (source,) = of_record(kept)
    with kept.program(NEXT_DAY) as on_stage:
        file_of(on_stage)
        on_stage.hands.start_counting()
        on_stage.hands.click(f"image_{source.short_id}")
        on_stage.hands.click("whole_mask")
        cover(on_stage.hands, (SQUARE,))
        on_stage.hands.click("add_masked")
        assert on_stage.hands.effort.acts <= 4
        asked_about(on_stage)
    with kept.vault() as vault:
        (made,) = vault.images_made_from(source.source_sha256)
        assert made.kept and [past.use for past in vault.decisions_on(made.source_sha256)] == [
            "medical_record", "teaching",
        ]  # fmt: skip
    assert kept.is_sound()


def test_from_the_pictures_and_back_to_them(kept: Journey) -> None:
    with kept.program(NEXT_DAY) as on_stage:
        hands = on_stage.hands
        hands.click("go_gallery")
        hands.wait_for("gallery_grid")
        assert not hands.sees("masking")
        hands.press_in("gallery_grid", Qt.Key.Key_Space)
        hands.click("masking")
        cover(hands, (SQUARE,))
        hands.click("mask_cancel")
        assert hands.sees("gallery_grid")


def test_leaving_the_page_is_asked_first_and_keeps_nothing(kept: Journey) -> None:
    (source,) = of_record(kept)
    with kept.program(NEXT_DAY) as on_stage:
        hands = on_stage.hands
        file_of(on_stage)
        hands.click(f"image_{source.short_id}")
        hands.click("whole_mask")
        cover(hands, (SQUARE, FRAME))
        hands.click("go_home")
        hands.click("leaving_stay")
        assert hands.sees("shape_1") and not hands.sees("leaving")
        hands.click("mask_cancel")
        assert hands.sees("whole_picture")
        hands.click("whole_mask")
        cover(hands, (SQUARE,))
        hands.click("go_home")
        hands.click("leaving_leave")
        assert hands.sees("home_page")
    with kept.vault() as vault:
        assert vault.drafts() == () and vault.images_made_from(source.source_sha256) == ()


@pytest.mark.parametrize("stays", [False, pytest.param(True, marks=pytest.mark.long)])
def test_withdrawing_the_source_asks_about_its_copy(
    journey: Journey, photographs: Photographs, stays: bool
) -> None:
    journey.play(covered(FRAME), photographs(1))
    _source, copy = of_record(journey)
    with journey.program(NEXT_DAY) as on_stage:
        hands = on_stage.hands
        file_of(on_stage)
        for name in ("today_1_1_withdraw", "who_patient", "way_in_person"):
            hands.click(name)
        if stays:
            hands.click(f"stays_{copy.short_id}")
        hands.draw("pad", DRAWN)
        hands.click("withdraw")
        hands.wait_for("withdrawal_page")
    with journey.vault() as vault:
        assert bool(vault.endings_on(copy.source_sha256)) is not stays
