"""One incident: what is done, what is open, by when."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui.incident.file.presenter import FilePresenter
from consentdesk.ui.incident.file.screen import FileScreen
from consentdesk.ui.incident.room import Room


def open_part(room: Room, about: str) -> QWidget:
    """The page of the incident with the id `about`."""
    presenter, screen = FilePresenter(room, about), FileScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.task_done.connect(presenter.finish)
    screen.draw(presenter.state)
    presenter.open()
    return screen
