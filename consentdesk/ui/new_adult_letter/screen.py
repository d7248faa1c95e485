"""The letter for a new adult. objectNames: new_adult_letter, home, patient_file, ask_now, trouble; those of
`paper_out.part`.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import LinkButton, SecondaryButton
from consentdesk.ui.kit.layout import column, row
from consentdesk.ui.kit.text import Text
from consentdesk.ui.new_adult_letter.state import LetterState
from consentdesk.ui.paper_out.part import PaperPart
from consentdesk.ui.words import _


class LetterScreen(QWidget):
    """Draws a LetterState around the letter."""

    home_asked = Signal()
    patient_opened = Signal(str)
    new_consent_asked = Signal(str)

    def __init__(self, patient: str) -> None:
        super().__init__()
        self.setObjectName("new_adult_letter")
        self._title = Text(_("Letter to a new adult"), "title", wrap=False)
        self._name, self._details = Text("", "lead", "letter_name"), Text("", "quiet", "letter_details")
        self._home = LinkButton(_("‹  Home"), "home", _("Home"))
        self._file = LinkButton(_("The patient's file"), "patient_file")
        self._ask = SecondaryButton(_("Ask now"), "ask_now")
        self._trouble = Bar("trouble")
        self._home.clicked.connect(self.home_asked)
        self._file.clicked.connect(lambda: self.patient_opened.emit(patient))
        self._ask.clicked.connect(lambda: self.new_consent_asked.emit(patient))
        self._ask.hide()
        self._lay_out()

    def draw(self, state: LetterState) -> None:
        """Draw what stands around the letter."""
        self._name.setText(state.name)
        self._details.setText(state.details)
        self._ask.setVisible(state.may_ask)
        self._trouble.show_bar(state.trouble, "bad")

    def show_letter(self, part: PaperPart) -> None:
        """Put the letter below."""
        part.later_asked.connect(self.home_asked)
        self._page.addWidget(part, 1)
        part.show()  # at once, so that it can take the keyboard
        part.panel.print.setFocus()

    def _lay_out(self) -> None:
        head = row(self._title, None, self._file, self._ask, spacing=20)
        who = column(self._name, self._details, spacing=2)
        self._page = column(row(self._home, None), head, who, self._trouble, spacing=14)
        self._page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._page)
