"""The page of whoever is not at the desk; the first screen is one, and loads no more than it needs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.layout import column
from consentdesk.ui.kit.text import Text


class DoorPage(QWidget):
    """A page for whoever is not at the desk: the program's name and, below it, cards of one width."""

    WIDTH_PX = 560

    def __init__(self, name: str, *parts: QWidget, width_px: int = WIDTH_PX) -> None:
        super().__init__()
        self.setObjectName(name)
        for part in parts:
            part.setFixedWidth(width_px)
        title = Text("ConsentDesk", "title", wrap=False)
        middle = column(None, title, *parts, None, None, spacing=24)
        middle.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(middle)
