"""A signature is kept as it was drawn, whatever it was drawn with (R18)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count, pairwise
from math import hypot
from statistics import median
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPointingDevice, QTabletEvent, QTransform
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from consentdesk.domain.signature import Drawing, Point, Stroke, is_signature
from consentdesk.ui.kit.ink import MAX_WIDTH_PX, MIN_WIDTH_PX, curves, widths
from consentdesk.ui.kit.layout import column, held
from consentdesk.ui.kit.signature_pad import MIN_DISTANCE_PX, SignaturePad
from consentdesk.ui.theme import LIGHT
from tests.ui.kit.conftest import Shown
from tests.ui.kit.gallery import scribble

LEFT = Qt.MouseButton.LeftButton
SLOWEST_PAINT_S = 0.1
MARGIN_PX = 20  # the pad's own corners are no ink
ZIGZAG = [QPoint(100 + 15 * i, 100 + 40 * (i % 2)) for i in range(12)]


@pytest.fixture
def pad(shown: Shown[QWidget]) -> Iterator[SignaturePad]:
    ticks = count(1000, 10)
    made = SignaturePad("signature", "Sign here", clock_ms=lambda: next(ticks))
    page = held(column(made), "page")
    page.resize(700, 320)
    shown(page)
    yield made


def draw(pad: QWidget, places: list[QPoint]) -> None:
    QTest.mousePress(pad, LEFT, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(pad, place)
    QTest.mouseRelease(pad, LEFT, pos=places[-1])


def pen(pad: QWidget, kind: QEvent.Type, at: QPoint, pressure: float) -> bool:
    event = QTabletEvent(
        kind, QPointingDevice.primaryPointingDevice(), QPointF(at), QPointF(pad.mapToGlobal(at)), pressure,
        0, 0, 0, 0, 0, Qt.KeyboardModifier.NoModifier, LEFT, LEFT,
    )  # fmt: skip
    QApplication.sendEvent(pad, event)
    return event.isAccepted()


def test_a_stroke_is_kept_point_by_point_with_its_time(pad: SignaturePad, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pad.changed):
        draw(pad, ZIGZAG)
    (stroke,) = pad.strokes()
    assert [(p.x, p.y) for p in stroke.points] == [(p.x(), p.y()) for p in ZIGZAG]
    assert all(a.t_ms < b.t_ms for a, b in pairwise(stroke.points))
    assert (stroke.device, {p.pressure for p in stroke.points}) == ("mouse", {0.5})
    assert is_signature(pad.strokes())


def test_points_closer_than_five_pixels_are_left_out(pad: SignaturePad) -> None:
    draw(pad, [QPoint(100 + i, 100) for i in range(60)])
    (stroke,) = pad.strokes()
    assert len(stroke.points) == 12
    assert all(hypot(b.x - a.x, b.y - a.y) >= MIN_DISTANCE_PX for a, b in pairwise(stroke.points))


def test_a_tap_is_a_stroke_but_no_signature(pad: SignaturePad) -> None:
    QTest.mouseClick(pad, LEFT, pos=QPoint(100, 100))
    assert len(pad.strokes()) == 1
    assert not is_signature(pad.strokes())


def test_other_mouse_buttons_draw_nothing(pad: SignaturePad) -> None:
    QTest.mouseClick(pad, Qt.MouseButton.RightButton, pos=QPoint(100, 100))
    assert pad.strokes() == ()


def test_a_finger_draws_and_is_known_as_one(pad: SignaturePad, qapp: QApplication) -> None:
    finger = QTest.createTouchDevice()
    QTest.touchEvent(pad, finger).press(1, ZIGZAG[0], pad)
    for place in ZIGZAG[1:]:
        QTest.touchEvent(pad, finger).move(1, place, pad)
    QTest.touchEvent(pad, finger).release(1, ZIGZAG[-1], pad)
    (stroke,) = pad.strokes()
    assert stroke.device == "touch"
    assert len(stroke.points) == len(ZIGZAG)


def test_a_pen_draws_with_its_pressure_and_makes_no_mouse_of_itself(pad: SignaturePad) -> None:
    accepted = [pen(pad, QEvent.Type.TabletPress, ZIGZAG[0], 0.2)]
    accepted += [pen(pad, QEvent.Type.TabletMove, place, 0.8) for place in ZIGZAG[1:]]
    accepted.append(pen(pad, QEvent.Type.TabletRelease, ZIGZAG[-1], 0))
    (stroke,) = pad.strokes()
    assert stroke.device == "pen"
    assert [round(p.pressure, 3) for p in stroke.points] == [0.2, *([0.8] * (len(ZIGZAG) - 1))]
    assert all(accepted)


def test_a_palm_on_the_glass_does_not_disturb_the_pen(pad: SignaturePad) -> None:
    pen(pad, QEvent.Type.TabletPress, ZIGZAG[0], 0.5)
    palm = QTest.createTouchDevice()
    QTest.touchEvent(pad, palm).press(1, QPoint(400, 150), pad)
    for place in ZIGZAG[1:]:
        pen(pad, QEvent.Type.TabletMove, place, 0.5)
    QTest.touchEvent(pad, palm).release(1, QPoint(400, 150), pad)
    pen(pad, QEvent.Type.TabletRelease, ZIGZAG[-1], 0)
    (stroke,) = pad.strokes()
    assert (stroke.device, len(stroke.points)) == ("pen", len(ZIGZAG))


def test_the_last_stroke_can_be_taken_back_and_all_be_cleared(pad: SignaturePad, qtbot: QtBot) -> None:
    for shift in (0, 40, 80):
        draw(pad, [place + QPoint(shift, 0) for place in ZIGZAG])
    first, second, _ = pad.strokes()
    pad.undo_stroke()
    assert pad.strokes() == (first, second)
    pad.setFocus()
    QTest.keyClick(pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pad.strokes() == (first,)
    with qtbot.waitSignal(pad.changed):
        pad.clear()
    assert pad.strokes() == ()


def test_nothing_is_told_when_there_is_nothing_to_take_back(pad: SignaturePad, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(pad.changed):
        pad.undo_stroke()
        pad.clear()


def test_another_size_changes_no_stroke_and_shows_all_of_it(pad: SignaturePad) -> None:
    drawn_on = pad.size()
    draw(pad, ZIGZAG)
    before = pad.drawing()
    for size in (QSize(1300, 700), QSize(620, 800), QSize(600, 260)):
        pad.window().resize(size)
        pad.grab()
        assert pad.drawing() == before
        left, top, right, bottom = ink_box(pad.grab().toImage())
        scale = min(pad.width() / drawn_on.width(), pad.height() / drawn_on.height())
        assert (right - left) / (165 * scale) == pytest.approx(1, abs=0.1), "wide as drawn, to scale"
        assert left > 0 and top > 0 and right < pad.width() and bottom < pad.height()
    assert (before.width_px, before.height_px) == drawn_on.toTuple()


def test_a_stroke_added_after_a_resize_lies_where_it_is_drawn(pad: SignaturePad) -> None:
    draw(pad, ZIGZAG)
    pad.window().resize(1300, 620)
    pad.grab()
    draw(pad, [QPoint(900, 500), QPoint(1000, 500), QPoint(1100, 500)])
    scale, into = pad.drawing(), QTransform()
    into.scale(scale.width_px / pad.width(), scale.height_px / pad.height())
    assert pad.strokes()[1].points[0].y == pytest.approx(into.map(QPointF(900, 500)).y(), abs=12)
    assert ink_box(pad.grab().toImage())[2] == pytest.approx(1100, abs=4)


def ink_box(image: QImage) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what the pen drew."""
    ink = QColor(LIGHT.pen)
    dark = [
        (x, y)
        for x in range(MARGIN_PX, image.width() - MARGIN_PX, 2)
        for y in range(MARGIN_PX, image.height() - MARGIN_PX)
        if abs(image.pixelColor(x, y).lightness() - ink.lightness()) < 30
    ]
    xs, ys = [x for x, _ in dark], [y for _, y in dark]
    return min(xs), min(ys), max(xs), max(ys)


def test_a_signature_drawn_earlier_is_shown_and_can_be_continued(pad: SignaturePad) -> None:
    drawing = scribble()
    pad.show_drawing(drawing)
    assert pad.drawing() == drawing
    draw(pad, ZIGZAG)
    assert len(pad.strokes()) == 3
    assert pad.strokes()[2].points[0].t_ms > drawing.strokes[1].points[-1].t_ms
    pad.show_drawing(None)
    assert pad.strokes() == ()


def test_showing_the_same_again_does_not_break_the_stroke_under_way(pad: SignaturePad) -> None:
    QTest.mousePress(pad, LEFT, pos=ZIGZAG[0])
    QTest.mouseMove(pad, ZIGZAG[1])
    pad.show_drawing(None)
    pad.undo_stroke()
    QTest.mouseMove(pad, ZIGZAG[2])
    QTest.mouseRelease(pad, LEFT, pos=ZIGZAG[2])
    assert [len(stroke.points) for stroke in pad.strokes()] == [3]


def test_a_pad_that_is_covered_while_someone_draws_keeps_the_stroke_and_goes_on(pad: SignaturePad) -> None:
    QTest.mousePress(pad, LEFT, pos=ZIGZAG[0])
    QTest.mouseMove(pad, ZIGZAG[1])
    pad.hide()
    pad.show()
    assert [len(stroke.points) for stroke in pad.strokes()] == [2]
    draw(pad, ZIGZAG)
    assert len(pad.strokes()) == 2


def test_a_long_stroke_under_way_is_drawn_within_a_frame(pad: SignaturePad) -> None:
    QTest.mousePress(pad, LEFT, pos=QPoint(60, 60))
    for i in range(100):
        QTest.mouseMove(pad, QPoint(60 + 5 * i, 100 + 30 * (i % 2)))
    pad.grab()
    assert median(timed(pad.grab) for _ in range(5)) < SLOWEST_PAINT_S
    QTest.mouseRelease(pad, LEFT, pos=QPoint(600, 100))


def timed(act: Callable[[], object]) -> float:
    began = perf_counter()
    act()
    return perf_counter() - began


def test_the_pad_is_never_smaller_than_a_signature_needs(pad: SignaturePad) -> None:
    assert pad.minimumSize() == QSize(560, 200)
    assert pad.accessibleName() == "Sign here"
    assert pad.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_drawing_repaints_at_most_every_sixteen_milliseconds(pad: SignaturePad, qtbot: QtBot) -> None:
    paints: list[int] = []
    original = pad.paintEvent
    pad.paintEvent = lambda event: (paints.append(1), original(event))[1]  # type: ignore[method-assign]
    QTest.mousePress(pad, LEFT, pos=QPoint(60, 60))
    for i in range(90):
        QTest.mouseMove(pad, QPoint(60 + 6 * i, 100))
    assert len(paints) <= 10
    QTest.mouseRelease(pad, LEFT, pos=QPoint(600, 100))


points = st.builds(
    Point, st.integers(0, 5000), st.floats(0, 1000), st.floats(0, 400), st.floats(0, 1, allow_nan=False)
)


@given(st.lists(points, min_size=1, max_size=12), st.sampled_from(["mouse", "touch", "pen"]))
def test_ink_is_never_thinner_or_thicker_than_the_pen(drawn: list[Point], device: str) -> None:
    stroke = Stroke(tuple(drawn), device)
    assert all(MIN_WIDTH_PX <= width <= MAX_WIDTH_PX for width in widths(stroke))
    assert len(curves(stroke)) == len(drawn) - 1


def test_ink_runs_through_every_point_and_joins_without_a_gap() -> None:
    (stroke, _) = scribble().strokes
    made = curves(stroke)
    assert [(c.start.x(), c.start.y()) for c in made] == [(p.x, p.y) for p in stroke.points[:-1]]
    assert all(a.end == b.start and a.end_width == b.start_width for a, b in pairwise(made))


def test_a_fast_line_is_thinner_than_a_slow_one() -> None:
    slow = Stroke(tuple(Point(i * 50, i * 10.0, 0.0) for i in range(6)))
    fast = Stroke(tuple(Point(i * 3, i * 10.0, 0.0) for i in range(6)))
    assert widths(fast)[-1] < widths(slow)[-1]


def test_a_pad_without_strokes_gives_an_empty_drawing(pad: SignaturePad) -> None:
    assert pad.drawing() == Drawing((), pad.width(), pad.height())
