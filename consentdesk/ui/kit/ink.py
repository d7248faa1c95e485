"""From the points of a stroke to a line of ink of changing width. Geometry, and drawing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QTransform

from consentdesk.domain.signature import Point, Stroke

MIN_WIDTH_PX, MAX_WIDTH_PX = 0.5, 2.5
WIDTHS_HOLD_FOR_HEIGHT_PX = 200
VELOCITY_FILTER = 0.7
STEP_PX = 2.0


@dataclass(frozen=True)
class Curve:
    """One piece of ink: a cubic Bezier, and the pen's width at either end in logical pixels."""

    start: QPointF
    control_1: QPointF
    control_2: QPointF
    end: QPointF
    start_width: float
    end_width: float


def curves(stroke: Stroke, weight: float = 1.0) -> list[Curve]:
    """The ink of one stroke: between two points a Bezier that its neighbours (four points in all) shape.

    Widths run from 0.5 to 2.5 px times `weight`: by pressure for a pen, else the faster the thinner.
    """
    points, wide = stroke.points, widths(stroke, weight)
    padded = [points[0], *points, points[-1]] if points else []
    return [_curve(padded[i : i + 4], wide[i], wide[i + 1]) for i in range(len(points) - 1)]


def widths(stroke: Stroke, weight: float = 1.0) -> list[float]:
    """The pen's width at each point of a stroke, in logical pixels. On a pad twice as high, the same
    signature written twice as large and fast comes out twice as thick."""
    if stroke.device == "pen":
        return [weight * (MIN_WIDTH_PX + (MAX_WIDTH_PX - MIN_WIDTH_PX) * p.pressure) for p in stroke.points]
    speed, made = 0.0, [weight * (MIN_WIDTH_PX + MAX_WIDTH_PX) / 2]
    for before, after in pairwise(stroke.points):
        speed = VELOCITY_FILTER * _speed(before, after) / weight + (1 - VELOCITY_FILTER) * speed
        made.append(weight * max(MAX_WIDTH_PX / (speed + 1), MIN_WIDTH_PX))
    return made


def draw_stroke(painter: QPainter, stroke: Stroke, colour: QColor, weight: float) -> None:
    """Draw a stroke in the painter's coordinates; a single point is a dot."""
    pen = QPen(colour)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    if len(stroke.points) == 1:
        pen.setWidthF(MAX_WIDTH_PX * weight)
        painter.setPen(pen)
        painter.drawPoint(QPointF(stroke.points[0].x, stroke.points[0].y))
    for curve in curves(stroke, weight):
        _draw_curve(painter, pen, curve)


class InkLayer:
    """Finished strokes as one picture, drawn anew only when something about them changed."""

    def __init__(self) -> None:
        self._drawn: tuple[object, ...] = ()
        self._picture = QPixmap()

    def picture(
        self, strokes: tuple[Stroke, ...], frame: QSize, place: QSize, ratio: float, colour: QColor
    ) -> QPixmap:
        """The strokes, drawn in coordinates of `frame`, as seen in `place` at this device-pixel ratio."""
        wanted = (strokes, frame, place, ratio, colour)
        if wanted != self._drawn:
            self._picture = QPixmap(place * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            with QPainter(self._picture) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setTransform(letterbox(frame, place), True)
                for stroke in strokes:
                    draw_stroke(painter, stroke, colour, weight_for(frame))
            self._drawn = wanted
        return self._picture


def letterbox(frame: QSize, place: QSize) -> QTransform:
    """From the coordinates of `frame` to those of `place`: whole, upright, centred."""
    scale = min(place.width() / frame.width(), place.height() / frame.height())
    left, top = (place.width() - frame.width() * scale) / 2, (place.height() - frame.height() * scale) / 2
    return QTransform(scale, 0, 0, scale, left, top)


def weight_for(frame: QSize) -> float:
    """How much thicker ink is than on a pad of 200 px: signatures look alike on pads of any size."""
    return frame.height() / WIDTHS_HOLD_FOR_HEIGHT_PX


def _draw_curve(painter: QPainter, pen: QPen, curve: Curve) -> None:
    steps = max(1, round(hypot(*(curve.end - curve.start).toTuple()) / STEP_PX))
    places = [_on_curve(curve, i / steps) for i in range(steps + 1)]
    for i, (here, there) in enumerate(pairwise(places)):
        pen.setWidthF(curve.start_width + (curve.end_width - curve.start_width) * (i + 0.5) / steps)
        painter.setPen(pen)
        painter.drawLine(here, there)


def _on_curve(curve: Curve, t: float) -> QPointF:
    back = 1 - t
    return (
        curve.start * (back * back * back)
        + curve.control_1 * (3 * back * back * t)
        + curve.control_2 * (3 * back * t * t)
        + curve.end * (t * t * t)
    )


def _curve(four: Sequence[Point], start_width: float, end_width: float) -> Curve:
    before, start, end, after = (QPointF(p.x, p.y) for p in four)
    return Curve(start, start + (end - before) / 6, end - (after - start) / 6, end, start_width, end_width)


def _speed(before: Point, after: Point) -> float:
    """Pixels per millisecond."""
    return hypot(after.x - before.x, after.y - before.y) / max(after.t_ms - before.t_ms, 1)
