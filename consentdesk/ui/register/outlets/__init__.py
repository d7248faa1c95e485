"""The outlets: which are known, by which names, in which classes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui.register.outlets.presenter import OutletsPresenter
from consentdesk.ui.register.outlets.screen import OutletsScreen
from consentdesk.ui.register.room import Room


def open_part(room: Room, about: str) -> QWidget:
    presenter, screen = OutletsPresenter(room), OutletsScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.search_typed.connect(presenter.search)
    screen.outlet_chosen.connect(presenter.choose)
    screen.new_asked.connect(presenter.begin_new)
    screen.typed.connect(presenter.type)
    screen.kind_chosen.connect(presenter.choose_kind)
    screen.use_pressed.connect(presenter.press_use)
    screen.class_pressed.connect(presenter.press_class)
    screen.save_asked.connect(presenter.save)
    screen.draw(presenter.state)
    presenter.open()
    return screen
