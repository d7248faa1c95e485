"""One of several, and yes-that-applies boxes: large, whole rows take the click, nothing chosen at first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from consentdesk.ui.kit.buttons import Button
from consentdesk.ui.kit.text import Text, name_widget, restyle

if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object


@dataclass(frozen=True)
class Option:
    """What can be chosen: a value for the program, a label and perhaps a hint for people."""

    value: str
    label: str
    hint: str = ""


class _WholeRow(_Button):
    """As large as the words laid out in it, which may wrap; every spot of the row takes the click."""

    def hold(self, words: Sequence[Text], indicator_px: int) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(indicator_px, 14, 16, 14)
        column.setSpacing(2)
        for text in words:
            text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalSizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalMinimumSize() if layout else super().minimumSizeHint()


class OptionButton(_WholeRow, QRadioButton):
    """One option: its label and, below, its hint."""

    def __init__(self, option: Option, name: str) -> None:
        super().__init__()
        name_widget(self, name, option.label, option.hint)
        self.value = option.value
        hint = [Text(option.hint, "quiet")] if option.hint else []
        self.hold([Text(option.label, "strong"), *hint], indicator_px=56)
        self.toggled.connect(lambda chosen: restyle(self, chosen=chosen))


def show_chosen(options: Sequence[OptionButton], value: str | None) -> None:
    """Show one of these options as chosen, or none. Tab comes once: to that one, else to the first."""
    for button in options:
        button.setAutoExclusive(False)
        button.setChecked(button.value == value)
    stop = next((button for button in options if button.isChecked()), next(iter(options), None))
    for button in options:
        button.setAutoExclusive(True)
        policy = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
        button.setFocusPolicy(policy)


class ChoiceRow(QWidget):
    """Exclusive options, side by side or one under the other. Each button is named `<name>_<value>`.

    `chosen(str)` is emitted with the value when a person chooses.
    """

    chosen = Signal(str)

    def __init__(self, name: str, question: str, options: Sequence[Option], upright: bool = False) -> None:
        super().__init__()
        name_widget(self, name, question)
        self.options = [OptionButton(option, f"{name}_{option.value}") for option in options]
        layout = QVBoxLayout(self) if upright else QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for button in self.options:
            layout.addWidget(button, 0 if upright else 1)
            button.clicked.connect(self._tell)
        if self.options:
            self.setFocusProxy(self.options[0])

    def _tell(self) -> None:
        if (value := self.value) is not None:
            self.chosen.emit(value)

    @property
    def value(self) -> str | None:
        return next((button.value for button in self.options if button.isChecked()), None)

    def show_value(self, value: str | None) -> None:
        """Show one option as chosen, or none of them."""
        show_chosen(self.options, value)


class WordsButton(_WholeRow, Button):
    """A button in a patient's words, which may wrap. Chosen it is filled."""

    def __init__(self, words: str, name: str, spoken: str = "", centred: bool = False) -> None:
        super().__init__("", name, spoken or words)
        text = Text(words, "patient")
        if centred:
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hold([text], indicator_px=16 if centred else 24)
        self.show_chosen(False)

    def show_chosen(self, chosen: bool) -> None:
        restyle(self, chosen=chosen)


class Check(_WholeRow, QCheckBox):
    """A check box of a size to hit, with words that wrap."""

    def __init__(self, words: str, name: str, patient: bool = False, hint: str = "") -> None:
        super().__init__()
        name_widget(self, name, words, hint)
        below = [Text(hint, "quiet")] if hint else []
        self.hold([Text(words, "patient" if patient else "body"), *below], indicator_px=52)
