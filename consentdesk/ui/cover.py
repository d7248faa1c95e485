"""The cover: staff pages are out of sight until the person's code brings them back.

objectNames: cover_page, cover_code, uncover, lock_covered, checking.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import column, row
from consentdesk.ui.kit.text import Text
from consentdesk.ui.machine import Machine
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.words import _, sentence

if TYPE_CHECKING:
    from consentdesk.workflows.desk import Desk

CARD_PX = 560


@dataclass(frozen=True)
class CoverState:
    """`person` is who is signed in; `problem` is words; each of the `tries` empties the field."""

    person: str
    busy: bool = False
    problem: str = ""
    tries: int = 0


class CoverPresenter(Presenter[CoverState]):
    """`lifted` follows the right code, `locked` the third wrong one."""

    lifted = Signal()
    locked = Signal()

    def __init__(self, machine: Machine, desk: Desk, person: str) -> None:
        super().__init__(CoverState(person))
        self._machine, self._desk = machine, desk
        machine.lane.broke.connect(lambda: self.become(replace(self.state, busy=False)))

    def lift(self, code: str) -> None:
        """Try a code; a second press while one is tried does nothing."""
        if self.state.busy:
            return
        if not code:
            self._answer(sentence(Problem("code_missing")))
            return
        self.become(replace(self.state, busy=True))
        vault = self._desk.vault
        self._machine.lane.run(
            self, lambda: vault.check_code(code), lambda right: self._lift(), self._refused
        )

    def _lift(self) -> None:
        self._answer("")
        self.lifted.emit()

    def _refused(self, refusal: Refusal) -> None:
        self._answer(sentence(refusal.problems[0]))
        if refusal.code == "locked_by_codes":
            self.locked.emit()

    def _answer(self, words: str) -> None:
        self.become(CoverState(self.state.person, problem=words, tries=self.state.tries + 1))


class CoverScreen(QWidget):
    """Nothing of any patient, only who is signed in and the field for the code."""

    lift_asked = Signal(str)
    lock_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("cover_page")
        self._person = Text("", "body", "covered_for")
        self._code = Field("cover_code", _("Your code"), secret=True)
        self._uncover = PrimaryButton(_("Go on"), "uncover")
        self._lock = LinkButton(_("Lock instead"), "lock_covered")
        self._tries = 0
        self._code.entered.connect(self._ask)
        self._uncover.clicked.connect(self._ask)
        self._lock.clicked.connect(self.lock_asked)
        self._lay_out()

    def draw(self, state: CoverState) -> None:
        """Draw what has changed."""
        self._person.setText(_("{name} is signed in.").format(name=state.person))
        self._code.show_problem(state.problem)
        if state.tries != self._tries:
            self._tries = state.tries
            self._code.show_text("")
            self._code.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._code.show_text("")
        self._code.setFocus()

    def _ask(self) -> None:
        self.lift_asked.emit(self._code.text)

    def _lay_out(self) -> None:
        card = Card(self._person, self._code, heading=_("The screen is covered"))
        card.body.addLayout(row(self._lock, None, self._uncover))
        card.setFixedWidth(CARD_PX)
        middle = column(None, Text("ConsentDesk", "title", wrap=False), card, None, None, spacing=24)
        middle.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(middle)


def open_cover(machine: Machine, desk: Desk, person: str) -> tuple[CoverScreen, CoverPresenter]:
    """The page and its presenter."""
    presenter, screen = CoverPresenter(machine, desk, person), CoverScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.lift_asked.connect(presenter.lift)
    screen.draw(presenter.state)
    return screen, presenter
