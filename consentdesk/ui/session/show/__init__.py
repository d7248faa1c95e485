"""Step 3: every image full screen, before whoever decides (R3)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from consentdesk.ui.session.flow import SessionFlow
from consentdesk.ui.session.frame import patient_frame, staff_frame
from consentdesk.ui.session.show.presenter import ShowPresenter
from consentdesk.ui.session.show.screen import ShowScreen


def open_page(flow: SessionFlow) -> QWidget:
    staff, patient = staff_frame(flow, ""), patient_frame(flow, "")
    presenter = ShowPresenter(flow)
    screen = ShowScreen(staff, patient, flow.rules.wording.screen, presenter.state)
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    staff.continue_asked.connect(presenter.begin)
    screen.staff.look_asked.connect(presenter.look)
    screen.staff.show_asked.connect(presenter.turn_to)
    patient.continue_asked.connect(presenter.next)
    patient.back_asked.connect(presenter.back)
    patient.question_asked.connect(presenter.question)
    patient.language_asked.connect(presenter.stay)
    screen.patient.away_asked.connect(presenter.ask_away)
    screen.patient.kept.connect(presenter.keep)
    screen.patient.away_confirmed.connect(presenter.take_away)
    # drawn first, recorded after
    screen.patient.picture.painted.connect(presenter.painted, Qt.ConnectionType.QueuedConnection)
    return screen
