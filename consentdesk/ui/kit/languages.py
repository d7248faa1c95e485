"""The languages to read in, each by its own name, as a calm list on the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from consentdesk.ui.kit.buttons import ToggleChip
from consentdesk.ui.kit.layout import Scroll, column, held

WIDTH_PX = 420


class LanguageList(Scroll):
    """One large button a language, named `language_<code>`; the present one is ticked. `chosen(str)` carries
    the code of the one pressed, also where it is the present one."""

    chosen = Signal(str)

    def __init__(self, languages: Sequence[tuple[str, str]], present: str) -> None:
        """`languages` are (code, own name); `present` is a code."""
        super().__init__("languages")
        self._chips = {code: self._chip(code, name) for code, name in languages}
        chips = held(column(None, *self._chips.values(), None, spacing=10))
        chips.setFixedWidth(WIDTH_PX)
        sheet = column(chips)
        sheet.setAlignment(chips, Qt.AlignmentFlag.AlignHCenter)
        self.hold(held(sheet), (64, 8, 64, 8))
        self.present = present
        self.show_present()

    def show_present(self) -> None:
        """Tick the present language, and bring the keyboard there."""
        for code, chip in self._chips.items():
            chip.setChecked(code == self.present)
        if self.present in self._chips:
            self._chips[self.present].setFocus()

    def _chip(self, code: str, name: str) -> ToggleChip:
        chip = ToggleChip(name, f"language_{code}")
        chip.clicked.connect(lambda: self.chosen.emit(code))
        return chip
