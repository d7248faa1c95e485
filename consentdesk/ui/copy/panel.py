"""How the copy leaves the desk: printer, copies, paper, and the ways besides printing."""

from __future__ import annotations

from PySide6.QtCore import Signal

from consentdesk.ui.copy.state import CopyState
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton, RepeatButton, SecondaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.choice import ChoiceRow, Option
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.option_grid import OptionGrid
from consentdesk.ui.kit.text import Text
from consentdesk.ui.words import _, paper_words
from consentdesk.workflows.give_copy import PAPERS


class PrintPanel(Card):
    """Emits what was pressed; shows a CopyState."""

    unfold_asked = Signal()
    printer_asked = Signal(str)
    copies_asked = Signal(int)
    paper_asked = Signal(str)
    print_asked = Signal()
    save_asked = Signal()
    later_asked = Signal()
    decline_asked = Signal()

    def __init__(self) -> None:
        super().__init__(name="print_panel")
        self._printer, self._hint = Text("", "lead", "printer_words"), Text("", "quiet", "printer_hint")
        self._change = LinkButton(_("Change"), "printer_change", _("Choose another printer"))
        self._grid = OptionGrid("printer", _("Printer"), 1)
        self._count = Text("1", "lead", "copies", wrap=False)
        self._fewer = RepeatButton("−", "copies_fewer", _("One copy less"))
        self._more = RepeatButton("+", "copies_more", _("One copy more"))
        self._paper = ChoiceRow("paper", _("Paper"), [Option(p, paper_words(p)) for p in PAPERS])
        self.print = PrimaryButton(_("Print"), "print")
        self._print_again = SecondaryButton(_("Print again"), "print_again")
        self._save = SecondaryButton(_("Save PDF"), "save")
        self._later = LinkButton(_("Print later"), "later")
        self._decline = LinkButton(_("Patient declines a copy"), "decline")
        self._connect()
        self._lay_out()

    def draw(self, state: CopyState) -> None:
        chosen, folded = state.chosen, not state.choosing
        self._printer.setText(chosen.words if chosen else _("No printer"))
        self._hint.show_words(chosen.hint if chosen and folded else "")
        self._named.setVisible(folded)
        self._change.setVisible(len(state.printers) > 1)
        self._grid.setVisible(state.choosing)
        self._grid.show_options(
            [Option(p.name, p.words, p.hint) for p in state.printers], state.printer or None
        )
        self._count.setText(str(state.copies))
        self._paper.show_value(state.paper)
        for button in (self.print, self._later, self._decline):
            button.setVisible(not state.given)
        self._print_again.setVisible(bool(state.given))

    def _connect(self) -> None:
        self._change.clicked.connect(self.unfold_asked)
        self._grid.chosen.connect(self.printer_asked)
        self._fewer.clicked.connect(lambda: self.copies_asked.emit(-1))
        self._more.clicked.connect(lambda: self.copies_asked.emit(1))
        self._paper.chosen.connect(self.paper_asked)
        for button in (self.print, self._print_again):
            button.clicked.connect(self.print_asked)
        self._save.clicked.connect(self.save_asked)
        self._later.clicked.connect(self.later_asked)
        self._decline.clicked.connect(self.decline_asked)

    def _lay_out(self) -> None:
        named = row(self._printer, self._change)
        named.setStretchFactor(self._printer, 1)
        self._named = held(named)
        copies = row(
            Text(_("Copies"), "strong", wrap=False), None, self._fewer, self._count, self._more, spacing=14
        )
        parts = (held(column(self._named, self._hint, self._grid, spacing=2)), held(copies), self._paper)
        out = row(self.print, self._print_again, self._save, spacing=10)
        out.setStretch(0, 1)
        out.setStretch(1, 1)
        ways = (held(out), held(row(self._later, None, self._decline)))
        for part in (*parts, *ways):
            self.body.addWidget(part)
