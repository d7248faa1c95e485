"""A paper on its way out: its pages, and beside them how it leaves the desk.

objectNames: preview (pages preview_<n> from 1), printer_words, printer_hint, printer_change,
printer_<name>, copies, copies_fewer, copies_more, paper_A4, paper_Letter, print, print_again, save, later,
decline, given, busy, outcome (outcome_yes, outcome_again), trouble (trouble_again, trouble_save,
trouble_later).
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.pages import PagePreview
from consentdesk.ui.paper_out.giving import Giving, S
from consentdesk.ui.paper_out.panel import PrintPanel
from consentdesk.ui.paper_out.state import PaperState
from consentdesk.ui.words import _

PANEL_PX = 380


class PaperPart(QWidget):
    """Draws a PaperState. `spoken` names the pages for a screen reader, `declined` are the words for not
    wanting it; `under` stands below the pages, `beside` below the panel. `later_asked` leads away."""

    later_asked = Signal()
    retry_asked = Signal()
    came_out_told = Signal()

    def __init__(
        self, spoken: str, declined: str = "", under: QWidget | None = None, beside: QWidget | None = None
    ) -> None:
        super().__init__()
        self._pages: object = ()
        self.panel = PrintPanel(declined)
        self._preview = PagePreview("preview", spoken)
        self._busy, self._trouble, self._outcome = BusyBar("busy"), Bar("trouble"), Bar("outcome")
        self._trouble.asked.connect(self._act_on_trouble)
        self._outcome.asked.connect(self._act_on_outcome)
        self.panel.later_asked.connect(self.later_asked)
        self._lay_out(under, beside)

    def follow(self, giving: Giving[S]) -> None:
        """Have what is pressed here done by a presenter."""
        panel, where = self.panel, self.panel.where
        self.retry_asked.connect(giving.try_again)
        self.came_out_told.connect(giving.came_out)
        where.unfold_asked.connect(giving.unfold)
        where.printer_asked.connect(giving.choose_printer)
        where.copies_asked.connect(giving.change_copies)
        where.paper_asked.connect(giving.choose_paper)
        panel.print_asked.connect(giving.print_paper)
        panel.save_asked.connect(giving.save)
        panel.decline_asked.connect(giving.decline)

    def draw(self, state: PaperState) -> None:
        self.panel.draw(state)
        self._draw_bars(state)
        if state.pages != self._pages:
            self._show_pages(state)

    def _show_pages(self, state: PaperState) -> None:
        self._pages, total = state.pages, len(state.pages)
        told = _("Page {number} of {total}")
        self._preview.show_pages(
            [(page, told.format(number=n, total=total)) for n, page in enumerate(state.pages, start=1)]
        )

    def _draw_bars(self, state: PaperState) -> None:
        self._busy.show_progress(state.busy)
        ways = (("again", _("Try again")), ("save", _("Save PDF")), ("later", _("Print later")))
        self._trouble.show_bar(state.trouble, "warn", ways if state.trouble else ())
        answers = (("yes", _("Yes")), ("again", _("Try again")))
        self._outcome.show_bar(state.outcome, "info", answers if state.outcome else ())

    def _act_on_trouble(self, name: str) -> None:
        acts = {"again": self.retry_asked, "save": self.panel.save_asked, "later": self.later_asked}
        acts[name].emit()

    def _act_on_outcome(self, name: str) -> None:
        {"yes": self.came_out_told, "again": self.panel.print_asked}[name].emit()

    def _lay_out(self, under: QWidget | None, beside: QWidget | None) -> None:
        side = held(column(self.panel, *([beside] if beside else []), None, spacing=14))
        side.setFixedWidth(PANEL_PX)
        self._preview.setMinimumHeight(PANEL_PX)
        sheet = column(self._preview, *([row(under, None)] if under else []), spacing=8)
        sheet.setStretchFactor(self._preview, 1)
        body = row(sheet, side, spacing=24)
        body.setStretchFactor(sheet, 1)
        page = column(self._busy, self._trouble, self._outcome, body, spacing=14)
        page.setStretchFactor(body, 1)
        self.setLayout(page)
