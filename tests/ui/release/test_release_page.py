"""Letting pictures out at the desk: chosen, asked about, written, with the sheet that goes with them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from consentdesk.domain.facts import ConsentWithdrawn
from consentdesk.domain.placement import Placement, WantedPlaces
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.withdrawal import Asker, Asking, Scope, Way
from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.ui import release
from consentdesk.ui.kit.card import Badge
from consentdesk.ui.release import ReleasePage
from consentdesk.ui.release.rows import LeavingRow
from consentdesk.ui.release.screen import ReleaseScreen
from consentdesk.ui.release.state import PictureRow, ReleaseState, Say
from consentdesk.workflows.register import places
from tests.documents.reading import text_of
from tests.helpers.pictures import jpeg, photograph
from tests.ui.records.conftest import Office, SavingFiles
from tests.workflows.releasing import photographed
from tests.workflows.sealing import USES

ASKED = Asking(Asker.PATIENT, Way.TELEPHONE, "Alex Example")


class Choosing(SavingFiles):
    """A user who puts pictures into a folder, or thinks better of it."""

    def release_folder(self) -> Path | None:
        return self.folder

    def backup_folder(self) -> Path | None:
        return None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "slides"
    made.mkdir()
    return made


@pytest.fixture
def record(office: Office, decoder: ConfinedDecoder, folder: Path) -> ConsentRecord:
    """Two photographs of a patient who agreed to teaching."""
    office.machine = replace(office.machine, files=Choosing(folder))
    files = [jpeg(photograph(seed=n)) for n in (1, 2)]
    made = office.on_lane(lambda: photographed(office.desk, decoder, *files, uses=(*USES, "print")))
    assert isinstance(made, ConsentRecord)
    return made


def open_release(office: Office, record: ConsentRecord) -> ReleasePage:
    about = " ".join(image.source_sha256 for image in record.images)
    page = release.open_page(office.machine, office.desk, about)
    office.show(page)
    return page


def ask(office: Office, use: str = "teaching") -> None:
    """Choose a use, and let the gate answer."""
    office.click(f"place_use_{use}")
    office.qtbot.waitUntil(lambda: office.there("picture_1_answer"))
    office.settle()


def withdraw_first(office: Office, record: ConsentRecord) -> None:
    scope = Scope((record.images[0].source_sha256,), ("teaching",))
    said = ConsentWithdrawn("w1", scope, ASKED)
    office.on_lane(lambda: office.desk.vault.append(said, office.desk.now(), record.patient.id))


def pictures_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.jpg"))


def noted(office: Office) -> list[Placement]:
    page = office.on_lane(lambda: places(office.desk, WantedPlaces()))
    return [listed.line.placement for listed in page.lines]


def test_pictures_go_into_the_folder_with_what_they_may_be_used_for(
    office: Office, record: ConsentRecord, folder: Path
) -> None:
    open_release(office, record)
    ask(office)
    assert (
        office.words("picture_1_answer") == "Yes"
        and office.words("release_count") == "2 of 2 pictures may leave"
    )
    office.type("place_title", "Grand rounds, spring term")
    office.type("caption_2", "Week 6")
    office.click("release_more")
    office.type("mark", "For teaching only")
    office.click("release_size_800")
    office.click("release")
    office.qtbot.waitUntil(lambda: office.there("released_page"))
    names = [f"{record.code}-{n}.jpg" for n in (1, 2)]
    assert pictures_in(folder) == names
    with Image.open(folder / names[0]) as out:
        assert max(out.size) <= 800
    told = json.loads((folder / f"{names[1]}.json").read_text())
    assert (told["caption"], told["place"]) == ("Week 6", "Grand rounds, spring term")
    assert {(place.title, place.owner) for place in noted(office)} == {
        ("Grand rounds, spring term", "Sam Sample")
    }


def test_the_sheet_can_be_saved_beside_them(office: Office, record: ConsentRecord, folder: Path) -> None:
    open_release(office, record)
    ask(office)
    office.type("place_title", "Grand rounds")
    office.press_enter("place_title")
    office.qtbot.waitUntil(lambda: office.there("preview_1"), timeout=10_000)
    office.click("save")
    assert f"{record.code}-1.jpg" in text_of((folder / "release-sheet.pdf").read_bytes())
    assert office.facts().count("document_given") == 1


def test_what_is_missing_is_said_at_its_field(office: Office, record: ConsentRecord, folder: Path) -> None:
    open_release(office, record)
    office.click("release")
    assert office.there("problems") and pictures_in(folder) == []
    ask(office)
    office.type("place_until", "soon")
    office.click("release")
    assert office.words("problems_0").startswith("Enter")
    office.type("place_until", "1 1 2020")
    office.click("release")
    words = {office.words("problems_0"), office.words("problems_1")}
    assert words == {"Say in a few words where the pictures go", "Choose today or a later day"}
    assert pictures_in(folder) == [] and noted(office) == []


def test_those_that_may_not_leave_are_named_and_left_out_only_when_somebody_says_so(
    office: Office, record: ConsentRecord, folder: Path
) -> None:
    withdraw_first(office, record)
    open_release(office, record)
    ask(office)
    assert office.words("picture_1_answer") == "No"
    assert office.words("picture_1_reasons").startswith("It was withdrawn")
    assert not office.there("caption_1") and office.there("caption_2")
    office.type("place_title", "Grand rounds")
    office.click("release")
    assert "1 picture may not leave" in office.words("problems_0") and pictures_in(folder) == []
    office.click("leave_out")
    assert office.words("picture_1_answer") == "Stays here"
    office.click("release")
    office.qtbot.waitUntil(lambda: office.there("released_page"))
    assert pictures_in(folder) == [f"{record.code}-2.jpg"]


def test_a_picture_can_be_taken_out_again(office: Office, record: ConsentRecord, folder: Path) -> None:
    open_release(office, record)
    ask(office)
    office.click("picture_1_out")
    assert office.there("picture_1") and not office.there("picture_2") and not office.there("picture_1_out")
    office.type("place_title", "Grand rounds")
    office.click("release")
    office.qtbot.waitUntil(lambda: office.there("released_page"))
    assert pictures_in(folder) == [f"{record.code}-2.jpg"]


def test_a_withdrawal_while_the_page_is_open_stops_the_release(
    office: Office, record: ConsentRecord, folder: Path
) -> None:
    open_release(office, record)
    ask(office)
    office.type("place_title", "Grand rounds")
    withdraw_first(office, record)
    office.click("release")
    assert office.words("picture_1_answer") == "No"
    assert pictures_in(folder) == [] and noted(office) == []


def test_publication_waits_for_the_reidentification_check(office: Office, record: ConsentRecord) -> None:
    open_release(office, record)
    assert not office.there("place_outlet")
    ask(office, "print")
    office.type("place_outlet", "Journal of Example Dermatology")
    office.qtbot.wait(250)
    office.settle()
    assert "whether the patient can be recognised" in office.words("picture_1_reasons")
    assert not office.there("leave_out"), "nothing would be left"


def test_without_a_folder_nothing_happens(office: Office, record: ConsentRecord, folder: Path) -> None:
    office.machine = replace(office.machine, files=Choosing(None))
    open_release(office, record)
    ask(office)
    office.type("place_title", "Grand rounds")
    office.click("release")
    assert office.there("release_page") and not office.there("making") and noted(office) == []


def test_without_pictures_there_is_one_sentence_and_one_button(office: Office) -> None:
    page = release.open_page(office.machine, office.desk)
    office.show(page)
    with office.qtbot.waitSignal(page.room_asked) as asked:
        office.click("choose_pictures")
    assert asked.args == ["gallery"] and not office.there("picture_1")


def test_it_fits_a_small_screen(office: Office, record: ConsentRecord) -> None:
    open_release(office, record)
    ask(office)
    assert office.fits()


def many(count: int, **said: object) -> ReleaseState:
    rows = (PictureRow(str(n), f"Picture {n}", QImage()) for n in range(count))
    return ReleaseState(tuple(replace(row, **said) for row in rows), loaded=True)  # type: ignore[arg-type]


def test_many_answers_are_drawn_part_by_part(qtbot: QtBot) -> None:
    screen = ReleaseScreen()
    qtbot.addWidget(screen)
    screen.draw(many(40))
    assert 0 < len(screen.findChildren(LeavingRow)) < 10, "a hundred rows at once would hold the window up"
    qtbot.waitUntil(lambda: len(screen.findChildren(LeavingRow)) == 40)
    screen.draw(many(40, say=Say.YES))
    answers = [screen.findChild(Badge, f"picture_{n}_answer") for n in (1, 40)]
    assert [answer.text() == "Yes" for answer in answers if answer] == [True, False]
    qtbot.waitUntil(lambda: answers[1] is not None and answers[1].text() == "Yes")


def test_a_caption_that_is_being_typed_keeps_the_keyboard(qtbot: QtBot) -> None:
    screen = ReleaseScreen()
    qtbot.addWidget(screen)
    screen.draw(many(2))
    screen.show()
    line = screen.findChild(QLineEdit, "caption_1")
    assert line is not None
    line.setFocus()
    screen.draw(many(2, say=Say.YES, told=("until 1 January 2027",)))
    assert screen.focusWidget() is line


def test_it_stands_in_the_width_of_a_small_screen(qtbot: QtBot) -> None:
    screen = ReleaseScreen()
    qtbot.addWidget(screen)
    told = ("A second person does not agree to the check of 30 September 2026",)
    screen.draw(many(3, say=Say.NO, told=told, to_check=True, can_check=True))
    assert screen.minimumSizeHint().width() <= 1024 - 232 - 88
