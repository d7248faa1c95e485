"""What every page of the first run is: a question, a hint and fields."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import column
from consentdesk.ui.kit.text import Text
from consentdesk.ui.setup.state import SetupPage, SetupState


class Page(QWidget):
    """A question, a hint and fields. `edited(name, text)` is emitted as somebody types."""

    edited = Signal(str, str)

    def __init__(self, page: SetupPage, title: str, hint: str, *fields: Field) -> None:
        super().__init__()
        self.setObjectName(f"setup_{page}")
        self.fields = {field.input.objectName(): field for field in fields}
        for name, field in self.fields.items():
            field.edited.connect(lambda text, name=name: self.edited.emit(name, text))
        self.body = column(Text(title, "title"), *([Text(hint)] if hint else []), spacing=16)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self.body)

    def draw(self, state: SetupState) -> None:
        """Show what was typed and what is wrong with it."""
        words = dict(state.problems)
        for name, field in self.fields.items():
            field.show_text(getattr(state.entries, name))
            field.show_problem(words.get(name, ""))

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        for field in self.fields.values():
            field.setFocus()
            return
