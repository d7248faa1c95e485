"""The one box on home, and pictures that are dropped onto the window: found by whatever is at hand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from consentdesk.domain.facts import ImageAdded
from consentdesk.rehearsal.hands import Hands
from tests.helpers.pictures import jpeg, photograph
from tests.helpers.sessions import NOW
from tests.storage.consents import consent, person, register
from tests.ui.conftest import Front

TYPING_PAUSES_MS = 400
PHOTO = photograph(640, 480, seed=3)


@dataclass
class Desk:
    """The window on a vault with one consent, about a photograph that lies beside it as a file."""

    front: Front
    hands: Hands
    photo: Path

    def find(self, typed: str) -> None:
        self.hands.type("search", typed)
        QTest.qWait(TYPING_PAUSES_MS)
        self.hands.settle()

    def drop(self, *paths: Path, onto: str = "home_page") -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        target, copy, left = self.hands.find(onto), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        assert isinstance(target, QWidget)
        QApplication.sendEvent(target, QDragEnterEvent(QPoint(5, 5), copy, mime, left, none))
        QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), copy, mime, left, none))
        self.hands.settle()

    def saved(self, name: str, data: bytes) -> Path:
        path = self.photo.with_name(name)
        path.write_bytes(data)
        return path


@pytest.fixture
def desk(front: Front, tmp_path: Path) -> Desk:
    hands, data = front.unlock(), jpeg(PHOTO)
    photo, decoder = tmp_path / "IMG_2044.jpg", front.machine.decoder
    photo.write_bytes(data)
    looked, pixels = decoder.look(data), decoder.pixel_sha256(data)
    vault: Any = front.window._desk and front.window._desk.vault

    def fill() -> None:
        consent(vault)
        small = vault.put_blob(looked.thumbnail, f"image:{looked.source_sha256}")
        view = vault.put_blob(looked.view, f"image:{looked.source_sha256}")
        added = ImageAdded(
            *(looked.source_sha256, pixels, view, small, "JPEG", 640, 480, "scalp", True), look=looked.look
        )
        vault.append(added, NOW, "patient-1")
        register(vault, person(2, "Kim", "Specimen"))

    front.on_lane(fill)
    return Desk(front, hands, photo)


def test_a_birth_date_in_any_usual_spelling_finds_everybody_born_then(desk: Desk) -> None:
    for typed in ("17 5 1980", "17/05/1980", "1980-05-17"):
        desk.find(typed)
        assert desk.hands.sees("found_1") and desk.hands.sees("found_2")
        assert desk.hands.find("found_1_by").property("text") == "by birth date"


def test_enter_leads_to_whoever_is_found_alone(desk: Desk) -> None:
    desk.hands.type("search", "kim")
    QTest.keyClick(desk.hands.find("search"), Qt.Key.Key_Return)
    desk.hands.settle()
    assert not desk.hands.sees("home_page")


def test_a_hand_scanner_that_reads_a_copy_leads_to_its_patient(desk: Desk) -> None:
    vault: Any = desk.front.window._desk and desk.front.window._desk.vault
    sealed = desk.front.on_lane(lambda: vault.record("record-1"))
    desk.hands.type("search", f"consentdesk:{sealed.record.code}:{sealed.chain_hash}")
    QTest.keyClick(desk.hands.find("search"), Qt.Key.Key_Return)
    desk.hands.settle()
    assert not desk.hands.sees("home_page")


@pytest.mark.parametrize("onto", ["home_page", "search"])
def test_a_file_that_is_dropped_opens_its_picture_in_the_file_of_its_patient(desk: Desk, onto: str) -> None:
    desk.drop(desk.photo, onto=onto)
    assert desk.hands.sees("whole_picture")
    assert "scalp" in str(desk.hands.find("whole_words").property("text"))


def test_the_same_pixels_in_another_file_are_the_same_picture(desk: Desk) -> None:
    desk.drop(desk.saved("copy.jpg", jpeg(PHOTO) + b"and more"))
    assert desk.hands.sees("whole_picture")


def test_what_only_looks_alike_is_said_as_a_guess_and_opened_on_request(desk: Desk) -> None:
    desk.drop(desk.saved("small.jpg", jpeg(PHOTO.resize((320, 240)))))
    assert desk.hands.sees("find_picture_page") and not desk.hands.sees("whole_picture")
    assert "not known" in str(desk.hands.find("found_none").property("text"))
    desk.hands.click("guess_1")
    assert desk.hands.sees("whole_picture")


def test_a_file_that_is_no_picture_is_refused_with_its_reason(desk: Desk) -> None:
    desk.drop(desk.saved("broken.jpg", b"not a picture"))
    assert desk.hands.sees("find_picture_page") and desk.hands.sees("trouble")
    assert not desk.hands.sees("guess_1")


def test_several_files_are_asked_about_as_a_whole(desk: Desk) -> None:
    desk.drop(desk.photo, desk.saved("second.jpg", jpeg(photograph(64, 48))))
    assert desk.hands.sees("may_use_page") and not desk.hands.sees("find_picture_page")


def test_a_picture_can_be_chosen_where_none_can_be_dropped(desk: Desk) -> None:
    desk.front.files.pictures = (desk.photo,)
    desk.hands.click("find_picture")
    assert desk.hands.sees("whole_picture")
