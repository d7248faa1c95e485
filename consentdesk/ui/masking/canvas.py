"""The picture that is drawn on, with mouse, pen, finger or keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent

from consentdesk.domain.masking import WHOLE, Masking, Point, kept_px
from consentdesk.domain.reidentification.identifier import Box
from consentdesk.ui.kit.picture import fitted
from consentdesk.ui.kit.pointer import PointerField
from consentdesk.ui.kit.text import name_widget
from consentdesk.ui.masking.dragging import Drag, Drawing, begun, is_on
from consentdesk.ui.masking.keys import REMOVE, drawn_by
from consentdesk.ui.masking.painting import Sheet, corner_at, paint_covers, paint_crop, paint_handles
from consentdesk.ui.masking.shapes import box_of, hit
from consentdesk.ui.masking.state import MaskingState
from consentdesk.ui.words import _

BORDER_PX = 10  # around the picture: handles at its edge can be taken


class MaskCanvas(PointerField):
    """Draws a MaskingState. `drawn(masking, which)` is emitted when a shape was drawn, moved or stretched,
    `picked(which)` when one was pressed (None beside all of them); `remove_asked`, and `before_asked` by a
    press on what is shown as it will be. A press on the chosen shape moves it, any other draws."""

    drawn = Signal(object, int)
    picked = Signal(object)
    remove_asked = Signal()
    before_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        name_widget(self, "canvas", _("The picture, to draw on"), _how())
        self._state = MaskingState()
        self._drag: Drag | None = None
        self._scaled = QPixmap()
        self.setMinimumSize(320, 240)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def draw(self, state: MaskingState) -> None:
        before, self._state = self._state, state
        if state.picture is not before.picture or state.after != before.after:
            self._scaled = QPixmap()
        self.update()

    def on_widget(self, at: Point) -> QPointF:
        """Where a point of the picture lies here."""
        return self._sheet().on_widget(at)

    def sizeHint(self) -> QSize:
        return QSize(900, 640)

    def pen_down(self, at: QPointF, pressure: float, device: str) -> None:
        state = self._state
        if state.picture.isNull():
            return
        if state.after:
            self.before_asked.emit()
            return
        point = self._sheet().on_picture(at)
        taken = begun(state.masking, state.chosen, point, self._corner(at))
        self._drag = taken or Drawing(state.masking, state.tool, state.fill)
        self._drag.to(point)

    def pen_moved(self, at: QPointF, pressure: float) -> None:
        if self._drag is not None:
            self._drag.to(self._sheet().on_picture(at))
            self.update()

    def pen_up(self) -> None:
        drag, self._drag = self._drag, None
        self.update()
        if drag is not None and drag.outcome is not None:
            self.drawn.emit(*drag.outcome)
        elif isinstance(drag, Drawing):
            self.picked.emit(hit(self._state.masking, drag.points[0]))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._drag is None and not self._state.picture.isNull():
            self.setCursor(self._cursor(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        outcome = None if self._state.picture.isNull() else drawn_by(event, self._state)
        if outcome is not None:
            self.drawn.emit(*outcome)
        elif event.key() in REMOVE:
            self.remove_asked.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._scaled = QPixmap()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._state.picture.isNull():
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter, self._sheet())

    def _paint(self, painter: QPainter, sheet: Sheet) -> None:
        (masking, which), after = self._present(), self._state.after
        painter.drawPixmap(sheet.place.topLeft(), self._picture(sheet))
        painter.setClipRect(sheet.place)
        margin = self._state.margin_px * sheet.place.width() / (sheet.region.width * self._state.width)
        paint_covers(painter, sheet, masking.covers, margin, None if after else which)
        if after:
            return
        if masking.crop is not None:
            paint_crop(painter, sheet, masking.crop)
        painter.setClipping(False)
        if which is not None:
            paint_handles(painter, sheet, masking, which, self.palette())

    def _present(self) -> tuple[Masking, int | None]:
        """What is drawn, with what the pointer is just doing."""
        outcome = self._drag.outcome if self._drag is not None else None
        return outcome or (self._state.masking, self._state.chosen)

    def _sheet(self) -> Sheet:
        """Where the picture lies, or what is left of it."""
        state, region = self._state, WHOLE
        if state.after:
            size = (state.width, state.height)
            left, top, right, bottom = kept_px(state.masking.rest, *size, state.margin_px)
            across, down = max(right - left, 1), max(bottom - top, 1)
            region = Box(left / size[0], top / size[1], across / size[0], down / size[1])
        room = self.rect().toRectF().adjusted(BORDER_PX, BORDER_PX, -BORDER_PX, -BORDER_PX)
        shape = QSize(round(region.width * state.width), round(region.height * state.height)).toSizeF()
        place = QRectF(room.topLeft(), shape.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio))
        place.moveCenter(room.center())
        return Sheet(place, region)

    def _picture(self, sheet: Sheet) -> QPixmap:
        if self._scaled.isNull() or self._scaled.devicePixelRatio() != self.devicePixelRatio():
            picture = self._state.picture
            part = Sheet(picture.rect().toRectF()).rect(sheet.region).toRect()
            size = sheet.place.size().toSize()
            self._scaled = QPixmap.fromImage(fitted(picture.copy(part), size, self.devicePixelRatio()))
        return self._scaled

    def _corner(self, at: QPointF) -> int | None:
        state = self._state
        if state.chosen is None:
            return None
        return corner_at(self._sheet(), box_of(state.masking, state.chosen), at)

    def _cursor(self, at: QPointF) -> Qt.CursorShape:
        """What a press here would do."""
        state, corner = self._state, self._corner(at)
        if state.after:
            return Qt.CursorShape.ArrowCursor
        if corner is not None:
            return Qt.CursorShape.SizeFDiagCursor if corner % 2 == 0 else Qt.CursorShape.SizeBDiagCursor
        on = state.chosen is not None and is_on(state.masking, state.chosen, self._sheet().on_picture(at))
        return Qt.CursorShape.SizeAllCursor if on else Qt.CursorShape.CrossCursor


def _how() -> str:
    return _(
        "Enter draws a shape in the middle. Arrow keys move it, with Shift they stretch it, with Control by "
        "little. Delete takes it away."
    )
