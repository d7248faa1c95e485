"""The first run: from an empty folder to a vault, in a few pages."""

from __future__ import annotations

from consentdesk.ui.machine import Machine
from consentdesk.ui.setup.presenter import SetupPresenter
from consentdesk.ui.setup.screen import SetupScreen
from consentdesk.ui.setup.state import Entries


def open_page(machine: Machine, typed: Entries | None = None) -> tuple[SetupScreen, SetupPresenter]:
    """The pages, with what was `typed` before, and their presenter, whose `moved_in(Desk)` says that the
    vault stands, and `language_changed(Entries)` that the pages have to be made anew."""
    presenter = SetupPresenter(machine, typed)
    screen = SetupScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.edited.connect(presenter.edit)
    screen.continue_asked.connect(presenter.go_on)
    screen.back_asked.connect(presenter.go_back)
    screen.language_asked.connect(presenter.speak)
    screen.draw(presenter.state)
    return screen, presenter
