"""Incidents around their pages. objectNames: incidents_page, incidents_back, incident_heading,
incident_clock (with clock_due, clock_left), noted, leaving (with leaving_stay, leaving_leave).
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from consentdesk.ui.incident.found.screen import FoundScreen
from consentdesk.ui.incident.state import FILE, FOUND, Clock, IncidentsState
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.beside import Across, Down
from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.layout import column, held, row, turn_to
from consentdesk.ui.kit.text import Text, restyle, reveal
from consentdesk.ui.words import _

ROOMY_PX = 860  # of the clock, for what comes later beside what comes first
Open = Callable[[str], QWidget]


class ClockCard(Card):
    """By when somebody has to be told, and how much time that leaves."""

    def __init__(self) -> None:
        self._due, self._left = (
            Text("", "lead", "clock_due", wrap=False),
            Text("", "heading", "clock_left", wrap=False),
        )
        self._note, self._more = Text("", "quiet", "clock_note"), Text("", "quiet", "clock_more")
        self._dues = row(self._due, self._more, spacing=18)
        self._dues.setStretch(1, 1)
        words = column(self._dues, self._note, spacing=0)
        across = row(words, self._left, spacing=20)
        across.setStretch(0, 1)
        super().__init__(held(across), name="incident_clock")
        self.body.setContentsMargins(20, 10, 20, 12)

    def draw(self, clock: Clock | None) -> None:
        """Show it, or nothing."""
        reveal(self, clock is not None)
        if clock is None:
            return
        self._due.setText(clock.due)
        self._left.setText(clock.left)
        self._note.show_words(clock.note)
        self._more.show_words(clock.more)
        restyle(self, mood=clock.mood)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = event.size().width() >= ROOMY_PX
        self._dues.setDirection(Across if roomy else Down)
        self._dues.setSpacing(18 if roomy else 0)


class IncidentsScreen(QWidget):
    """`let_go(then)` is asked before anything leads away; a page is made by `open_part`, anew each time."""

    back_asked = Signal()
    left_asked = Signal(object)
    stay_asked = Signal()
    leave_asked = Signal()
    work_opened = Signal(str, str)

    def __init__(self, open_part: Open) -> None:
        super().__init__()
        self.setObjectName("incidents_page")
        self._open_part, self._turns, self._part = open_part, -1, column()
        self._back, self._leaving = LinkButton("", "incidents_back"), Bar("leaving")
        self._heading, self._notice = (
            Text("", "quiet", "incident_heading", wrap=False),
            Text("", "strong", "noted", wrap=False),
        )
        self._clock = ClockCard()
        self._back.clicked.connect(self.back_asked)
        ways = {"stay": self.stay_asked, "leave": self.leave_asked}
        self._leaving.asked.connect(lambda name: ways[name].emit())
        self._lay_out()

    def keep(self) -> None:
        """Have the page that is up keep what would be lost when the desk locks now."""
        for part in self.findChildren(FoundScreen):
            part.keep_asked.emit()

    def let_go(self, then: Callable[[], None]) -> None:
        """Go on with `then` if nothing would be lost, else ask first."""
        self.left_asked.emit(then)

    def draw(self, state: IncidentsState) -> None:
        """Draw what has changed."""
        above = _("‹  Incidents") if state.kind in (FILE, FOUND) else _("‹  The incident")
        self._back.show_words(above)
        reveal(self._back, bool(state.above))
        self._heading.show_words(state.title)
        self._clock.draw(state.clock)
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

    def _lay_out(self) -> None:
        head = row(self._back, self._heading, None, self._notice, spacing=12)
        page = column(head, self._leaving, self._clock, spacing=10)
        page.addLayout(self._part, 1)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)
