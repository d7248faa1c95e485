"""Rows, columns and a column that scrolls."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

Part = QWidget | QLayout | None
Margins = tuple[int, int, int, int]
DIRECTIONS = {False: Qt.LayoutDirection.LeftToRight, True: Qt.LayoutDirection.RightToLeft}  # by rtl
BREATH_PX = 16  # between a line that is typed in and the edge of what is in sight
_Box = TypeVar("_Box", bound=QBoxLayout)


def row(*parts: Part, spacing: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Parts side by side; None is where the row stretches. Margins are left, top, right, bottom."""
    return _filled(QHBoxLayout(), parts, spacing, margins)


def column(*parts: Part, spacing: int = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Parts one under the other; None is where the column stretches. Margins are left, top, right, bottom."""
    return _filled(QVBoxLayout(), parts, spacing, margins)


def held(layout: QLayout, name: str = "") -> QWidget:
    """A plain widget with this layout."""
    widget = QWidget()
    widget.setObjectName(name)
    widget.setLayout(layout)
    return widget


def discard(widget: QWidget) -> None:
    """Delete a widget as soon as it is safe; from now on nobody sees it or finds it by its name."""
    widget.hide()
    widget.setObjectName("")
    widget.deleteLater()


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout and discard it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            discard(widget)


def turn_to(layout: QBoxLayout, page: QWidget) -> None:
    """Show a page in a layout of its own; the one before it is discarded."""
    clear(layout)
    page.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    layout.addWidget(page, 1)
    page.show()


class Scroll(QScrollArea):
    """Content that scrolls up and down, and only when it must."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._bring_whole)

    def hold(self, content: QWidget | QLayout, margins: Margins) -> None:
        """Show `content` from its top, in place of what was there, which is discarded."""
        before = self.takeWidget()  # setWidget would delete it at once, with the keyboard still in it
        self.setWidget(_Sheet(column(content, margins=margins)))
        self.ensureVisible(0, 0)
        if before is not None:
            discard(before)

    def _bring_whole(self, before: QWidget | None, now: QWidget | None) -> None:
        """A line that was clicked while half of it was out of sight is wanted whole. Buttons stay where they
        are: one that moved under the pointer would not be pressed."""
        sheet = self.widget()
        if sheet is not None and isinstance(now, QLineEdit | QPlainTextEdit) and sheet.isAncestorOf(now):
            top = now.mapTo(sheet, QPoint())
            for y in (top.y(), top.y() + now.height()):  # Qt by itself only looks at where the cursor stands
                self.ensureVisible(top.x(), y, 0, BREATH_PX)


class _Sheet(QWidget):
    """As high as its content is at the width it has. Qt reckons with narrow, many-lined labels instead,
    and would scroll where nothing needs it."""

    def __init__(self, content: QLayout) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self.setLayout(content)
        self._content = content

    def minimumSizeHint(self) -> QSize:
        width = self._content.totalMinimumSize().width()
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def heightForWidth(self, width: int) -> int:
        if self._content.hasHeightForWidth():
            return self._content.minimumHeightForWidth(width)
        return self._content.totalMinimumSize().height()


def _filled(box: _Box, parts: tuple[Part, ...], spacing: int, margins: Margins) -> _Box:
    box.setSpacing(spacing)
    box.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            box.addStretch(1)
        elif isinstance(part, QLayout):
            box.addLayout(part)
        else:
            box.addWidget(part)
    return box
