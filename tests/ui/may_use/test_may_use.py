"""May I use it? The page: real clicks, the real gate, a real vault (R24)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from consentdesk.domain.access import Role
from consentdesk.domain.facts import MemberChanged, UsesAsked
from consentdesk.domain.ledger_lines import Wanted
from consentdesk.system.clock import FixedClock
from consentdesk.ui.kit.text import Text
from consentdesk.ui.may_use.screen import MayUseScreen
from tests.helpers.decks import pptx
from tests.ui.may_use.conftest import OpenPage
from tests.ui.records.conftest import Office
from tests.workflows.deck_of_pictures import file_of, source_of, taken

ASK_AFTER_MS = 450


def word(office: Office) -> str:
    return office.words("answer_word")


def asked(office: Office) -> list[UsesAsked]:
    lines = office.on_lane(lambda: office.desk.vault.ledger_page(Wanted()))
    return [line.body for line in lines if isinstance(line.body, UsesAsked)]


def typed(office: Office, name: str, text: str) -> None:
    office.type(name, text)
    office.qtbot.wait(ASK_AFTER_MS)
    office.settle()


def drop(office: Office, page: MayUseScreen, *files: Path) -> None:
    """Let files fall on the page."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    settle(office)


def settle(office: Office) -> None:
    """Until nothing is looked at any more: each picture is work of its own."""
    for _ in range(10):
        office.settle()


def deck(folder: Path, *names: str) -> Path:
    media = {f"{n}.jpg": file_of(name) for n, name in enumerate(names, 1)}
    file = folder / "deck.pptx"
    file.write_bytes(pptx([[name] for name in media], media))
    return file


def test_a_yes_is_said_in_large_with_whose_signature(filled: Office, open_page: OpenPage) -> None:
    open_page(source_of("allowed 1"))
    assert word(filled) == "Yes" and filled.words("answer_about") == "For Teaching, today"
    assert "Signed by Alex Probe" in filled.words("answer_more_1")
    assert filled.there("release") and filled.there("open_record") and not filled.there("new_consent")


def test_a_no_is_said_with_its_reason_and_what_would_make_it_a_yes(
    filled: Office, open_page: OpenPage
) -> None:
    page = open_page(source_of("withdrawn 1"))
    assert word(filled) == "No"
    assert filled.words("answer_more_1") == "It was withdrawn on 3 September 2025"
    assert "in a new consent" in filled.words("remedy_1")
    assert not filled.there("release")
    with filled.qtbot.waitSignal(page.new_consent_asked) as begun:
        filled.click("new_consent")
    assert begun.args == ["patient withdrawn 1"]


def test_another_use_is_answered_at_once_and_asks_where(filled: Office, open_page: OpenPage) -> None:
    open_page(source_of("allowed 1"))
    assert not filled.there("ask_outlet")
    filled.click("ask_use_print")
    assert word(filled) == "No" and filled.there("ask_outlet")
    assert filled.words("answer_more_1").endswith("and none was entered")
    typed(filled, "ask_outlet", "JAAD")
    said = [filled.words("answer_more_1")]
    assert said == ["Nobody has checked yet whether the patient can be recognised"]
    assert filled.words("answer_about") == "For Print in JAAD, today"


def test_a_day_that_is_over_is_answered_as_it_was_and_one_to_come_is_not(
    filled: Office, open_page: OpenPage
) -> None:
    open_page(source_of("withdrawn 1"))
    typed(filled, "ask_day", "20 8 2025")
    assert word(filled) == "Yes" and filled.words("answer_about") == "For Teaching, 20 August 2025"
    for wrong in ("20 8 2045", "tomorrow"):
        typed(filled, "ask_day", wrong)
        assert not filled.there("the_answer")
        assert filled.find("ask_day").hasFocus()


def test_of_many_those_that_may_not_come_first_under_the_count(filled: Office, open_page: OpenPage) -> None:
    open_page(*(source_of(name) for name in ("allowed 0", "refused 0", "allowed 1")))
    assert word(filled) == "No" and filled.words("answer_more_1") == "1 of 3 pictures may not be used"
    assert "It was refused" in said_in(filled, "picture_1")
    assert [said_in(filled, f"picture_{n}").split()[-2] for n in (1, 2, 3)] == ["No", "Yes", "Yes"]


def said_in(office: Office, name: str) -> str:
    parts = [text.text() for text in office.find(name).findChildren(Text)]
    return " ".join([*parts, "."])


def test_a_deck_that_falls_on_the_page_is_checked_picture_by_picture(
    filled: Office, open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page()
    assert filled.there("nothing_chosen") and not filled.there("the_answer")
    drop(filled, page, deck(tmp_path, "allowed 0", "stranger 1", "withdrawn 0"))
    assert word(filled) == "No" and filled.words("answer_more_1") == "2 of 3 pictures may not be used"
    first = said_in(filled, "picture_1")
    assert "deck.pptx, slide 2" in first and "not known here" in first
    assert not filled.there("looking") and not filled.there("release")
    (noted,) = asked(filled)
    assert (noted.how, noted.unknown, noted.allowed) == ("files", 1, 1)


def test_a_deck_of_what_may_be_used_says_yes_and_files_are_asked_again_for_another_use(
    filled: Office, open_page: OpenPage, tmp_path: Path
) -> None:
    open_page(files=(deck(tmp_path, "allowed 0", "allowed 1"),))
    settle(filled)
    assert word(filled) == "Yes" and filled.words("answer_more_1") == "All 2 pictures may be used"
    filled.click("ask_use_online")
    assert word(filled) == "No"


def test_what_only_looks_alike_is_a_no_that_shows_what_it_looks_like(
    filled: Office, open_page: OpenPage, tmp_path: Path
) -> None:
    taken("allowed 1").save(tmp_path / "smaller.jpg", quality=55)
    open_page(files=(tmp_path / "smaller.jpg",))
    settle(filled)
    assert word(filled) == "No"
    assert "Looking alike is never enough" in filled.words("answer_more_2")
    assert not filled.there("new_consent") and not filled.there("release")


def test_a_folder_that_is_gone_is_said_and_nothing_is_answered(
    filled: Office, open_page: OpenPage, tmp_path: Path
) -> None:
    open_page(files=(tmp_path / "gone",))
    settle(filled)
    assert filled.there("trouble") and not filled.there("the_answer") and not filled.there("looking")


def test_each_question_that_was_answered_is_noted(filled: Office, open_page: OpenPage) -> None:
    open_page(source_of("allowed 1"))
    filled.click("ask_use_medical_record")
    assert [(noted.use, noted.allowed, noted.how) for noted in asked(filled)] == [
        ("medical_record", 1, "window"),
        ("teaching", 1, "window"),
    ]


def test_an_auditor_is_answered_and_shown_nobody(filled: Office, open_page: OpenPage) -> None:
    me = filled.on_lane(lambda: filled.desk.vault.me)
    auditor = MemberChanged(replace(me, roles=(Role.AUDITOR,)), "roles")
    filled.on_lane(lambda: filled.desk.note(auditor))
    open_page(source_of("allowed 1"))
    assert word(filled) == "Yes" and not filled.there("the_picture") and not filled.there("answer_more_1")
    leads = ("open_record", "open_patient", "release", "new_consent")
    assert not any(filled.there(name) for name in leads)
    open_page()
    assert filled.there("nothing_chosen") and not filled.there("gallery")


def test_a_known_place_is_offered_while_it_is_typed(filled: Office, open_page: OpenPage) -> None:
    open_page(source_of("allowed 1"))
    filled.click("ask_use_social_media")
    typed(filled, "ask_outlet", "face")
    filled.click("ask_known_Facebook")
    assert filled.words("answer_about") == "For Social media in Facebook, today"
    assert not filled.there("ask_known")


def test_a_page_that_stays_open_over_midnight_asks_about_the_day_that_it_is(
    filled: Office, open_page: OpenPage
) -> None:
    """And not whether it was permitted yesterday, which asks for less."""
    open_page(source_of("allowed 1"))
    filled.click("ask_use_print")
    typed(filled, "ask_outlet", "JAAD")
    clock = filled.desk.clock
    assert isinstance(clock, FixedClock)
    clock.advance(timedelta(days=1))
    typed(filled, "ask_outlet", "JAAD ")
    assert word(filled) == "No" and filled.words("answer_about").endswith("today")


def test_no_yes_stays_where_another_question_could_not_be_answered(
    filled: Office, open_page: OpenPage
) -> None:
    open_page(source_of("allowed 1"))
    me = filled.on_lane(lambda: filled.desk.vault.me)
    nobody = MemberChanged(replace(me, roles=(Role.ADMINISTRATOR,)), "roles")
    filled.on_lane(lambda: filled.desk.note(nobody))
    filled.click("ask_use_medical_record")
    assert filled.there("trouble") and not filled.there("the_answer")
