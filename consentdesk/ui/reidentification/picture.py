"""The picture, with a frame round everything that detectors found in it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen

from consentdesk.domain.reidentification.identifier import Box, SeenInPicture
from consentdesk.ui.kit.picture import Picture

OUTER_PX, INNER_PX, CORNER_PX = 5, 2, 4
LEAST_PX = 260
NOTHING_SEEN = SeenInPicture()


class SeenPicture(Picture):
    """Faces, eyes and text are framed: a dark line in a light one, to be seen on any picture."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._seen = NOTHING_SEEN
        self.setMinimumSize(LEAST_PX, LEAST_PX)
        self.set_alignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_seen(self, image: QImage, seen: SeenInPicture | None, spoken: str) -> None:
        """Show a picture with what was found in it; nothing is framed while nobody knows."""
        self._seen = seen or NOTHING_SEEN
        if image is not self._image:  # it is scaled anew
            self.show_image(image, spoken)
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(LEAST_PX, LEAST_PX)  # it takes what the page has left

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._image.isNull():
            return
        place = self._place()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._frame(painter, place, self._seen.faces, Qt.PenStyle.SolidLine)
            self._frame(painter, place, self._seen.eyes, Qt.PenStyle.SolidLine)
            self._frame(painter, place, self._seen.text_boxes, Qt.PenStyle.DashLine)

    def _frame(self, painter: QPainter, place: QRectF, boxes: Iterable[Box], style: Qt.PenStyle) -> None:
        inner = QPen(self.palette().text(), INNER_PX, style)
        for box in boxes:
            frame = _within(place, box)
            for pen in (QPen(self.palette().base(), OUTER_PX), inner):
                painter.setPen(pen)
                painter.drawRoundedRect(frame, CORNER_PX, CORNER_PX)


def _within(place: QRectF, box: Box) -> QRectF:
    """A box of the picture where the picture lies."""
    return QRectF(
        place.left() + box.left * place.width(),
        place.top() + box.top * place.height(),
        box.width * place.width(),
        box.height * place.height(),
    )
