"""A sealed record, read-only, as it was signed."""

from __future__ import annotations

from consentdesk.ui.machine import Machine
from consentdesk.ui.record.presenter import RecordPresenter
from consentdesk.ui.record.screen import RecordScreen
from consentdesk.workflows.desk import Desk


def open_page(machine: Machine, desk: Desk, record_id: str) -> RecordScreen:
    """The page of one record. It asks to be followed by `home_asked`, `patient_opened(id)` and
    `copy_opened(record id)`, which leads to the copy, reprinted byte for byte."""
    presenter = RecordPresenter(machine, desk, record_id)
    screen = RecordScreen(presenter.state)
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.image_asked.connect(presenter.look_at)
    screen.close_asked.connect(presenter.close_picture)
    presenter.open()
    return screen
