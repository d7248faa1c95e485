"""The page of a withdrawal or a suspension: what holds, the tasks that it opened, the receipts.

objectNames: withdrawal_page, title, withdrawn_for, said, task_<n> from 1 (its button task_<n>_open),
finding_asker, finding_patient, finding_nobody, reason, settle, first_receipt, last_receipt, those of
`paper_out.part`, patient_file, home, problems, trouble, busy.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton
from consentdesk.ui.kit.card import Badge, Card, RowCard
from consentdesk.ui.kit.choice import Option
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.option_grid import OptionGrid
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.paper_out.part import PaperPart
from consentdesk.ui.withdrawal.state import Finding, TaskRow, WithdrawalState
from consentdesk.ui.words import _


class Settling(Card):
    """Who may decide, what was found out, and the button that settles it."""

    found = Signal(str)
    reasoned = Signal(str)
    settle_asked = Signal()

    def __init__(self) -> None:
        super().__init__(name="settling")
        self._finding = OptionGrid("finding", _("What did you find out?"), 1)
        self._finding.show_options(_findings(), None)
        self._reason = Field("reason", _("How do you know? (it stands in the ledger)"))
        self._settle = PrimaryButton(_("Settle it"), "settle")
        for part in (self._finding, self._reason):
            self.body.addWidget(part)
        self.body.addLayout(row(None, self._settle))
        self._finding.chosen.connect(self.found)
        self._reason.edited.connect(self.reasoned)
        self._settle.clicked.connect(self.settle_asked)

    def draw(self, state: WithdrawalState) -> None:
        words = state.problem_words
        self._finding.show_options(_findings(), state.finding or None)
        self._finding.show_problem(words.get("finding", ""))
        self._reason.show_text(state.reason)
        self._reason.show_problem(words.get("reason", ""))
        reveal(self, state.settles)


class WithdrawalScreen(QWidget):
    """Draws a WithdrawalState. `home_asked`, `patient_opened(id)`, `work_opened(room, about)` lead away."""

    home_asked = Signal()
    patient_opened = Signal(str)
    work_opened = Signal(str, str)
    first_asked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("withdrawal_page")
        self._state = WithdrawalState()
        self._title, self._name = Text("", "title", "title"), Text("", "body", "withdrawn_for")
        self._said = Text("", "body", "said")
        self._problems, self._trouble = ProblemSummary(_("There is a problem")), Bar("trouble")
        self._busy, self.settling = BusyBar("busy"), Settling()
        self._wait = Text(_("A privacy officer settles who may decide."), "quiet", "waits_for")
        self._tasks = column(spacing=8)
        self._places = Card(held(self._tasks), heading=_("Take-downs"), name="places")
        self._first = LinkButton(_("The receipt given at the withdrawal"), "first_receipt")
        self._last = LinkButton(_("The last receipt"), "last_receipt")
        self._paper = column()
        self._home = LinkButton(_("‹  Home"), "home", _("Home"))
        self._file = LinkButton(_("The patient's file"), "patient_file")
        self._connect()
        self._lay_out()

    def draw(self, state: WithdrawalState) -> None:
        before, self._state = self._state, state
        self._title.setText(state.title)
        self._name.setText(state.name)
        self._said.setText("\n".join(state.lines))
        self._trouble.show_bar(state.trouble, "warn")
        self._busy.show_progress(state.busy)
        self.settling.draw(state)
        reveal(self._wait, state.waits and not state.settles)
        reveal(self._places, bool(state.tasks))
        reveal(self._first, state.papers and state.final and not state.first)
        reveal(self._last, state.papers and state.final and state.first)
        if state.tasks != before.tasks:
            self._draw_tasks(state.tasks)
        if state.problems != before.problems:
            self._problems.show_problems(state.problems)

    def show_paper(self, part: PaperPart) -> None:
        """Have a receipt seen and given, in place of the one before."""
        clear(self._paper)
        self._paper.addWidget(part)
        part.later_asked.connect(self.home_asked)
        part.panel.print.setFocus()

    def _draw_tasks(self, tasks: tuple[TaskRow, ...]) -> None:
        clear(self._tasks)
        for number, task in enumerate(tasks, start=1):
            self._tasks.addWidget(self._task(task, number))

    def _task(self, task: TaskRow, number: int) -> RowCard:
        badge = Badge(_("To do") if task.open else _("Done"), "warn" if task.open else "good")
        button = LinkButton(
            _("Open"), f"task_{number}_open", _("Open the task for {where}").format(where=task.where)
        )
        button.clicked.connect(partial(self._open_task, task.removal))
        return RowCard(task.where, task.told, badge, button, name=f"task_{number}")

    def _open_task(self, removal: str) -> None:
        self.work_opened.emit("removals", removal)

    def _connect(self) -> None:
        self._home.clicked.connect(self.home_asked)
        self._file.clicked.connect(lambda: self.patient_opened.emit(self._state.patient))
        self._first.clicked.connect(lambda: self.first_asked.emit(True))
        self._last.clicked.connect(lambda: self.first_asked.emit(False))

    def _lay_out(self) -> None:
        ways = row(self._home, self._file, None)
        head = row(self._title, self._name, None, spacing=16)
        receipts = row(self._first, self._last, None)
        bars = (self._problems, self._trouble, self._busy)
        page = column(
            *(ways, head, *bars, self._said, self._wait, self.settling),
            *(self._paper, receipts, self._places),
            spacing=12,
        )
        page.setStretchFactor(self._paper, 1)
        page.addStretch(0)  # takes the room where there is no receipt
        self.setLayout(page)


def _findings() -> tuple[Option, ...]:
    return (
        Option(Finding.ASKER, _("Whoever asked may decide: it is withdrawn")),
        Option(Finding.PATIENT, _("The patient wants it too: it is withdrawn")),
        Option(Finding.NOBODY, _("Nobody who may decide wants it: it counts again")),
    )
