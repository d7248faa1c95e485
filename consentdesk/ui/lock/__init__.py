"""The lock window: a passphrase opens the vault."""

from __future__ import annotations

from consentdesk.ui.lock.presenter import LockPresenter
from consentdesk.ui.lock.screen import LockScreen
from consentdesk.ui.machine import Machine


def open_page(machine: Machine) -> tuple[LockScreen, LockPresenter]:
    """The page and its presenter, whose `unlocked(Desk)` says that the desk is open, and `language_changed`
    that the page has to be made anew."""
    presenter = LockPresenter(machine)
    screen = LockScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.unlock_asked.connect(presenter.unlock)
    screen.language_asked.connect(presenter.speak)
    screen.draw(presenter.state)
    return screen, presenter
