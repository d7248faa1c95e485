"""The page that crops and covers a picture.

objectNames: masking_page, canvas, tool_crop, tool_rectangle, tool_ellipse, tool_freehand, fill_black,
fill_white, shapes (in it shape_crop, shape_<n> from 1), undo, redo, remove, view_before, view_after, eye_bar,
joins, making, add_masked (in a session `continue`, in its frame), mask_cancel, problems, trouble,
leaving (leaving_leave, leaving_stay).
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.layout import column, row
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.masking.canvas import MaskCanvas
from consentdesk.ui.masking.panel import MaskPanel
from consentdesk.ui.masking.state import MaskingState
from consentdesk.ui.masking.told import eye_bar_words
from consentdesk.ui.words import _

UNDO, REDO = ("Ctrl+Z",), ("Ctrl+Shift+Z", "Ctrl+Y")


class MaskingScreen(QWidget):
    """Draws a MaskingState; decides nothing. Where the frame around it has the primary button, it does
    not lead on by itself. `session_opened(draft id)`, `work_opened(room, about)` and
    `room_asked(place)` lead away."""

    session_opened = Signal(str)
    work_opened = Signal(str, str)
    room_asked = Signal(str)
    left_asked = Signal(object)
    leave_asked = Signal()
    stay_asked = Signal()

    def __init__(self, leads_on: bool = True) -> None:
        super().__init__()
        self.setObjectName("masking_page")
        self.canvas, self.panel = MaskCanvas(), MaskPanel(leads_on)
        self._problems, self._trouble = ProblemSummary(_("There is a problem")), Bar("trouble")
        self._eye_bar, self._leaving, self._state = Bar("eye_bar"), Bar("leaving"), MaskingState()
        ways = {"leave": self.leave_asked, "stay": self.stay_asked}
        self._leaving.asked.connect(lambda name: ways[name].emit())
        for keys in UNDO:
            self._shortcut(keys).activated.connect(self.panel.undo_asked)
        for keys in REDO:
            self._shortcut(keys).activated.connect(self.panel.redo_asked)
        self._lay_out()

    def let_go(self, then: Callable[[], None]) -> None:
        """Go on with `then` if nothing would be lost, else ask first."""
        self.left_asked.emit(then)

    def draw(self, state: MaskingState) -> None:
        """Draw what has changed; the keyboard stays where it is."""
        before, self._state = self._state, state
        self.canvas.draw(state)
        self.panel.draw(state)
        self._trouble.show_bar(state.trouble, "bad")
        if state.leaving != before.leaving:
            self._leaving.show_bar(_question() if state.leaving else "", "warn", _ways_out())
        self._eye_bar.show_bar(eye_bar_words(state.eye_bar), "warn")
        if state.tried != before.tried or state.problems != before.problems:
            self._problems.show_problems(state.problems)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.canvas.setFocus()

    def _shortcut(self, keys: str) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return shortcut

    def _lay_out(self) -> None:
        left = column(self._problems, self._leaving, self._trouble, self._eye_bar, self.canvas, spacing=12)
        left.setStretchFactor(self.canvas, 1)
        page = row(left, self.panel, spacing=24)
        page.setStretch(0, 1)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)


def _question() -> str:
    return _("What you drew is not kept. Leave it?")


def _ways_out() -> tuple[tuple[str, str], ...]:
    return ("leave", _("Leave")), ("stay", _("Go on drawing"))
