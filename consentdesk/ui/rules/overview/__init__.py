"""What the clinic works by, at a glance."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui.rules.overview.presenter import OverviewPresenter
from consentdesk.ui.rules.overview.screen import OverviewScreen
from consentdesk.ui.rules.working_copy import WorkingCopy


def open_part(copy: WorkingCopy, about: str) -> QWidget:
    presenter = OverviewPresenter(copy)
    screen = OverviewScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.draw(presenter.state)
    return screen
