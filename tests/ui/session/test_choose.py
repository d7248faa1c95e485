"""The fifth page: yes or no for each picture and each use."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from consentdesk.domain.draft import Answer, Expiry, Step
from consentdesk.domain.photographs import permit_photography
from consentdesk.ui.kit.picture import ThumbnailButton
from consentdesk.ui.session.choose.presenter import TYPING_ENDS_AFTER_MS
from tests.helpers.sessions import ALL_USES, NOW
from tests.ui.session.conftest import Bedside
from tests.ui.session.standing import at_choose

PUBLICATION = ("print", "social_media")


def given(bedside: Bedside, use: str, image: int = 1) -> Answer:
    """The saved answer for an image (by number) and a use."""
    draft = bedside.draft()
    found = draft.answer(draft.images[image - 1].source_sha256, use)
    assert found is not None, (image, use)
    return found


def chosen(bedside: Bedside, name: str) -> bool:
    button = bedside.find(name)
    assert isinstance(button, QPushButton)
    return button.isChecked()


def test_nothing_is_chosen_at_first(bedside: Bedside) -> None:
    at_choose(bedside, uses=ALL_USES)
    for use in ALL_USES:
        assert not chosen(bedside, f"answer_1_{use}_yes")
        assert not chosen(bedside, f"answer_1_{use}_no")
    assert bedside.draft().answers == ()


def test_an_answer_is_saved_as_it_was_pressed(bedside: Bedside) -> None:
    at_choose(bedside)
    bedside.click("answer_1_medical_record_yes")
    bedside.click("answer_1_teaching_no")
    assert (given(bedside, "medical_record").yes, given(bedside, "teaching").yes) == (True, False)
    assert not given(bedside, "teaching").spoken
    assert chosen(bedside, "answer_1_medical_record_yes")
    assert chosen(bedside, "answer_1_teaching_no")


def test_an_answer_said_aloud_is_recorded_as_that(bedside: Bedside) -> None:
    at_choose(bedside)
    bedside.click("aloud")
    bedside.click("answer_1_teaching_yes")
    assert given(bedside, "teaching").spoken


def test_the_keyboard_answers_and_walks_the_questions(bedside: Bedside) -> None:
    at_choose(bedside)
    first = bedside.find("answer_1_medical_record_yes")
    first.setFocus()
    bedside.qtbot.keyClick(first, Qt.Key.Key_Y)
    bedside.qtbot.keyClick(first, Qt.Key.Key_Down)
    below = QApplication.focusWidget()
    assert below is bedside.find("answer_1_teaching_yes")
    bedside.qtbot.keyClick(below, Qt.Key.Key_N)
    bedside.settle()
    assert (given(bedside, "medical_record").yes, given(bedside, "teaching").yes) == (True, False)


def test_continue_names_what_is_open_and_leads_there(bedside: Bedside) -> None:
    at_choose(bedside, images=2)
    bedside.click("answer_1_medical_record_yes")
    assert bedside.words("note") == "3 answers still open"
    bedside.click("continue")
    assert bedside.words("problems_0") == "Picture 1: choose yes or no for Teaching"
    assert bedside.words("problems_1") == "Picture 2: choose yes or no for Medical record, Teaching"
    bedside.click("problems_1")
    assert bedside.there("answer_2_medical_record_yes")
    assert QApplication.focusWidget() is bedside.find("answer_2_medical_record_yes")
    bedside.click("answer_2_medical_record_no")
    assert QApplication.focusWidget() is bedside.find("answer_2_medical_record_no")
    assert bedside.words("problems_1") == "Picture 2: choose yes or no for Teaching"


def test_a_finished_picture_gets_its_tick_and_leads_to_the_next(bedside: Bedside) -> None:
    at_choose(bedside, images=2)
    bedside.click("answer_1_medical_record_yes")
    bedside.click("answer_1_teaching_yes")
    assert bedside.words("continue") == "Next picture"
    small = bedside.find("pictures_1")
    assert isinstance(small, ThumbnailButton)
    assert "answered" in small.accessibleName()
    bedside.click("continue")
    assert not bedside.there("problems")
    assert bedside.there("answer_2_medical_record_yes")
    bedside.click("answer_2_medical_record_yes")
    bedside.click("answer_2_teaching_yes")
    assert bedside.words("continue") == "Continue"
    bedside.click("continue")
    assert bedside.draft().step is Step.CHECK


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget else ""


def test_the_same_for_all_is_an_act_of_its_own_for_each_use(bedside: Bedside) -> None:
    at_choose(bedside, images=3, uses=("teaching", "print"))
    assert not bedside.there("same_teaching")
    bedside.click("answer_1_teaching_no")
    bedside.click("same_teaching")
    assert [(a.use, a.yes) for a in bedside.draft().answers] == [("teaching", False)] * 3
    assert not bedside.there("same_teaching")
    assert focused() == "answer_1_teaching_no", "the keyboard leans on no other answer"
    bedside.click("answer_1_print_yes")
    assert not bedside.there("same_print"), "a yes without an outlet is not to be copied"
    bedside.click("outlet_print_peer_reviewed_medical")
    bedside.click("same_print")
    assert {given(bedside, "print", n).outlet for n in (1, 2, 3)} == {given(bedside, "print").outlet}


def test_a_publication_yes_asks_where_in_place_and_presets_until_when(bedside: Bedside) -> None:
    at_choose(bedside, uses=("print",))
    bedside.click("answer_1_print_yes")
    assert given(bedside, "print").outlet is None
    assert bedside.words("until_print") == "2 3 2031"
    missing = [bedside.words(f"part_print_{n}") for n in range(1, 10)]
    assert [words for words in missing if "missing" in words] == ["missing: to whom"]
    bedside.click("continue")
    assert bedside.words("problems_0") == "Picture 1: say where it may be published (Print)"
    bedside.click("outlet_print_peer_reviewed_medical")
    assert given(bedside, "print").outlet is not None
    assert given(bedside, "print").expiry == Expiry(until=date(2031, 3, 2))
    assert not bedside.there("until_print"), "a complete yes closes again"
    bedside.click("continue")
    assert bedside.draft().step is Step.CHECK


def test_an_outlet_by_another_of_its_names_is_the_registered_one(bedside: Bedside) -> None:
    at_choose(bedside, uses=("print",))
    bedside.click("answer_1_print_yes")
    bedside.type("outlet_print", "jaad")
    assert bedside.there("outlet_print_jaad")
    assert not bedside.there("outlet_print_nejm")
    bedside.press_enter("outlet_print")
    outlet = given(bedside, "print").outlet
    assert outlet is not None
    assert outlet.id == "jaad"


def test_an_outlet_typed_and_left_standing_is_not_lost(bedside: Bedside) -> None:
    at_choose(bedside, uses=("print",))
    bedside.click("answer_1_print_yes")
    bedside.type("outlet_print", "Annals of Invented Dermatology")
    bedside.click("continue")
    outlet = given(bedside, "print").outlet
    assert outlet is not None
    assert outlet.name == "Annals of Invented Dermatology"
    assert outlet.name in [o.name for o in bedside.on_lane(bedside.desk.vault.registered_outlets)]
    assert bedside.draft().step is Step.CHECK


def test_a_last_day_is_saved_when_typing_ends(bedside: Bedside) -> None:
    at_choose(bedside, uses=("print",))
    bedside.click("answer_1_print_yes")
    bedside.type("until_print", "1/2/2028")
    bedside.qtbot.wait(TYPING_ENDS_AFTER_MS + 100)
    bedside.settle()
    assert given(bedside, "print").expiry == Expiry(until=date(2028, 2, 1))
    assert bedside.words("until_print") == "1/2/2028", "what is typed is left as it is"


def test_an_event_takes_the_place_of_the_day(bedside: Bedside) -> None:
    at_choose(bedside, uses=("print",))
    bedside.click("answer_1_print_yes")
    bedside.type("event_print", "the treatment ends")
    bedside.click("later")
    assert given(bedside, "print").expiry == Expiry(event="the treatment ends")


@pytest.mark.parametrize(
    ("typed", "told"),
    [("31 2 2030", "Enter the last day"), ("2 3 2026", "The last day must be after today")],
)
def test_a_day_that_cannot_be_is_named_and_not_lost(bedside: Bedside, typed: str, told: str) -> None:
    at_choose(bedside, uses=("print",))
    bedside.click("answer_1_print_yes")
    bedside.click("outlet_print_nejm")
    bedside.click("change_print")
    bedside.type("until_print", typed)
    bedside.click("continue")
    assert bedside.draft().step is Step.CHOOSE
    assert bedside.words("problems_0").startswith(told)
    assert bedside.words("until_print") == typed


def test_social_media_shows_the_clinician_five_warnings_first(bedside: Bedside) -> None:
    at_choose(bedside, uses=PUBLICATION)
    bedside.click("answer_1_social_media_yes")
    assert bedside.there("warnings")
    assert not bedside.there("answer_1_print_yes")
    bedside.click("continue")
    assert bedside.words("problems_0") == "Read what to know about social media first"
    assert bedside.draft().warnings_read_at is None
    bedside.click("warnings_read")
    assert bedside.draft().warnings_read_at is not None
    assert not bedside.there("warnings")
    bedside.click("outlet_social_media_facebook")
    outlet = given(bedside, "social_media").outlet
    assert outlet is not None
    assert (outlet.kind, outlet.name) == ("platform", "Facebook")


def test_a_yes_taken_back_leaves_no_outlet(bedside: Bedside) -> None:
    at_choose(bedside, uses=("print",))
    bedside.click("answer_1_print_yes")
    bedside.click("outlet_print_nejm")
    bedside.click("answer_1_print_no")
    answer = given(bedside, "print")
    assert (answer.yes, answer.outlet, answer.expiry) == (False, None, None)


def test_a_session_taken_up_again_stands_where_something_is_open(bedside: Bedside) -> None:
    at_choose(bedside, images=2)
    bedside.click("answer_1_medical_record_yes")
    bedside.click("answer_1_teaching_yes")
    bedside.resume(bedside.draft())
    assert bedside.there("answer_2_medical_record_yes")


def test_the_picture_says_when_it_was_shown(bedside: Bedside) -> None:
    at_choose(bedside, images=2)
    assert "Picture 1 of 2" in bedside.words("caption")
    assert f"shown {NOW.local:%H:%M}" in bedside.words("caption")


def test_where_photographs_were_refused_there_is_nothing_to_choose(bedside: Bedside) -> None:
    at_choose(bedside, images=0)
    bedside.flow.act(lambda rules, draft, now: permit_photography(draft, False, now))
    bedside.settle()
    assert not bedside.there("picture")
    bedside.click("continue")
    assert bedside.draft().step is Step.CHECK
