"""Proposing, from a patient's file, that something is erased for good."""

from __future__ import annotations

from consentdesk.ui.erasure.proposing.presenter import ProposingPresenter
from consentdesk.ui.erasure.proposing.screen import ProposingScreen
from consentdesk.ui.machine import Machine
from consentdesk.workflows.desk import Desk


def open_page(machine: Machine, desk: Desk, patient: str) -> ProposingScreen:
    """The page about a patient's content. It asks to be followed by `patient_opened(id)` and
    `room_asked(place)`."""
    presenter = ProposingPresenter(machine, desk, patient)
    screen = ProposingScreen(presenter.state)
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    presenter.proposed.connect(lambda: screen.room_asked.emit("erasure"))
    screen.target_chosen.connect(presenter.choose_target)
    screen.image_chosen.connect(presenter.choose_image)
    screen.ground_chosen.connect(presenter.choose_ground)
    screen.propose_asked.connect(presenter.propose)
    presenter.open()
    return screen
