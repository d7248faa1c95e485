"""From the points of a stroke to a line of ink of changing width. Pure geometry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

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


def _draw_curve(painter: QPainter, pen: QPen, curve: Curve) -> None:
    path = QPainterPath(curve.start)
    path.cubicTo(curve.control_1, curve.control_2, curve.end)
    steps = max(1, round(path.length() / STEP_PX))
    places = [path.pointAtPercent(i / steps) for i in range(steps + 1)]
    for i, (here, there) in enumerate(pairwise(places)):
        pen.setWidthF(curve.start_width + (curve.end_width - curve.start_width) * (i + 0.5) / steps)
        painter.setPen(pen)
        painter.drawLine(here, there)


def _curve(four: Sequence[Point], start_width: float, end_width: float) -> Curve:
    before, start, end, after = (QPointF(p.x, p.y) for p in four)
    return Curve(start, start + (end - before) / 6, end - (after - start) / 6, end, start_width, end_width)


def _speed(before: Point, after: Point) -> float:
    """Pixels per millisecond."""
    return hypot(after.x - before.x, after.y - before.y) / max(after.t_ms - before.t_ms, 1)
