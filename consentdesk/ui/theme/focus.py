"""A ring around whatever has the keyboard: yellow with a dark edge, outside the widget, in every theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from consentdesk.ui.theme.tokens import Tokens

RING_PX, EDGE_PX = 3, 2
MARGIN_PX = RING_PX + EDGE_PX
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


def show_focus_ring(app: QApplication, tokens: Tokens) -> None:
    """Keep one ring for the whole program, in the colours of `tokens`."""
    ring = app.property("focus_ring") or FocusRing(app)
    ring.wear(tokens)


class FocusRing(QObject):
    """Follows the focused widget of `app` through moves, scrolling and changes of page."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.setProperty("focus_ring", self)
        self._band: _Band | None = None
        self._tokens: Tokens | None = None
        self._chain: list[QWidget] = []
        app.focusChanged.connect(lambda _old, new: self.follow(new))

    def wear(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.follow(QApplication.focusWidget())

    def follow(self, widget: QWidget | None) -> None:
        """Put the ring around `widget`, or nowhere when there is none or it takes no keys."""
        self._let_go()
        if widget is None or widget.focusPolicy() == Qt.FocusPolicy.NoFocus or self._tokens is None:
            return
        self._band = _Band(widget.window(), self._tokens)
        self._chain = _up_to_window(widget)
        for part in self._chain:
            part.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False

    def _let_go(self) -> None:
        for part in filter(_alive, self._chain):
            part.removeEventFilter(self)
        if self._band is not None and _alive(self._band):
            self._band.hide()
            self._band.deleteLater()
        self._chain, self._band = [], None

    def _place(self) -> None:
        if self._band is None or not all(map(_alive, (self._band, *self._chain))):
            return
        self._band.surround(_visible_rect(self._chain[0]) if self._chain[0].isVisible() else QRect())


class _Band(QWidget):
    """The ring itself: a child of the window that never takes a click."""

    def __init__(self, window: QWidget, tokens: Tokens) -> None:
        super().__init__(window)
        self._ring, self._edge, self._radius = QColor(tokens.focus), QColor(tokens.focus_edge), tokens.radius
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)

    def surround(self, target: QRect) -> None:
        """Lie around `target` (window coordinates); an empty one hides the ring."""
        self.setVisible(not target.isEmpty())
        around = target.adjusted(-MARGIN_PX, -MARGIN_PX, MARGIN_PX, MARGIN_PX)
        self.setGeometry(around)
        hole = self.rect().adjusted(2 * MARGIN_PX, 2 * MARGIN_PX, -2 * MARGIN_PX, -2 * MARGIN_PX)
        self.setMask(QRegion(self.rect()).subtracted(QRegion(hole)))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._stroke(painter, self._edge, EDGE_PX, 0)
            self._stroke(painter, self._ring, RING_PX, EDGE_PX)

    def _stroke(self, painter: QPainter, colour: QColor, width: int, inset: int) -> None:
        half = inset + width / 2
        radius = min(self._radius - inset, self.height() / 2 - half)
        painter.setPen(QPen(colour, width))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(half, half, -half, -half), radius, radius)


def _alive(widget: QWidget) -> bool:
    return bool(isValid(widget))  # type: ignore[no-untyped-call]


def _up_to_window(widget: QWidget) -> list[QWidget]:
    chain = [widget]
    while not chain[-1].isWindow() and (parent := chain[-1].parentWidget()) is not None:
        chain.append(parent)
    return chain


def _visible_rect(widget: QWidget) -> QRect:
    """Where `widget` is seen, in window coordinates: cut by the scroll areas that it lies in."""
    window = widget.window()
    seen = QRect(widget.mapTo(window, QPoint()), widget.size())
    for part in _up_to_window(widget)[1:]:
        area = part.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is part:
            seen &= QRect(part.mapTo(window, QPoint()), part.size())
    return seen
