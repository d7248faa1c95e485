"""The list of incidents."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui.incident.listing.presenter import ListingPresenter
from consentdesk.ui.incident.listing.screen import ListingScreen
from consentdesk.ui.incident.room import Room


def open_part(room: Room, about: str) -> QWidget:
    presenter, screen = ListingPresenter(room), ListingScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.open_chosen.connect(presenter.choose)
    screen.back_asked.connect(presenter.show_earlier)
    screen.more_asked.connect(presenter.show_more)
    screen.draw(presenter.state)
    presenter.open()
    return screen
