"""After how many quiet minutes this desk covers itself, and after how many it locks."""

from __future__ import annotations

from consentdesk.ui.desk_times.presenter import DeskTimesPresenter
from consentdesk.ui.desk_times.screen import DeskTimesScreen
from consentdesk.ui.machine import Machine
from consentdesk.workflows.desk import Desk


def open_page(machine: Machine, desk: Desk) -> DeskTimesScreen:
    """The page, with the times that are in force."""
    presenter = DeskTimesPresenter(machine, desk)
    screen = DeskTimesScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    presenter.times_set.connect(screen.times_set)
    screen.edited.connect(presenter.edit)
    screen.set_asked.connect(presenter.set_times)
    screen.draw(presenter.state)
    presenter.open()
    return screen
