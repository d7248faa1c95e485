"""Rules and words: the room around its pages.

objectNames: rules_page, rules_back, rules_title, unpublished, publish, drop_changes, leaving (with
leaving_publish, leaving_drop, leaving_stay), published, trouble, problems.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton
from consentdesk.ui.kit.layout import column, held, row, turn_to
from consentdesk.ui.kit.problems import ProblemSummary, focus_widget
from consentdesk.ui.kit.text import Text
from consentdesk.ui.rules.state import OVERVIEW, RulesState
from consentdesk.ui.words import _

Open = Callable[[str], QWidget]
HEAD_PX = 96


class RulesScreen(QWidget):
    """`let_go(then)` is asked before anything leads away; `then` follows once nothing would be lost. A page
    is made by `open_part` for its place, anew each time."""

    home_asked = Signal()
    left_asked = Signal(object)
    place_asked = Signal(str)
    publish_asked = Signal()
    drop_asked = Signal()
    stay_asked = Signal()
    leave_asked = Signal(bool)
    problem_asked = Signal(str)

    def __init__(self, open_part: Open) -> None:
        super().__init__()
        self.setObjectName("rules_page")
        self._open_part, self._state = open_part, RulesState()
        self._back = LinkButton("", "rules_back")
        self._title = Text("", "title", "rules_title")
        self._unpublished = Text("", "quiet", "unpublished")
        self._drop = LinkButton(_("Drop the changes"), "drop_changes")
        self._publish = PrimaryButton(_("Publish"), "publish")
        self._published = Text("", "quiet", "published")
        self._leaving, self._trouble = Bar("leaving"), Bar("trouble")
        self._problems = ProblemSummary(_("There is a problem"))
        self._part = column()
        self._shown: QWidget | None = None
        self._connect()
        self._lay_out()

    def let_go(self, then: Callable[[], None]) -> None:
        """Go on with `then` if nothing would be lost, else ask first."""
        self.left_asked.emit(then)

    def draw(self, state: RulesState) -> None:
        before, self._state = self._state, state
        self._back.show_words(_("‹  Home") if state.place == OVERVIEW else _("‹  Rules and words"))
        self._title.setText(state.title)
        self._draw_unpublished(state)
        self._leaving.show_bar(_question(state) if state.leaving else "", "warn", _ways_out(state))
        self._trouble.show_bar(state.trouble, "bad")
        if state.turns != before.turns:
            self._turn(state.place)
        if state.problems != before.problems:
            self._problems.show_problems(state.problems)
        if state.turns != before.turns and not focus_widget(self, state.focus):
            self._lead_keyboard()

    def _draw_unpublished(self, state: RulesState) -> None:
        waits = bool(state.unpublished) and not state.leaving
        here = self._publish.hasFocus() or self._drop.hasFocus()
        self._unpublished.setText(state.unpublished)
        for part in (self._unpublished, self._drop, self._publish):
            part.setVisible(waits)
        self._published.show_words(state.notice)
        if here and not waits:
            self._lead_keyboard()  # not to whatever comes next in the window

    def _turn(self, place: str) -> None:
        self._shown = part = self._open_part(place)
        turn_to(self._part, part)

    def _lead_keyboard(self) -> None:
        """To the page that is up, unless a part of it has the keyboard already."""
        part, here = self._shown, QApplication.focusWidget()
        if part is not None and not (here is not None and part.isAncestorOf(here)):
            part.setFocus()

    def _press_back(self) -> None:
        if self._state.place == OVERVIEW:
            self.let_go(self.home_asked.emit)
        else:
            self.place_asked.emit(OVERVIEW)

    def _connect(self) -> None:
        self._back.clicked.connect(self._press_back)
        self._publish.clicked.connect(self.publish_asked)
        self._drop.clicked.connect(self.drop_asked)
        ways = {
            "publish": lambda: self.leave_asked.emit(True),
            "drop": lambda: self.leave_asked.emit(False),
            "stay": self.stay_asked.emit,
        }
        self._leaving.asked.connect(lambda name: ways[name]())
        self._problems.asked.connect(self.problem_asked)

    def _lay_out(self) -> None:
        said = (self._published, self._unpublished)
        top = row(self._title, *said, self._drop, self._publish, spacing=12)
        for words in said:
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            top.setStretchFactor(words, 2)
        top.setStretchFactor(self._title, 3)
        head = held(column(row(self._back, None), top, spacing=0))
        head.setMinimumHeight(HEAD_PX)  # whether something waits to be published or not
        page = column(head, self._leaving, self._trouble, self._problems, spacing=12)
        page.addLayout(self._part, 1)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)


def _question(state: RulesState) -> str:
    if state.unpublished:
        return _("Your changes are not published.")
    return _("What you typed here is not used yet.")


def _ways_out(state: RulesState) -> tuple[tuple[str, str], ...]:
    publish = (("publish", _("Publish and leave")),) if state.unpublished else ()
    return (*publish, ("drop", _("Leave without")), ("stay", _("Stay here")))
