"""Plots of numbers: drawn in the theme's own colours, and read out whole."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from consentdesk.domain.report import Plot, Shape
from consentdesk.ui.kit.text import name_widget

BAR_PX, BAR_GAP_PX, LABEL_SHARE, TOLD_PX = 16, 12, 0.38, 92
TALL_PX, FOOT_PX, HEAD_PX, WIDEST_COLUMN_PX = 124, 24, 30, 36
ROUND_PX, DOT_PX, LINE_PX = 3.0, 3.5, 2.0
NO_PLOT = Plot(Shape.BARS, (), (), ())


class PlotView(QWidget):
    """One plot. A screen reader hears every value with its label."""

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        name_widget(self, name, spoken)
        self._plot = NO_PLOT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def draw(self, plot: Plot) -> None:
        """Show these values."""
        if plot == self._plot:
            return
        self._plot = plot
        self.setAccessibleDescription(plot.aloud)
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        if self._plot.shape is Shape.BARS:
            return QSize(320, len(self._plot.labels) * (BAR_PX + BAR_GAP_PX))
        return QSize(320, HEAD_PX + TALL_PX + FOOT_PX)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.LayoutDirectionChange):
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._plot.shape is Shape.BARS:
                self._paint_bars(painter)
            elif self._plot.values:
                self._paint_over_time(painter)

    def _paint_bars(self, painter: QPainter) -> None:
        plot, at = self._plot, self._across
        left = self.width() * LABEL_SHARE
        room = max(self.width() - left - TOLD_PX, 1.0)
        for n, (label, value, told) in enumerate(zip(plot.labels, plot.values, plot.told, strict=True)):
            top = n * (BAR_PX + BAR_GAP_PX) + BAR_GAP_PX / 2
            long = room * (value or 0) / plot.most
            words = painter.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, int(left) - 12)
            self._write(painter, at(QRectF(0, top - 6, left - 12, BAR_PX + 12)), words, self._ink, end=True)
            self._fill(painter, at(QRectF(left, top, long, BAR_PX)))
            self._write(
                painter, at(QRectF(left + long + 8, top - 6, TOLD_PX - 8, BAR_PX + 12)), told, self._ink
            )

    def _paint_over_time(self, painter: QPainter) -> None:
        plot, base = self._plot, float(HEAD_PX + TALL_PX)
        painter.setPen(QPen(self.palette().mid().color(), 1))
        painter.drawLine(QPointF(0, base), QPointF(self.width(), base))
        step = self.width() / len(plot.values)
        tops = [
            (
                self._across_x((n + 0.5) * step),
                base - TALL_PX * value / plot.most if value is not None else None,
            )
            for n, value in enumerate(plot.values)
        ]
        if plot.shape is Shape.LINE:
            self._paint_line(painter, [QPointF(x, y) for x, y in tops if y is not None])
        else:
            wide = min(step * 0.75, WIDEST_COLUMN_PX)
            for x, y in tops:
                if y is not None and y < base:
                    self._fill(painter, QRectF(x - wide / 2, y, wide, base - y))
        self._name_ends(painter, base)

    def _paint_line(self, painter: QPainter, ends: list[QPointF]) -> None:
        painter.setPen(QPen(self.palette().highlight().color(), LINE_PX))
        for first, last in pairwise(ends):
            painter.drawLine(first, last)
        painter.setBrush(self.palette().highlight())
        for end in ends:
            painter.drawEllipse(end, DOT_PX, DOT_PX)

    def _name_ends(self, painter: QPainter, base: float) -> None:
        """What the greatest value is, and where the values begin and end."""
        plot, half = self._plot, self.width() / 2
        greatest = max(range(len(plot.values)), key=lambda n: plot.values[n] or 0)
        if plot.values[greatest]:
            top = self._across(QRectF(0, 0, self.width(), HEAD_PX - 8))
            self._write(painter, top, f"{plot.labels[greatest]}: {plot.told[greatest]}", self._ink)
        foot = QRectF(0, base + 2, half, FOOT_PX - 2)
        self._write(painter, self._across(foot), plot.labels[0], self._ink)
        if len(plot.labels) > 1:
            self._write(painter, self._across(foot.translated(half, 0)), plot.labels[-1], self._ink, end=True)

    def _fill(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().highlight())
        painter.drawRoundedRect(place, ROUND_PX, ROUND_PX)

    def _write(self, painter: QPainter, place: QRectF, words: str, colour: QColor, end: bool = False) -> None:
        painter.setPen(colour)
        at_right = end != self.isRightToLeft()
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, int(flags.value), words)

    def _across(self, place: QRectF) -> QRectF:
        """The place as it lies in the direction of reading."""
        if not self.isRightToLeft():
            return place
        return QRectF(self.width() - place.right(), place.top(), place.width(), place.height())

    def _across_x(self, x: float) -> float:
        return self.width() - x if self.isRightToLeft() else x

    @property
    def _ink(self) -> QColor:
        return self.palette().text().color()
