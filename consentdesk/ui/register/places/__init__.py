"""The list of places."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui.register.places.presenter import PlacesPresenter
from consentdesk.ui.register.places.screen import PlacesScreen
from consentdesk.ui.register.room import Room


def open_part(room: Room, about: str) -> QWidget:
    presenter, screen = PlacesPresenter(room), PlacesScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.live_chosen.connect(presenter.choose_live)
    screen.kind_chosen.connect(presenter.choose_kind)
    screen.use_chosen.connect(presenter.choose_use)
    screen.outlet_typed.connect(presenter.type_outlet)
    screen.newer_asked.connect(presenter.show_newer)
    screen.older_asked.connect(presenter.show_older)
    screen.draw(presenter.state)
    presenter.open()
    return screen
