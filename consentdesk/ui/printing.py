"""Where something is printed, and on what: the same for a patient's copy and for a form to be signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.domain.refusals import Problem
from consentdesk.ui.kit.buttons import LinkButton, RepeatButton
from consentdesk.ui.kit.choice import ChoiceRow, Option
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.option_grid import OptionGrid
from consentdesk.ui.kit.text import Text
from consentdesk.ui.words import _, paper_words, sentence
from consentdesk.workflows.give_copy import PAPERS, ready_printer
from consentdesk.workflows.ports import Printer


@dataclass(frozen=True)
class PrinterChoice:
    """A printer: the system's name for it, what people call it, and how it is."""

    name: str
    words: str
    hint: str = ""


@dataclass(frozen=True)
class Printing:
    """What there is to choose from, and what is chosen; `choosing` shows every printer."""

    printers: tuple[PrinterChoice, ...] = ()
    printer: str = ""
    choosing: bool = False
    copies: int = 1
    paper: str = "A4"

    @property
    def chosen(self) -> PrinterChoice | None:
        return next((p for p in self.printers if p.name == self.printer), None)


P = TypeVar("P", bound=Printing)


def with_printers(state: P, printers: Sequence[Printer], last_used: str = "") -> P:
    """The state with these printers, the one that was chosen still chosen, else the one to suggest."""
    ready = ready_printer(printers, state.printer or last_used)
    choices = tuple(printer_choice(printer) for printer in printers)
    return replace(state, printers=choices, printer=ready.name if ready else "")


def printer_choice(printer: Printer) -> PrinterChoice:
    state = {
        "ready": _("Ready"),
        "stopped": _("Stopped"),
        "unknown": _("Not known whether it is ready"),
    }[printer.state]
    hint = f"{state}: {printer.reason}" if printer.reason else state
    return PrinterChoice(printer.name, printer.description or printer.name, hint)


def no_printer() -> str:
    return sentence(Problem("printer_none"))


class Destination(QWidget):
    """Shows a Printing and emits what was pressed. objectNames: printer_words, printer_hint, printer_change,
    printer_<name>, copies, copies_fewer, copies_more, paper_A4, paper_Letter."""

    unfold_asked = Signal()
    printer_asked = Signal(str)
    copies_asked = Signal(int)
    paper_asked = Signal(str)

    def __init__(self, counts_copies: bool = True) -> None:
        super().__init__()
        self._printer, self._hint = Text("", "lead", "printer_words"), Text("", "quiet", "printer_hint")
        self._change = LinkButton(_("Change"), "printer_change", _("Choose another printer"))
        self._grid = OptionGrid("printer", _("Printer"), 1)
        self._count = Text("1", "lead", "copies", wrap=False)
        self._fewer = RepeatButton("−", "copies_fewer", _("One copy less"))
        self._more = RepeatButton("+", "copies_more", _("One copy more"))
        self._paper = ChoiceRow("paper", _("Paper"), [Option(p, paper_words(p)) for p in PAPERS])
        self._connect()
        self._lay_out(counts_copies)

    def draw(self, state: Printing) -> None:
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

    def _connect(self) -> None:
        self._change.clicked.connect(self.unfold_asked)
        self._grid.chosen.connect(self.printer_asked)
        self._fewer.clicked.connect(lambda: self.copies_asked.emit(-1))
        self._more.clicked.connect(lambda: self.copies_asked.emit(1))
        self._paper.chosen.connect(self.paper_asked)

    def _lay_out(self, counts_copies: bool) -> None:
        named = row(self._printer, self._change)
        named.setStretchFactor(self._printer, 1)
        self._named = held(named)
        counted = Text(_("Copies"), "strong", wrap=False)
        self._copies = held(row(counted, None, self._fewer, self._count, self._more, spacing=14))
        where = held(column(self._named, self._hint, self._grid, spacing=2))
        self.setLayout(column(where, *([self._copies] if counts_copies else []), self._paper, spacing=12))
