"""The last page before pictures leave for social media: read to its end, every time (R27)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from consentdesk.domain.record import ConsentRecord
from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.ui.release.last import LastScreen
from consentdesk.ui.release.state import LastPage, OutletNote, PictureRow, Say
from consentdesk.workflows.register import outlets, save_outlet
from tests.helpers.pictures import jpeg, photograph
from tests.helpers.sessions import rules
from tests.ui.records.conftest import Office
from tests.ui.release.test_release_page import Choosing, ask, folder, open_release, pictures_in
from tests.workflows.checking import REASON, checked
from tests.workflows.releasing import photographed
from tests.workflows.sealing import USES

PLATFORM, JOURNAL = "Facebook", "JAMA Dermatology"
TITLE, CAPTION, NOTE = "Post of the week", "A plaque that heals", "Ask medical photography first."
WARNINGS = rules().wording.warnings
__all__ = ["folder"]


@pytest.fixture
def record(office: Office, decoder: ConfinedDecoder, folder: Path) -> ConsentRecord:
    """One photograph that may be posted on Facebook, looked through for that, with its words."""
    office.machine = replace(office.machine, files=Choosing(folder))

    def made() -> ConsentRecord:
        desk = office.desk
        record = photographed(desk, decoder, jpeg(photograph()), uses=(*USES, "social_media", "print"))
        image = record.images[0].source_sha256
        checked(desk, image, "social_media", PLATFORM, TITLE, CAPTION)
        return record

    return cast(ConsentRecord, office.on_lane(made))


def ask_to_post(office: Office, record: ConsentRecord) -> None:
    """Everything typed, and "Release" pressed."""
    open_release(office, record)
    ask(office, "social_media")
    office.type("place_outlet", PLATFORM)
    office.type("place_title", TITLE)
    office.type("caption_1", CAPTION)
    answered(office, "Yes")
    office.click("release")


def answered(office: Office, words: str) -> None:
    office.qtbot.waitUntil(lambda: office.there("picture_1_answer") and said(office) == words)


def said(office: Office) -> str:
    return office.words("picture_1_answer")


def read_on(office: Office) -> None:
    bar = cast(QScrollArea, office.find("last_reading")).verticalScrollBar()
    bar.setValue(bar.maximum())
    office.qtbot.wait(50)


def test_pictures_are_posted_once_the_warnings_were_read(
    office: Office, record: ConsentRecord, folder: Path
) -> None:
    ask_to_post(office, record)
    for number, warning in enumerate(WARNINGS, start=1):
        assert office.there(f"warning_{number}") and warning.title
    read_on(office)
    office.click("last_read")
    office.click("last_release")
    office.qtbot.waitUntil(lambda: office.there("released_page"))
    assert pictures_in(folder) == [f"{record.code}-1.jpg"]


def test_pressed_early_it_says_what_is_missing_and_reads_on(
    office: Office, record: ConsentRecord, folder: Path
) -> None:
    ask_to_post(office, record)
    bar = cast(QScrollArea, office.find("last_reading")).verticalScrollBar()
    office.click("last_read")
    office.click("last_release")
    assert office.words("last_problems_0") == "Read on to the end" and bar.value() > 0
    while bar.value() < bar.maximum():
        office.click("last_release")
    office.qtbot.wait(50)
    office.click("last_read")
    office.click("last_release")
    assert office.words("last_problems_0") == "Say that you have read this"
    assert office.there("last_page") and pictures_in(folder) == []


def test_the_warnings_are_read_again_the_next_time(office: Office, record: ConsentRecord) -> None:
    ask_to_post(office, record)
    read_on(office)
    office.click("last_read")
    office.click("last_back")
    assert office.there("release_page") and not office.there("last_page")
    office.click("release")
    office.click("last_release")
    assert office.words("last_problems_0") == "Read on to the end"


def test_other_words_with_a_picture_ask_for_another_check(office: Office, record: ConsentRecord) -> None:
    ask_to_post(office, record)
    office.click("last_back")
    office.type("caption_1", "The mayor's plaque")
    answered(office, "No")
    assert office.there("caption_1"), "its words can be put right"
    office.type("caption_1", CAPTION)
    answered(office, "Yes")


def test_what_an_outlet_asks_for_stands_on_both_pages(office: Office, record: ConsentRecord) -> None:
    def note_it() -> None:
        known = next(entry for entry in outlets(office.desk) if entry.name == PLATFORM)
        save_outlet(office.desk, replace(known, note=NOTE, link="https://example.org/rules"))

    office.on_lane(note_it)
    ask_to_post(office, record)
    assert office.there("last_note")
    office.click("last_back")
    assert office.find("release_note").accessibleName() == f"Facebook: {NOTE} https://example.org/rules"


def test_a_journal_without_a_note_has_no_last_page(
    office: Office, record: ConsentRecord, folder: Path
) -> None:
    image = record.images[0].source_sha256
    office.on_lane(lambda: checked(office.desk, image, "print", JOURNAL, TITLE))
    open_release(office, record)
    ask(office, "print")
    office.type("place_outlet", JOURNAL)
    office.type("place_title", TITLE)
    answered(office, "Yes")
    office.click("release")
    office.qtbot.waitUntil(lambda: office.there("released_page"))
    assert pictures_in(folder) == [f"{record.code}-1.jpg"]


def test_what_points_to_one_person_and_stays_is_said_once_more(
    office: Office, record: ConsentRecord, folder: Path
) -> None:
    image, said = record.images[0].source_sha256, f"{record.patient.given_name} {record.patient.family_name}"
    office.on_lane(lambda: checked(office.desk, image, "print", JOURNAL, TITLE, said))
    open_release(office, record)
    ask(office, "print")
    office.type("place_outlet", JOURNAL)
    office.type("place_title", TITLE)
    office.type("caption_1", said)
    answered(office, "Yes")
    office.click("release")
    assert said in office.words("left_in_1") and REASON in office.words("left_in_1")
    assert pictures_in(folder) == []


def last_page() -> LastPage:
    shown = PictureRow("a", "M" * 60, QImage(), Say.YES, caption="W" * 60)
    return LastPage(
        (shown,) * 12,
        "Social media",
        "M" * 60,
        OutletNote("M" * 60, "W" * 500, "x" * 120),
        ("M" * 60,),
        WARNINGS,
    )


def test_it_stands_in_the_width_of_a_small_screen(qtbot: QtBot) -> None:
    screen = LastScreen(last_page())
    qtbot.addWidget(screen)
    assert screen.minimumSizeHint().width() <= 704


def test_an_end_that_is_out_of_sight_was_not_read(qtbot: QtBot) -> None:
    screen = LastScreen(last_page())
    qtbot.addWidget(screen)
    screen.resize(1046, 500)
    with qtbot.assertNotEmitted(screen.read_to_end, wait=100):
        screen.show()
    with qtbot.waitSignal(screen.read_to_end):
        screen.resize(1046, 2000)
