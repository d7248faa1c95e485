"""The ways to the check and back: from a release, from "May I use it?", to covering a picture."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from consentdesk.domain.record import ConsentRecord
from consentdesk.ui import may_use, patient_file, release
from consentdesk.ui.reidentification.wanted import Wanted, read_about
from consentdesk.ui.release import ReleasePage
from tests.ui.records.conftest import Office, SavingFiles
from tests.ui.reidentification.conftest import JOURNAL, Looker


class Choosing(SavingFiles):
    """A user who puts pictures into a folder."""

    def release_folder(self) -> Path | None:
        return self.folder

    def backup_folder(self) -> Path | None:
        return None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "for the journal"
    made.mkdir()
    return made


def open_release(office: Office, record: ConsentRecord, folder: Path, pictures: int = 1) -> ReleasePage:
    """A release for a journal, of which only the check is missing."""
    office.machine = replace(office.machine, files=Choosing(folder))
    sources = (image.source_sha256 for image in record.images[:pictures])
    page = release.open_page(office.machine, office.desk, " ".join(sources))
    office.show(page)
    office.click("place_use_print")
    office.type("place_outlet", JOURNAL)
    office.type("place_title", "Case report")
    office.qtbot.waitUntil(lambda: office.there("picture_1_check"))
    office.settle()
    return page


def begin_check(office: Office, number: int = 1) -> None:
    office.click(f"picture_{number}_check")
    office.qtbot.waitUntil(lambda: office.there("nothing_found") or office.there("finding_1"))


def test_after_the_check_the_answer_is_yes_and_its_words_are_the_releases(
    office: Office, record: ConsentRecord, looker: Looker, folder: Path
) -> None:
    open_release(office, record, folder)
    assert office.words("picture_1_answer") == "No"
    begin_check(office)
    assert office.words("purpose") == f"Print · {JOURNAL}"
    assert looker.said("title") == "Case report"
    looker.say("caption", "Week 6")
    looker.say("title", "Letter")
    office.find("look_face").setFocus()
    looker.all_no()
    looker.press(Qt.Key.Key_Return)
    office.qtbot.waitUntil(lambda: office.there("release_page"))
    office.qtbot.waitUntil(lambda: office.words("picture_1_answer") == "Yes")
    assert office.words("caption_1") == "Week 6" and office.words("place_title") == "Letter"
    office.click("release")
    office.qtbot.waitUntil(lambda: office.there("released_page"))
    (told,) = (json.loads(path.read_text()) for path in folder.glob("*.json"))
    assert (told["caption"], told["outlet"]) == ("Week 6", JOURNAL)


def test_the_words_under_the_picture_are_checked_and_changed_with_it(
    office: Office, record: ConsentRecord, looker: Looker, folder: Path
) -> None:
    open_release(office, record, folder)
    office.click("release_more")
    office.type("mark", "Alex Probe")
    office.qtbot.waitUntil(lambda: office.there("picture_1_check"))
    begin_check(office)
    assert looker.said("mark") == "Alex Probe" and office.there("finding_1")
    looker.say("mark", "For teaching only")
    office.qtbot.waitUntil(lambda: office.there("nothing_found"))
    office.find("look_face").setFocus()
    looker.all_no()
    looker.press(Qt.Key.Key_Return)
    office.qtbot.waitUntil(lambda: office.there("release_page"))
    office.qtbot.waitUntil(lambda: office.words("picture_1_answer") == "Yes")
    assert office.words("mark") == "For teaching only"


def test_other_words_afterwards_ask_for_the_check_again(
    office: Office, record: ConsentRecord, looker: Looker, folder: Path
) -> None:
    open_release(office, record, folder)
    begin_check(office)
    looker.all_no()
    looker.press(Qt.Key.Key_Return)
    office.qtbot.waitUntil(lambda: office.there("caption_1") and office.words("picture_1_answer") == "Yes")
    office.type("caption_1", "Alex Probe")
    office.qtbot.waitUntil(lambda: office.there("picture_1_check"))
    office.settle()
    assert "other words" in office.words("picture_1_reasons")


def test_of_two_pictures_the_one_that_was_pressed_comes_first(
    office: Office, record: ConsentRecord, folder: Path
) -> None:
    open_release(office, record, folder, pictures=2)
    begin_check(office, number=2)
    assert office.words("picture_words").startswith("2 of 2")


def test_going_back_without_a_check_loses_nothing_that_was_typed(
    office: Office, record: ConsentRecord, looker: Looker, folder: Path
) -> None:
    open_release(office, record, folder)
    begin_check(office)
    looker.say("caption", "Week 6")
    office.click("back")
    office.qtbot.waitUntil(lambda: office.there("release_page"))
    assert office.words("caption_1") == "Week 6" and office.words("place_outlet") == JOURNAL
    assert office.words("picture_1_answer") == "No"


def test_covering_is_a_page_of_its_own_from_which_one_comes_back(
    office: Office, record: ConsentRecord, looker: Looker, folder: Path
) -> None:
    open_release(office, record, folder)
    begin_check(office)
    looker.say("caption", "Week 6")
    office.click("mask")
    assert not office.there("check_page")
    office.click("mask_cancel")
    assert office.there("check_page") and looker.said("caption") == "Week 6"


def test_may_i_use_it_offers_the_check_that_is_missing(office: Office, record: ConsentRecord) -> None:
    source = record.images[0].source_sha256
    page = may_use.open_page(office.machine, office.desk, source)
    office.show(page)
    office.click("ask_use_print")
    office.type("ask_outlet", JOURNAL)
    office.qtbot.waitUntil(lambda: office.there("check"))
    with office.qtbot.waitSignal(page.room_opened) as opened:
        office.click("check")
    room, about = opened.args
    assert room == "reidentification" and read_about(about) == Wanted((source,), "print", JOURNAL)


def test_without_a_missing_check_none_is_offered(office: Office, record: ConsentRecord) -> None:
    page = may_use.open_page(office.machine, office.desk, record.images[0].source_sha256)
    office.show(page)
    office.click("ask_use_teaching")
    assert office.there("answer_word") and not office.there("check")


def test_a_patients_file_leads_to_the_check_of_every_picture(office: Office, record: ConsentRecord) -> None:
    page = patient_file.open_page(office.machine, office.desk, record.patient.id)
    office.show(page)
    with office.qtbot.waitSignal(page.work_opened) as opened:
        office.click("reidentification")
    sources = " ".join(image.source_sha256 for image in record.images)
    assert sorted(opened.args[1].split()) == sorted(sources.split()) and opened.args[0] == "reidentification"


def test_whoever_began_to_answer_is_asked_before_the_page_is_left(
    office: Office, record: ConsentRecord, looker: Looker, folder: Path
) -> None:
    page = open_release(office, record, folder)
    went: list[str] = []
    page.let_go(lambda: went.append("before"))
    begin_check(office)
    page.let_go(lambda: went.append("unanswered"))
    looker.press(Qt.Key.Key_N)
    page.let_go(lambda: went.append("asked"))
    office.click("leaving_stay")
    assert went == ["before", "unanswered"] and not office.there("leaving")
    page.let_go(lambda: went.append("left"))
    office.click("leaving_leave")
    assert went == ["before", "unanswered", "left"]


def test_whoever_draws_on_a_picture_that_is_looked_through_is_asked_before_it_is_left(
    office: Office, record: ConsentRecord, looker: Looker, folder: Path
) -> None:
    page = open_release(office, record, folder)
    begin_check(office)
    office.click("mask")
    office.qtbot.keyClick(office.find("canvas"), Qt.Key.Key_Return)
    office.settle()
    went: list[str] = []
    page.let_go(lambda: went.append("left"))
    assert went == [] and office.there("leaving")
