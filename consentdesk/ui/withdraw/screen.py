"""The page on which something is withdrawn: what, who asks, how; it holds with its last button.

objectNames: withdraw_page, uses_<use>, uses_all, images_<short id>, images_all, stays_<short id> (what was
made from them), follows, who_patient, who_representative, who_family, asker_words, asker_change,
asker_name, relationship_<code>, authority_<code>, suspends, way_in_person, way_telephone, way_letter,
signature (its pad), signature_clear, no_signature, do_sign, unsigned, known_by, letter_add, letter_pages,
told, withdraw, patient_file, home, problems, trouble, busy.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.beside import Beside
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.text import Text
from consentdesk.ui.withdraw.state import WithdrawState
from consentdesk.ui.withdraw.what import What
from consentdesk.ui.withdraw.who import How, Who
from consentdesk.ui.words import _

WHAT_PX = 396


class WithdrawScreen(QWidget):
    """Draws a WithdrawState. `home_asked`, `patient_opened(id)` and `work_opened(room, about)` lead away."""

    home_asked = Signal()
    patient_opened = Signal(str)
    work_opened = Signal(str, str)
    withdraw_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("withdraw_page")
        self._state = WithdrawState()
        self._title = Text(_("Withdraw"), "title", "title")
        self._name = Text("", "body", "withdraw_for")
        self._problems, self._trouble = ProblemSummary(_("There is a problem")), Bar("trouble")
        self._busy = BusyBar("busy")
        self.what, self.who, self.how = What(), Who(), How()
        self._withdraw = PrimaryButton(_("Withdraw"), "withdraw")
        self._withdraw.clicked.connect(self.withdraw_asked)
        self._home = LinkButton(_("‹  Home"), "home", _("Home"))
        self._home.clicked.connect(self.home_asked)
        self._file = LinkButton(_("The patient's file"), "patient_file")
        self._file.clicked.connect(lambda: self.patient_opened.emit(self._state.patient))
        self._lay_out()

    def draw(self, state: WithdrawState) -> None:
        before, self._state = self._state, state
        self._name.setText(state.name)
        self._trouble.show_bar(state.trouble, "warn")
        self._busy.show_progress(state.busy)
        for part in (self.what, self.who, self.how):
            part.draw(state)
        self._withdraw.show_words(_("Hold it back now") if state.suspends else _("Withdraw"))
        if state.loaded and not before.loaded:
            self.who.setFocus()
        if state.problems != before.problems:
            self._problems.show_problems(state.problems)

    def _lay_out(self) -> None:
        last = row(None, self._withdraw)
        asked = held(column(self.who, self.how, last, None, spacing=10))
        body = Beside(self.what, asked, WHAT_PX)
        head = row(self._title, self._name, None, spacing=16)
        ways = row(self._home, self._file, None)
        parts = (ways, head, self._problems, self._trouble, self._busy, body, None)
        self.setLayout(column(*parts, spacing=10))
