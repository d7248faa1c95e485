"""Line drawings beside what is explained, in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QFrame

from consentdesk.ui.kit.text import name_widget

LINE, FILL = "#0b5d66", "#ffffff"
SHARE_OF_PANEL = 0.78


class Illustration(QFrame):
    """A drawing on a soft panel. `svg` draws in #0b5d66 and #ffffff, for which the accent and the card of
    the theme are put. Decorative: `spoken` stays empty where the text beside it says the same."""

    def __init__(self, svg: str, name: str, spoken: str = "") -> None:
        super().__init__()
        name_widget(self, name, spoken)
        self._svg = svg
        self._renderer = QSvgRenderer(self)
        self._colour()

    def sizeHint(self) -> QSize:
        return QSize(430, 330)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, 200)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._colour()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size = self._renderer.defaultSize().toSizeF()
        size.scale(self.size().toSizeF() * SHARE_OF_PANEL, Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(QPointF(), size)
        place.moveCenter(self.rect().toRectF().center())
        with QPainter(self) as painter:
            self._renderer.render(painter, place)

    def _colour(self) -> None:
        palette = QApplication.palette()
        drawn = self._svg.replace(FILL, palette.base().color().name())
        drawn = drawn.replace(LINE, palette.highlight().color().name())
        self._renderer.load(QByteArray(drawn.encode()))
        self.update()
