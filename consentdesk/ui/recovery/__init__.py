"""Whoever came in with the recovery code gives one person a new passphrase, and goes on as that person."""

from __future__ import annotations

from consentdesk.ui.machine import Machine
from consentdesk.ui.recovery.presenter import RecoveryPresenter
from consentdesk.ui.recovery.screen import RecoveryScreen
from consentdesk.workflows.desk import Desk


def open_page(machine: Machine, desk: Desk) -> tuple[RecoveryScreen, RecoveryPresenter]:
    """The page, which asks for the lock by `lock_asked`, and its presenter, whose `signed_in(Desk)` says that
    the desk is open in the name of the person chosen."""
    presenter, screen = RecoveryPresenter(machine, desk), RecoveryScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.person_asked.connect(presenter.choose)
    screen.renew_asked.connect(lambda entries: presenter.renew(entries))
    screen.draw(presenter.state)
    presenter.look_who()
    return screen, presenter
