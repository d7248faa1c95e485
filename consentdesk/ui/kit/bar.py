"""Trouble and work in progress, said in the page: never a dialog, never silent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar

from consentdesk.ui.kit.buttons import SecondaryButton
from consentdesk.ui.kit.layout import column, discard, row
from consentdesk.ui.kit.text import Text, name_widget, restyle, reveal

Mood = Literal["info", "good", "warn", "bad"]


class Bar(QFrame):
    """A sentence and what can be done now; hidden until shown. `asked(str)` names the action pressed."""

    asked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._words = Text("", "body")
        self._buttons: list[SecondaryButton] = []
        self._row = row(self._words, spacing=10, margins=(20, 10, 12, 10))
        self._row.setStretchFactor(self._words, 1)
        self.setLayout(self._row)
        self.hide()

    def show_bar(self, words: str, mood: Mood = "info", actions: Sequence[tuple[str, str]] = ()) -> None:
        """Say `words`, or hide with "", and offer (name, words) actions; their buttons are `<bar>_<name>`."""
        for button in self._buttons:
            discard(button)
        self._words.setText(words)
        self._buttons = [self._button(*action) for action in actions]
        name_widget(self, self.objectName(), words)
        restyle(self, mood=mood)
        reveal(self, bool(words))

    def _button(self, name: str, words: str) -> SecondaryButton:
        button = SecondaryButton(words, f"{self.objectName()}_{name}")
        button.clicked.connect(lambda: self.asked.emit(name))
        self._row.addWidget(button)
        return button


class BusyBar(QFrame):
    """Work that takes a while: words, how far it is, and a way out. Hidden until shown."""

    cancel_asked = Signal()

    def __init__(self, name: str, cancel: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._words = Text("", "body")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._cancel = SecondaryButton(cancel, f"{name}_cancel")
        self._cancel.clicked.connect(self.cancel_asked)
        self._lay_out()
        self._cancel.setVisible(bool(cancel))
        self.hide()

    def show_progress(self, words: str, done: int = 0, total: int = 0) -> None:
        """Say what is under way; with a `total` of 0 the bar only shows that something moves. "" hides it."""
        self._words.setText(words)
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        name_widget(self._progress, f"{self.objectName()}_progress", words)
        reveal(self, bool(words))

    def _lay_out(self) -> None:
        said = column(self._words, self._progress)
        line = row(said, self._cancel, spacing=20, margins=(20, 12, 12, 14))
        line.setStretchFactor(said, 1)
        self.setLayout(line)
