"""Looking through picture, words and outlet at the desk: what is found, what is done, what is asked."""

from __future__ import annotations

from PySide6.QtCore import Qt

from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.reidentification.check import Check
from consentdesk.ui import reidentification, release
from consentdesk.ui.reidentification import CheckPage
from consentdesk.ui.reidentification.saying import MarkedLines
from consentdesk.ui.reidentification.wanted import Wanted
from consentdesk.workflows.may_use import Question, may_use
from consentdesk.workflows.second_person import check_of
from tests.ui.records.conftest import Office
from tests.ui.reidentification.conftest import JOURNAL, Looker

CLEAN = "Erythema of the forearm in the sixth week of treatment."


def open_check(office: Office, record: ConsentRecord, pictures: int = 1, **words: str) -> CheckPage:
    images = tuple(image.source_sha256 for image in record.images[:pictures])
    captions = {images[0]: words["caption"]} if "caption" in words else {}
    wanted = Wanted(images, "print", JOURNAL, words.get("title", "Case report"), captions)
    page = reidentification.open_check(office.machine, office.desk, wanted, "Back to the release")
    office.show(page)
    office.qtbot.waitUntil(lambda: office.there("nothing_found") or office.there("finding_1"))
    office.settle()
    return page


def reasons(office: Office, record: ConsentRecord, number: int = 1) -> list[str]:
    """Why the gate lets an image not into print."""
    asked = Question(record.images[number - 1].source_sha256, "print", JOURNAL)
    (answer,) = office.on_lane(lambda: may_use(office.desk, [asked]))
    return [reason.code for reason in answer.verdict.reasons]


def last_check(office: Office, record: ConsentRecord, number: int = 1) -> Check:
    source = record.images[number - 1].source_sha256
    checks = office.on_lane(lambda: office.desk.vault.checks_on([source]))[source]
    made = office.on_lane(lambda: check_of(office.desk, checks[-1].id))
    assert isinstance(made, Check)
    return made


def marked(office: Office, name: str) -> list[str]:
    """The words that are marked in a text."""
    box = office.find(name)
    assert isinstance(box, MarkedLines)
    return [selection.cursor.selectedText() for selection in box.extraSelections()]


def test_a_clean_picture_is_checked_with_a_key_a_line_and_enter(
    office: Office, record: ConsentRecord, looker: Looker
) -> None:
    page = open_check(office, record, caption=CLEAN)
    assert reasons(office, record) == ["reidentification_not_checked"]
    assert office.there("nothing_found") and not office.there("finding_1")
    looker.all_no()
    with office.qtbot.waitSignal(page.ended) as ended:
        looker.press(Qt.Key.Key_Return)
    assert ended.args[0].captions == {record.images[0].source_sha256: CLEAN}
    assert reasons(office, record) == []
    made = last_check(office, record)
    assert made.saying.title == "Case report" and len(made.looked) == 13 and made.outlet == JOURNAL


def test_each_picture_that_is_looked_through_is_noted_as_looked_at(
    office: Office, record: ConsentRecord
) -> None:
    open_check(office, record, pictures=2)
    assert office.facts().count("image_opened") == 1


def test_nothing_is_answered_beforehand_and_what_is_missing_is_said_at_its_place(
    office: Office, record: ConsentRecord, looker: Looker
) -> None:
    open_check(office, record, caption=CLEAN)
    looker.press(Qt.Key.Key_N, times=3)
    office.click("finish")
    assert office.words("problems_0") == "Answer the 10 lines that are open"
    assert office.window.focusWidget() is office.find("look_jewellery")
    assert office.facts().count("reidentification_checked") == 0


def test_what_is_typed_is_looked_through_and_marked(
    office: Office, record: ConsentRecord, looker: Looker
) -> None:
    open_check(office, record, caption=CLEAN)
    looker.say("caption", "Alex Probe came back.")
    assert office.words("nothing_found") if office.there("nothing_found") else office.there("finding_1")
    assert marked(office, "caption"), "the words are marked in the text"
    office.click("finding_1_take_out")
    looker.look_again()
    assert "Probe" not in looker.said("caption") and marked(office, "caption") == []
    assert office.there("nothing_found")


def test_words_before_a_marked_one_may_take_two_units_each(
    office: Office, record: ConsentRecord, looker: Looker
) -> None:
    open_check(office, record, caption="\U0001fa79 \U0001f9b4 Alex Probe, week six")
    assert "".join(marked(office, "caption")).startswith("Alex")


def test_an_age_that_few_reach_becomes_rounder(office: Office, record: ConsentRecord, looker: Looker) -> None:
    open_check(office, record, caption="A woman aged 93 with a rash.")
    office.click("finding_1_age_band")
    looker.look_again()
    assert looker.said("caption") == "A woman aged 90+ with a rash."
    assert not office.there("finding_1")


def test_a_day_becomes_its_year(office: Office, record: ConsentRecord, looker: Looker) -> None:
    open_check(office, record, caption="Seen on 12 March 2031, healed later.")
    office.click("finding_1_month_or_year")
    looker.look_again()
    assert looker.said("caption") == "Seen on 2031, healed later."
    assert not office.there("finding_1")


def test_for_a_region_the_words_are_chosen_so_that_typing_replaces_them(
    office: Office, record: ConsentRecord, looker: Looker
) -> None:
    open_check(office, record, caption="A rash, seen in Heidelberg.")
    name = next(n for n in ("finding_1_region", "finding_2_region") if office.there(n))
    office.click(name)
    box = office.find("caption")
    assert isinstance(box, MarkedLines) and box.textCursor().selectedText() == "Heidelberg"
    office.qtbot.keyClicks(box, "southern Germany")
    assert looker.said("caption") == "A rash, seen in southern Germany."


def test_what_stays_needs_a_reason_which_the_check_keeps(
    office: Office, record: ConsentRecord, looker: Looker
) -> None:
    page = open_check(office, record, caption="A woman aged 93 with a rash.")
    looker.all_no()
    office.click("finish")
    assert office.there("problems_0"), "a finding is open"
    office.click("finding_1_keep")
    assert office.window.focusWidget() is office.find("finding_1_reason")
    office.click("finish")
    assert office.there("problems_0"), "a reason is empty"
    office.type("finding_1_reason", "The age decides the diagnosis")
    with office.qtbot.waitSignal(page.ended):
        office.click("finish")
    (left,) = last_check(office, record).left_in
    assert left.reason == "The age decides the diagnosis"


def test_what_was_left_in_can_be_taken_back(office: Office, record: ConsentRecord, looker: Looker) -> None:
    open_check(office, record, caption="A woman aged 93 with a rash.")
    office.click("finding_1_keep")
    office.click("finding_1_back")
    assert office.there("finding_1_keep") and not office.there("finding_1_reason")


def test_what_somebody_sees_is_a_finding_and_what_is_covered_is_none(
    office: Office, record: ConsentRecord, looker: Looker
) -> None:
    open_check(office, record, caption=CLEAN)
    looker.press(Qt.Key.Key_N, times=2)
    looker.press(Qt.Key.Key_Y)
    looker.press(Qt.Key.Key_C)
    assert office.there("finding_1_mask") and not office.there("finding_2")
    assert office.find("look_tattoo").accessibleName() == "Tattoo: Yes"
    assert office.find("look_jewellery").accessibleName() == "Jewellery: Covered"


def test_a_face_whose_eyes_are_barred_is_called_inadequate(
    office: Office, record: ConsentRecord, looker: Looker
) -> None:
    open_check(office, record, caption=CLEAN)
    office.click("look_face_yes")
    office.click("look_eyes_hidden")
    page = office.window.findChild(CheckPage)
    assert isinstance(page, CheckPage)
    assert any("inadequate" in row.why for row in page.state.findings)


def test_arrows_walk_the_list_and_an_answer_can_be_changed(
    office: Office, record: ConsentRecord, looker: Looker
) -> None:
    open_check(office, record, caption=CLEAN)
    looker.press(Qt.Key.Key_N, times=2)
    looker.press(Qt.Key.Key_Up)
    looker.press(Qt.Key.Key_C)
    assert office.find("look_eyes").accessibleName() == "Eyes: Covered"
    looker.press(Qt.Key.Key_Down)
    assert office.window.focusWidget() is office.find("look_jewellery")


def test_of_several_the_next_comes_by_itself_and_answers_are_taken_over_only_on_request(
    office: Office, record: ConsentRecord, looker: Looker
) -> None:
    page = open_check(office, record, pictures=2, caption=CLEAN)
    assert office.words("picture_words").startswith("1 of 2") and not office.there("repeat_answers")
    looker.all_no()
    office.click("finish")
    assert office.words("picture_words").startswith("2 of 2")
    assert office.find("look_face").accessibleName() == "Face: not answered"
    office.click("repeat_answers")
    with office.qtbot.waitSignal(page.ended):
        office.click("finish")
    assert reasons(office, record, 1) == [] == reasons(office, record, 2)


def test_another_title_opens_what_was_finished_with_the_one_before(
    office: Office, record: ConsentRecord, looker: Looker
) -> None:
    page = open_check(office, record, pictures=2, caption=CLEAN)
    looker.all_no()
    office.click("finish")
    looker.say("title", "Letter to the editor")
    office.click("repeat_answers")
    office.click("finish")
    assert office.words("picture_words").startswith("1 of 2"), "its check was for other words"
    with office.qtbot.waitSignal(page.ended) as ended:
        office.click("finish")
    assert ended.args[0].title == "Letter to the editor"


def test_nothing_typed_is_lost_on_the_way_back(office: Office, record: ConsentRecord, looker: Looker) -> None:
    page = open_check(office, record, caption=CLEAN)
    looker.say("caption", "Healed.")
    with office.qtbot.waitSignal(page.left) as left:
        office.click("back")
    assert dict(left.args[0].captions) == {record.images[0].source_sha256: "Healed."}


def test_on_demand_it_is_said_what_for_before_a_check_is_finished(
    office: Office, record: ConsentRecord, looker: Looker
) -> None:
    page = reidentification.open_page(office.machine, office.desk, record.images[0].source_sha256)
    office.show(page)
    office.qtbot.waitUntil(lambda: office.there("nothing_found"))
    looker.all_no()
    office.click("finish")
    assert office.there("problems_0")
    looker.say("caption", CLEAN)
    office.click("check_use_print")
    office.click("finish")
    assert office.words("problems_0") == "Enter the journal, the site or the platform"
    office.type("check_outlet", JOURNAL)
    office.click("finish")
    assert office.there("finished") and reasons(office, record) == []
    with office.qtbot.waitSignal(page.work_opened) as opened:
        office.click("finished_release")
    assert opened.args[0] == "release"
    office.show(release.open_page(office.machine, office.desk, opened.args[1]))
    office.qtbot.waitUntil(lambda: office.there("picture_1_answer"))
    assert office.words("picture_1_answer") == "Yes", "it begins with the words that were checked"
    assert office.words("caption_1") == CLEAN and office.words("place_outlet") == JOURNAL


def test_a_file_name_is_looked_through_on_demand(
    office: Office, record: ConsentRecord, looker: Looker
) -> None:
    open_check(office, record, caption=CLEAN)
    assert not office.there("file_name")
    office.click("name_more")
    looker.say("file_name", "Probe_Alex_arm.jpg")
    assert "The file name tells: " in office.words("told_beside")


def test_finish_pressed_twice_makes_one_check(office: Office, record: ConsentRecord, looker: Looker) -> None:
    open_check(office, record, caption=CLEAN)
    looker.all_no()
    for _ in range(2):
        office.qtbot.mouseClick(office.find("finish"), Qt.MouseButton.LeftButton)
    office.settle()
    assert office.facts().count("reidentification_checked") == 1


def test_a_check_that_is_finished_for_one_journal_is_made_again_for_another(
    office: Office, record: ConsentRecord, looker: Looker
) -> None:
    page = reidentification.open_page(office.machine, office.desk, record.images[0].source_sha256)
    office.show(page)
    office.qtbot.waitUntil(lambda: office.there("nothing_found"))
    looker.all_no()
    office.click("check_use_print")
    for outlet in (JOURNAL, "NEJM", "NEJM"):
        office.type("check_outlet", outlet)
        office.click("finish")
        assert office.there("finished")
    assert office.facts().count("reidentification_checked") == 2, "the last one was there already"


def test_it_says_always_what_was_looked_for_and_that_it_may_be_there_all_the_same(
    office: Office, record: ConsentRecord
) -> None:
    open_check(office, record, caption=CLEAN)
    words = office.words("limits")
    assert words.startswith("Detectors looked for: faces and eyes")
    assert "how many is not measured" in words and "may be there all the same" in words


def test_it_fits_a_small_screen(office: Office, record: ConsentRecord) -> None:
    open_check(office, record, caption=CLEAN)
    assert office.fits()
