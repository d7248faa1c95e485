"""The clinic and whom patients turn to."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui.rules.contact.presenter import ContactPresenter
from consentdesk.ui.rules.contact.screen import ContactScreen
from consentdesk.ui.rules.working_copy import WorkingCopy


def open_part(copy: WorkingCopy, about: str) -> QWidget:
    presenter = ContactPresenter(copy)
    screen = ContactScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.edited.connect(presenter.edit)
    screen.draw(presenter.state)
    return screen
