"""Bring a vault back from a backup, where none can be opened."""

from __future__ import annotations

from consentdesk.ui.machine import Machine
from consentdesk.ui.restore.presenter import RestorePresenter
from consentdesk.ui.restore.screen import RestoreScreen


def open_page(machine: Machine) -> tuple[RestoreScreen, RestorePresenter]:
    """The page, which asks by `back_asked` and, once the vault is back, `unlock_asked`; and its presenter."""
    presenter, screen = RestorePresenter(machine), RestoreScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.choose_asked.connect(presenter.choose)
    screen.backup_asked.connect(presenter.take)
    screen.restore_asked.connect(presenter.bring_back)
    screen.stop_asked.connect(presenter.stop)
    screen.draw(presenter.state)
    return screen, presenter
