"""Leads the lock window."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.ui.language import spoken
from consentdesk.ui.lock.state import LockState
from consentdesk.ui.machine import Machine
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.words import sentence

if TYPE_CHECKING:
    from consentdesk.workflows.desk import Desk

WAIT = "wait_after_wrong_passphrases"
TICK_MS = 1000


class LockPresenter(Presenter[LockState]):
    """`unlocked(Desk)` follows the right passphrase. Nothing here ever makes a vault."""

    unlocked = Signal(object)
    language_changed = Signal()

    def __init__(self, machine: Machine) -> None:
        missing = "" if machine.door.path.is_dir() else sentence(Problem("vault_missing"))
        super().__init__(LockState(trouble=missing))
        self._machine = machine
        self._wait_until = machine.clock.now().utc
        self._ticks = QTimer(self, interval=TICK_MS)
        self._ticks.timeout.connect(self.count_down)
        machine.lane.broke.connect(self._stop_waiting)

    def unlock(self, passphrase: str) -> None:
        """Try a passphrase or the recovery code; a second press while one is tried does nothing."""
        if self.state.busy:
            return
        if not passphrase:
            self._answer(problem=sentence(Problem("passphrase_missing")))
            return
        self._ticks.stop()
        self.become(LockState(busy=True, tries=self.state.tries))
        self._machine.lane.run(self, lambda: self._come_in(passphrase), self._open, self._refused)

    def speak(self, language: str) -> None:
        """Have everything said in another language; while a passphrase is tried it does nothing."""
        if language != spoken() and not self.state.busy:
            self._machine.choose_language(language)
            self.language_changed.emit()

    def count_down(self) -> None:
        """Say how long is still to wait, and nothing any more once it is over."""
        left = ceil((self._wait_until - self._machine.clock.now().utc).total_seconds())
        words = sentence(Problem(WAIT, details={"seconds": left})) if left > 0 else ""
        self.become(replace(self.state, problem=words))
        if not words:
            self._ticks.stop()

    def _come_in(self, passphrase: str) -> Desk:
        # on the lane: what an open desk needs is imported while the passphrase is tried
        from consentdesk.workflows.come_and_go import unlock

        return unlock(self._machine.door, self._machine.desk_for, passphrase)

    def _open(self, desk: Desk) -> None:
        self._answer()
        self.unlocked.emit(desk)

    def _refused(self, refusal: Refusal) -> None:
        said = refusal.problems[0]
        if said.code == WAIT:
            seconds = timedelta(seconds=int(said.details["seconds"]))
            self._wait_until = self._machine.clock.now().utc + seconds
            self._ticks.start()
        at_field = said.where == "passphrase"
        self._answer(**{"problem" if at_field else "trouble": sentence(said)})

    def _answer(self, problem: str = "", trouble: str = "") -> None:
        self.become(LockState(problem=problem, trouble=trouble, tries=self.state.tries + 1))

    def _stop_waiting(self) -> None:
        """Work broke off: the window says so, and the passphrase can be tried again."""
        self.become(replace(self.state, busy=False))
