"""The third page: every image full screen, and who saw it."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from consentdesk.domain.draft import Draft, Step
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Circumstances
from consentdesk.domain.photographs import permit_photography
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.session import Rules, go_to, identify, offer, represent
from consentdesk.workflows import add_images
from consentdesk.workflows.take_session import Act, change
from tests.helpers.pictures import jpeg, photograph
from tests.helpers.sessions import BORN, NOW, patient, representative
from tests.ui.session.conftest import Bedside


def entered(pathway: str) -> Act:
    def act(rules: Rules, draft: Draft, now: Moment) -> Draft:
        draft = identify(rules, draft, patient(BORN[pathway]), Circumstances(), now)
        draft = represent(draft, representative(pathway))
        return go_to(offer(rules, draft, ("medical_record",)), Step.IMAGES)

    return act


def begin(bedside: Bedside, images: int = 2, pathway: str = "adult") -> None:
    """A session that stands at the showing, with real photographs in it."""
    bedside.begin(entered(pathway))
    id = bedside.flow.draft.id
    for seed in range(images):
        source = jpeg(photograph(seed=seed, width=400 + 200 * seed, height=600))
        decoded = bedside.machine.decoder.look(source)
        bedside.on_lane(partial(add_images.store_image, bedside.desk, id, source, decoded))
    bedside.resume(bedside.on_lane(partial(change, bedside.desk, id, lambda r, d, n: go_to(d, Step.SHOW))))


def words_on(widget: QWidget) -> str:
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return " ".join(labels)


def test_each_picture_is_shown_and_recorded_with_the_view_that_was_seen(bedside: Bedside) -> None:
    begin(bedside)
    assert bedside.words("continue") == "Show 2 pictures"
    bedside.click("continue")
    first, second = bedside.draft().images
    assert [s.source_sha256 for s in bedside.draft().showings] == [first.source_sha256]
    bedside.click("continue")
    assert [(s.view_sha256, s.to) for s in bedside.draft().showings] == [
        (first.view_sha256, ("patient",)),
        (second.view_sha256, ("patient",)),
    ]
    assert bedside.draft().showings[0].at >= NOW


def test_the_last_picture_leads_straight_to_the_explanation(bedside: Bedside) -> None:
    begin(bedside)
    bedside.click("continue")
    bedside.click("continue")
    assert bedside.words("continue") == "I have seen them all"
    bedside.click("continue")
    assert bedside.draft().step is Step.EXPLAIN


def test_nothing_counts_as_shown_before_the_screen_is_turned(bedside: Bedside) -> None:
    begin(bedside)
    assert bedside.draft().showings == ()
    assert bedside.words("seen_1") == "not shown yet"


def test_the_picture_on_the_screen_is_the_one_that_is_recorded(bedside: Bedside) -> None:
    begin(bedside)
    bedside.click("show_2")
    shown = bedside.find("shown_picture").grab().toImage()
    (showing,) = bedside.draft().showings
    assert showing.source_sha256 == bedside.draft().images[1].source_sha256
    assert shown.pixelColor(shown.width() // 2, shown.height() // 2).red() > 100


def test_a_picture_is_whole_and_large_on_a_small_screen(bedside: Bedside) -> None:
    begin(bedside)
    bedside.click("continue")
    assert bedside.fits()
    assert bedside.find("shown_picture").height() > 768 * 0.7


def test_a_child_and_a_parent_look_together(bedside: Bedside) -> None:
    begin(bedside, images=1, pathway="minor")
    bedside.click("continue")
    assert set(bedside.draft().showings[0].to) == {"representative", "patient"}


def test_a_parent_alone_is_recorded_alone_and_the_child_sees_it_later(bedside: Bedside) -> None:
    begin(bedside, images=1, pathway="minor")
    bedside.click("looking_patient")
    bedside.click("continue")
    assert bedside.draft().showings[0].to == ("representative",)
    bedside.click("back")
    bedside.click("looking_patient")
    assert bedside.words("continue") == "Show the picture"
    bedside.click("continue")
    assert bedside.draft().showings[-1].to == ("representative", "patient")


def test_a_small_child_is_not_expected_to_look_and_may(bedside: Bedside) -> None:
    begin(bedside, images=1, pathway="young_minor")
    bedside.click("looking_patient")
    bedside.click("continue")
    assert bedside.draft().showings[0].to == ("representative", "patient")


def test_with_nobody_looking_nothing_is_shown(bedside: Bedside) -> None:
    begin(bedside)
    bedside.click("looking_patient")
    bedside.click("show_1")
    assert bedside.words("problems_0") == "Say who is looking at the screen"
    assert bedside.draft().showings == ()


def test_a_picture_that_is_not_wanted_goes_away_and_is_erased(bedside: Bedside) -> None:
    begin(bedside)
    first, second = bedside.draft().images
    bedside.click("continue")
    bedside.click("do_not_want")
    assert bedside.find("keep_it").hasFocus()
    bedside.click("keep_it")
    assert len(bedside.draft().images) == 2
    bedside.click("do_not_want")
    bedside.click("take_away")
    assert [i.source_sha256 for i in bedside.draft().images] == [second.source_sha256]
    with pytest.raises(Refusal, match="blob_unknown"):
        bedside.on_lane(lambda: bedside.desk.vault.blob(first.view_sha256))
    assert [s.source_sha256 for s in bedside.draft().showings] == [second.source_sha256]


def test_when_every_picture_is_taken_away_staff_see_that_there_are_none(bedside: Bedside) -> None:
    begin(bedside, images=1)
    bedside.click("continue")
    bedside.click("do_not_want")
    bedside.click("take_away")
    assert bedside.draft().images == ()
    assert "There are no pictures to show" in words_on(bedside.window)


def test_the_patients_face_shows_nothing_of_staff(bedside: Bedside) -> None:
    begin(bedside)
    bedside.click("continue")
    said = words_on(bedside.window)
    assert "Alex" in said
    assert "Probe" not in said
    assert "004 417" not in said


def test_back_leads_from_the_second_picture_to_the_first_and_then_to_staff(bedside: Bedside) -> None:
    begin(bedside)
    bedside.click("continue")
    bedside.click("continue")
    bedside.click("back")
    assert bedside.words("progress") == "Picture 1 of 2"
    bedside.click("back")
    assert bedside.words("seen_1") == "shown 10:00 to Alex"
    assert len(bedside.draft().showings) == 2, "a second look is not another showing"


def test_pressed_twice_at_once_no_picture_is_passed_over(bedside: Bedside) -> None:
    begin(bedside, images=3)
    bedside.click("continue")
    button = bedside.find("continue")
    bedside.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    bedside.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    bedside.settle()
    draft = bedside.draft()
    assert draft.images[1].source_sha256 in [s.source_sha256 for s in draft.showings]


def test_a_question_says_who_helps(bedside: Bedside) -> None:
    begin(bedside)
    bedside.click("continue")
    bedside.click("question")
    assert "They will help at once" in bedside.words("help")


def test_a_damaged_picture_leads_back_to_staff_with_its_reason(bedside: Bedside) -> None:
    begin(bedside)
    view = bedside.draft().images[1].view_sha256
    bedside.flow.pictures.forget()
    bedside.on_lane(
        lambda: bedside.desk.vault.destroy_key(f"image:{bedside.flow.draft.images[1].source_sha256}")
    )
    bedside.click("show_2")
    assert bedside.words("problems_0") == "This is no longer stored here: it was erased"
    assert all(s.view_sha256 != view for s in bedside.draft().showings)


def test_a_session_without_pictures_goes_on_at_once(bedside: Bedside) -> None:
    bedside.begin(
        entered("adult"),
        lambda rules, draft, now: permit_photography(draft, False, now),
        lambda rules, draft, now: go_to(draft, Step.SHOW),
    )
    assert "There are no pictures to show" in words_on(bedside.window)
    bedside.click("continue")
    assert bedside.draft().step is Step.EXPLAIN


def test_a_session_resumed_in_the_middle_shows_only_what_is_left(bedside: Bedside) -> None:
    begin(bedside)
    bedside.click("continue")
    bedside.resume(bedside.draft())
    assert bedside.words("seen_1") == "shown 10:00 to Alex"
    assert bedside.words("continue") == "Show the picture"
    bedside.click("continue")
    assert bedside.words("progress") == "Picture 2 of 2"
