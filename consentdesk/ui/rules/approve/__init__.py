"""Approving the words of one language."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui.rules.approve.presenter import ApprovePresenter
from consentdesk.ui.rules.approve.screen import ApproveScreen
from consentdesk.ui.rules.working_copy import WorkingCopy


def open_part(copy: WorkingCopy, about: str) -> QWidget:
    presenter = ApprovePresenter(copy, about)
    screen = ApproveScreen(presenter.state)
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    presenter.approved.connect(lambda: screen.place_asked.emit("overview"))
    screen.approve_asked.connect(presenter.approve)
    return screen
