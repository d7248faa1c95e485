"""Leads through the register: which page is up, and whether it can be left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from consentdesk.ui.machine import nothing
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.register.room import Room
from consentdesk.ui.register.state import RegisterState


class RegisterPresenter(Presenter[RegisterState]):
    def __init__(self, room: Room, page: str) -> None:
        super().__init__(RegisterState(page))
        self._room = room
        self._go: Callable[[], None] = nothing

    def turn(self, page: str, notice: str = "") -> None:
        """To another page, with a word about what was done on the one before."""
        self._room.unsaved = bool
        self.become(RegisterState(page, self.state.turns + 1, notice=notice))

    def ask_to_leave(self, go: Callable[[], None]) -> None:
        """Leave by `go`; with something entered that is not noted, ask first."""
        self._go = go
        if self._room.unsaved():
            self.become(replace(self.state, leaving=True))
        else:
            go()

    def stay(self) -> None:
        self.become(replace(self.state, leaving=False))

    def leave(self) -> None:
        """Leave without what was entered."""
        self._room.unsaved = bool
        self._go()
