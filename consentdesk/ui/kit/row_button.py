"""A line of a list in columns, as wide as its place; the whole of it is a button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy

from consentdesk.ui.kit.buttons import Button
from consentdesk.ui.kit.layout import row
from consentdesk.ui.kit.text import Role, Text, restyle

STRETCHES = 0


class RowButton(Button):
    """`columns` are (words, role, width in pixels); one as wide as `STRETCHES` takes what is left. Opened, it
    is marked as such."""

    def __init__(self, name: str, columns: Sequence[tuple[str, Role, int]]) -> None:
        super().__init__("", name, ", ".join(words for words, _role, _width in columns if words))
        self._line = row(spacing=18, margins=(12, 6, 12, 6))
        for words, role, width in columns:
            text = Text(words, role)
            text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            if width is not STRETCHES:
                text.setFixedWidth(width)
            self._line.addWidget(text, 0 if width else 1)
        self.setLayout(self._line)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_opened(False)

    def show_opened(self, opened: bool) -> None:
        restyle(self, opened=opened)

    def sizeHint(self) -> QSize:
        return self._line.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._line.totalMinimumSize()

    def hasHeightForWidth(self) -> bool:
        return self._line.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        return self._line.totalHeightForWidth(width)
