"""The wait after wrong passphrases, counted down wherever one is typed."""

from __future__ import annotations

from datetime import timedelta
from math import ceil

from PySide6.QtCore import QObject, QTimer, Signal

from consentdesk.domain.refusals import Problem
from consentdesk.ui.machine import Machine
from consentdesk.ui.words import sentence

WAIT = "wait_after_wrong_passphrases"
TICK_MS = 1000


class BackOff(QObject):
    """`told(str)` says how long is still to wait, and "" once it is over."""

    told = Signal(str)

    def __init__(self, machine: Machine, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = machine.clock
        self._until = self._clock.now().utc
        self._ticks = QTimer(self, interval=TICK_MS)
        self._ticks.timeout.connect(self.look)

    def heed(self, problem: Problem) -> None:
        """Begin to count where this is what was refused."""
        if problem.code == WAIT:
            self._until = self._clock.now().utc + timedelta(seconds=int(problem.details["seconds"]))
            self._ticks.start()

    def stop(self) -> None:
        """Say nothing any more: another passphrase is tried."""
        self._ticks.stop()

    def look(self) -> None:
        """Say how long is left by the clock; nothing where nothing is waited for."""
        if not self._ticks.isActive():
            return
        left = ceil((self._until - self._clock.now().utc).total_seconds())
        if left <= 0:
            self._ticks.stop()
        self.told.emit(sentence(Problem(WAIT, details={"seconds": left})) if left > 0 else "")
