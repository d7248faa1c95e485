"""The page on which the patient's copy is seen and handed over.

objectNames: copy_page, preview (pages preview_<n> from 1), printer_words, printer_hint, printer_change,
printer_<name>, copies, copies_fewer, copies_more, paper_A4, paper_Letter, large_print, print, print_again,
save, later, decline, given, busy, outcome (outcome_yes, outcome_again), trouble (trouble_again,
trouble_save, trouble_later), next_patient, home.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.domain.access import Act
from consentdesk.ui.copy.panel import PrintPanel
from consentdesk.ui.copy.state import CopyState
from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton, SecondaryButton
from consentdesk.ui.kit.card import Badge, Card
from consentdesk.ui.kit.choice import Check
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.pages import PagePreview
from consentdesk.ui.kit.text import Text
from consentdesk.ui.words import _

PANEL_PX = 380


class CopyScreen(QWidget):
    """Draws a CopyState. `home_asked`, `new_consent_asked` and `patient_opened(id)` lead away."""

    home_asked = Signal()
    new_consent_asked = Signal()
    patient_opened = Signal(str)
    printer_used = Signal(str)
    retry_asked = Signal()
    large_asked = Signal(bool)
    came_out_told = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("copy_page")
        self._state = CopyState()
        self._title, self._details = Text("", "title", "title"), Text("", "quiet", "details")
        self._given = Badge("", "good")
        self._given.setObjectName("given")
        self._preview = PagePreview("preview", _("The patient's copy"))
        self._large = Check(_("Large print"), "large_print")
        self.panel = PrintPanel()
        self._busy, self._trouble, self._outcome = BusyBar("busy"), Bar("trouble"), Bar("outcome")
        self._onward = Text("", "body", "onward")
        self._next = SecondaryButton(_("Next patient"), "next_patient")
        self._next_now = PrimaryButton(_("Next patient"), "next_patient")
        self._home = LinkButton(_("‹  Home"), "home", _("Home"))
        self._file = LinkButton(_("The patient's file"), "patient_file")
        self._connect()
        self._lay_out()

    def draw(self, state: CopyState) -> None:
        before, self._state = self._state, state
        self._title.setText(state.title)
        self._details.setText(state.details)
        self._given.setText(state.given)
        self._given.setVisible(bool(state.given))
        goes_on = Act.TAKE_CONSENT in state.acts
        self._next.setVisible(goes_on and not state.given)
        self._next_now.setVisible(goes_on and bool(state.given))
        self._file.setVisible(bool(state.patient))
        self._onward.setText("\n".join(state.onward))
        self._large.setChecked(state.large)
        self.panel.draw(state)
        self._draw_bars(state)
        if state.pages != before.pages:
            self._show_pages(state)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.panel.print.setFocus()

    def _show_pages(self, state: CopyState) -> None:
        total = len(state.pages)
        told = _("Page {number} of {total}")
        self._preview.show_pages(
            [(page, told.format(number=n, total=total)) for n, page in enumerate(state.pages, start=1)]
        )

    def _draw_bars(self, state: CopyState) -> None:
        self._busy.show_progress(state.busy)
        ways = (("again", _("Try again")), ("save", _("Save PDF")), ("later", _("Print later")))
        self._trouble.show_bar(state.trouble, "warn", ways if state.trouble else ())
        answers = (("yes", _("Yes")), ("again", _("Try again")))
        self._outcome.show_bar(state.outcome, "info", answers if state.outcome else ())

    def _connect(self) -> None:
        self._large.clicked.connect(lambda: self.large_asked.emit(self._large.isChecked()))
        self._trouble.asked.connect(self._act_on_trouble)
        self._outcome.asked.connect(self._act_on_outcome)
        self.panel.later_asked.connect(self.home_asked)
        for button in (self._next, self._next_now):
            button.clicked.connect(self.new_consent_asked)
        self._home.clicked.connect(self.home_asked)
        self._file.clicked.connect(lambda: self.patient_opened.emit(self._state.patient))

    def _act_on_trouble(self, name: str) -> None:
        acts = {"again": self.retry_asked, "save": self.panel.save_asked, "later": self.home_asked}
        acts[name].emit()

    def _act_on_outcome(self, name: str) -> None:
        {"yes": self.came_out_told, "again": self.panel.print_asked}[name].emit()

    def _lay_out(self) -> None:
        side = held(column(self.panel, Card(self._onward, heading=_("What happens next")), None, spacing=14))
        side.setFixedWidth(PANEL_PX)
        self._preview.setMinimumHeight(PANEL_PX)
        sheet = column(self._preview, row(self._large, None), spacing=8)
        sheet.setStretchFactor(self._preview, 1)
        body = row(sheet, side, spacing=24)
        body.setStretchFactor(sheet, 1)
        ways = row(self._home, self._file, None)
        head = row(
            column(self._title, self._details, spacing=4), self._given, self._next, self._next_now, spacing=16
        )
        head.setStretch(0, 1)
        page = column(ways, head, self._busy, self._trouble, self._outcome, body, spacing=14)
        page.setStretchFactor(body, 1)
        self.setLayout(page)
