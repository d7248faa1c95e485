"""Leads a page that asks something: reads what is known, keeps what is entered, notes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import Signal

from consentdesk.domain.refusals import Refusal
from consentdesk.ui.incident.room import PREFIX, Room, told
from consentdesk.ui.incident.sheet.state import Page, SheetState
from consentdesk.ui.presenter import Presenter


class Sheet(Protocol):
    """What one page asks, and what becomes of the answers. Both are called on the lane."""

    def read(self) -> Page: ...

    def save(self, entries: Mapping[str, str]) -> str:
        """Note what was entered; returns the page that comes then."""
        ...


class SheetPresenter(Presenter[SheetState]):
    """`saved(page)` once it is noted. What is entered lies in the room under `key` until then."""

    saved = Signal(str)

    def __init__(self, room: Room, key: str, sheet: Sheet) -> None:
        super().__init__(SheetState())
        self._room, self._key, self._sheet, self._saving = room, key, sheet, False

    def open(self) -> None:
        """Read what is known."""
        self._room.machine.lane.run(self, self._sheet.read, self._show, self._refused)

    def enter(self, name: str, value: str) -> None:
        """Keep what was chosen or typed."""
        entries = {**self.state.entries, name.removeprefix(PREFIX): value}
        self._room.said[self._key] = entries
        self.become(replace(self.state, entries=entries))

    def save(self) -> None:
        """Note it; a second press while that is under way says nothing twice."""
        if self._saving:
            return
        self._saving = True
        asked = {ask.name for ask in self.state.asks}
        entries = {name: value.strip() for name, value in self.state.entries.items() if name in asked}
        self._room.machine.lane.run(self, lambda: self._sheet.save(entries), self._saved, self._refused)

    def _show(self, page: Page) -> None:
        entries = {**page.entered, **self._room.said.get(self._key, {})}
        self.become(replace(self.state, page=page, entries=entries))

    def _saved(self, page: str) -> None:
        self._saving = False
        self._room.said.pop(self._key, None)
        self.saved.emit(page)

    def _refused(self, refusal: Refusal) -> None:
        self._saving = False
        found = told(refusal.problems)
        asked = {f"{PREFIX}{ask.name}" for ask in self.state.asks}
        at_fields = tuple(each for each in found if each[0] in asked)
        trouble = next((words for where, words in found if where not in asked), "")
        tried = self.state.tried + 1
        self.become(replace(self.state, problems=at_fields, trouble=trouble, tried=tried))
