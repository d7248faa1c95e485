"""The first page: take it down now."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui.incident.found.presenter import FoundPresenter
from consentdesk.ui.incident.found.screen import FoundScreen
from consentdesk.ui.incident.room import Room


def open_part(room: Room, about: str) -> QWidget:
    """`about` is as `consentdesk.ui.reporting` writes it."""
    presenter, screen = FoundPresenter(room, about), FoundScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    presenter.opened.connect(screen.saved)
    screen.entered.connect(presenter.enter)
    screen.open_asked.connect(presenter.open_incident)
    screen.keep_asked.connect(presenter.keep)
    screen.join_asked.connect(presenter.join)
    screen.draw(presenter.state)
    presenter.open()
    return screen
