"""A recovery code, large, to be written down."""

from __future__ import annotations

from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.text import Text


class CodeCard(Card):
    """`described` is what a screen reader says of how the code is written, `hint` stands below it."""

    def __init__(self, name: str, described: str, hint: str) -> None:
        self._code = Text("", "title", name, wrap=False)
        self._code.setAccessibleDescription(described)
        super().__init__(self._code, Text(hint, "quiet"))

    def show_code(self, code: str) -> None:
        self._code.setText(code)
