"""A signature as it was drawn, to look at."""

from __future__ import annotations

from PySide6.QtCore import Property, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame

from consentdesk.domain.signature import Drawing
from consentdesk.ui.kit.ink import InkLayer
from consentdesk.ui.kit.text import name_widget


class DrawnSignature(QFrame):
    """The whole drawing, upright, in the place that it has; the vectors stay as they were drawn."""

    def __init__(self, drawing: Drawing, name: str, spoken: str) -> None:
        super().__init__()
        name_widget(self, name, spoken)
        self._drawing, self._ink = drawing, InkLayer()
        self._pen_colour = QColor(Qt.GlobalColor.black)

    def sizeHint(self) -> QSize:
        return QSize(220, 90)

    def minimumSizeHint(self) -> QSize:
        return QSize(140, 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        frame = QSize(self._drawing.width_px, self._drawing.height_px)
        if frame.isEmpty():
            return
        ratio = self.devicePixelRatio()
        ink = self._ink.picture(self._drawing.strokes, frame, self.size(), ratio, self._pen_colour)
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, ink)

    def _set_pen(self, colour: QColor) -> None:
        self._pen_colour = colour
        self.update()

    penColour = Property(QColor, lambda self: self._pen_colour, _set_pen)
