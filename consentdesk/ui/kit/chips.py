"""One of several as chips side by side: for staff, where options of a full size would fill the page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from consentdesk.ui.kit.buttons import ToggleChip
from consentdesk.ui.kit.layout import clear, column, held
from consentdesk.ui.kit.text import Text, name_widget
from consentdesk.ui.kit.wrap import Wrap


class ChipRow(QWidget):
    """A question over chips of which one is pressed, or none. Each is named `<name>_<value>`; `chosen(str)`
    is emitted with the value when a person chooses, which may be the present one. They stand in `columns` of
    one width, or each as wide as its words where that is 0."""

    chosen = Signal(str)

    def __init__(
        self, name: str, question: str, options: Sequence[tuple[str, str]] = (), columns: int = 0
    ) -> None:
        super().__init__()
        name_widget(self, name, question)
        self._question, self._problem = Text(question, "strong"), Text("", "problem")
        self._options: tuple[tuple[str, str], ...] = ()
        self._chips: dict[str, ToggleChip] = {}
        self._columns = columns
        self._place: QLayout = QGridLayout() if columns else Wrap()
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(8)
        self.setLayout(column(self._question, self._problem, held(self._place), spacing=6))
        self.show_problem("")
        self._question.setVisible(bool(question))
        self.show_options(options)

    def show_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer these (value, words); nothing is rebuilt while they stay the same."""
        if tuple(options) == self._options:
            return
        self._options = tuple(options)
        clear(self._place)
        self._chips = {value: self._chip(value, words) for value, words in options}
        for place, chip in enumerate(self._chips.values()):
            self._add(chip, place)
        if self._chips:
            self.setFocusProxy(next(iter(self._chips.values())))

    def show_value(self, value: str) -> None:
        """Press the chip of this value; none where no chip has it."""
        for each, chip in self._chips.items():
            chip.setChecked(each == value)

    def show_problem(self, words: str) -> None:
        """Say above the chips what is wrong, or nothing with ""."""
        self._problem.show_words(words)
        self.setAccessibleDescription(words)

    def _chip(self, value: str, words: str) -> ToggleChip:
        question = self._question.text()
        chip = ToggleChip(words, f"{self.objectName()}_{value}", f"{question}: {words}" if question else "")
        chip.clicked.connect(partial(self._tell, value))
        return chip

    def _add(self, chip: ToggleChip, place: int) -> None:
        if isinstance(self._place, QGridLayout):
            self._place.addWidget(chip, *divmod(place, self._columns))
            self._place.setColumnStretch(place % self._columns, 1)
        else:
            self._place.addWidget(chip)
        chip.show()

    def _tell(self, value: str) -> None:
        self.show_value(value)
        self.chosen.emit(value)


class PressedChips(QWidget):
    """A question over chips of which any number is pressed. Each is named `<chip name>_<value>`;
    `pressed(str)` is emitted with the value of the one that a person pressed."""

    pressed = Signal(str)

    def __init__(self, name: str, chip_name: str, question: str) -> None:
        super().__init__()
        name_widget(self, name, question)
        self._chip_name, self._question, self._problem = chip_name, question, Text("", "problem")
        self._options: tuple[tuple[str, str], ...] = ()
        self._chips: dict[str, ToggleChip] = {}
        self._wrap = Wrap(spacing=8)
        self.setLayout(column(Text(question, "strong"), self._problem, held(self._wrap), spacing=6))

    def draw(self, options: Sequence[tuple[str, str]], pressed: Sequence[str], problem: str) -> None:
        """Offer these (value, words), some of them pressed, and say what is wrong, or nothing with ""."""
        if tuple(options) != self._options:
            self._options = tuple(options)
            clear(self._wrap)
            self._chips = {value: self._chip(value, words) for value, words in options}
            if self._chips:
                self.setFocusProxy(next(iter(self._chips.values())))
        for value, chip in self._chips.items():
            chip.setChecked(value in pressed)
        self._problem.show_words(problem)
        self.setAccessibleDescription(problem)

    def _chip(self, value: str, words: str) -> ToggleChip:
        chip = ToggleChip(words, f"{self._chip_name}_{value}", f"{self._question}: {words}")
        chip.clicked.connect(partial(self.pressed.emit, value))
        self._wrap.addWidget(chip)
        chip.show()
        return chip
