"""Step 1: the patient, and who decides."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui.session.flow import SessionFlow
from consentdesk.ui.session.frame import staff_frame
from consentdesk.ui.session.patient.presenter import PatientPresenter
from consentdesk.ui.session.patient.screen import PatientScreen
from consentdesk.ui.words import _


def open_page(flow: SessionFlow) -> QWidget:
    frame = staff_frame(flow, _("Continue"))
    presenter = PatientPresenter(flow)
    screen = PatientScreen(frame, presenter.state)
    presenter.setParent(frame)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.find_asked.connect(presenter.find)
    screen.pick_asked.connect(presenter.pick)
    screen.new_asked.connect(presenter.begin_new)
    screen.look_again_asked.connect(presenter.look_again)
    screen.edit_asked.connect(presenter.edit)
    screen.unfold_asked.connect(presenter.unfold)
    screen.language_asked.connect(flow.speak)
    screen.hold_asked.connect(presenter.hold)
    screen.resume_asked.connect(presenter.resume)
    screen.continue_asked.connect(presenter.go_on)
    return frame
