"""People: who works here and what they may do; letting in, helping, removing; another recovery code."""

from __future__ import annotations

from consentdesk.ui.machine import Machine
from consentdesk.ui.people.presenter import PeoplePresenter
from consentdesk.ui.people.screen import PeopleScreen
from consentdesk.workflows.desk import Desk


def open_page(machine: Machine, desk: Desk) -> PeopleScreen:
    """The page. Its `access_changed` says that whoever sits here may do something else from now on."""
    presenter = PeoplePresenter(machine, desk)
    screen = PeopleScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    presenter.access_changed.connect(screen.access_changed)
    screen.edited.connect(presenter.edit)
    screen.role_given.connect(presenter.give_role)
    screen.task_asked.connect(presenter.begin)
    screen.key_asked.connect(presenter.change_key)
    screen.continue_asked.connect(presenter.go_on)
    screen.back_asked.connect(presenter.go_back)
    screen.draw(presenter.state)
    presenter.refresh()
    return screen
