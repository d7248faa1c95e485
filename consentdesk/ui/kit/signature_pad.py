"""Where people sign: mouse, touch or pen, kept as vectors (R17, R18)."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot
from time import monotonic_ns

from PySide6.QtCore import Property, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)

from consentdesk.domain.signature import Drawing, Point, Stroke
from consentdesk.ui.kit.ink import InkLayer, draw_stroke, letterbox, weight_for
from consentdesk.ui.kit.pointer import PointerField
from consentdesk.ui.kit.text import name_widget

MIN_DISTANCE_PX = 5.0
REPAINT_MS = 16
LINE_AT = 0.7
LINE_INSET_PX = 60


def monotonic_ms() -> int:
    return monotonic_ns() // 1_000_000


class SignaturePad(PointerField):
    """A white field with a line to sign on.

    Points are kept in the coordinates that the pad had when the first stroke began; if the pad changes its
    size afterwards the drawing is shown whole inside it, and the vectors stay as they were drawn. One pointer
    draws at a time. `changed` is emitted when a stroke is finished, undone or cleared.
    """

    changed = Signal()

    def __init__(self, name: str, spoken: str, clock_ms: Callable[[], int] = monotonic_ms) -> None:
        super().__init__()
        name_widget(self, name, spoken)
        self._clock_ms, self._began_ms = clock_ms, 0
        self._strokes: list[Stroke] = []
        self._points: list[Point] = []
        self._drawn_with = ""
        self._captured, self._finished = QSize(), InkLayer()
        self._pen_colour, self._line_colour = QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.gray)
        self._repaint = QTimer(self, singleShot=True, interval=REPAINT_MS)
        self._repaint.timeout.connect(self.update)
        self._prepare()

    def strokes(self) -> tuple[Stroke, ...]:
        """Every finished stroke, in the order drawn."""
        return tuple(self._strokes)

    def drawing(self) -> Drawing:
        """The strokes with the size of the pad that they were drawn on."""
        size = self._frame()
        return Drawing(self.strokes(), size.width(), size.height())

    def show_drawing(self, drawing: Drawing | None) -> None:
        """Show a signature drawn earlier, which can be continued, or an empty pad. Showing what is there
        already does not disturb a stroke that is just being drawn."""
        if (drawing.strokes if drawing else ()) == self.strokes():
            return
        self._strokes, self._points = list(drawing.strokes) if drawing else [], []
        self._captured = QSize(drawing.width_px, drawing.height_px) if drawing else QSize()
        last = self._strokes[-1].points[-1].t_ms if self._strokes else 0
        self._began_ms = self._clock_ms() - last
        self.update()

    def undo_stroke(self) -> None:
        """Take back the last stroke; nothing happens on an empty pad."""
        if self._strokes:
            self._strokes.pop()
            self._tell()

    def clear(self) -> None:
        if self._strokes:
            self._strokes.clear()
            self._tell()

    def pen_down(self, at: QPointF, pressure: float, device: str) -> None:
        if not self._strokes:
            self._captured, self._began_ms = self.size(), self._clock_ms()
        self._drawn_with = device
        self._add(at, pressure)

    def pen_moved(self, at: QPointF, pressure: float) -> None:
        if self._far_enough(at):
            self._add(at, pressure)

    def pen_up(self) -> None:
        self._strokes += self._unfinished()
        self._points = []
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_stroke()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        frame, ratio, colour = self._frame(), self.devicePixelRatio(), self._pen_colour
        ink = self._finished.picture(self.strokes(), frame, self.size(), ratio, colour)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawPixmap(0, 0, ink)
            painter.setTransform(letterbox(frame, self.size()), True)
            self._draw_line(painter)
            for stroke in self._unfinished():
                draw_stroke(painter, stroke, colour, weight_for(frame))

    def _prepare(self) -> None:
        self.setMinimumSize(560, 200)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def _tell(self) -> None:
        if not self._strokes and not self._points:
            self._captured = QSize()
        self.update()
        self.changed.emit()

    def _add(self, at: QPointF, pressure: float) -> None:
        place = self._from_pad(at)
        self._points.append(Point(self._clock_ms() - self._began_ms, place.x(), place.y(), pressure))
        if not self._repaint.isActive():
            self._repaint.start()

    def _far_enough(self, at: QPointF) -> bool:
        last, place = self._points[-1], self._from_pad(at)
        return hypot(place.x() - last.x, place.y() - last.y) >= MIN_DISTANCE_PX

    def _unfinished(self) -> list[Stroke]:
        return [Stroke(tuple(self._points), self._drawn_with)] if self._points else []

    def _frame(self) -> QSize:
        return self.size() if self._captured.isEmpty() else self._captured

    def _from_pad(self, at: QPointF) -> QPointF:
        back, _possible = letterbox(self._frame(), self.size()).inverted()
        return back.map(at)

    def _draw_line(self, painter: QPainter) -> None:
        frame = self._frame()
        height = frame.height() * LINE_AT
        painter.setPen(self._line_colour)
        painter.drawLine(QPointF(LINE_INSET_PX, height), QPointF(frame.width() - LINE_INSET_PX, height))

    def _set_pen(self, colour: QColor) -> None:
        self._pen_colour = colour

    def _set_line(self, colour: QColor) -> None:
        self._line_colour = colour

    penColour = Property(QColor, lambda self: self._pen_colour, _set_pen)
    lineColour = Property(QColor, lambda self: self._line_colour, _set_line)
