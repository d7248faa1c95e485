"""One of several in rows and columns, where the options themselves may change."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from consentdesk.ui.kit.choice import Option, OptionButton, show_chosen
from consentdesk.ui.kit.layout import clear, column, held
from consentdesk.ui.kit.text import Text, name_widget


class OptionGrid(QWidget):
    """A question over exclusive options. Each button is named `<name>_<value>`; `chosen(str)` is emitted
    with the value when a person chooses."""

    chosen = Signal(str)

    def __init__(self, name: str, question: str, columns: int) -> None:
        super().__init__()
        name_widget(self, name, question)
        self._usual_columns = self._columns = columns
        self._question, self._problem = Text(question, "strong"), Text("", "problem")
        self._options: tuple[Option, ...] = ()
        self._buttons: list[OptionButton] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.setLayout(column(self._question, self._problem, held(self._grid), spacing=4))
        self.show_problem("")

    def show_question(self, question: str) -> None:
        self._question.setText(question)
        self.setAccessibleName(question)

    def show_options(self, options: Sequence[Option], value: str | None, columns: int | None = None) -> None:
        """Show these options, one of them chosen or none, in other columns than the usual ones where a number
        is given; nothing is rebuilt while all of that stays the same."""
        wanted = (tuple(options), columns or self._usual_columns)
        if wanted != (self._options, self._columns):
            self._options, self._columns = wanted
            self._rebuild()
        show_chosen(self._buttons, value)

    def show_problem(self, words: str) -> None:
        """Say above the options what is wrong, or nothing with ""."""
        self._problem.show_words(words)
        self.setAccessibleDescription(words)

    def _rebuild(self) -> None:
        clear(self._grid)
        self._buttons = [
            OptionButton(option, f"{self.objectName()}_{option.value}") for option in self._options
        ]
        for place, button in enumerate(self._buttons):
            self._grid.addWidget(button, *divmod(place, self._columns))
            button.clicked.connect(partial(self.chosen.emit, button.value))
        for number in range(max(self._columns, self._grid.columnCount())):
            self._grid.setColumnStretch(number, number < self._columns)
        if self._buttons:
            self.setFocusProxy(self._buttons[0])
