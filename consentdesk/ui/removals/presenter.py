"""Leads through the take-downs: which page is up, and whether the room can be left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from consentdesk.ui.machine import nothing
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.removals.room import Room
from consentdesk.ui.removals.state import RemovalsState


class RemovalsPresenter(Presenter[RemovalsState]):
    def __init__(self, room: Room, page: str) -> None:
        super().__init__(RemovalsState(page))
        self._room = room
        self._go: Callable[[], None] = nothing

    def turn(self, page: str) -> None:
        """To another page; what was entered for a task is there again when one comes back to it."""
        self.become(RemovalsState(page, self.state.turns + 1))

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
