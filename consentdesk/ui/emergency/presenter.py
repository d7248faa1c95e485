"""Leads the page about access in an emergency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Signal

from consentdesk.domain.people import reason_problems
from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.ui.emergency.state import EmergencyState
from consentdesk.ui.machine import Machine
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.words import sentence
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.emergency import take_emergency_access

FIELDS = {"reason": "emergency_reason", "code": "emergency_code"}


class EmergencyPresenter(Presenter[EmergencyState]):
    """`given` follows the reason and the right code; the third wrong code locks the desk."""

    given = Signal()

    def __init__(self, machine: Machine, desk: Desk) -> None:
        super().__init__(EmergencyState())
        self._machine, self._desk = machine, desk
        machine.lane.broke.connect(lambda: self.become(replace(self.state, busy=False)))

    def look(self, reason: str, code: str) -> None:
        """Ask for access; a second press meanwhile does nothing."""
        if self.state.busy:
            return
        problems = reason_problems(reason, "reason", "emergency_reason_missing")
        if not code:
            problems.append(Problem("code_missing", "code"))
        if problems:
            self._say(problems)
            return
        self.become(EmergencyState(busy=True, tries=self.state.tries))
        desk = self._desk
        self._machine.lane.run(
            self, lambda: take_emergency_access(desk, code, reason), lambda until: self._give(), self._refused
        )

    def _give(self) -> None:
        self.become(EmergencyState(tries=self.state.tries + 1))
        self.given.emit()

    def _refused(self, refusal: Refusal) -> None:
        self._say(refusal.problems, tried=True)
        if refusal.code == "locked_by_codes":
            self._machine.lock()

    def _say(self, problems: Iterable[Problem], tried: bool = False) -> None:
        placed = [(FIELDS.get(problem.where, ""), sentence(problem)) for problem in problems]
        self.become(
            EmergencyState(
                problems=tuple((where, words) for where, words in placed if where),
                trouble=next((words for where, words in placed if not where), ""),
                tries=self.state.tries + tried,
            )
        )
