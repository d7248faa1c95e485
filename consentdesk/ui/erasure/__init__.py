"""Erasing for good: what was proposed, and the answer to it; `proposing` is where it begins (R40)."""

from __future__ import annotations

from consentdesk.ui.erasure.presenter import ErasurePresenter
from consentdesk.ui.erasure.screen import ErasureScreen
from consentdesk.ui.machine import Machine
from consentdesk.workflows.desk import Desk


def open_page(machine: Machine, desk: Desk) -> ErasureScreen:
    """The page. It asks to be followed by `home_asked` and `backup_asked`."""
    presenter = ErasurePresenter(machine, desk)
    screen = ErasureScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.erase_asked.connect(presenter.ask_to_erase)
    screen.decline_asked.connect(presenter.ask_to_decline)
    screen.back_asked.connect(presenter.go_back)
    screen.answer_asked.connect(presenter.answer)
    screen.draw(presenter.state)
    presenter.refresh()
    return screen
