"""A short list to read down: numbered where one thing comes after the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from consentdesk.ui.kit.layout import clear
from consentdesk.ui.kit.text import Text

MARK_PX = 22


class Points(QWidget):
    """Each point on lines of its own, its mark before them; nothing is rebuilt while they stay the same."""

    def __init__(self, name: str, numbered: bool = True) -> None:
        super().__init__()
        self.setObjectName(name)
        self._numbered = numbered
        self._points: tuple[str, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def show_points(self, points: Sequence[str]) -> None:
        if tuple(points) == self._points:
            return
        self._points = tuple(points)
        self.setAccessibleName(" ".join(points))
        clear(self._grid)
        for line, words in enumerate(points):
            mark = Text(f"{line + 1}." if self._numbered else "•", "strong", wrap=False)
            mark.setFixedWidth(MARK_PX)
            self._grid.addWidget(mark, line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(Text(words), line, 1)
