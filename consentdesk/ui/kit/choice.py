"""One of several, and yes-that-applies boxes: large, whole rows take the click, nothing chosen at first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from consentdesk.ui.kit.text import Text, name_widget, restyle


@dataclass(frozen=True)
class Option:
    """What can be chosen: a value for the program, a label and perhaps a hint for people."""

    value: str
    label: str
    hint: str = ""


class OptionButton(QRadioButton):
    """A row with a label and a hint that wrap; the whole row takes the click."""

    def __init__(self, option: Option, name: str) -> None:
        super().__init__()
        name_widget(self, name, option.label, option.hint)
        self.value = option.value
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._lay_out(option)
        self.toggled.connect(lambda chosen: restyle(self, chosen=chosen))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalSizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalMinimumSize() if layout else super().minimumSizeHint()

    def _lay_out(self, option: Option) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(56, 14, 18, 14)
        column.setSpacing(2)
        for words, role in ((option.label, "strong"), (option.hint, "quiet")):
            if words:
                text = Text(words, "strong" if role == "strong" else "quiet", wrap=False)
                text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                column.addWidget(text, alignment=Qt.AlignmentFlag.AlignVCenter)


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
            layout.addWidget(button)
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
        for button in self.options:
            button.setAutoExclusive(False)
            button.setChecked(button.value == value)
        for button in self.options:
            button.setAutoExclusive(True)


class Check(QCheckBox):
    """A check box of a size to hit, with words that wrap; the whole row takes the click."""

    def __init__(self, words: str, name: str, patient: bool = False) -> None:
        super().__init__()
        name_widget(self, name, words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._words = Text(words, "patient" if patient else "body")
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(52, 14, 8, 14)
        row.addWidget(self._words, alignment=Qt.AlignmentFlag.AlignVCenter)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout else super().heightForWidth(width)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalSizeHint() if layout else super().sizeHint()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)
