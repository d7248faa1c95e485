"""The page on which the patient's copy is seen and handed over.

objectNames: copy_page, those of `paper_out.part`, large_print, next_patient, patient_file, home.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.domain.access import Act
from consentdesk.ui.copy.state import CopyState
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton, SecondaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.choice import Check
from consentdesk.ui.kit.layout import column, row
from consentdesk.ui.kit.text import Text
from consentdesk.ui.paper_out.part import PaperPart
from consentdesk.ui.words import _


class CopyScreen(QWidget):
    """Draws a CopyState. `home_asked`, `new_consent_asked` and `patient_opened(id)` lead away."""

    home_asked = Signal()
    new_consent_asked = Signal()
    patient_opened = Signal(str)
    large_asked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("copy_page")
        self._state = CopyState()
        self._title, self._details = Text("", "title", "title"), Text("", "quiet", "details")
        self._large = Check(_("Large print"), "large_print")
        self._onward = Text("", "body", "onward")
        next_steps = Card(self._onward, heading=_("What happens next"))
        self.part = PaperPart(_("The patient's copy"), _("Patient declines a copy"), self._large, next_steps)
        self._next = SecondaryButton(_("Next patient"), "next_patient")
        self._next_now = PrimaryButton(_("Next patient"), "next_patient")
        self._home = LinkButton(_("‹  Home"), "home", _("Home"))
        self._file = LinkButton(_("The patient's file"), "patient_file")
        self._connect()
        self._lay_out()

    def draw(self, state: CopyState) -> None:
        self._state = state
        self._title.setText(state.title)
        self._details.setText(state.details)
        goes_on = Act.TAKE_CONSENT in state.acts
        self._next.setVisible(goes_on and not state.given)
        self._next_now.setVisible(goes_on and bool(state.given))
        self._file.setVisible(bool(state.patient))
        self._onward.setText("\n".join(state.onward))
        self._large.setChecked(state.large)
        self.part.draw(state)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.part.panel.print.setFocus()

    def _connect(self) -> None:
        self._large.clicked.connect(lambda: self.large_asked.emit(self._large.isChecked()))
        self.part.later_asked.connect(self.home_asked)
        for button in (self._next, self._next_now):
            button.clicked.connect(self.new_consent_asked)
        self._home.clicked.connect(self.home_asked)
        self._file.clicked.connect(lambda: self.patient_opened.emit(self._state.patient))

    def _lay_out(self) -> None:
        ways = row(self._home, self._file, None)
        head = row(column(self._title, self._details, spacing=4), self._next, self._next_now, spacing=16)
        head.setStretch(0, 1)
        page = column(ways, head, self.part, spacing=14)
        page.setStretchFactor(self.part, 1)
        self.setLayout(page)
