"""Bring the file with the locked keys back, where both its generations are lost."""

from __future__ import annotations

from consentdesk.ui.machine import Machine
from consentdesk.ui.mending.presenter import MendingPresenter
from consentdesk.ui.mending.screen import MendingScreen


def open_page(machine: Machine) -> tuple[MendingScreen, MendingPresenter]:
    """The page, which asks for the lock window by `back_asked`, and its presenter, whose `mended` says that
    the vault can be unlocked again."""
    presenter, screen = MendingPresenter(machine), MendingScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.choose_asked.connect(presenter.choose)
    screen.draw(presenter.state)
    return screen, presenter
