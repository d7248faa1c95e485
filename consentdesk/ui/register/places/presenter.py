"""Leads through the list of places."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer

from consentdesk.domain.placement import PlaceKind, PlacesBefore
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.kit.bar import Mood
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.register.places.state import PlaceRow, PlacesState
from consentdesk.ui.register.room import Room
from consentdesk.ui.register.told import left_words, place_kind_words
from consentdesk.ui.words import _, sentence
from consentdesk.workflows.register import ListedPlace, PlacesPage, places

SEARCH_AFTER_MS = 200


class PlacesPresenter(Presenter[PlacesState]):
    def __init__(self, room: Room) -> None:
        wanted = room.wanted
        super().__init__(PlacesState(wanted.live, wanted.kind or "", wanted.use, wanted.outlet))
        self._room = room
        self._older: PlacesBefore | None = None
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_AFTER_MS)
        self._pause.timeout.connect(self._begin)

    def open(self) -> None:
        """Show what was looked for last, where it was left."""
        room, start = self._room, self._room.starts[-1]

        def read() -> tuple[PlacesPage, tuple[tuple[str, str], ...]]:
            return places(room.desk, room.wanted, start), room.uses()

        room.machine.lane.run(self, read, lambda found: self._show(*found), self._say)

    def choose_live(self, live: bool) -> None:
        """Those where the images still are, or those that they left."""
        self._narrow(replace(self.state, live=live))

    def choose_kind(self, kind: str) -> None:
        """One kind alone; all again where it was the one."""
        self._narrow(replace(self.state, kind="" if kind == self.state.kind else kind))

    def choose_use(self, use: str) -> None:
        self._narrow(replace(self.state, use="" if use == self.state.use else use))

    def type_outlet(self, typed: str) -> None:
        """One outlet alone, by any of its names, once typing pauses."""
        self.become(replace(self.state, outlet=typed))
        self._pause.start()

    def show_older(self) -> None:
        if self._older is not None:
            self._room.starts.append(self._older)
            self.open()

    def show_newer(self) -> None:
        if len(self._room.starts) > 1:
            self._room.starts.pop()
            self.open()

    def _narrow(self, state: PlacesState) -> None:
        self.become(state)
        self._begin()

    def _begin(self) -> None:
        state, room = self.state, self._room
        kind = PlaceKind(state.kind) if state.kind else None
        room.wanted = replace(
            room.wanted, live=state.live, kind=kind, use=state.use, outlet=state.outlet.strip()
        )
        room.starts = [None]
        self.open()

    def _show(self, page: PlacesPage, uses: tuple[tuple[str, str], ...]) -> None:
        self._older = page.older
        rows = tuple(self._row(line, dict(uses)) for line in page.lines)
        newer, older = len(self._room.starts) > 1, page.older is not None
        state = replace(self.state, rows=rows, uses=uses, newer=newer, older=older)
        self.become(replace(state, loaded=True, trouble=""))

    def _row(self, listed: ListedPlace, uses: dict[str, str]) -> PlaceRow:
        line, place = listed.line, listed.line.placement
        where = (place_kind_words(place.kind), place.outlet, uses.get(place.use, place.use))
        image = (line.image_label or place.image[:6], line.patient_name)
        return PlaceRow(
            place.id,
            place.title,
            " · ".join(part for part in where if part),
            " · ".join(part for part in image if part),
            self._room.day(place.placed_on or line.noted_at.day),
            *self._badge(listed),
        )

    def _badge(self, listed: ListedPlace) -> tuple[str, Mood]:
        line, today = listed.line, self._room.today
        if line.outcome is not None:
            return left_words(line.outcome), "info"
        if listed.to_be_left:
            return _("Has to leave"), "bad"
        if line.placement.until is not None and line.placement.until < today:
            return _("Time is over"), "warn"
        if line.placement.review_on is not None and line.placement.review_on <= today:
            return _("Look again"), "warn"
        return "", "info"

    def _say(self, refusal: Refusal) -> None:
        self.become(replace(self.state, trouble=sentence(refusal.problems[0]), loaded=True))
