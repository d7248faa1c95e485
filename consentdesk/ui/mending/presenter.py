"""Leads the page on which lost keys are brought back."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal

from consentdesk.domain.refusals import Refusal
from consentdesk.ui.machine import Machine
from consentdesk.ui.mending.state import MendingState
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.words import sentence
from consentdesk.workflows.bring_back import mend_keys


class MendingPresenter(Presenter[MendingState]):
    """`mended` follows once passphrases open the vault again."""

    mended = Signal()

    def __init__(self, machine: Machine) -> None:
        super().__init__(MendingState())
        self._machine = machine
        machine.lane.broke.connect(lambda: self.become(replace(self.state, busy=False)))

    def choose(self) -> None:
        """Ask for the folder with the backups, and take the keys from the newest of this vault."""
        if self.state.busy or (folder := self._machine.files.backup_folder()) is None:
            return
        self.become(MendingState(busy=True))
        door = self._machine.door
        self._machine.lane.run(self, lambda: mend_keys(door, folder), self._done, self._refused)

    def _done(self, none: None) -> None:
        self.become(MendingState())
        self.mended.emit()

    def _refused(self, refusal: Refusal) -> None:
        self.become(MendingState(trouble=sentence(refusal.problems[0])))
