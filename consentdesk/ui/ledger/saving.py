"""Leads the saving of lines as a table: the code is asked for again, then where to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from consentdesk.domain.ledger_lines import Wanted
from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.ui.ledger.keeper import Exports
from consentdesk.ui.ledger.state import SavingState
from consentdesk.ui.machine import Machine
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.words import _, ngettext, sentence
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.export_ledger import Export, Exported, Table, begin_export


class SavingPresenter(Presenter[SavingState]):
    """`shown` says what is looked for at the moment, and how it is put into a table."""

    def __init__(
        self, machine: Machine, desk: Desk, exports: Exports, shown: Callable[[], tuple[Wanted, Table]]
    ) -> None:
        super().__init__(SavingState())
        self._machine, self._desk, self._exports, self._shown = machine, desk, exports, shown
        exports.changed.connect(self.look)

    def ask(self) -> None:
        """Ask for the code, unless a table is being saved."""
        if not self._exports.running:
            self.become(SavingState(asking=True))

    def cancel(self) -> None:
        self.become(SavingState())

    def save(self, code: str) -> None:
        """Save all that is looked for, where the user says."""
        if not code:
            self._refused(refuse("code_missing"))
            return
        wanted, table = self._shown()
        begin = partial(begin_export, self._desk, code, wanted)
        self._machine.lane.run(self, begin, lambda export: self._save_as(export, table), self._refused)

    def stop(self) -> None:
        """Give it up: no file is left."""
        self._exports.stop()

    def look(self) -> None:
        """How far it is, or what came of the last one."""
        exports = self._exports
        if exports.running:
            words = _("Saving: {done} of {total} lines").format(done=exports.done, total=exports.total)
            self.become(SavingState(running=words, done=exports.done, total=exports.total))
        else:
            outcome, failed = _outcome(exports.outcome)
            self.become(SavingState(outcome=outcome, failed=failed))

    def _save_as(self, export: Export, table: Table) -> None:
        day = self._machine.clock.now().day
        path = self._machine.files.save_as(f"consentdesk-ledger-{day}.csv")
        self.become(SavingState())
        if path is not None:
            self._exports.start(export, path, table)

    def _refused(self, refusal: Refusal) -> None:
        if refusal.code == "locked_by_codes":
            self._machine.lock()
            return
        self.become(replace(self.state, problem=sentence(refusal.problems[0])))


def _outcome(outcome: Exported | Refusal | None) -> tuple[str, bool]:
    """What came of saving in words, and whether it is bad news."""
    if isinstance(outcome, Refusal):
        return sentence(outcome.problems[0]), True
    if outcome is None:
        return "", False
    words = ngettext("Saved {count} line as a table", "Saved {count} lines as a table", outcome.lines)
    return words.format(count=outcome.lines), False
