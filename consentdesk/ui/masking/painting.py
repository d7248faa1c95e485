"""How shapes look on a picture: solid, the one that is chosen see-through and with handles."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPalette, QPen, QPolygonF

from consentdesk.domain.masking import WHOLE, Cover, Ellipse, Freehand, Masking, Point, Rectangle
from consentdesk.domain.reidentification.identifier import Box
from consentdesk.ui.masking.dragging import corners
from consentdesk.ui.masking.shapes import CROP, box_of

HANDLE_PX, REACH_PX = 12, 18
SEE_THROUGH, DIMMED = 150, 165  # of 255
COLOURS = {"black": QColor(Qt.GlobalColor.black), "white": QColor(Qt.GlobalColor.white)}


@dataclass(frozen=True)
class Sheet:
    """Where a part of the picture (`region`) lies on a widget."""

    place: QRectF
    region: Box = WHOLE

    def on_widget(self, at: Point) -> QPointF:
        across = (at.x - self.region.left) / self.region.width
        down = (at.y - self.region.top) / self.region.height
        return self.place.topLeft() + QPointF(across * self.place.width(), down * self.place.height())

    def on_picture(self, at: QPointF) -> Point:
        off = at - self.place.topLeft()
        across, down = off.x() / self.place.width(), off.y() / self.place.height()
        return Point(
            self.region.left + across * self.region.width, self.region.top + down * self.region.height
        )

    def rect(self, box: Box) -> QRectF:
        upper_left, _right, lower_right, _left = corners(box)
        return QRectF(self.on_widget(upper_left), self.on_widget(lower_right))

    def path(self, cover: Cover, margin: float = 0.0) -> QPainterPath:
        """The outline of a cover, so many logical pixels further to every side and to every corner."""
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        inner = self.rect(cover.box)
        around = inner.adjusted(-margin, -margin, margin, margin)
        if isinstance(cover, Rectangle):
            path.addRect(around)
        elif isinstance(cover, Ellipse):
            path.addRoundedRect(around, inner.width() / 2, inner.height() / 2)
        else:
            path.addPath(self._line(cover, margin))
        return path

    def _line(self, cover: Freehand, margin: float) -> QPainterPath:
        line, polygon = QPainterPath(), QPolygonF([self.on_widget(point) for point in cover.points])
        line.addPolygon(polygon)
        line.closeSubpath()
        if not margin:
            return line
        pen = QPainterPathStroker(QPen(Qt.GlobalColor.black, 2 * margin))
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        whole = pen.createStroke(line)
        for across, down in product((-margin, margin), repeat=2):
            whole.addPath(line.translated(across, down))
        return whole


def paint_covers(
    painter: QPainter, sheet: Sheet, covers: tuple[Cover, ...], margin: float, through: int | None
) -> None:
    """The covers with their margin (logical pixels); something is seen through the one that is worked on."""
    painter.setPen(Qt.PenStyle.NoPen)
    for number, cover in enumerate(covers):
        colour = QColor(COLOURS[cover.fill])
        colour.setAlpha(SEE_THROUGH if number == through else 255)
        painter.setBrush(colour)
        painter.drawPath(sheet.path(cover, 0.0 if number == through else margin))


def paint_crop(painter: QPainter, sheet: Sheet, crop: Box) -> None:
    """What is cut off is dark, and what stays has a light frame."""
    outside = QPainterPath()
    outside.addRect(sheet.place)
    outside.addRect(sheet.rect(crop))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, DIMMED))
    painter.drawPath(outside)
    painter.setPen(QPen(COLOURS["white"], 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(sheet.rect(crop))


def paint_handles(painter: QPainter, sheet: Sheet, masking: Masking, which: int, palette: QPalette) -> None:
    """An outline that shows on any picture, and a square at each corner of the box."""
    accent = palette.highlight().color()
    box = box_of(masking, which)
    lines = [QPen(palette.base().color(), 4), QPen(accent, 2)]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in lines:
        painter.setPen(pen)
        if which == CROP:
            painter.drawRect(sheet.rect(box))
        else:
            painter.drawPath(sheet.path(masking.covers[which]))
    painter.setPen(QPen(palette.base().color(), 2))
    painter.setBrush(accent)
    for corner in corners(box):
        painter.drawRect(handle(sheet.on_widget(corner)))


def corner_at(sheet: Sheet, box: Box, at: QPointF) -> int | None:
    """The corner whose handle is at a place, or near enough for a finger."""
    reached = [(sheet.on_widget(corner) - at).manhattanLength() <= REACH_PX for corner in corners(box)]
    return max((n for n, near in enumerate(reached) if near), default=None)


def handle(at: QPointF) -> QRectF:
    half = HANDLE_PX / 2
    return QRectF(at - QPointF(half, half), QSizeF(HANDLE_PX, HANDLE_PX))
