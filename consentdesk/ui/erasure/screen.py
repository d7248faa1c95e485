"""What is to be erased for good. objectNames: erasure_page, home, trouble, outcome (with outcome_backup),
erasing (while work runs), waiting, nothing_waits, erasure_<n> from 1 (its buttons agree_<n>, decline_<n>),
ended; while one is answered answer_page, what, own_code, answer, go_back.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.ui.erasure.state import Asked, ErasureRow, ErasureState
from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton, SecondaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.words import _

WIDEST_PX = 820


class ErasureScreen(QWidget):
    """The lists, or the page before an answer. `answer_asked(str)` carries the code."""

    home_asked = Signal()
    backup_asked = Signal()
    erase_asked = Signal(str)
    decline_asked = Signal(str)
    back_asked = Signal()
    answer_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("erasure_page")
        self._state: ErasureState | None = None
        self._home = LinkButton(_("‹  Home"), "home", _("Home"))
        self._trouble, self._outcome, self._busy = Bar("trouble"), Bar("outcome"), BusyBar("erasing")
        self._waiting, self._ended = column(spacing=10), column(spacing=8)
        self._title, self._what = Text("", "title"), Text("", "lead", "what")
        self._lines = column(spacing=4)
        self._code = Field("own_code", _("Your code"), secret=True)
        self._answer = PrimaryButton("", "answer")
        self._back = LinkButton(_("Go back"), "go_back")
        self._connect()
        self._lay_out()

    def draw(self, state: ErasureState) -> None:
        """Draw what has changed; what is being typed stays."""
        before, self._state = self._state or ErasureState(), state
        self._trouble.show_bar(state.trouble, "bad")
        actions = (("backup", _("Back up")),) if state.erased else ()
        if (state.outcome, state.erased) != (before.outcome, before.erased):
            self._outcome.show_bar(state.outcome, "good", actions)
        self._busy.show_progress(state.busy)
        if (state.waiting, state.ended, state.loaded) != (before.waiting, before.ended, before.loaded):
            self._draw_lists(state)
        if state.asked != before.asked:
            self._draw_asked(state.asked)
        self._code.show_problem(state.problem)
        if state.tries != before.tries:
            self._code.show_text("")
            self._code.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._home.setFocus()

    def _draw_lists(self, state: ErasureState) -> None:
        clear(self._waiting)
        for number, line in enumerate(state.waiting, 1):
            self._waiting.addWidget(self._proposal(number, line))
        if state.loaded and not state.waiting:
            none = _("Nothing waits. An erasure is proposed from a patient's file.")
            self._waiting.addWidget(Text(none, "body", "nothing_waits"))
        clear(self._ended)
        for ended in state.ended:
            said = column(Text(ended.what), Text(ended.about, "quiet"), spacing=0)
            self._ended.addWidget(held(said))
        reveal(self._ended_card, bool(state.ended))

    def _proposal(self, number: int, line: ErasureRow) -> QWidget:
        hints = (line.about, f"“{line.note}”" if line.note else "", line.verdict)
        said = column(Text(line.what, "lead"), *(Text(hint, "quiet") for hint in hints if hint), spacing=4)
        decline = LinkButton(line.declines, f"decline_{number}", f"{line.declines}: {line.what}")
        decline.clicked.connect(partial(self.decline_asked.emit, line.id))
        agree = SecondaryButton(line.agrees, f"agree_{number}", f"{line.agrees}: {line.what}")
        agree.clicked.connect(partial(self.erase_asked.emit, line.id))
        across = row(said, *([agree] if line.agrees else []), decline, spacing=16)
        across.setStretch(0, 1)
        return held(across, f"erasure_{number}")

    def _draw_asked(self, asked: Asked | None) -> None:
        reveal(self._lists, asked is None)
        reveal(self._asking, asked is not None)
        if asked is None:
            return
        self._title.setText(asked.title)
        self._what.setText(asked.what)
        self._answer.setText(asked.action)
        clear(self._lines)
        for heading, said in asked.lines:
            self._lines.addWidget(Text(heading, "strong"))
            self._lines.addWidget(Text(said))

    def _connect(self) -> None:
        self._home.clicked.connect(self.home_asked)
        self._outcome.asked.connect(lambda name: self.backup_asked.emit())
        self._code.entered.connect(self._give)
        self._answer.clicked.connect(self._give)
        self._back.clicked.connect(self.back_asked)

    def _give(self) -> None:
        self.answer_asked.emit(self._code.text)

    def _lay_out(self) -> None:
        waiting = Card(held(self._waiting), heading=_("Waiting for an answer"), name="waiting")
        self._ended_card = Card(held(self._ended), heading=_("Answered"), name="ended")
        title = Text(_("Erase for good"), "title")
        self._lists = held(column(row(self._home, None), title, waiting, self._ended_card, spacing=16))
        card = Card(
            self._what, held(self._lines), self._code, held(row(self._answer, self._back, None, spacing=16))
        )
        card.setMaximumWidth(WIDEST_PX)
        self._asking = held(column(self._title, card, spacing=16), "answer_page")
        self._asking.hide()
        page = column(self._trouble, self._outcome, self._busy, self._lists, self._asking, None, spacing=14)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)
