"""Words on a page, and the two small acts every piece of the kit needs: naming and restyling."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

Role = Literal[
    "body", "quiet", "lead", "strong", "heading", "title", "step", "problem", "patient",
    "patient_strong", "patient_title", "patient_lead", "patient_name", "patient_quiet", "badge",
    "brand", "person",
]  # fmt: skip


def name_widget(widget: QWidget, name: str, spoken: str, description: str = "") -> None:
    """Give a widget its stable name and what a screen reader says."""
    widget.setObjectName(name)
    widget.setAccessibleName(spoken)
    widget.setAccessibleDescription(description)


def restyle(widget: QWidget, **properties: str | bool) -> None:
    """Set properties that the stylesheet asks about and, where one changed, draw the widget anew."""
    if all(widget.property(key) == value for key, value in properties.items()):
        return
    for key, value in properties.items():
        widget.setProperty(key, value)
    for part in (widget, *widget.findChildren(QWidget)):
        part.style().unpolish(part)
        part.style().polish(part)


class Text(QLabel):
    """Plain text (never markup, whatever a name contains) in one of the roles of the stylesheet."""

    def __init__(self, words: str = "", role: Role = "body", name: str = "", wrap: bool = True) -> None:
        super().__init__(words)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("role", role)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_words(self, words: str) -> None:
        """Show `words`, or nothing and no gap when there are none."""
        self.setText(words)
        self.setVisible(bool(words))
