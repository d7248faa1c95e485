"""Leads the page of a withdrawal or a suspension: what holds, the tasks, the receipts; settling it (R29)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Signal

from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.domain.withdrawal import Asker, Asking
from consentdesk.ui.machine import Machine
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.withdrawal.state import Finding, WithdrawalState
from consentdesk.ui.withdrawal.told import Read, read, shown
from consentdesk.ui.words import _, day_in_words, sentence
from consentdesk.workflows import look_up
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.give_paper import Document
from consentdesk.workflows.receipts import final_receipt, withdrawal_receipt
from consentdesk.workflows.withdraw import lift_suspension, settle


class WithdrawalPresenter(Presenter[WithdrawalState]):
    """`paper_ready(Document)` has the receipt to be given; `settled(id)` names the withdrawal that followed,
    or the suspension that was lifted."""

    paper_ready = Signal(object)
    settled = Signal(str)

    def __init__(self, machine: Machine, desk: Desk, ending: str) -> None:
        super().__init__(WithdrawalState(ending))
        self._machine, self._desk = machine, desk
        self._read: Read | None = None

    def open(self) -> None:
        """Read what was said, and what became of it."""
        work = partial(read, self._desk, self.state.ending)
        self._machine.lane.run(self, work, self._show, self._say)

    def find(self, finding: str) -> None:
        """What was found out about who may decide."""
        self.become(replace(self.state, finding=finding))

    def give_reason(self, reason: str) -> None:
        self.become(replace(self.state, reason=reason))

    def settle(self) -> None:
        """Make a withdrawal of it, or lift it, with the reason."""
        if self._read is None or self.state.busy:
            return
        if not self.state.finding:
            self._refuse((Problem("settling_finding_missing", "finding"),))
            return
        self.become(replace(self.state, busy=_("Settling it"), problems=(), trouble=""))
        self._machine.lane.run(self, self._settling(self._read), self.settled.emit, self._refused)

    def show_first(self, first: bool) -> None:
        """The receipt that was given at the withdrawal, or the last one."""
        self.become(replace(self.state, first=first))
        self._find_paper()

    def _settling(self, read: Read) -> Callable[[], str]:
        said, reason, desk = read.said, self.state.reason, self._desk
        if self.state.finding == Finding.NOBODY:
            return lambda: (lift_suspension(desk, said.id, reason), said.id)[1]
        own = Asking(Asker.PATIENT, said.asking.way, read.patient.name)
        asking = own if self.state.finding == Finding.PATIENT else None
        return lambda: settle(desk, said.id, reason, asking).id

    def _show(self, read: Read) -> None:
        self._read = read
        self.become(shown(self.state, read, self._day, self._machine.month_first))
        note = partial(look_up.note_patient_opened, self._desk, read.patient.id)
        self._machine.lane.run(self, note, lambda noted: None, self._say)
        if self.state.papers:
            self._find_paper()

    def _find_paper(self) -> None:
        last = self.state.final and not self.state.first
        work: partial[Document] = partial(
            final_receipt if last else withdrawal_receipt, self._desk, self.state.ending
        )
        self._machine.lane.run(self, work, self.paper_ready.emit, self._say)

    def _refused(self, refusal: Refusal) -> None:
        self.become(replace(self.state, busy=""))
        self._refuse(refusal.problems)

    def _refuse(self, problems: tuple[Problem, ...]) -> None:
        self.become(replace(self.state, problems=tuple((p.where, sentence(p)) for p in problems)))

    def _day(self, day: date) -> str:
        return day_in_words(day, self._machine.month_first)

    def _say(self, refusal: Refusal) -> None:
        self.become(replace(self.state, busy="", trouble=sentence(refusal.problems[0])))
