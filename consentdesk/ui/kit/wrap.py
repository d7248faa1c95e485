"""Buttons side by side that go on in the next line where the line is full."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Wrap(QLayout):
    """Lays its widgets out in lines from the start, or each line up to the end, each at the size it asks for;
    hidden ones take no place."""

    def __init__(self, *widgets: QWidget, spacing: int = 8, to_end: bool = False) -> None:
        super().__init__()
        self._to_end = to_end
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        places = self._places(width)
        return max((place.bottom() + 1 for place in places), default=0)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        mirrored = self.parentWidget().isRightToLeft()
        for item, place in zip(self._shown(), self._places(rect.width()), strict=True):
            here = place.translated(rect.topLeft())
            if mirrored:
                here.moveRight(rect.right() - place.left())
            item.setGeometry(here)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _places(self, width: int) -> list[QRect]:
        """Where each shown item lies, in lines of `width`."""
        places: list[QRect] = []
        at, line = QPoint(), 0
        for item in self._shown():
            size = item.sizeHint()
            if at.x() and at.x() + size.width() > width:
                at, line = QPoint(0, at.y() + line + self.spacing()), 0
            places.append(QRect(at, QSize(min(size.width(), width), size.height())))
            at, line = at + QPoint(size.width() + self.spacing(), 0), max(line, size.height())
        return _to_end(places, width) if self._to_end else places


def _to_end(places: list[QRect], width: int) -> list[QRect]:
    """The same lines, each moved until it ends at `width`, its parts on one middle."""
    lines = {top: [p for p in places if p.top() == top] for top in dict.fromkeys(p.top() for p in places)}
    return [
        place.translated(width - 1 - line[-1].right(), (max(p.height() for p in line) - place.height()) // 2)
        for line in lines.values()
        for place in line
    ]
