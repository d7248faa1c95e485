"""Leads the page on which a vault is brought back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer

from consentdesk.domain.lines import CheckReport, FoundBackup
from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.ui.machine import Machine
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.restore.state import RestoreState
from consentdesk.ui.restore.told import backup_row, report_words
from consentdesk.ui.words import _, sentence
from consentdesk.workflows.bring_back import BringingBack, backups_in, is_taken

SHOWN = 3
LOOK_EVERY_MS = 200
FIELDS = ("folder", "recovery_code")


class RestorePresenter(Presenter[RestoreState]):
    """From a folder to a vault in its place; until it is back, everything lies as before."""

    def __init__(self, machine: Machine) -> None:
        super().__init__(RestoreState(str(machine.door.path), aside=is_taken(machine.door)))
        self._machine = machine
        self._under_way: BringingBack | None = None
        self._far = (0, 0)
        self._look = QTimer(self, interval=LOOK_EVERY_MS)
        self._look.timeout.connect(self._show_far)
        machine.lane.broke.connect(self._rest)

    def choose(self) -> None:
        """Ask for the folder, and look which backups it holds."""
        if self.state.running or (folder := self._machine.files.backup_folder()) is None:
            return
        place, aside, door = self.state.place, self.state.aside, self._machine.door
        self.become(RestoreState(place, aside, str(folder), running=_("Looking for backups")))
        self._machine.lane.run(self, lambda: backups_in(door, folder), self._show_found, self._refused)

    def take(self, folder: str) -> None:
        """Choose one of the backups found."""
        self.become(replace(self.state, taken=folder))

    def bring_back(self, secret: str) -> None:
        """Bring the one chosen back, or say what is missing; a second press meanwhile does nothing."""
        if self.state.running:
            return
        missing = [Problem("folder_not_chosen", "folder")] if not self.state.taken else []
        if not secret:
            missing.append(Problem("recovery_code_missing", "recovery_code"))
        self._say(missing)
        if missing:
            return
        work = self._under_way = BringingBack(self._machine.door, Path(self.state.taken), secret)
        self._far = (0, 0)
        self.become(replace(self.state, running=_("Bringing the vault back")))
        self._look.start()
        self._machine.lane.run(self, lambda: work.run(self._heard), self._came, self._refused)

    def stop(self) -> None:
        """Give it up: nothing is changed then."""
        if self._under_way:
            self._under_way.stop()

    def _heard(self, done: int, total: int) -> None:
        self._far = (done, total)  # from another thread: looked at now and then

    def _show_far(self) -> None:
        done, total = self._far
        words = _("Bringing the vault back: {done} of {total} stored files") if total else self.state.running
        self.become(replace(self.state, running=words.format(done=done, total=total), done=done, total=total))

    def _show_found(self, found: tuple[FoundBackup, ...]) -> None:
        now, month_first = self._machine.clock.now(), self._machine.month_first
        rows = tuple(backup_row(each, now, month_first) for each in found[:SHOWN])
        self.become(
            replace(
                self.state, running="", found=rows, more=len(found[SHOWN:]),
                taken=rows[0].folder if rows else "",
            )
        )  # fmt: skip

    def _came(self, report: CheckReport) -> None:
        self._rest()
        self.become(replace(self.state, report=report_words(report), whole=report.sound, aside=False))

    def _refused(self, refusal: Refusal) -> None:
        self._rest()
        self._say(refusal.problems)

    def _rest(self) -> None:
        self._under_way = None
        self._look.stop()
        self.become(replace(self.state, running="", done=0, total=0))

    def _say(self, problems: Iterable[Problem]) -> None:
        placed = [(problem.where, sentence(problem)) for problem in problems]
        self.become(
            replace(
                self.state,
                problems=tuple((where, words) for where, words in placed if where in FIELDS),
                trouble=next((words for where, words in placed if where not in FIELDS), ""),
            )
        )
