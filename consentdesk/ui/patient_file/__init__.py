"""A patient's file: records newest first, and images with what counts for each today."""

from __future__ import annotations

from consentdesk.ui.machine import Machine
from consentdesk.ui.patient_file.presenter import PatientFilePresenter
from consentdesk.ui.patient_file.screen import PatientFileScreen
from consentdesk.workflows.desk import Desk


def open_page(machine: Machine, desk: Desk, about: str) -> PatientFileScreen:
    """The page of one patient by their id; with the source hash of an image behind a space, that one is
    open. It asks to be followed by `home_asked`, `record_opened(id)`, `new_consent_asked(patient id)`,
    `work_opened(room, about)` and `erasure_asked(patient id)`."""
    patient, _space, image = about.partition(" ")
    presenter = PatientFilePresenter(machine, desk, patient, image)
    screen = PatientFileScreen(presenter.state)
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.image_asked.connect(presenter.look_at)
    screen.close_asked.connect(presenter.close_picture)
    presenter.open()
    return screen
