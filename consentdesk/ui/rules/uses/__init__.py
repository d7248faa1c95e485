"""What the clinic asks about."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui.rules.uses.presenter import UsesPresenter
from consentdesk.ui.rules.uses.screen import UsesScreen
from consentdesk.ui.rules.working_copy import WorkingCopy


def open_part(copy: WorkingCopy, about: str) -> QWidget:
    presenter = UsesPresenter(copy)
    screen = UsesScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    presenter.added.connect(lambda use: screen.place_asked.emit(f"use:{use}"))
    screen.usual_asked.connect(presenter.be_usual)
    screen.remove_asked.connect(presenter.remove)
    screen.add_asked.connect(presenter.add)
    screen.split_asked.connect(presenter.split)
    screen.own_typed.connect(presenter.type_own)
    screen.own_asked.connect(presenter.add_own)
    screen.draw(presenter.state)
    return screen
