"""Leads the page about backups."""

from __future__ import annotations

from dataclasses import replace

from consentdesk.domain.lines import BackupLine
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.backup.keeper import Backups
from consentdesk.ui.backup.state import BackupState
from consentdesk.ui.backup.told import age_words, damaged_words, holds_words, left_behind_words
from consentdesk.ui.machine import Machine
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.words import _, sentence
from consentdesk.workflows.back_up import gap_is_open, is_due, last_backup, review_gap
from consentdesk.workflows.desk import Desk


class BackupPresenter(Presenter[BackupState]):
    """Shows how old the last good backup is, and how far the one is that is taken."""

    def __init__(self, machine: Machine, desk: Desk, backups: Backups) -> None:
        super().__init__(BackupState())
        self._machine, self._desk, self._backups = machine, desk, backups
        self._was_running = backups.running
        backups.changed.connect(self._look)

    def refresh(self) -> None:
        """Read what the vault knows of its backups."""
        desk = self._desk
        self._machine.lane.run(self, lambda: (last_backup(desk), gap_is_open(desk)), self._show, self._say)
        self._look()

    def choose(self) -> None:
        """Ask for another folder, and back up there."""
        folder = self._machine.files.backup_folder()
        if folder is not None:
            self._backups.start(folder)

    def back_up(self) -> None:
        """Back up to the folder used last; the first time, ask for one."""
        folder = self._backups.folder
        if folder is None:
            self.choose()
        else:
            self._backups.start(folder)

    def stop(self) -> None:
        self._backups.stop()

    def review(self, reason: str) -> None:
        """Note what was found about the time that a restored vault may have missed."""
        desk = self._desk
        self._machine.lane.run(self, lambda: review_gap(desk, reason), self._reviewed, self._say_at_field)

    def _show(self, found: tuple[BackupLine | None, bool]) -> None:
        last, gap = found
        now = self._machine.clock.now()
        told = ". ".join(part for part in (age_words(last, now), holds_words(last)) if part)
        self.become(replace(self.state, last=told, due=is_due(last, now), gap=gap))

    def _look(self) -> None:
        backups = self._backups
        if self._was_running and not backups.running:
            self._was_running = False
            self.refresh()
            return
        self._was_running = backups.running
        folder, total = backups.folder, backups.total
        words = _("Backing up: {done} of {total} stored files") if total else _("Backing up")
        running = words.format(done=backups.done, total=total) if backups.running else ""
        outcome, failed = _outcome(backups.outcome)
        self.become(
            replace(
                self.state, folder=str(folder or ""), running=running, done=backups.done, total=total,
                outcome=outcome, failed=failed,
            )
        )  # fmt: skip

    def _reviewed(self, none: None) -> None:
        said = _("It was noted. What was agreed to counts again outside the medical record")
        self.become(replace(self.state, gap=False, problem="", outcome=said, failed=False))

    def _say(self, refusal: Refusal) -> None:
        self.become(replace(self.state, outcome=sentence(refusal.problems[0]), failed=True))

    def _say_at_field(self, refusal: Refusal) -> None:
        words, tries = sentence(refusal.problems[0]), self.state.tries + 1
        self.become(replace(self.state, problem=words, tries=tries))


def _outcome(outcome: BackupLine | Refusal | None) -> tuple[str, bool]:
    """What came of a backup in words, and whether it is bad news."""
    if isinstance(outcome, Refusal):
        return sentence(outcome.problems[0]), True
    if outcome is None:
        return "", False
    done = damaged_words(outcome.damaged) if outcome.damaged else _("Backed up and read back")
    left = left_behind_words(outcome.left_behind) if outcome.left_behind else ""
    return ". ".join(part for part in (done, left) if part), bool(outcome.damaged or left)
