"""Checks the vault while the desk is open: when somebody asks, and once a day by itself; and mends it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from consentdesk.domain.lines import CheckReport
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.lane import Pool
from consentdesk.ui.machine import Machine
from consentdesk.workflows.check_vault import (
    ASKED,
    DAILY,
    begin_check,
    begin_mending,
    check_is_due,
    note_check,
)
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.ports import Checking, Mending

LOOK_EVERY_MS = 300
DAILY_AFTER_MS = 300_000  # when the first consent of the morning is under way, and the daily backup was taken
DAILY_EVERY_MS = 600_000


class Checks(QObject):
    """One check or one mending at a time. `changed` when there is something new to show: `running` ("",
    "check" or "mending"), `done` of `total`, the `outcome` of the last check, and which files were `brought`
    back. `ended` when a check or a mending is over. A check runs on a thread of its own, so that it takes
    nobody's turn; `busy` tells when it is to wait."""

    changed = Signal()
    ended = Signal()

    def __init__(self, machine: Machine, desk: Desk, busy: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._machine, self._desk, self._busy = machine, desk, busy
        self._work: Checking | Mending | None = None
        self._thread: Pool | None = None
        self._over = False
        self.running = ""
        self.done = self.total = 0
        self.outcome: CheckReport | Refusal | None = None
        self.brought: tuple[str, ...] | None = None
        self._look = QTimer(self, interval=LOOK_EVERY_MS)
        self._look.timeout.connect(self.changed)
        self._daily = QTimer(self, interval=DAILY_EVERY_MS)
        self._daily.timeout.connect(self.keep_up)
        self._daily.start()
        QTimer.singleShot(DAILY_AFTER_MS, self, self.keep_up)

    def start(self, anchors: Sequence[str] = (), how: str = ASKED) -> None:
        """Check now; nothing while something is under way."""
        if self.running or self._over:
            return
        self.brought = None
        self._check(anchors, how)

    def mend(self, folder: Path) -> None:
        """Bring back what the backups in a folder have whole, then check again."""
        if self.running or self._over:
            return
        self._begin("mending")
        self._machine.lane.run(self, lambda: self._mend(folder), self._mended, self._end)

    def stop(self) -> None:
        """Give up what is under way; a mending leaves the vault as it was."""
        if self._work:
            self._work.stop()

    def leave(self) -> None:
        """The vault is about to be closed: from now on nothing is asked of it."""
        self._over = True
        self.stop()
        if self._thread:
            self._thread.close()

    def keep_up(self) -> None:
        """Check if that is due and nothing else keeps the machine busy."""
        if self.running or self._over or self._busy():
            return
        self._machine.lane.run(
            self,
            lambda: check_is_due(self._desk),
            lambda due: self.start(how=DAILY) if due and not self._busy() else None,
            self._end,
        )

    def _check(self, anchors: Sequence[str], how: str) -> None:
        self._begin("check")
        self._machine.lane.run(
            self,
            lambda: begin_check(self._desk, anchors),
            lambda checking: self._run(checking, how),
            self._end,
        )

    def _begin(self, running: str) -> None:
        self.running, self.done, self.total, self.outcome = running, 0, 0, None
        self._look.start()
        self.changed.emit()

    def _run(self, checking: Checking, how: str) -> None:
        if self._over:
            return
        self._work, self._thread = checking, self._thread or Pool(1, "check")
        self._thread.broke.connect(self._machine.pool.broke)
        self._thread.run(
            self, lambda: checking.run(self._far), lambda report: self._note(report, how), self._end
        )

    def _note(self, report: CheckReport, how: str) -> None:
        if self._over:
            return
        self._machine.lane.run(
            self, lambda: note_check(self._desk, report, how), lambda none: self._end(report), self._end
        )

    def _mend(self, folder: Path) -> tuple[str, ...]:
        self._work = mending = begin_mending(self._desk, folder)
        return () if self._over else mending.run(self._far)

    def _mended(self, brought: tuple[str, ...]) -> None:
        self.brought, self._work = brought, None
        if not self._over:
            self._check((), ASKED)

    def _far(self, done: int, total: int) -> None:
        self.done, self.total = done, total  # from another thread: looked at now and then

    def _end(self, outcome: CheckReport | Refusal) -> None:
        self._work, self.running, self.outcome = None, "", outcome
        self._look.stop()
        self.changed.emit()
        self.ended.emit()
