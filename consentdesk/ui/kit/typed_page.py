"""A page on which somebody types: a question, a hint and fields."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import column
from consentdesk.ui.kit.text import Text


class TypedPage(QWidget):
    """`fields` are by the names of their inputs; whoever makes the page puts them into its `body`.
    `edited(name, text)` is emitted as somebody types, `entered` when they press Enter in a single line."""

    edited = Signal(str, str)
    entered = Signal()

    def __init__(self, name: str, title: str, hint: str, *fields: Field) -> None:
        super().__init__()
        self.setObjectName(name)
        self._title, self._hint = Text("", "title"), Text("")
        self.fields = {field.input.objectName(): field for field in fields}
        for key, field in self.fields.items():
            field.edited.connect(lambda text, key=key: self.edited.emit(key, text))
            field.entered.connect(self.entered)
        self.body = column(self._title, self._hint, spacing=16)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self.body)
        self.show_title(title, hint)

    def show_title(self, title: str, hint: str = "") -> None:
        self._title.setText(title)
        self._hint.show_words(hint)

    def show_entries(self, entries: Mapping[str, str], problems: Mapping[str, str]) -> None:
        """Show what was typed and what is wrong with it, each by the name of its field."""
        for name, field in self.fields.items():
            field.show_text(entries[name])
            field.show_problem(problems.get(name, ""))

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        for field in self.fields.values():
            field.setFocus()
            return
