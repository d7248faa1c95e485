"""The work list as a card. objectNames: waiting_<n> sees to the n-th line in sight, discard_<n>, letter_<n>,
record_<n> and looked_at_<n> are what else can be done about it; discard_<n>_yes and discard_<n>_no answer
whether a session is to be given up. more_<kind> shows what else there is of a kind; first_consent is the one
button of an empty list, work_trouble a bar.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from consentdesk.ui.home.work.state import KindRows, Leads, Way, WorkRow, WorkState
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import Button, LinkButton, SecondaryButton
from consentdesk.ui.kit.card import Badge, Card
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.problems import focus_widget
from consentdesk.ui.kit.text import Text
from consentdesk.ui.kit.wrap import Wrap
from consentdesk.ui.words import _

BADGE_PX, GAP_PX, LINK_PADDING_PX = 158, 18, 8
NOBODY = ""  # for whom a consent begins: a patient still to be entered
NOTHING = ""  # which session is to be discarded


class WorkCard(Card):
    """Rows are rebuilt only where something changed. `keyboard_lost`: the row that had it is gone."""

    session_opened = Signal(str)
    new_consent_asked = Signal(str)
    copy_opened = Signal(str)
    patient_opened = Signal(str)
    work_opened = Signal(str, str)
    discard_asked = Signal(str)
    discard_confirmed = Signal(str)
    looked_at = Signal(str)
    more_asked = Signal(str)
    keyboard_lost = Signal()

    def __init__(self) -> None:
        self._lines, self._trouble = column(spacing=5), Bar("work_trouble")
        whole = held(column(held(self._lines), None))
        super().__init__(self._trouble, whole, heading=_("Waiting for you"), name="waiting")
        self._state = WorkState()
        self._badges: list[Badge] = []
        self._links: list[QHBoxLayout] = []

    def draw(self, state: WorkState) -> None:
        """Draw what has changed."""
        before, self._state = self._state, state
        self._trouble.show_bar(state.trouble, "bad")
        if replace(before, trouble="") == replace(state, trouble=""):
            return
        here = any(button.hasFocus() for button in self.findChildren(Button))
        self._draw_lines(state)
        if here:
            self._lead_keyboard(state)

    def _draw_lines(self, state: WorkState) -> None:
        clear(self._lines)
        self._badges, self._links = [], []
        number = 0
        for kind in state.kinds:
            for line in kind.rows:
                number += 1
                self._put(self._row(number, line))
            if kind.rows and kind.more:
                self._put(self._more(kind))
        folded = [kind for kind in state.kinds if not kind.rows]
        if folded:
            self._put(self._folded(folded))
        if state.loaded and not state.kinds:
            self._put(self._nothing(state.may_begin))
        self._align()

    def _align(self) -> None:
        """All badges as wide as the widest, and what else there is of a kind below its words."""
        widest = max([BADGE_PX, *(badge.sizeHint().width() for badge in self._badges)])
        for badge in self._badges:
            badge.setFixedWidth(widest)
        for line in self._links:
            line.setContentsMargins(widest + GAP_PX - LINK_PADDING_PX, 0, 0, 0)

    def _put(self, line: QWidget) -> None:
        self._lines.addWidget(line)
        line.show()  # at once, so that it can take the keyboard

    def _lead_keyboard(self, state: WorkState) -> None:
        """From a row that was drawn anew to the question it asks now, else away from the list."""
        asked = next((n for n, line in enumerate(state.rows, 1) if line.leaving), 0)
        if not focus_widget(self, f"discard_{asked}_no"):
            self.keyboard_lost.emit()

    def _row(self, number: int, line: WorkRow) -> QWidget:
        if line.leaving:
            return self._discarding(number, line)
        badge = Badge(line.badge, line.mood)
        badge.ensurePolished()  # before it is measured
        self._badges.append(badge)
        ways = row(*(self._way(number, line, way) for way in line.ways), spacing=0)
        parts = row(badge, Text(line.words), ways, spacing=GAP_PX, margins=(0, 2, 0, 2))
        parts.setStretch(1, 1)
        return held(parts)

    def _way(self, number: int, line: WorkRow, way: Way) -> LinkButton:
        link = LinkButton(way.words, f"{way.name}_{number}", f"{way.words}: {line.badge}, {line.words}")
        link.clicked.connect(partial(self._follow, way))
        return link

    def _follow(self, way: Way) -> None:
        if way.leads is Leads.ROOM:
            self.work_opened.emit(way.room, way.about)
            return
        {
            Leads.SESSION: self.session_opened,
            Leads.CONSENT: self.new_consent_asked,
            Leads.COPY: self.copy_opened,
            Leads.PATIENT: self.patient_opened,
            Leads.DISCARDING: self.discard_asked,
            Leads.DONE: self.looked_at,
        }[way.leads].emit(way.about)

    def _discarding(self, number: int, line: WorkRow) -> QWidget:
        yes = SecondaryButton(_("Discard it"), f"discard_{number}_yes")
        yes.clicked.connect(partial(self.discard_confirmed.emit, line.about))
        keep = SecondaryButton(_("Keep it"), f"discard_{number}_no")
        keep.clicked.connect(partial(self.discard_asked.emit, NOTHING))
        asked = Text(
            _("Discard this session? What was entered and its pictures are erased for good."), "strong"
        )
        return held(column(Text(line.words), asked, row(yes, keep, None), spacing=8))

    def _more(self, kind: KindRows) -> QWidget:
        line = row(self._link(kind, kind.more), None)
        self._links.append(line)
        return held(line)

    def _folded(self, kinds: list[KindRows]) -> QWidget:
        """The kinds of which no line is in sight, side by side."""
        return held(Wrap(*(self._link(kind, f"{kind.name} · {kind.more}") for kind in kinds), spacing=4))

    def _link(self, kind: KindRows, words: str) -> LinkButton:
        link = LinkButton(words, f"more_{kind.kind.value}", f"{kind.name}: {kind.more}")
        link.clicked.connect(partial(self.more_asked.emit, kind.kind.value))
        return link

    def _nothing(self, may_begin: bool) -> QWidget:
        begin = SecondaryButton(_("New consent"), "first_consent")
        begin.clicked.connect(partial(self.new_consent_asked.emit, NOBODY))
        words = Text(_("Nothing waits for you."), "quiet")
        return held(column(words, *([row(begin, None)] if may_begin else []), spacing=12))
