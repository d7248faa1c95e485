"""White cards with a hairline, and small labels of state."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from consentdesk.ui.kit.bar import Mood
from consentdesk.ui.kit.layout import column, row
from consentdesk.ui.kit.text import Text, restyle


class Card(QFrame):
    """A column of widgets on a card, with a heading where one is given; `body` takes more of them."""

    def __init__(self, *parts: QWidget, heading: str = "", name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        title = [Text(heading, "heading")] if heading else []
        self.body = column(*title, *parts, spacing=12, margins=(24, 20, 24, 20))
        self.setLayout(self.body)


class RowCard(QFrame):
    """A card one line high: what it is about on the left, what can be done on the right."""

    def __init__(self, label: str, hint: str, *actions: QWidget, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        words = column(Text(label, "lead"), *([Text(hint, "quiet")] if hint else []), spacing=4)
        line = row(words, *actions, spacing=16, margins=(20, 11, 14, 11))
        line.setStretchFactor(words, 1)
        self.setLayout(line)

    def show_problem(self, wrong: bool) -> None:
        """Mark the card as one that still needs something."""
        restyle(self, wrong=wrong)


class Badge(Text):
    """A state in two or three words, for staff only: colour never judges a patient's answer."""

    def __init__(self, words: str, mood: Mood = "info") -> None:
        super().__init__(words, "badge", wrap=False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        restyle(self, mood=mood)
