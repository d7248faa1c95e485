"""How a paper leaves the desk: where it is printed, and the ways besides printing."""

from __future__ import annotations

from PySide6.QtCore import Signal

from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton, SecondaryButton
from consentdesk.ui.kit.card import Badge, Card
from consentdesk.ui.kit.layout import held, row
from consentdesk.ui.kit.text import reveal
from consentdesk.ui.paper_out.state import PaperState
from consentdesk.ui.printing import Destination
from consentdesk.ui.words import _


class PrintPanel(Card):
    """Emits what was pressed; shows a PaperState. `where` is the part that chooses printer and paper.
    `declined` are the words for not wanting it, "" where that is no choice."""

    print_asked = Signal()
    save_asked = Signal()
    later_asked = Signal()
    decline_asked = Signal()

    def __init__(self, declined: str) -> None:
        super().__init__(name="print_panel")
        self.where = Destination()
        self._given = Badge("", "good")
        self._given.setObjectName("given")
        self.print = PrimaryButton(_("Print"), "print")
        self._print_again = SecondaryButton(_("Print again"), "print_again")
        self._save = SecondaryButton(_("Save PDF"), "save")
        self._later = LinkButton(_("Print later"), "later")
        self._decline, self._can_decline = LinkButton(declined, "decline"), bool(declined)
        self._connect()
        self._lay_out()

    def draw(self, state: PaperState) -> None:
        self.where.draw(state)
        self._given.setText(state.given)
        self._told.setVisible(bool(state.given))
        for button in (self.print, self._later):
            button.setVisible(not state.given)
        reveal(self._decline, self._can_decline and not state.given)
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
        self._told = held(row(self._given, None))
        ways = (held(out), held(row(self._later, None, self._decline)))
        for part in (self._told, self.where, *ways):
            self.body.addWidget(part)
