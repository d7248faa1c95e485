"""Every version of what the clinic worked by, to read."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui.rules.history.presenter import HistoryPresenter
from consentdesk.ui.rules.history.screen import HistoryScreen
from consentdesk.ui.rules.working_copy import WorkingCopy


def open_part(copy: WorkingCopy, about: str) -> QWidget:
    presenter = HistoryPresenter(copy)
    screen = HistoryScreen(presenter.state)
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.version_asked.connect(presenter.read)
    return screen
