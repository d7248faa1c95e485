"""Leads the cover."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.ui.cover.state import CoverState
from consentdesk.ui.machine import Machine
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.words import sentence

if TYPE_CHECKING:
    from consentdesk.workflows.desk import Desk


class CoverPresenter(Presenter[CoverState]):
    """`lifted` follows the right code, `locked` the third wrong one."""

    lifted = Signal()
    locked = Signal()

    def __init__(self, machine: Machine, desk: Desk, person: str) -> None:
        super().__init__(CoverState(person))
        self._machine, self._desk = machine, desk
        machine.lane.broke.connect(lambda: self.become(replace(self.state, busy=False)))

    def look_who(self) -> None:
        """Read whether somebody else can sign in here."""
        door = self._machine.door
        self._machine.lane.run(self, lambda: door.people(), self._show_people, self._refused)

    def lift(self, code: str) -> None:
        """Try a code; a second press while one is tried does nothing."""
        from consentdesk.workflows.come_and_go import lift_cover

        if self.state.busy:
            return
        if not code:
            self._answer(sentence(Problem("code_missing")))
            return
        self.become(replace(self.state, busy=True))
        desk = self._desk
        self._machine.lane.run(
            self, lambda: lift_cover(desk, code), lambda right: self._lift(), self._refused
        )

    def _show_people(self, people: tuple[str, ...]) -> None:
        self.become(replace(self.state, others=len(people) > 1))

    def _lift(self) -> None:
        self._answer("")
        self.lifted.emit()

    def _refused(self, refusal: Refusal) -> None:
        self._answer(sentence(refusal.problems[0]))
        if refusal.code == "locked_by_codes":
            self.locked.emit()

    def _answer(self, words: str) -> None:
        self.become(replace(self.state, busy=False, problem=words, tries=self.state.tries + 1))
