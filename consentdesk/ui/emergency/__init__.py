"""Access in an emergency, for those whose roles show them no patient."""

from __future__ import annotations

from consentdesk.ui.emergency.presenter import EmergencyPresenter
from consentdesk.ui.emergency.screen import EmergencyScreen
from consentdesk.ui.machine import Machine
from consentdesk.workflows.desk import Desk


def open_page(machine: Machine, desk: Desk) -> EmergencyScreen:
    """The page; `access_changed` follows once access was given."""
    presenter, screen = EmergencyPresenter(machine, desk), EmergencyScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    presenter.given.connect(screen.access_changed)
    screen.look_asked.connect(presenter.look)
    screen.draw(presenter.state)
    return screen
