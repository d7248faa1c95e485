"""Pictures as they were taken: whole, upright, sharp on any display."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Property, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QIcon,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QStyle

from consentdesk.domain.refusals import refuse
from consentdesk.ui.kit.layout import clear, held, row
from consentdesk.ui.kit.text import name_widget, restyle

THUMBNAIL = QSize(92, 72)
TICK_PX = 24


def decoded(view: bytes) -> QImage:
    """The picture in `view` (a view made by this program, never foreign bytes), fit for any thread.
    Refuses with `picture_unreadable`."""
    image = QImage.fromData(view)
    if image.isNull():
        raise refuse("picture_unreadable")
    return image.convertToFormat(QImage.Format.Format_RGB32)


def fitted(image: QImage, box: QSize, ratio: float) -> QImage:
    """`image` scaled to lie whole in `box` (logical pixels) on a display of this device-pixel ratio."""
    size = QSize(round(box.width() * ratio), round(box.height() * ratio))
    made = image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    made.setDevicePixelRatio(ratio)
    return made


class Picture(QFrame):
    """One picture, as large as its place allows, aspect kept; `spoken` describes it (up to 125 letters)."""

    def __init__(self, name: str, spoken: str = "") -> None:
        super().__init__()
        name_widget(self, name, spoken)
        self._image, self._scaled, self._corner = QImage(), QPixmap(), 0
        self._align = Qt.AlignmentFlag.AlignCenter
        self.setMinimumSize(80, 80)

    def show_image(self, image: QImage, spoken: str) -> None:
        """Show an image (null for none) with the words that describe it."""
        self._image, self._scaled = image, QPixmap()
        self.setAccessibleName(spoken)
        self.update()

    def set_alignment(self, align: Qt.AlignmentFlag) -> None:
        """Where the picture lies when its place has another shape."""
        self._align = align

    def sizeHint(self) -> QSize:
        return QSize(420, 380)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._scaled = QPixmap()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            super().paintEvent(event)
            return
        place = self._place()
        corners = QPainterPath()
        corners.addRoundedRect(place, self._corner, self._corner)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipPath(corners)
            painter.drawPixmap(place.topLeft(), self._scaled)

    def _place(self) -> QRectF:
        """Where the scaled picture lies, which is made here when there is none of this size yet."""
        if self._scaled.isNull() or self._scaled.devicePixelRatio() != self.devicePixelRatio():
            self._scaled = QPixmap.fromImage(fitted(self._image, self.size(), self.devicePixelRatio()))
        size = self._scaled.deviceIndependentSize().toSize()
        return QStyle.alignedRect(self.layoutDirection(), self._align, size, self.rect()).toRectF()

    def _set_corner(self, pixels: int) -> None:
        self._corner = pixels

    cornerRadius = Property(int, lambda self: self._corner, _set_corner)


@dataclass(frozen=True)
class Thumbnail:
    """One picture of a strip: its id, the words that describe it, the picture (null while it is coming),
    whether it carries a tick because nothing is left to do with it."""

    image_id: str
    spoken: str
    image: QImage
    done: bool = False


class ThumbnailButton(QPushButton):
    """A small picture that can be picked."""

    def __init__(self, thumbnail: Thumbnail, name: str) -> None:
        super().__init__()
        name_widget(self, name, thumbnail.spoken)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(THUMBNAIL)
        self._shown: Thumbnail | None = None
        self.draw(thumbnail)

    def draw(self, thumbnail: Thumbnail) -> None:
        """Show what has changed of the same picture."""
        before, self._shown = self._shown, thumbnail
        if thumbnail == before:
            return
        self.setAccessibleName(thumbnail.spoken)
        if not thumbnail.image.isNull() and (before is None or thumbnail.image is not before.image):
            ratio = self.devicePixelRatio()
            self.setIcon(QIcon(QPixmap.fromImage(fitted(thumbnail.image, THUMBNAIL, ratio))))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._shown is not None and self._shown.done:
            with QPainter(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                place = QRectF(self.width() - TICK_PX - 4, self.height() - TICK_PX - 4, TICK_PX, TICK_PX)
                draw_tick(painter, place, self.palette())


def draw_tick(painter: QPainter, disc: QRectF, palette: QPalette) -> None:
    """Draw a tick on a disc: nothing is left to do with it, or it is chosen."""
    painter.setPen(QPen(palette.base().color(), 2))
    painter.setBrush(palette.highlight())
    painter.drawEllipse(disc)
    painter.setPen(QPen(palette.highlightedText().color(), 2.5))
    corners = ((0.28, 0.52), (0.44, 0.68), (0.73, 0.34))
    painter.drawPolyline([disc.topLeft() + QPointF(x, y) * disc.width() for x, y in corners])


class ThumbnailStrip(QScrollArea):
    """Small pictures side by side, scrolling when there are many. `picked(str)` is emitted with the id;
    each button is named `<name>_<id>`."""

    picked = Signal(str)

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        name_widget(self, name, spoken)
        self._buttons: dict[str, ThumbnailButton] = {}
        self._row = row(spacing=12, margins=(0, 6, 6, 6))
        line = row(self._row, None)
        self.setWidget(held(line, "sheet"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(THUMBNAIL.height() + 48)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_thumbnails(self, thumbnails: Sequence[Thumbnail]) -> None:
        """Show these and no others; those that stand there stay."""
        if list(self._buttons) == [t.image_id for t in thumbnails]:
            for thumbnail in thumbnails:
                self._buttons[thumbnail.image_id].draw(thumbnail)
            return
        clear(self._row)
        self._buttons = {t.image_id: self._button(t) for t in thumbnails}

    def show_picked(self, image_id: str) -> None:
        """Frame one of them and bring it into view."""
        for each, button in self._buttons.items():
            restyle(button, chosen=each == image_id)
        if image_id in self._buttons:
            self.ensureWidgetVisible(self._buttons[image_id])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button in self._buttons.values():
            if button.property("chosen"):
                self.ensureWidgetVisible(button)

    def _button(self, thumbnail: Thumbnail) -> ThumbnailButton:
        button = ThumbnailButton(thumbnail, f"{self.objectName()}_{thumbnail.image_id}")
        button.clicked.connect(lambda: self.picked.emit(thumbnail.image_id))
        self._row.addWidget(button)
        return button
