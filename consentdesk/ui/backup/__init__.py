"""Back up: how old the last good one is, take one now, and the review of a vault that was brought back."""

from __future__ import annotations

from consentdesk.ui.backup.keeper import Backups
from consentdesk.ui.backup.presenter import BackupPresenter
from consentdesk.ui.backup.screen import BackupScreen
from consentdesk.ui.machine import Machine
from consentdesk.workflows.desk import Desk


def open_page(machine: Machine, desk: Desk, backups: Backups) -> BackupScreen:
    """The page. What is under way in `backups` goes on when it is left."""
    presenter = BackupPresenter(machine, desk, backups)
    screen = BackupScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.choose_asked.connect(presenter.choose)
    screen.back_up_asked.connect(presenter.back_up)
    screen.stop_asked.connect(presenter.stop)
    screen.review_asked.connect(presenter.review)
    screen.draw(presenter.state)
    presenter.refresh()
    return screen
