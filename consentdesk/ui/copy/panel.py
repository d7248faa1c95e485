"""How the copy leaves the desk: where it is printed, and the ways besides printing."""

from __future__ import annotations

from PySide6.QtCore import Signal

from consentdesk.ui.copy.state import CopyState
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton, SecondaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.layout import held, row
from consentdesk.ui.printing import Destination
from consentdesk.ui.words import _


class PrintPanel(Card):
    """Emits what was pressed; shows a CopyState. `where` is the part that chooses printer and paper."""

    print_asked = Signal()
    save_asked = Signal()
    later_asked = Signal()
    decline_asked = Signal()

    def __init__(self) -> None:
        super().__init__(name="print_panel")
        self.where = Destination()
        self.print = PrimaryButton(_("Print"), "print")
        self._print_again = SecondaryButton(_("Print again"), "print_again")
        self._save = SecondaryButton(_("Save PDF"), "save")
        self._later = LinkButton(_("Print later"), "later")
        self._decline = LinkButton(_("Patient declines a copy"), "decline")
        self._connect()
        self._lay_out()

    def draw(self, state: CopyState) -> None:
        self.where.draw(state)
        for button in (self.print, self._later, self._decline):
            button.setVisible(not state.given)
        self._print_again.setVisible(bool(state.given))

    def _connect(self) -> None:
        for button in (self.print, self._print_again):
            button.clicked.connect(self.print_asked)
        self._save.clicked.connect(self.save_asked)
        self._later.clicked.connect(self.later_asked)
        self._decline.clicked.connect(self.decline_asked)

    def _lay_out(self) -> None:
        out = row(self.print, self._print_again, self._save, spacing=10)
        out.setStretch(0, 1)
        out.setStretch(1, 1)
        ways = (held(out), held(row(self._later, None, self._decline)))
        for part in (self.where, *ways):
            self.body.addWidget(part)
