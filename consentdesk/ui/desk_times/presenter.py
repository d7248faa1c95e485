"""Leads the page about the desk's times."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal

from consentdesk.domain.facts import TimesSet
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.desk_times.state import DeskTimesState
from consentdesk.ui.machine import Machine
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.words import sentence
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.desk_times import set_times, times_in_force

FIELDS = ("cover_minutes", "lock_minutes")


class DeskTimesPresenter(Presenter[DeskTimesState]):
    """`times_set(TimesSet)` follows when other times count."""

    times_set = Signal(object)

    def __init__(self, machine: Machine, desk: Desk) -> None:
        super().__init__(DeskTimesState())
        self._machine, self._desk = machine, desk

    def open(self) -> None:
        """Read the times in force."""
        self._machine.lane.run(self, lambda: times_in_force(self._desk), self._show, self._say)

    def edit(self, field: str, text: str) -> None:
        """Take what was typed."""
        edited = replace(self.state, done=False)
        is_cover = field == "cover_minutes"
        self.become(replace(edited, cover=text) if is_cover else replace(edited, lock=text))

    def set_times(self) -> None:
        """Have what was typed count."""
        desk, minutes = self._desk, (_minutes(self.state.cover), _minutes(self.state.lock))
        self._machine.lane.run(self, lambda: set_times(desk, *minutes), self._have_set, self._say)

    def _show(self, times: TimesSet) -> None:
        self.become(DeskTimesState(str(times.cover_minutes), str(times.lock_minutes)))

    def _have_set(self, times: TimesSet) -> None:
        self._show(times)
        self.become(replace(self.state, done=True))
        self.times_set.emit(times)

    def _say(self, refusal: Refusal) -> None:
        told = [(p.where, sentence(p)) for p in refusal.problems]
        problems = tuple((where, words) for where, words in told if where in FIELDS)
        trouble = "" if problems else told[0][1]
        self.become(replace(self.state, problems=problems, trouble=trouble, done=False))


def _minutes(typed: str) -> int:
    """0 for what is no number: no time is as short."""
    typed = typed.strip()
    return int(typed) if typed.isascii() and typed.isdigit() else 0
