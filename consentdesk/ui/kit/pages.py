"""Pages of a document as they will be printed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy

from consentdesk.ui.kit.layout import clear, column, held
from consentdesk.ui.kit.text import name_widget


class PageSheet(QFrame):
    """One page, as wide as asked, height by its shape."""

    def __init__(self, page: QImage, name: str, spoken: str) -> None:
        super().__init__()
        name_widget(self, name, spoken)
        self._page, self._scaled = page, QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def zoom_to(self, width: int) -> None:
        """Be `width` logical pixels wide."""
        self._scaled = QPixmap()
        self.setFixedSize(width, round(width * self._page.height() / max(self._page.width(), 1)))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._scaled.isNull() or self._scaled.devicePixelRatio() != self.devicePixelRatio():
            self._scaled = self._rescaled()
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._scaled)
        super().paintEvent(event)

    def _rescaled(self) -> QPixmap:
        ratio = self.devicePixelRatio()
        pixels = QSize(round(self.width() * ratio), round(self.height() * ratio))
        made = self._page.scaled(
            pixels, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        made.setDevicePixelRatio(ratio)
        return QPixmap.fromImage(made)


class PagePreview(QScrollArea):
    """Pages one under the other, zoomed to the width of their place; arrow and page keys scroll."""

    def __init__(self, name: str, spoken: str, widest_px: int = 900) -> None:
        super().__init__()
        name_widget(self, name, spoken)
        self._widest_px = widest_px
        self._sheets: list[PageSheet] = []
        self._column = column(spacing=20, margins=(24, 24, 24, 24))
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(held(self._column, "desk"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_pages(self, pages: Sequence[tuple[QImage, str]]) -> None:
        """Show pages, each with the words a screen reader says of it ("Page 1 of 2"); sheets are named
        `<name>_<number>`, counted from 1."""
        clear(self._column)
        self._sheets = [
            PageSheet(page, f"{self.objectName()}_{number}", spoken)
            for number, (page, spoken) in enumerate(pages, start=1)
        ]
        for sheet in self._sheets:
            self._column.addWidget(sheet, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._zoom()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._zoom()

    def _zoom(self) -> None:
        width = min(self.viewport().width() - 48, self._widest_px)
        for sheet in self._sheets:
            sheet.zoom_to(max(width, 80))
