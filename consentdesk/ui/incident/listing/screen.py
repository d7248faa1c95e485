"""The list of incidents. objectNames: incidents, incidents_open, incidents_closed, incident_<n> from 1,
nothing, earlier, more, new_incident, trouble.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.incident.listing.state import IncidentRow, ListingState
from consentdesk.ui.incident.state import FILE, FOUND
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import PrimaryButton, SecondaryButton, ToggleChip
from consentdesk.ui.kit.card import Badge, Card
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.row_button import STRETCHES, RowButton
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.words import _, pgettext

FOUND_PX, DUE_PX, BADGE_PX = 150, 190, 124


class ListingScreen(QWidget):
    """Draws a ListingState. `page_asked(page)` leads to one incident, or to the first page of a new one."""

    page_asked = Signal(str)
    open_chosen = Signal(bool)
    back_asked = Signal()
    more_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("incidents")
        self._rows: tuple[IncidentRow, ...] = ()
        self._open = ToggleChip(pgettext("incidents", "Open"), "incidents_open")
        self._closed = ToggleChip(_("Closed"), "incidents_closed")
        self._trouble, self._lines = Bar("trouble"), column(spacing=2)
        self._nothing = Text("", "quiet", "nothing")
        self._earlier = SecondaryButton(_("Earlier in the list"), "earlier")
        self._more = SecondaryButton(_("Further down"), "more")
        self._new = PrimaryButton(_("Something is where it should not be"), "new_incident")
        self.setFocusProxy(self._open)
        self._connect()
        self._lay_out()

    def draw(self, state: ListingState) -> None:
        """Draw what has changed."""
        self._trouble.show_bar(state.trouble, "bad")
        self._open.setChecked(state.open)
        self._closed.setChecked(not state.open)
        if state.rows != self._rows:
            self._draw_rows(state.rows)
        self._nothing.show_words(_nothing(state))
        reveal(self._earlier, state.earlier)
        reveal(self._more, state.more)

    def _draw_rows(self, rows: tuple[IncidentRow, ...]) -> None:
        self._rows = rows
        clear(self._lines)
        for number, incident in enumerate(rows, start=1):
            line = self._line(incident, number)
            self._lines.addWidget(line)
            line.show()

    def _line(self, incident: IncidentRow, number: int) -> QWidget:
        button = RowButton(
            f"incident_{number}",
            (
                (f"{incident.title}\n{incident.where}", "body", STRETCHES),
                (incident.discovered, "quiet", FOUND_PX),
                (incident.due, "quiet", DUE_PX),
            ),
        )
        button.clicked.connect(partial(self.page_asked.emit, f"{FILE}:{incident.id}"))
        badge = Badge(incident.badge, incident.mood)
        badge.setFixedWidth(BADGE_PX)
        line = row(button, badge, spacing=8)
        line.setStretch(0, 1)
        return held(line)

    def _connect(self) -> None:
        self._open.clicked.connect(partial(self.open_chosen.emit, True))
        self._closed.clicked.connect(partial(self.open_chosen.emit, False))
        self._earlier.clicked.connect(self.back_asked)
        self._more.clicked.connect(self.more_asked)
        self._new.clicked.connect(partial(self.page_asked.emit, f"{FOUND}:"))

    def _lay_out(self) -> None:
        head = row(Text(_("Incidents"), "title"), None, self._open, self._closed, spacing=8)
        card = Card(held(self._lines), self._nothing, name="incidents_card")
        ways = row(self._earlier, None, self._more, self._new, spacing=12)
        page = column(held(head), self._trouble, card, ways, None, spacing=10)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)


def _nothing(state: ListingState) -> str:
    if state.rows or not state.loaded:
        return ""
    return _("No incident is open.") if state.open else _("No incident is closed yet.")
