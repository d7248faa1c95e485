"""Withdrawing: the page on which it is asked for, and from there the page of what became of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui import withdrawal
from consentdesk.ui.machine import Machine
from consentdesk.ui.withdraw.presenter import WithdrawPresenter
from consentdesk.ui.withdraw.screen import WithdrawScreen
from consentdesk.ui.withdrawing import ROOM, read_about
from consentdesk.workflows.desk import Desk


def open_page(machine: Machine, desk: Desk, about: str) -> QWidget:
    """The page for what `about` says; or, of a withdrawal or a suspension by its id, the page of what became
    of that. They ask to be followed by `home_asked`, `patient_opened(id)` and `work_opened(room, about)`."""
    named = read_about(about)
    if not named:
        return withdrawal.open_page(machine, desk, about)
    presenter = WithdrawPresenter(machine, desk, **named)
    screen = WithdrawScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    presenter.withdrawn.connect(lambda id: screen.work_opened.emit(ROOM, id))
    screen.withdraw_asked.connect(presenter.withdraw)
    screen.what.chosen.connect(presenter.choose)
    screen.who.said.connect(presenter.say)
    screen.who.change_asked.connect(presenter.change_asker)
    screen.how.said.connect(presenter.say)
    screen.how.letter_asked.connect(presenter.add_letter)
    screen.how.signing.drawn.connect(lambda drawing: presenter.draw_signature(drawing))
    screen.how.signing.signs.connect(presenter.do_not_sign)
    screen.how.signing.reasoned.connect(lambda why: presenter.say("unsigned", why))
    screen.draw(presenter.state)
    presenter.open()
    return screen
