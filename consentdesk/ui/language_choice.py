"""The language of this workstation, to be chosen where no patient is in sight yet."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.buttons import ToggleChip
from consentdesk.ui.kit.layout import row
from consentdesk.ui.kit.text import name_widget
from consentdesk.ui.language import LANGUAGES, spoken
from consentdesk.ui.words import _


class LanguageChoice(QWidget):
    """One chip a language, by its own name; `asked(str)` carries the code of the one pressed. objectNames:
    staff_language, staff_language_<code>."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        name_widget(self, "staff_language", _("Language of this workstation"))
        self._chips = {code: self._chip(code, name) for code, name in LANGUAGES.items()}
        self.setLayout(row(*self._chips.values(), None, spacing=8))
        self.show_spoken()

    def show_spoken(self) -> None:
        """Tick the language that is spoken."""
        for code, chip in self._chips.items():
            chip.setChecked(code == spoken())

    def _chip(self, code: str, name: str) -> ToggleChip:
        chip = ToggleChip(name, f"staff_language_{code}")
        chip.clicked.connect(lambda: self._ask(code))
        return chip

    def _ask(self, code: str) -> None:
        self.show_spoken()  # a press alone changes nothing
        self.asked.emit(code)
