"""A page that asks something about an incident, whatever it asks."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui.incident.room import Room
from consentdesk.ui.incident.sheet.presenter import Sheet, SheetPresenter
from consentdesk.ui.incident.sheet.screen import SheetScreen


def open_sheet(room: Room, key: str, sheet: Sheet) -> QWidget:
    """The page of a sheet; `key` is under what the room keeps what is entered. It asks to be followed by
    `page_asked(page)`, `work_opened(room, about)` and `saved(page)`."""
    presenter, screen = SheetPresenter(room, key, sheet), SheetScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    presenter.saved.connect(screen.saved)
    screen.entered.connect(presenter.enter)
    screen.save_asked.connect(presenter.save)
    screen.draw(presenter.state)
    presenter.open()
    return screen
