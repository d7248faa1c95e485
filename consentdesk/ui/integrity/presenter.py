"""Leads the page about the vault's health."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from consentdesk.domain.damage import Hurt
from consentdesk.domain.lines import CheckReport
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.integrity.keeper import Checks
from consentdesk.ui.integrity.state import IntegrityState
from consentdesk.ui.integrity.told import (
    brought_words,
    excluded_words,
    found_line,
    in_backup_words,
    last_words,
    mend_words,
    verdict_words,
)
from consentdesk.ui.machine import Machine
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.words import _, sentence
from consentdesk.workflows.check_vault import Health, anchors_in, found_in_backups, health
from consentdesk.workflows.desk import Desk

SHOWN = 4


class IntegrityPresenter(Presenter[IntegrityState]):
    """Shows what the last check found, what a backup can bring back, and how far the one is that runs."""

    def __init__(self, machine: Machine, desk: Desk, checks: Checks) -> None:
        super().__init__(IntegrityState())
        self._machine, self._desk, self._checks = machine, desk, checks
        self._folder = machine.backup_note.read()
        self._health: Health | None = None
        self._in_backup: frozenset[str] = frozenset()
        self._was_running = checks.running
        checks.changed.connect(self._look)

    def refresh(self) -> None:
        """Read what the last check found, and look into the backups."""
        self._machine.lane.run(self, lambda: health(self._desk), self._know, self._say)
        self._look()

    def check(self, typed: str) -> None:
        """Check now, held against the copies that were typed or scanned."""
        try:
            anchors = anchors_in(typed)
        except Refusal as refusal:
            words, tries = sentence(refusal.problems[0]), self.state.tries + 1
            self.become(replace(self.state, problem=words, tries=tries))
            return
        self.become(replace(self.state, problem=""))
        self._checks.start(anchors)

    def stop(self) -> None:
        self._checks.stop()

    def choose(self) -> None:
        """Ask in which folder the backups lie."""
        folder = self._machine.files.backup_folder()
        if folder is not None:
            self._folder = folder
            self._look_into_backups()

    def mend(self) -> None:
        """Bring back what the backups have."""
        if self._folder is None:
            self.choose()
        else:
            self._checks.mend(self._folder)

    def _know(self, found: Health | None) -> None:
        self._health, self._in_backup = found, frozenset()
        self._tell()
        if self._folder:
            self._look_into_backups()

    def _look_into_backups(self) -> None:
        folder, found = self._folder, self._health
        if folder is None or found is None or not (found.may_mend and found.hits):
            return

        def know(whole: tuple[str, ...]) -> None:
            self._in_backup = frozenset(whole)
            self._tell(folder)

        self._machine.lane.run(self, lambda: found_in_backups(self._desk, folder), know, self._say)

    def _tell(self, folder: Path | None = None) -> None:
        """`folder` is the one whose backups were looked into."""
        found, month_first = self._health, self._machine.month_first
        state = replace(self.state, last=last_words(found, month_first), folder=str(folder or ""))
        if found is None:
            self.become(state)
            return
        hits = sorted(found.hits, key=lambda hit: hit.hurt is Hurt.DATABASE)  # what has a name comes first
        in_backup = self._in_backup if folder else None
        lines = tuple(found_line(hit, in_backup, month_first) for hit in hits)
        files, here, mends = len(found.files), len(self._in_backup), bool(found.hits and found.may_mend)
        can = mends and folder is not None and not self._needs_restore(found)
        self.become(
            replace(
                state,
                verdict=verdict_words(found),
                sound=not found.hits,
                found=lines[:SHOWN],
                more=len(lines[SHOWN:]),
                may_mend=mends,
                in_backup=in_backup_words(files, here) if can else "",
                mend=mend_words(files, here) if can else "",
                restore=_restore() if self._needs_restore(found) else "",
            )
        )

    def _needs_restore(self, found: Health) -> bool:
        """Mending can find, too, that the ledger cannot be read."""
        last = self._checks.outcome
        return found.needs_restore or (isinstance(last, Refusal) and last.code == "ledger_needs_restore")

    def _look(self) -> None:
        checks = self._checks
        if self._was_running and not checks.running:
            self._was_running = ""
            self.refresh()
            return
        self._was_running = checks.running
        report = checks.outcome if isinstance(checks.outcome, CheckReport) else None
        outcome, failed = _outcome(checks)
        self.become(
            replace(
                self.state,
                running=_running(checks),
                done=checks.done,
                total=checks.total,
                excluded=excluded_words(report, self._machine.month_first),
                outcome=outcome,
                failed=failed,
            )
        )

    def _say(self, refusal: Refusal) -> None:
        self.become(replace(self.state, outcome=sentence(refusal.problems[0]), failed=True))


def _running(checks: Checks) -> str:
    words = {
        "": "",
        "check": _("Reading everything: {done} of {total} entries and stored files"),
        "mending": _("Writing the vault anew: {done} of {total} stored files. The desk waits meanwhile"),
    }[checks.running]
    return words.format(done=checks.done, total=checks.total or "\u2026")


def _outcome(checks: Checks) -> tuple[str, bool]:
    """What came of the last act in words, and whether it is bad news."""
    if isinstance(checks.outcome, Refusal):
        return sentence(checks.outcome.problems[0]), True
    if checks.brought is not None:
        return brought_words(checks.brought), False
    return "", False


def _restore() -> str:
    return _(
        "The ledger itself is damaged. No file can be put right in it: lock this desk, and bring the whole "
        "vault back from the last backup there."
    )
