"""Withdrawing: the page on which it is asked for, and from there the page of what became of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui import withdrawal
from consentdesk.ui.machine import Machine
from consentdesk.ui.withdraw.presenter import WithdrawPresenter
from consentdesk.ui.withdraw.screen import WithdrawScreen
from consentdesk.workflows.desk import Desk

ROOM = "withdraw"


def about(patient: str, image: str = "", use: str = "") -> str:
    """What `open_page` is opened about: a patient, and what of theirs is chosen already."""
    named = {"patient": patient, "image": image, "use": use}
    return " ".join(f"{key}={value}" for key, value in named.items() if value)


def open_page(machine: Machine, desk: Desk, about: str) -> QWidget:
    """The page for what `about` says; or, of a withdrawal or a suspension by its id, the page of what became
    of that. They ask to be followed by `home_asked`, `patient_opened(id)` and `work_opened(room, about)`."""
    if "=" not in about:
        return withdrawal.open_page(machine, desk, about)
    named = dict(part.split("=", 1) for part in about.split())
    presenter = WithdrawPresenter(machine, desk, **named)
    screen = WithdrawScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    presenter.withdrawn.connect(lambda id: screen.work_opened.emit(ROOM, id))
    screen.withdraw_asked.connect(presenter.withdraw)
    screen.what.chosen.connect(presenter.choose)
    screen.who.said.connect(presenter.say)
    screen.how.said.connect(presenter.say)
    screen.how.letter_asked.connect(presenter.add_letter)
    screen.how.signing.drawn.connect(lambda drawing: presenter.draw_signature(drawing))
    screen.how.signing.signs.connect(presenter.do_not_sign)
    screen.how.signing.reasoned.connect(lambda why: presenter.say("unsigned", why))
    screen.draw(presenter.state)
    presenter.open()
    return screen
