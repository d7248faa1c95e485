"""Access in an emergency. objectNames: emergency_page, emergency_reason, emergency_code, look_now, trouble,
problems.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.domain.access import EMERGENCY_LASTS
from consentdesk.ui.emergency.state import EmergencyState
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import PrimaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.text import Text
from consentdesk.ui.words import _

WIDEST_PX = 820
MINUTES = int(EMERGENCY_LASTS.total_seconds() / 60)


class EmergencyScreen(QWidget):
    """`look_asked(reason, code)`."""

    look_asked = Signal(str, str)
    access_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("emergency_page")
        self._reason = Field(
            "emergency_reason", _("What is the emergency?"), _("It stands in the ledger"), lines=3
        )
        self._code = Field("emergency_code", _("Your code"), secret=True)
        self._look = PrimaryButton(
            _("Look at records for {minutes} minutes").format(minutes=MINUTES), "look_now"
        )
        self._problems, self._trouble = ProblemSummary(_("There is a problem")), Bar("trouble")
        self._state = EmergencyState()
        self._look.clicked.connect(self._ask)
        self._code.entered.connect(self._ask)
        self._lay_out()

    def draw(self, state: EmergencyState) -> None:
        """Draw what has changed; the reason stays as it is typed."""
        before, self._state = self._state, state
        words = dict(state.problems)
        self._trouble.show_bar(state.trouble, "bad")
        self._reason.show_problem(words.get("emergency_reason", ""))
        self._code.show_problem(words.get("emergency_code", ""))
        if state.tries != before.tries:
            self._code.show_text("")
        if state.problems != before.problems:
            self._problems.show_problems(state.problems)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reason.setFocus()

    def _ask(self) -> None:
        self.look_asked.emit(self._reason.text, self._code.text)

    def _lay_out(self) -> None:
        card = Card(self._reason, self._code)
        card.body.addLayout(row(None, self._look))
        about = _(
            "Your roles do not show you any patient. Where somebody's health depends on it, you can look at "
            "records for {minutes} minutes. Those who answer for privacy are told, and every look is noted."
        )
        page = column(
            Text(_("Access in an emergency"), "title"),
            Text(about.format(minutes=MINUTES)),
            *(self._problems, self._trouble, card, None),
            spacing=16,
        )
        page.setContentsMargins(0, 0, 0, 0)
        content = held(page)
        content.setMaximumWidth(WIDEST_PX)
        self.setLayout(column(content))
