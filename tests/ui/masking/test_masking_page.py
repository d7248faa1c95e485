"""Cropping and covering a picture of a session, with mouse, finger and keys (R28)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from consentdesk.domain.reidentification.identifier import Box, SeenInPicture
from consentdesk.workflows.look_up import picture
from consentdesk.workflows.ports import Decoder
from tests.ui.masking.conftest import Covering
from tests.ui.session.conftest import Bedside


def test_one_rectangle_is_in_the_session_after_two_clicks_and_a_drag(
    covering: Covering, session: Bedside
) -> None:
    covering.drag((0.2, 0.3), (0.5, 0.6))
    covering.click("continue")
    before, made = session.draft().images
    assert made.derived_from == before.source_sha256 and made.number == 2
    assert before.pixels_sha256 and made.pixels_sha256
    assert session.there("image_2") and not session.there("canvas")
    file = session.on_lane(lambda: picture(session.desk, made.source_sha256))
    covered = Image.open(BytesIO(file)).convert("RGB")
    assert covered.size == (800, 600)
    assert covered.getpixel((280, 270)) == (0, 0, 0) != covered.getpixel((600, 100))


def test_its_card_says_what_it_was_made_from(covering: Covering, session: Bedside) -> None:
    covering.drag((0.2, 0.3), (0.5, 0.6))
    covering.click("continue")
    assert session.words("gives_away_2") == "Cropped or covered from picture 1."


@pytest.mark.parametrize("way", ["mask_cancel", "back"])
def test_leaving_the_page_keeps_nothing(covering: Covering, session: Bedside, way: str) -> None:
    covering.drag((0.2, 0.3), (0.5, 0.6))
    covering.click(way)
    assert len(session.draft().images) == 1 and session.there("mask_1")
    session.click("mask_1")
    assert covering.masking.covers == ()


def test_everything_can_be_done_with_keys(covering: Covering, session: Bedside) -> None:
    covering.key(Qt.Key.Key_Return)
    start = covering.masking.covers[0].box
    covering.key(Qt.Key.Key_Right)
    covering.key(Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    covering.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    box = covering.masking.covers[0].box
    assert (box.left, box.top) == pytest.approx((start.left + 0.01, start.top - 0.002))
    assert (box.width, box.height) == pytest.approx((start.width, start.height + 0.01))
    covering.key(Qt.Key.Key_Delete)
    assert covering.masking.covers == ()
    covering.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert covering.masking.covers[0].box == box
    QTest.keyClick(session.find("continue"), Qt.Key.Key_Space)
    session.settle()
    assert len(session.draft().images) == 2


def test_nothing_drawn_is_said_and_nothing_is_made(covering: Covering, session: Bedside) -> None:
    covering.click("continue")
    assert session.there("problems") and len(session.draft().images) == 1
    assert session.words("problems_0") == "Draw on the picture what is to be cut off or covered"
    covering.drag((0.3, 0.3), (0.5, 0.5))
    assert not session.there("problems")


def test_too_small_a_crop_is_said(covering: Covering, session: Bedside) -> None:
    covering.click("tool_crop")
    covering.drag((0.5, 0.5), (0.52, 0.9))
    covering.click("continue")
    assert "at least 32 pixels" in session.words("problems_0")


def test_the_same_copy_twice_is_said(covering: Covering, session: Bedside) -> None:
    for _ in range(2):
        covering.key(Qt.Key.Key_Return)
        covering.click("continue")
        if session.there("mask_1"):
            session.click("mask_1")
    assert "already in the session" in str(session.find("trouble").accessibleName())


def test_two_presses_make_one_picture(covering: Covering, session: Bedside) -> None:
    covering.key(Qt.Key.Key_Return)
    button = session.find("continue")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    session.settle()
    assert len(session.draft().images) == 2


@pytest.mark.parametrize("size", [(1366, 768), (1024, 640)])
def test_it_stands_on_a_small_screen_without_scrolling(
    covering: Covering, session: Bedside, size: tuple[int, int]
) -> None:
    session.window.resize(*size)
    covering.drag((0.3, 0.3), (0.5, 0.5))
    assert session.fits()


@dataclass(frozen=True)
class SeesAFace:
    """The real reader, and a detector that finds one face in every picture, with its eyes."""

    reader: Decoder

    def seen_in(self, source: bytes) -> SeenInPicture:
        eyes = (Box(0.38, 0.32, 0.08, 0.05), Box(0.54, 0.32, 0.08, 0.05))
        return SeenInPicture(faces=(Box(0.3, 0.15, 0.4, 0.5),), eyes=eyes, ran=("faces",))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.reader, name)


def test_a_bar_over_the_eyes_of_a_face_that_was_found_is_called_inadequate(session: Bedside) -> None:
    session.machine = replace(session.machine, decoder=SeesAFace(session.machine.decoder))
    session.resume(session.draft())
    session.click("mask_1")
    page = Covering(session.window, session.settle)
    page.drag((0.32, 0.3), (0.68, 0.4))
    said = session.find("eye_bar").accessibleName()
    assert said.startswith("An eye bar does not hide who somebody is.") and "ICMJE" in said
    page.drag((0.68, 0.4), (0.75, 0.75))
    page.drag((0.32, 0.3), (0.25, 0.1))
    assert not session.there("eye_bar"), "the whole face is covered"
