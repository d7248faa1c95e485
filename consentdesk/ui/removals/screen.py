"""The take-downs around their pages. objectNames: removals_page, removals_back, leaving (with leaving_stay,
leaving_leave).
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.layout import column, row, turn_to
from consentdesk.ui.kit.text import reveal
from consentdesk.ui.removals.state import LIST, RemovalsState
from consentdesk.ui.words import _

Open = Callable[[str], QWidget]


class RemovalsScreen(QWidget):
    """`let_go(then)` is asked before anything leads away; a page is made by `open_part`, anew each time."""

    back_asked = Signal()
    left_asked = Signal(object)
    stay_asked = Signal()
    leave_asked = Signal()
    patient_opened = Signal(str)

    def __init__(self, open_part: Open) -> None:
        super().__init__()
        self.setObjectName("removals_page")
        self._open_part, self._turns, self._part = open_part, -1, column()
        self._back, self._leaving = LinkButton("", "removals_back"), Bar("leaving")
        self._back.clicked.connect(self.back_asked)
        ways = {"stay": self.stay_asked, "leave": self.leave_asked}
        self._leaving.asked.connect(lambda name: ways[name].emit())
        page = column(row(self._back, None), self._leaving, spacing=10)
        page.addLayout(self._part, 1)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)

    def let_go(self, then: Callable[[], None]) -> None:
        """Go on with `then` if nothing would be lost, else ask first."""
        self.left_asked.emit(then)

    def draw(self, state: RemovalsState) -> None:
        """Draw what has changed."""
        self._back.show_words(_("‹  Take-downs") if state.above == LIST else _("‹  The take-down"))
        reveal(self._back, bool(state.above))
        question = _("What you entered is not noted yet.") if state.leaving else ""
        ways = (("stay", _("Stay here")), ("leave", _("Leave without")))
        self._leaving.show_bar(question, "warn", ways)
        if state.turns != self._turns:
            self._turns = state.turns
            self._turn(state.page)

    def _turn(self, page: str) -> None:
        part = self._open_part(page)
        turn_to(self._part, part)
        part.setFocus()
