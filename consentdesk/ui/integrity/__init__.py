"""The health of the vault: what the last check found, what is hit, and what a backup can bring back."""

from __future__ import annotations

from consentdesk.ui.integrity.keeper import Checks
from consentdesk.ui.integrity.presenter import IntegrityPresenter
from consentdesk.ui.integrity.screen import IntegrityScreen
from consentdesk.ui.machine import Machine
from consentdesk.workflows.desk import Desk


def open_page(machine: Machine, desk: Desk, checks: Checks) -> IntegrityScreen:
    """The page. What is under way in `checks` goes on when it is left."""
    presenter = IntegrityPresenter(machine, desk, checks)
    screen = IntegrityScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.check_asked.connect(presenter.check)
    screen.stop_asked.connect(presenter.stop)
    screen.choose_asked.connect(presenter.choose)
    screen.mend_asked.connect(presenter.mend)
    screen.draw(presenter.state)
    presenter.refresh()
    return screen
