"""A second person reads how a picture would leave, and agrees or not (R27)."""

from __future__ import annotations

from consentdesk.ui.agreeing.presenter import AgreeingPresenter
from consentdesk.ui.agreeing.screen import AgreeingScreen
from consentdesk.ui.machine import Machine
from consentdesk.workflows.desk import Desk


def open_page(machine: Machine, desk: Desk, about: str = "") -> AgreeingScreen:
    """The page of the check with this id. It asks to be followed by `home_asked`."""
    presenter, screen = AgreeingPresenter(machine, desk, about), AgreeingScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.read_to_end.connect(presenter.saw_end)
    screen.agree_asked.connect(presenter.agree)
    screen.decline_asked.connect(presenter.begin_to_decline)
    screen.reason_typed.connect(presenter.type_reason)
    screen.declined.connect(presenter.decline)
    screen.draw(presenter.state)
    presenter.open()
    return screen
