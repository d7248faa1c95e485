"""Saving lines as a table: the question for the code, how far it is, what came of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.buttons import PrimaryButton, SecondaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.ledger.state import SavingState
from consentdesk.ui.words import _


class SavingPart(QWidget):
    """`save_asked(str)` carries the code."""

    save_asked = Signal(str)
    cancel_asked = Signal()
    stop_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._about = Text("")
        self._code = Field("ledger_code", _("Your code"), secret=True)
        self._code.input.setFixedWidth(220)
        self._save = PrimaryButton(_("Save"), "ledger_save")
        self._cancel = SecondaryButton(_("Cancel"), "ledger_save_cancel")
        self._busy, self._outcome = BusyBar("ledger_saving", _("Stop")), Bar("ledger_saved")
        self._save.clicked.connect(self._tell)
        self._code.entered.connect(self._tell)
        self._cancel.clicked.connect(self.cancel_asked)
        self._busy.cancel_asked.connect(self.stop_asked)
        self._lay_out()
        self.draw(SavingState(), names=True)

    def draw(self, state: SavingState, names: bool) -> None:
        """Draw what has changed; a code is forgotten once it was asked for."""
        self._about.setText(_about(names))
        begins = state.asking and self._card.isHidden()
        reveal(self._card, state.asking)
        self._code.show_problem(state.problem)
        if not state.asking or state.problem:
            self._code.show_text("")
        if begins or state.problem:
            self._code.setFocus()
        self._busy.show_progress(state.running, state.done, state.total)
        self._outcome.show_bar(state.outcome, "bad" if state.failed else "good")
        reveal(self, state != SavingState())

    def _tell(self) -> None:
        self.save_asked.emit(self._code.text)

    def _lay_out(self) -> None:
        ways = row(self._save, self._cancel, None, spacing=12)
        self._card = Card(
            self._about,
            self._code,
            held(ways),
            heading=_("Save these lines as a table"),
            name="ledger_asking",
        )
        page = column(self._outcome, self._busy, self._card, spacing=12)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)


def _about(names: bool) -> str:
    if names:
        return _(
            "Every line that fits what you look for, not this page alone, with patients' names. The file "
            "lies outside the vault and is not encrypted."
        )
    return _(
        "Every line that fits what you look for, not this page alone, without patients' names. The file "
        "lies outside the vault and is not encrypted."
    )
