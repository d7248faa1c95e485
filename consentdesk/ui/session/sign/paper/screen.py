"""The page of the paper route: three cards from left to right, in the order of the work.

objectNames: step_sign (the frame), back, later, other_way, continue, problems_<n>, busy, trouble
(trouble_again, trouble_save), outcome (outcome_yes, outcome_again); those of its cards stand in `parts` and
`ink`.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.dropping import TakesFiles
from consentdesk.ui.kit.frames import SessionFrame
from consentdesk.ui.kit.layout import column, row
from consentdesk.ui.kit.problems import ProblemSummary, focus_widget
from consentdesk.ui.kit.text import Text
from consentdesk.ui.session.sign.paper.ink import Ink
from consentdesk.ui.session.sign.paper.parts import FormPrinting, SignedPages
from consentdesk.ui.session.sign.paper.state import PaperState
from consentdesk.ui.words import _


class PaperScreen(TakesFiles):
    """Draws a PaperState; decides nothing. Scans may be dropped anywhere on it."""

    bars_asked = Signal(str)
    lead_asked = Signal(str)

    def __init__(self, frame: SessionFrame) -> None:
        super().__init__("paper_page")
        self._problems, self._shown = ProblemSummary(_("There is a problem")), PaperState()
        self._busy, self._trouble, self._outcome = BusyBar("busy"), Bar("trouble"), Bar("outcome")
        self.printing, self.pages, self.ink = FormPrinting(), SignedPages(), Ink()
        for bar in (self._trouble, self._outcome):
            bar.asked.connect(self.bars_asked)
        self._problems.asked.connect(self.lead_asked)
        self._lay_out(frame)

    def draw(self, state: PaperState) -> None:
        """Draw what has changed."""
        before, self._shown = self._shown, state
        held_keys = self.focusWidget()
        self.printing.draw(state)
        self.pages.draw(state)
        self.ink.draw(state)
        self._busy.show_progress(state.out.busy)
        if (state.out.trouble, state.out.outcome) != (before.out.trouble, before.out.outcome):
            self._draw_bars(state)
        if state.problems != before.problems:
            self._problems.show_problems(state.problems)
        if held_keys is not None and not held_keys.isVisible():
            self._lead_keyboard(state)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.pages if self._shown.printed else self.printing).setFocus()

    def _lead_keyboard(self, state: PaperState) -> None:
        """From a button that is gone to the next thing to do."""
        back = all(page.back for page in state.pages)
        unsigned = [f"ink_{signer.role}" for signer in state.signers if not signer.did]
        own = ["own_word"] if state.own is not None and not state.own.did else []
        onward = [*unsigned, *own, "continue"] if back else ["scans"]
        focus_widget(self.window(), onward[0])

    def _draw_bars(self, state: PaperState) -> None:
        ways = (("again", _("Try again")), ("save", _("Save PDF")))
        self._trouble.show_bar(state.out.trouble, "warn", ways if state.out.trouble else ())
        answers = (("yes", _("Yes")), ("again", _("Try again")))
        self._outcome.show_bar(state.out.outcome, "info", answers if state.out.outcome else ())

    def _lay_out(self, frame: SessionFrame) -> None:
        cards = row(self.printing, self.pages, self.ink, spacing=18)
        for index in range(cards.count()):
            cards.setStretch(index, 1)
        title = Text(_("Signed on paper"), "title")
        bars = (self._problems, self._busy, self._trouble, self._outcome)
        page = column(*bars, title, cards, spacing=14)
        page.setStretchFactor(cards, 1)
        self.setLayout(page)
        frame.set_content(self)
