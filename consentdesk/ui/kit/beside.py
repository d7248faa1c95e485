"""Two parts beside each other where there is room, else one under the other."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

ANY_WIDTH = (0, 16_777_215)  # Qt's own bounds
Across = QBoxLayout.Direction.LeftToRight  # from the right in languages that begin there
Down = QBoxLayout.Direction.TopToBottom


class Beside(QWidget):
    """`first` is `first_px` wide beside the other, and as wide as the page above it; with `at_end` it stands
    behind the other, and below it. No page needs a sideways bar because of the two."""

    def __init__(
        self, first: QWidget, second: QWidget, first_px: int, spacing: int = 20, at_end: bool = False
    ) -> None:
        super().__init__()
        self._first, self._second, self._first_px = first, second, first_px
        self._layout = QBoxLayout(Down)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(spacing)
        for part in (second, first) if at_end else (first, second):
            self._layout.addWidget(part, int(part is second))
        self._layout.setAlignment(first, Qt.AlignmentFlag.AlignTop)
        self.setLayout(self._layout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across = self.width() >= self._first_px + self._layout.spacing() + _least(self._second)
        if across != (self._layout.direction() is Across):
            self._first.setMinimumWidth(self._first_px if across else ANY_WIDTH[0])
            self._first.setMaximumWidth(self._first_px if across else ANY_WIDTH[1])
            self._layout.setDirection(Across if across else Down)

    def minimumSizeHint(self) -> QSize:
        height = self._layout.totalMinimumSize().height()
        first = self._first.minimumSizeHint().width()
        return QSize(max(first, _least(self._second)), height)


def _least(widget: QWidget) -> int:
    return max(widget.minimumWidth(), widget.minimumSizeHint().width())
