"""A sealed record, read-only, as it was signed."""

from __future__ import annotations

from consentdesk.ui.machine import Machine
from consentdesk.ui.record.presenter import RecordPresenter
from consentdesk.ui.record.screen import RecordScreen
from consentdesk.workflows.desk import Desk


def open_page(machine: Machine, desk: Desk, record_id: str) -> RecordScreen:
    """The page of one record. It asks to be followed by `home_asked`, `patient_opened(id)`,
    `record_opened(id)`, `session_opened(draft id)`, where the record is corrected, and
    `copy_opened(record id)`, which leads to the copy, reprinted byte for byte."""
    presenter = RecordPresenter(machine, desk, record_id)
    screen = RecordScreen(presenter.state)
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.image_asked.connect(presenter.look_at)
    screen.page_asked.connect(presenter.look_at_page)
    screen.close_asked.connect(presenter.close_picture)
    screen.correction_asked.connect(presenter.ask_correction)
    screen.correction.back_asked.connect(presenter.leave_correction)
    screen.correction.begin_asked.connect(presenter.correct)
    presenter.begun.connect(screen.session_opened)
    presenter.open()
    return screen
