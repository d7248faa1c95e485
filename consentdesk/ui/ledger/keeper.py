"""Saves lines of the ledger as a table while the desk is open: the page can be left meanwhile."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from consentdesk.domain.refusals import Refusal
from consentdesk.ui.machine import Machine
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.export_ledger import Export, Exported, Table, note_export

LOOK_EVERY_MS = 300


class Exports(QObject):
    """One table at a time. `changed` when there is something new to show: `running`, `done` of `total` lines,
    and the `outcome` of the last one."""

    changed = Signal()

    def __init__(self, machine: Machine, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._machine, self._desk = machine, desk
        self._export: Export | None = None
        self._over = False
        self.done = self.total = 0
        self.outcome: Exported | Refusal | None = None
        self._look = QTimer(self, interval=LOOK_EVERY_MS)
        self._look.timeout.connect(self.changed)

    @property
    def running(self) -> bool:
        return self._export is not None

    def start(self, export: Export, path: Path, table: Table) -> None:
        """Write it to `path`; nothing while another one is written."""
        if self.running or self._over:
            return
        self._export, self.done, self.total, self.outcome = export, 0, 0, None
        self._look.start()
        work = partial(export.run, self._machine.saver, path, table, self._far)
        self._machine.pool.run(self, work, self._note, self._end)
        self.changed.emit()

    def stop(self) -> None:
        """Give up the one that is written: no file is left of it."""
        if self._export:
            self._export.stop()

    def leave(self) -> None:
        """The vault is about to be closed, or somebody else's: from now on nothing is asked of it."""
        self._over = True
        self.stop()

    def _far(self, done: int, total: int) -> None:
        self.done, self.total = done, total  # from another thread: looked at now and then

    def _note(self, exported: Exported) -> None:
        if self._over:
            return
        self._machine.lane.run(
            self, lambda: note_export(self._desk, exported), lambda none: self._end(exported), self._end
        )

    def _end(self, outcome: Exported | Refusal) -> None:
        self._export, self.outcome = None, outcome
        self._look.stop()
        self.changed.emit()
