"""Takes backups while the desk is open: when somebody asks, and once a day into the folder used last."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from consentdesk.domain.lines import BackupLine
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.machine import Machine
from consentdesk.workflows.back_up import begin_backup, is_due, last_backup, note_backup
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.ports import Taking

LOOK_EVERY_MS = 300
DAILY_AFTER_MS = 60_000  # nobody has to wait for it at the first consent of the morning
DAILY_EVERY_MS = 600_000


class Backups(QObject):
    """One backup at a time. `changed` when there is something new to show: `running`, `done` of `total`, and
    the `outcome` of the last one."""

    changed = Signal()

    def __init__(self, machine: Machine, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._machine, self._desk = machine, desk
        self._taking: Taking | None = None
        self._over = False
        self.running = False
        self.done = self.total = 0
        self.outcome: BackupLine | Refusal | None = None
        self._look = QTimer(self, interval=LOOK_EVERY_MS)
        self._look.timeout.connect(self.changed)
        self._daily = QTimer(self, interval=DAILY_EVERY_MS)
        self._daily.timeout.connect(self.keep_up)
        self._daily.start()
        QTimer.singleShot(DAILY_AFTER_MS, self, self.keep_up)

    @property
    def folder(self) -> Path | None:
        """Where they went last from this workstation."""
        return self._machine.backup_note.read()

    def start(self, folder: Path) -> None:
        """Take one now, and go on with that folder from now on; nothing while one is taken."""
        if self.running or self._over:
            return
        self.running, self.done, self.total, self.outcome = True, 0, 0, None
        self._machine.backup_note.leave(folder)
        self._look.start()
        self._machine.lane.run(self, lambda: begin_backup(self._desk, folder), self._run, self._end)
        self.changed.emit()

    def stop(self) -> None:
        """Give up the one that is taken; earlier ones stay."""
        if self._taking:
            self._taking.stop()

    def leave(self) -> None:
        """The vault is about to be closed: from now on nothing is asked of it."""
        self._over = True
        self.stop()

    def keep_up(self) -> None:
        """Take one if it is due and it is known where to."""
        folder = self.folder
        if folder is None or self.running or self._over:
            return

        def due() -> bool:
            return is_due(last_backup(self._desk), self._desk.now())

        self._machine.lane.run(self, due, lambda yes: self.start(folder) if yes else None, self._end)

    def _run(self, taking: Taking) -> None:
        if self._over:
            return
        self._taking = taking
        self._machine.pool.run(self, lambda: taking.run(self._far), self._note, self._end)

    def _far(self, done: int, total: int) -> None:
        self.done, self.total = done, total  # from another thread: looked at now and then

    def _note(self, taken: BackupLine) -> None:
        if self._over:
            return
        self._machine.lane.run(
            self, lambda: note_backup(self._desk, taken), lambda none: self._end(taken), self._end
        )

    def _end(self, outcome: BackupLine | Refusal) -> None:
        self._taking, self.running, self.outcome = None, False, outcome
        self._look.stop()
        self.changed.emit()
