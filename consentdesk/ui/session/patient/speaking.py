"""The language of the patient's own pages and of the copy; those of staff stay as they are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.buttons import ToggleChip
from consentdesk.ui.kit.choice import Option
from consentdesk.ui.kit.layout import row
from consentdesk.ui.kit.text import Text, name_widget
from consentdesk.ui.words import _


class Speaking(QWidget):
    """One chip a language, by its own name; `chosen(str)` carries the code of the one pressed. Where there is
    only one, none of it is shown."""

    chosen = Signal(str)

    def __init__(self, languages: Sequence[Option]) -> None:
        super().__init__()
        words = _("Patient pages and copy in")
        name_widget(self, "languages", words)
        self._chips = {option.value: self._chip(option) for option in languages}
        self.setLayout(row(Text(words, "strong", wrap=False), *self._chips.values(), None))

    def draw(self, language: str, wanted: bool) -> None:
        self.setVisible(wanted and len(self._chips) > 1)
        for code, chip in self._chips.items():
            chip.setChecked(code == language)

    def _chip(self, option: Option) -> ToggleChip:
        chip = ToggleChip(option.label, f"language_{option.value}")
        chip.clicked.connect(lambda: self._choose(option.value))
        return chip

    def _choose(self, code: str) -> None:
        for other, chip in self._chips.items():
            chip.setChecked(other == code)
        self.chosen.emit(code)
