"""The list of places. objectNames: places, note_place, places_live, places_left, places_outlet, places_kind
(with places_kind_<kind>), places_use (with places_use_<use>), place_<n> from 1, nothing, newer, older,
trouble.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.domain.placement import PlaceKind
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import PrimaryButton, SecondaryButton, ToggleChip
from consentdesk.ui.kit.card import Badge, Card
from consentdesk.ui.kit.chips import ChipRow
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.row_button import STRETCHES, RowButton
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.register.places.state import PlaceRow, PlacesState
from consentdesk.ui.register.told import place_kind_words
from consentdesk.ui.words import _

IMAGE_PX, DAY_PX, BADGE_PX, OUTLET_PX = 240, 150, 132, 300


class PlacesScreen(QWidget):
    """Draws a PlacesState. `page_asked(page)` leads to one place, or to noting another."""

    page_asked = Signal(str)
    live_chosen = Signal(bool)
    kind_chosen = Signal(str)
    use_chosen = Signal(str)
    outlet_typed = Signal(str)
    newer_asked = Signal()
    older_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("places")
        self._rows: tuple[PlaceRow, ...] = ()
        self._note = PrimaryButton(_("Note a place"), "note_place")
        self._live = ToggleChip(_("There now"), "places_live")
        self._left = ToggleChip(_("Left"), "places_left")
        self._outlet = Field("places_outlet", "")
        self._outlet.show_placeholder(_("Journal, site, platform or room"))
        self._outlet.input.setAccessibleName(_("Journal, site, platform or room"))
        kinds = [(kind.value, place_kind_words(kind)) for kind in PlaceKind]
        self._kind, self._use = ChipRow("places_kind", "", kinds), ChipRow("places_use", "")
        self._trouble, self._lines = Bar("trouble"), column(spacing=2)
        self._nothing = Text("", "quiet", "nothing")
        self._newer, self._older = SecondaryButton(_("Newer"), "newer"), SecondaryButton(_("Older"), "older")
        self._connect()
        self._lay_out()

    def draw(self, state: PlacesState) -> None:
        """Draw what has changed; what is typed stays."""
        self._trouble.show_bar(state.trouble, "bad")
        self._live.setChecked(state.live)
        self._left.setChecked(not state.live)
        self._outlet.show_text(state.outlet)
        self._use.show_options(state.uses)
        self._kind.show_value(state.kind)
        self._use.show_value(state.use)
        if state.rows != self._rows:
            self._draw_rows(state.rows)
        self._nothing.show_words(_nothing(state))
        reveal(self._newer, state.newer)
        reveal(self._older, state.older)

    def _draw_rows(self, rows: tuple[PlaceRow, ...]) -> None:
        self._rows = rows
        clear(self._lines)
        for number, place in enumerate(rows, start=1):
            line = self._line(place, number)
            self._lines.addWidget(line)
            line.show()

    def _line(self, place: PlaceRow, number: int) -> QWidget:
        button = RowButton(
            f"place_{number}",
            (
                (f"{place.title}\n{place.where}", "body", STRETCHES),
                (place.image, "quiet", IMAGE_PX),
                (place.day, "quiet", DAY_PX),
            ),
        )
        button.clicked.connect(partial(self.page_asked.emit, f"place:{place.id}"))
        badge = Badge(place.badge, place.mood)
        badge.setFixedWidth(BADGE_PX)
        kept = badge.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        badge.setSizePolicy(kept)
        reveal(badge, bool(place.badge))
        line = row(button, badge, spacing=8)
        line.setStretch(0, 1)
        return held(line)

    def _connect(self) -> None:
        self._note.clicked.connect(partial(self.page_asked.emit, "note"))
        self._live.clicked.connect(partial(self.live_chosen.emit, True))
        self._left.clicked.connect(partial(self.live_chosen.emit, False))
        self._outlet.edited.connect(self.outlet_typed)
        self._kind.chosen.connect(self.kind_chosen)
        self._use.chosen.connect(self.use_chosen)
        self._newer.clicked.connect(self.newer_asked)
        self._older.clicked.connect(self.older_asked)

    def _lay_out(self) -> None:
        self._outlet.setFixedWidth(OUTLET_PX)
        top = row(self._live, self._left, self._outlet, None, self._note, spacing=8)
        card = Card(held(self._lines), self._nothing, name="places_card")
        ways = row(self._newer, None, self._older)
        narrowing = held(column(self._kind, self._use, spacing=8))
        page = column(held(top), narrowing, self._trouble, card, ways, None, spacing=10)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)


def _nothing(state: PlacesState) -> str:
    if state.rows or not state.loaded:
        return ""
    if state.narrowed:
        return _("No place fits what you look for.")
    if state.live:
        return _("No picture is anywhere that was noted. Note a poster, a deck or a page that shows one.")
    return _("No picture has left a place yet.")
