"""Yes and No, alike in size, weight and colour (R2)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.buttons import TickButton
from consentdesk.ui.kit.layout import row
from consentdesk.ui.kit.text import name_widget, restyle


class AnswerButton(TickButton):
    """One of the two; chosen it is filled and ticked, whichever it is."""

    def __init__(self, words: str, name: str, question: str) -> None:
        super().__init__(words, name, spoken=f"{question}: {words}")
        self.setCheckable(True)
        self.show_chosen(False)

    def nextCheckState(self) -> None:
        """Pressing asks; only `show_chosen` changes what is shown."""

    def show_chosen(self, chosen: bool) -> None:
        self.setChecked(chosen)
        restyle(self, chosen=chosen)


class YesNo(QWidget):
    """A question's two answers, neither chosen until `show_answer` says so.

    `answered(bool)` is emitted on every press. The buttons are named `<name>_yes` and `<name>_no`.
    """

    answered = Signal(bool)

    def __init__(self, name: str, question: str, yes: str, no: str) -> None:
        super().__init__()
        name_widget(self, name, question)
        self.yes = AnswerButton(yes, f"{name}_yes", question)
        self.no = AnswerButton(no, f"{name}_no", question)
        self.yes.clicked.connect(lambda: self.answered.emit(True))
        self.no.clicked.connect(lambda: self.answered.emit(False))
        self.setFocusProxy(self.yes)
        self.setLayout(row(self.yes, self.no))
        self._equalise()

    def show_answer(self, answer: bool | None) -> None:
        self.yes.show_chosen(answer is True)
        self.no.show_chosen(answer is False)

    def showEvent(self, event: object) -> None:
        self._equalise()

    def _equalise(self) -> None:
        width = max(self.yes.sizeHint().width(), self.no.sizeHint().width())
        for button in (self.yes, self.no):
            button.setMinimumWidth(width)
