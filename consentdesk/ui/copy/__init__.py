"""The patient's copy of a sealed record: seen, printed, saved or declined."""

from __future__ import annotations

from consentdesk.ui.copy.presenter import CopyPresenter
from consentdesk.ui.copy.screen import CopyScreen
from consentdesk.ui.machine import Machine
from consentdesk.workflows.desk import Desk


def open_page(machine: Machine, desk: Desk, record_id: str) -> CopyScreen:
    """The page of one record's copy. It asks to be followed by `home_asked`, `new_consent_asked` and
    `patient_opened(id)`."""
    presenter = CopyPresenter(machine, desk, record_id)
    screen = CopyScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.large_asked.connect(presenter.choose_large)
    screen.part.follow(presenter)
    screen.draw(presenter.state)
    presenter.open()
    return screen
