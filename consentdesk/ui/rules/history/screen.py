"""Every version. objectNames: rules_history, version_<n> from 1, version_text."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from consentdesk.ui.kit.choice import Option
from consentdesk.ui.kit.layout import Scroll, column, held, row
from consentdesk.ui.kit.option_grid import OptionGrid
from consentdesk.ui.kit.text import name_widget
from consentdesk.ui.rules.history.state import HistoryState
from consentdesk.ui.words import _

HEIGHT_PX = 560


class HistoryScreen(QWidget):
    """`version_asked(int)` says which one to read, counted from 0."""

    place_asked = Signal(str)
    version_asked = Signal(int)

    def __init__(self, state: HistoryState) -> None:
        super().__init__()
        self.setObjectName("rules_history")
        self._list = OptionGrid("version", _("Newest first"), 1)
        self._text = QPlainTextEdit(readOnly=True)
        name_widget(self._text, "version_text", _("The text of this version"))
        self._list.chosen.connect(lambda value: self.version_asked.emit(int(value) - 1))
        self._lay_out()
        self.draw(state)

    def draw(self, state: HistoryState) -> None:
        rows = [Option(str(n), row.title, row.hint) for n, row in enumerate(state.versions, 1)]
        self._list.show_options(rows, str(state.read + 1))
        if self._text.toPlainText() != state.text:
            self._text.setPlainText(state.text)

    def _lay_out(self) -> None:
        versions = Scroll("versions")
        versions.hold(held(column(self._list, None)), (0, 0, 12, 0))
        for part in (versions, self._text):
            part.setFixedHeight(HEIGHT_PX)
        across = row(versions, self._text, spacing=16)
        across.setStretch(0, 2)
        across.setStretch(1, 3)
        self.setLayout(column(across, None))
