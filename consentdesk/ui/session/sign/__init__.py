"""Step 7: each person signs what stands there, whoever explained attests, and the session is sealed."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from consentdesk.ui.session.flow import SessionFlow
from consentdesk.ui.session.frame import patient_frame, staff_frame
from consentdesk.ui.session.sign.attest_page import AttestScreen
from consentdesk.ui.session.sign.page import SigningScreen
from consentdesk.ui.session.sign.places import ATTEST
from consentdesk.ui.session.sign.sealing import AttestPresenter
from consentdesk.ui.session.sign.signing import SigningPresenter
from consentdesk.ui.session.sign.walk import Walk
from consentdesk.ui.words import _


def open_page(flow: SessionFlow) -> QWidget:
    """The page of whoever is next; the people's pages and the explainer's take turns."""
    pages = QStackedWidget()
    walk = Walk(flow, pages)
    people, explainer = _people(walk), _explainer(walk)
    pages.addWidget(people)
    pages.addWidget(explainer)

    def turn() -> None:
        pages.setCurrentWidget(explainer if walk.at == ATTEST else people)

    walk.turned.connect(turn)
    turn()
    return pages


def _people(walk: Walk) -> SigningScreen:
    flow, words = walk.flow, walk.flow.rules.wording.screen
    patient = flow.draft.patient
    given = (patient.given_name or patient.family_name) if patient else ""
    screen, presenter = (
        SigningScreen(patient_frame(flow, words["continue"]), words, given),
        SigningPresenter(walk),
    )
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.signed_asked.connect(presenter.go_on)
    screen.back_asked.connect(presenter.back)
    screen.question_asked.connect(presenter.question)
    screen.offer_asked.connect(presenter.take_offer)
    screen.chip_asked.connect(presenter.turn_chip)
    screen.naming_asked.connect(presenter.name_whose_no)
    screen.witness_typed.connect(presenter.type_witness)
    screen.reason_typed.connect(presenter.type_reason)
    screen.draw(presenter.state)
    return screen


def _explainer(walk: Walk) -> QWidget:
    frame = staff_frame(walk.flow, _("Sign and seal"), walk.back)
    screen, presenter = AttestScreen(frame), AttestPresenter(walk)
    presenter.setParent(frame)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.seal_asked.connect(presenter.seal)
    screen.fix_asked.connect(presenter.lead_to)
    screen.draw(presenter.state)
    return frame
