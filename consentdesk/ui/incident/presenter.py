"""Leads through the pages of incidents: which is up, the clock above it, and whether one can leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer

from consentdesk.domain.refusals import Refusal
from consentdesk.ui.incident.clocks import clock_of
from consentdesk.ui.incident.room import Room, title_of
from consentdesk.ui.incident.state import FILE, IncidentsState
from consentdesk.ui.machine import nothing
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.words import _
from consentdesk.workflows.incident_files import Situation, situation

TICK_MS = 30_000


class IncidentsPresenter(Presenter[IncidentsState]):
    def __init__(self, room: Room, page: str) -> None:
        super().__init__(IncidentsState(page))
        self._room = room
        self._go: Callable[[], None] = nothing
        self._known: Situation | None = None
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._show_clock)
        self._tick.start()

    def open(self) -> None:
        """Show the clock of the incident that one is at."""
        self._read_clock()

    def turn(self, page: str) -> None:
        """To another page; what was entered on this one is there again when one comes back to it."""
        self._turn(page, "")

    def noted(self, page: str) -> None:
        """To the page that comes after something was noted."""
        drafted = page.startswith("paper:")  # nothing is noted of a letter before it is given
        self._turn(page, "" if drafted else _("Noted."))

    def go_up(self) -> None:
        self.turn(self.state.above)

    def ask_to_leave(self, go: Callable[[], None]) -> None:
        """Leave by `go`; with something entered that is not noted, ask first."""
        self._go = go
        if self._room.unsaved:
            self.become(replace(self.state, leaving=True))
        else:
            go()

    def stay(self) -> None:
        self.become(replace(self.state, leaving=False))

    def leave(self) -> None:
        """Leave without what was entered."""
        self._room.said.clear()
        self._go()

    def _turn(self, page: str, notice: str) -> None:
        turned = IncidentsState(page, self.state.turns + 1, notice=notice)
        if turned.incident == self.state.incident:
            turned = replace(turned, clock=self.state.clock, title=self._title(turned))
        self.become(turned)
        self._read_clock()

    def _read_clock(self) -> None:
        incident, desk = self.state.incident, self._room.desk
        if incident:
            work = partial(situation, desk, incident)
            self._room.machine.lane.run(self, work, self._show, self._say_nothing)

    def _show(self, known: Situation) -> None:
        if known.file.incident.id == self.state.incident:
            self._known = known
            self._show_clock()

    def _show_clock(self) -> None:
        known = self._known
        if known is None or known.file.incident.id != self.state.incident:
            return
        clock = clock_of(self._room, known) if known.file.closed_at is None else None
        self.become(replace(self.state, clock=clock, title=self._title(self.state)))

    def _title(self, state: IncidentsState) -> str:
        """Which incident it is, on every page but its own, which says it in large."""
        known = self._known
        if known is None or known.file.incident.id != state.incident or state.kind == FILE:
            return ""
        return title_of(self._room, known.file.incident)

    def _say_nothing(self, refusal: Refusal) -> None:
        """The page itself says what is wrong."""
