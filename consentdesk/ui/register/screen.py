"""The register around its pages. objectNames: register_page, register_back, show_places, show_outlets,
register_notice, leaving (with leaving_leave, leaving_stay).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import LinkButton, ToggleChip
from consentdesk.ui.kit.layout import column, held, row, turn_to
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.register.state import OUTLETS, PLACES, RegisterState
from consentdesk.ui.words import _

Open = Callable[[str], QWidget]


class RegisterScreen(QWidget):
    """`let_go(then)` is asked before anything leads away; a page is made by `open_part`, anew each time."""

    page_asked = Signal(str)
    left_asked = Signal(object)
    stay_asked = Signal()
    leave_asked = Signal()
    work_opened = Signal(str, str)
    patient_opened = Signal(str)

    def __init__(self, open_part: Open) -> None:
        super().__init__()
        self.setObjectName("register_page")
        self._open_part = open_part
        self._back = LinkButton(_("‹  Places"), "register_back", _("Places"))
        self._tabs = {
            PLACES: ToggleChip(_("Places"), "show_places"),
            OUTLETS: ToggleChip(_("Outlets"), "show_outlets"),
        }
        self._notice, self._leaving = Text("", "quiet", "register_notice"), Bar("leaving")
        self._part = column()
        self._turns = -1
        self._connect()
        self._lay_out()

    def let_go(self, then: Callable[[], None]) -> None:
        """Go on with `then` if nothing would be lost, else ask first."""
        self.left_asked.emit(then)

    def draw(self, state: RegisterState) -> None:
        """Draw what has changed."""
        reveal(self._head, state.on_top)
        reveal(self._back, not state.on_top)
        for page, tab in self._tabs.items():
            tab.setChecked(page == state.page)
        self._notice.show_words(state.notice)
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

    def _go(self, page: str) -> None:
        self.let_go(partial(self.page_asked.emit, page))

    def _connect(self) -> None:
        self._back.clicked.connect(partial(self._go, PLACES))
        for page, tab in self._tabs.items():
            tab.clicked.connect(partial(self._go, page))
        ways = {"stay": self.stay_asked.emit, "leave": self.leave_asked.emit}
        self._leaving.asked.connect(lambda name: ways[name]())

    def _lay_out(self) -> None:
        title = Text(_("Where pictures are"), "title")
        self._head = held(row(title, None, *self._tabs.values(), spacing=8))
        page = column(row(self._back, None), self._head, self._notice, self._leaving, spacing=10)
        page.addLayout(self._part, 1)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)
