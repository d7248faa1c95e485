"""The list of tasks. objectNames: removals, removals_open, removals_mine, removals_closed, overdue,
removal_<n> from 1, nothing, earlier, more, trouble.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.domain.take_down import Which
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import SecondaryButton, ToggleChip
from consentdesk.ui.kit.card import Badge, Card
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.row_button import STRETCHES, RowButton
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.removals.listing.state import ListingState, TaskRow
from consentdesk.ui.words import _, ngettext, pgettext

IMAGE_PX, OWNER_PX, DUE_PX, BADGE_PX = 200, 140, 150, 130


class ListingScreen(QWidget):
    """Draws a ListingState. `page_asked(page)` leads to one task."""

    page_asked = Signal(str)
    which_chosen = Signal(str)
    back_asked = Signal()
    more_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("removals")
        self._rows: tuple[TaskRow, ...] = ()
        self._chips = {which: ToggleChip(words, f"removals_{which}") for which, words in _which().items()}
        self._trouble, self._overdue = Bar("trouble"), Text("", "problem", "overdue")
        self._lines, self._nothing = column(spacing=2), Text("", "quiet", "nothing")
        self._earlier = SecondaryButton(_("Earlier in the list"), "earlier")
        self._more = SecondaryButton(_("Further down"), "more")
        self.setFocusProxy(self._chips[Which.OPEN])
        self._connect()
        self._lay_out()

    def draw(self, state: ListingState) -> None:
        """Draw what has changed."""
        self._trouble.show_bar(state.trouble, "bad")
        counts = {Which.OPEN: state.counts.open, Which.MINE: state.counts.mine}
        for which, chip in self._chips.items():
            chip.setChecked(which is state.which)
            chip.show_words(f"{_which()[which]} ({counts[which]})" if counts.get(which) else _which()[which])
        self._overdue.show_words(_overdue(state.counts.overdue))
        if state.rows != self._rows:
            self._draw_rows(state.rows)
        self._nothing.show_words(_nothing(state))
        reveal(self._earlier, state.earlier)
        reveal(self._more, state.more)

    def _draw_rows(self, rows: tuple[TaskRow, ...]) -> None:
        self._rows = rows
        clear(self._lines)
        for number, task in enumerate(rows, start=1):
            line = self._line(task, number)
            self._lines.addWidget(line)
            line.show()

    def _line(self, task: TaskRow, number: int) -> QWidget:
        button = RowButton(
            f"removal_{number}",
            (
                (f"{task.title}\n{task.where}", "body", STRETCHES),
                (task.image, "quiet", IMAGE_PX),
                (task.owner, "quiet", OWNER_PX),
                (task.due, "quiet", DUE_PX),
            ),
        )
        button.clicked.connect(partial(self.page_asked.emit, f"task:{task.id}"))
        badge = Badge(task.badge, task.mood)
        badge.setFixedWidth(BADGE_PX)
        kept = badge.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        badge.setSizePolicy(kept)
        reveal(badge, bool(task.badge))
        line = row(button, badge, spacing=8)
        line.setStretch(0, 1)
        return held(line)

    def _connect(self) -> None:
        for which, chip in self._chips.items():
            chip.clicked.connect(partial(self.which_chosen.emit, which.value))
        self._earlier.clicked.connect(self.back_asked)
        self._more.clicked.connect(self.more_asked)

    def _lay_out(self) -> None:
        head = row(Text(_("Take-downs"), "title"), None, *self._chips.values(), spacing=8)
        card = Card(held(self._lines), self._nothing, name="removals_card")
        ways = row(self._earlier, None, self._more)
        page = column(held(head), self._overdue, self._trouble, card, ways, None, spacing=10)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)


def _which() -> dict[Which, str]:
    return {Which.OPEN: pgettext("take-downs", "Open"), Which.MINE: _("Mine"), Which.CLOSED: _("Closed")}


def _overdue(count: int) -> str:
    words = ngettext("{count} take-down is overdue.", "{count} take-downs are overdue.", count)
    return words.format(count=count) if count else ""


def _nothing(state: ListingState) -> str:
    if state.rows or not state.loaded:
        return ""
    return {
        Which.OPEN: _("No picture has to leave a place. A withdrawal opens a take-down for each one."),
        Which.MINE: _("Nothing here is yours to see to."),
        Which.CLOSED: _("No take-down is closed yet."),
    }[state.which]
