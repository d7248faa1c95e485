"""A question answered by typing: label, hint, the problem in words, and the input."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy

from consentdesk.ui.kit.layout import column, row
from consentdesk.ui.kit.text import Text, name_widget, restyle


class Field(QFrame):
    """One typed answer. The input carries `name`, the field around it `<name>_field`.

    `edited(str)` is emitted when a person typed, `entered` when they pressed Enter in a single line.
    """

    edited = Signal(str)
    entered = Signal()

    def __init__(
        self, name: str, label: str, hint: str = "", *, lines: int = 1, secret: bool = False
    ) -> None:
        super().__init__()
        self.setObjectName(f"{name}_field")
        self._label, self._hint, self._problem = (
            Text(label, "strong"),
            Text(hint, "quiet"),
            Text("", "problem"),
        )
        self.input = self._line(secret) if lines == 1 else self._lines(lines)
        name_widget(self.input, name, label, hint)
        self.setFocusProxy(self.input)
        self._label.setBuddy(self.input)
        self._lay_out()
        self.show_problem("")

    @property
    def text(self) -> str:
        """What was typed, without spaces at either end."""
        return self._raw().strip()

    def show_text(self, text: str) -> None:
        """Show `text`; the cursor stays where it is when nothing but spaces at either end changes."""
        text = text.strip()
        if isinstance(self.input, QLineEdit) and text != self.input.text().strip():
            self.input.setText(text)
            self.input.setCursorPosition(len(text) if self.input.hasFocus() else 0)
        elif isinstance(self.input, QPlainTextEdit) and text != self.input.toPlainText().strip():
            self.input.blockSignals(True)
            self.input.setPlainText(text)
            self.input.blockSignals(False)

    def show_placeholder(self, words: str) -> None:
        """Say inside the empty input what can be typed."""
        self.input.setPlaceholderText(words)

    def show_label(self, words: str) -> None:
        """Ask another question in the same place."""
        self._label.setText(words)
        self.input.setAccessibleName(words)

    def show_problem(self, words: str) -> None:
        """Say above the input what is wrong, or nothing with ""."""
        self._problem.show_words(words)
        description = " ".join(part for part in (words, self._hint.text()) if part)
        self.input.setAccessibleDescription(description)
        restyle(self, wrong=bool(words))

    def _raw(self) -> str:
        return self.input.text() if isinstance(self.input, QLineEdit) else self.input.toPlainText()

    def _line(self, secret: bool) -> QLineEdit:
        line = QLineEdit()
        if secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        line.textEdited.connect(self.edited)
        line.returnPressed.connect(self.entered)
        return line

    def _lines(self, count: int) -> QPlainTextEdit:
        box = Lines()
        box.setTabChangesFocus(True)
        box.setFixedHeight(count * 24 + 24)
        box.textChanged.connect(lambda: self.edited.emit(box.toPlainText()))
        return box

    def _lay_out(self) -> None:
        self.setLayout(column(self._label, self._hint, self._problem, self.input, spacing=4))
        for words in (self._label, self._hint):
            words.setVisible(bool(words.text()))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class Lines(QPlainTextEdit):
    """Several lines, which leave Tab to the window's reading order."""

    def event(self, event: QEvent) -> bool:
        asked_for = event.type() == QEvent.Type.ShortcutOverride
        if asked_for and isinstance(event, QKeyEvent) and event.key() in TABS:
            event.ignore()
            return False
        return super().event(event)


def side_by_side(*fields: Field) -> QHBoxLayout:
    """Fields in a row with their inputs on one line, whatever stands above each."""
    made = row(spacing=20)
    for field in fields:
        made.addWidget(field, 1, Qt.AlignmentFlag.AlignBottom)
    return made
