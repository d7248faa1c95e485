"""Shapes on a picture: drawn, moved, taken away and seen, with mouse, finger and keys."""

from __future__ import annotations

from itertools import product

import pytest
from PIL import Image
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest

from consentdesk.domain.masking import SMEAR_PX, Ellipse, Fill, Freehand, Rectangle, kept_px
from consentdesk.domain.reidentification.identifier import Box
from consentdesk.imaging.masking import masked
from tests.ui.masking.conftest import Covering

LOOP = ((0.3, 0.3), (0.5, 0.25), (0.6, 0.5), (0.4, 0.6), (0.3, 0.45))
SMALL = (200, 150)
NEAR = 0.01  # a pixel of the page, as a share of the picture


def same(box: Box, left: float, top: float, width: float, height: float) -> bool:
    return (box.left, box.top, box.width, box.height) == pytest.approx((left, top, width, height), abs=NEAR)


@pytest.mark.parametrize(("tool", "kind"), [("rectangle", Rectangle), ("ellipse", Ellipse)])
def test_a_drag_draws_the_shape_of_the_tool(
    drawing: Covering, tool: str, kind: type[Rectangle | Ellipse]
) -> None:
    drawing.click(f"tool_{tool}")
    drawing.click("fill_white")
    drawing.drag((0.6, 0.7), (0.2, 0.3))
    (cover,) = drawing.masking.covers
    assert isinstance(cover, kind) and cover.fill is Fill.WHITE
    assert same(cover.box, 0.2, 0.3, 0.4, 0.4)


def test_a_line_by_hand_closes_itself(drawing: Covering) -> None:
    drawing.click("tool_freehand")
    drawing.drag(*LOOP)
    (cover,) = drawing.masking.covers
    assert isinstance(cover, Freehand) and len(cover.points) == len(LOOP)
    drawing.click("view_after")
    assert drawing.colour(0.45, 0.45) == (0, 0, 0)


def test_a_second_crop_takes_the_place_of_the_first(drawing: Covering) -> None:
    drawing.click("tool_crop")
    drawing.drag((0.1, 0.1), (0.4, 0.4))
    drawing.drag((0.5, 0.5), (0.9, 0.9))
    assert same(drawing.masking.rest, 0.5, 0.5, 0.4, 0.4) and drawing.masking.covers == ()


def test_a_drag_past_the_edge_ends_at_the_edge(drawing: Covering) -> None:
    drawing.drag((0.7, 0.7), (1.4, 1.4))
    assert same(drawing.masking.covers[0].box, 0.7, 0.7, 0.3, 0.3)


def test_a_press_without_a_drag_draws_nothing_and_chooses_what_is_there(drawing: Covering) -> None:
    drawing.drag((0.2, 0.2), (0.4, 0.4))
    drawing.drag((0.6, 0.6), (0.8, 0.8))
    assert drawing.state.chosen == 1
    drawing.drag((0.3, 0.3))
    assert drawing.state.chosen == 0 and len(drawing.masking.covers) == 2
    drawing.drag((0.5, 0.1))
    assert drawing.state.chosen is None


def test_the_chosen_shape_is_moved_and_pulled_at_its_corners(drawing: Covering) -> None:
    drawing.drag((0.2, 0.2), (0.4, 0.4))
    drawing.drag((0.3, 0.3), (0.5, 0.4), (0.6, 0.5))
    assert same(drawing.masking.covers[0].box, 0.5, 0.4, 0.2, 0.2)
    drawing.drag((0.7, 0.6), (0.9, 0.9))
    assert same(drawing.masking.covers[0].box, 0.5, 0.4, 0.4, 0.5)
    drawing.drag((0.5, 0.4), (0.1, 0.1))
    assert same(drawing.masking.covers[0].box, 0.1, 0.1, 0.8, 0.8)


@pytest.mark.parametrize("tool", ["crop", "rectangle", "ellipse", "freehand"])
def test_every_tool_draws_by_a_key(drawing: Covering, tool: str) -> None:
    drawing.click(f"tool_{tool}")
    drawing.key(Qt.Key.Key_Return)
    assert bool(drawing.masking.covers) is (tool != "crop") is (drawing.masking.crop is None)


def test_what_was_done_is_undone_and_done_again(drawing: Covering) -> None:
    assert not drawing.there("undo") and not drawing.there("redo")
    drawing.drag((0.2, 0.2), (0.4, 0.4))
    drawing.click("fill_white")
    drawing.click("undo")
    assert drawing.masking.covers[0].fill is Fill.BLACK
    drawing.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert drawing.masking.covers == () and not drawing.there("undo")
    drawing.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert drawing.masking.covers[0].fill is Fill.BLACK
    drawing.click("redo")
    assert drawing.masking.covers[0].fill is Fill.WHITE and not drawing.there("redo")
    drawing.click("undo")
    drawing.key(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert drawing.masking.covers[0].fill is Fill.WHITE


def test_something_else_drawn_forgets_what_was_undone(drawing: Covering) -> None:
    drawing.drag((0.2, 0.2), (0.4, 0.4))
    drawing.click("undo")
    drawing.drag((0.6, 0.6), (0.8, 0.8))
    assert not drawing.there("redo") and len(drawing.masking.covers) == 1


def test_the_list_names_each_shape_and_chooses_it(drawing: Covering) -> None:
    drawing.drag((0.2, 0.2), (0.4, 0.5))
    drawing.click("tool_crop")
    drawing.key(Qt.Key.Key_Return)
    assert drawing.find("shape_crop").property("text") == "Crop"
    spoken = drawing.find("shape_1").accessibleName()
    assert spoken == "Rectangle, black: 20 % wide, 30 % high, 20 % from the left, 20 % from the top"
    drawing.click("shape_1")
    assert drawing.state.chosen == 0
    drawing.click("remove")
    assert not drawing.there("shape_1") and drawing.there("shape_crop")


def test_afterwards_only_what_is_left_is_seen(drawing: Covering) -> None:
    drawing.drag((0.3, 0.3), (0.5, 0.5))
    drawing.click("tool_crop")
    drawing.drag((0.25, 0.25), (0.75, 0.75))
    corner, dimmed = drawing.place(0.25, 0.25), drawing.colour(0.1, 0.5)
    drawing.click("view_after")
    assert drawing.place(0.25, 0.25).x() < corner.x() and drawing.colour(0.4, 0.4) == (0, 0, 0)
    assert sum(drawing.colour(0.7, 0.7)) > 2 * sum(dimmed)


def test_drawing_goes_on_from_what_is_drawn(drawing: Covering) -> None:
    drawing.drag((0.3, 0.3), (0.5, 0.5))
    drawing.click("view_after")
    drawing.drag((0.6, 0.6), (0.8, 0.8))
    assert not drawing.state.after and len(drawing.masking.covers) == 1


def test_a_band_is_called_what_it_may_be_as_soon_as_it_is_drawn(drawing: Covering) -> None:
    assert not drawing.there("eye_bar")
    drawing.drag((0.3, 0.3), (0.7, 0.38))
    assert "an eye bar does not hide who somebody is" in drawing.find("eye_bar").accessibleName()
    assert "inadequate protection of anonymity" in drawing.find("eye_bar").accessibleName()
    drawing.key(Qt.Key.Key_Delete)
    assert not drawing.there("eye_bar")


def test_a_finger_draws_as_the_mouse_does(drawing: Covering) -> None:
    finger = QTest.createTouchDevice(QPointingDevice.DeviceType.TouchScreen)
    canvas, places = drawing.canvas, [drawing.place(*at) for at in ((0.2, 0.2), (0.3, 0.4), (0.5, 0.6))]
    touch = QTest.touchEvent(canvas, finger)
    touch.press(0, places[0], canvas)
    touch.commit()
    for place in places[1:]:
        touch.move(0, place, canvas)
        touch.commit()
    touch.release(0, places[-1], canvas)
    touch.commit()
    assert same(drawing.masking.covers[0].box, 0.2, 0.2, 0.3, 0.4)


def test_a_line_of_very_many_points_is_kept_as_a_line(drawing: Covering) -> None:
    drawing.click("tool_freehand")
    drawing.drag(*((0.2 + 0.0005 * n, 0.2 + 0.3 * (n % 2)) for n in range(600)))
    assert len(drawing.masking.covers) == 1


@pytest.mark.parametrize("tool", ["rectangle", "ellipse", "freehand", "crop"])
def test_what_is_shown_as_it_will_be_is_what_is_made(drawing: Covering, tool: str) -> None:
    drawing.drag((0.15, 0.2), (0.3, 0.3))
    drawing.click(f"tool_{tool}")
    drawing.drag(*(LOOP if tool == "freehand" else ((0.4, 0.35), (0.8, 0.7))))
    drawing.click("view_after")
    corners = QRect(drawing.place(*corner(drawing, 0)), drawing.place(*corner(drawing, 1)))
    shown = drawing.canvas.grab(corners).toImage().scaled(*SMALL)
    made = masked(Image.new("RGB", (800, 600), "red"), drawing.masking, SMEAR_PX)
    made = made.resize(SMALL, Image.Resampling.NEAREST).getchannel(0)
    off = sum(
        abs(shown.pixelColor(x, y).red() - made.getpixel((x, y))) > 64  # type: ignore[operator]
        for x, y in product(range(SMALL[0]), range(SMALL[1]))
    )
    assert off < 0.015 * SMALL[0] * SMALL[1]


def corner(drawing: Covering, share: int) -> tuple[float, float]:
    """The upper left corner (0) or the lower right one (1) of what is left, in shares of the picture."""
    left, top, right, bottom = kept_px(drawing.masking.rest, 800, 600, SMEAR_PX)
    return ((left, right)[share] / 800, (top, bottom)[share] / 600)
