"""Mouse, finger or pen: whichever draws, it draws alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QHideEvent, QMouseEvent, QTabletEvent, QTouchEvent
from PySide6.QtWidgets import QFrame

NO_PRESSURE = 0.5


class PointerField(QFrame):
    """Turns events of any device into `pen_down`, `pen_moved` and `pen_up`, which a subclass gives a meaning.

    While one device is down the others are not heard: a palm on the glass is no second hand. Tablet events
    are accepted here, so that no mouse is made of them. Pressure is 0–1, and 0.5 where the device knows none;
    `device` is "mouse", "touch" or "pen".
    """

    def __init__(self) -> None:
        super().__init__()
        self._device = ""
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)

    def pen_down(self, at: QPointF, pressure: float, device: str) -> None:
        raise NotImplementedError

    def pen_moved(self, at: QPointF, pressure: float) -> None:
        raise NotImplementedError

    def pen_up(self) -> None:
        raise NotImplementedError

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position(), NO_PRESSURE, "mouse")

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_on(event.position(), NO_PRESSURE, "mouse")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._finish("mouse")

    def tabletEvent(self, event: QTabletEvent) -> None:
        event.accept()
        if event.type() == QEvent.Type.TabletPress:
            self._begin(event.position(), event.pressure(), "pen")
        elif event.type() == QEvent.Type.TabletMove:
            self._go_on(event.position(), event.pressure(), "pen")
        elif event.type() == QEvent.Type.TabletRelease:
            self._finish("pen")

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent):
            self._touched(event)
            return True
        return super().event(event)

    def _touched(self, event: QTouchEvent) -> None:
        event.accept()
        finger = event.points()[0]
        pressure = finger.pressure() if 0 < finger.pressure() < 1 else NO_PRESSURE
        if event.type() == QEvent.Type.TouchBegin:
            self._begin(finger.position(), pressure, "touch")
        elif event.type() == QEvent.Type.TouchUpdate:
            self._go_on(finger.position(), pressure, "touch")
        else:
            self._finish("touch")

    def hideEvent(self, event: QHideEvent) -> None:
        # no device tells a hidden widget that it was lifted
        self._finish(self._device)

    def _begin(self, at: QPointF, pressure: float, device: str) -> None:
        if not self._device:
            self._device = device
            self.pen_down(at, pressure, device)

    def _go_on(self, at: QPointF, pressure: float, device: str) -> None:
        if device == self._device:
            self.pen_moved(at, pressure)

    def _finish(self, device: str) -> None:
        if device and device == self._device:
            self._device = ""
            self.pen_up()
