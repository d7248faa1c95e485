"""Step 7: each person signs what stands there, whoever explained attests, and the session is sealed."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from consentdesk.ui.session.flow import SessionFlow
from consentdesk.ui.session.frame import patient_frame, staff_frame
from consentdesk.ui.session.sign.attest_page import AttestScreen
from consentdesk.ui.session.sign.page import SigningScreen
from consentdesk.ui.session.sign.paper import open_paper
from consentdesk.ui.session.sign.places import ATTEST, PAPER, ROUTES
from consentdesk.ui.session.sign.routes import RoutesPresenter, RoutesScreen
from consentdesk.ui.session.sign.sealing import AttestPresenter
from consentdesk.ui.session.sign.signing import SigningPresenter
from consentdesk.ui.session.sign.walk import Walk
from consentdesk.ui.words import _

PEOPLE = "people"


def open_page(flow: SessionFlow) -> QWidget:
    """The page of whoever is next; those of staff are made when they are first due."""
    pages = QStackedWidget()
    walk = Walk(flow, pages)
    openers = {ATTEST: _explainer, PAPER: open_paper, ROUTES: _routes}
    made: dict[str, QWidget] = {}

    def turn() -> None:
        place = walk.at if walk.at in openers else PEOPLE
        if place not in made:
            made[place] = openers.get(place, _people)(walk)
            pages.addWidget(made[place])
        pages.setCurrentWidget(made[place])

    walk.turned.connect(turn)
    turn()
    return pages


def _people(walk: Walk) -> QWidget:
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
    screen.drawn.connect(presenter.keep)
    screen.other_way_asked.connect(presenter.choose_another_way)
    screen.witness_typed.connect(presenter.type_witness)
    screen.heard_by_typed.connect(presenter.type_heard_by)
    screen.reason_typed.connect(presenter.type_reason)
    screen.draw(presenter.state)
    return screen


def _explainer(walk: Walk) -> QWidget:
    frame = staff_frame(walk.flow, _("Sign and seal"), walk.back)
    screen, presenter = AttestScreen(frame), AttestPresenter(walk)
    presenter.setParent(frame)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.seal_asked.connect(presenter.seal)
    screen.fix_asked.connect(walk.lead_to)
    screen.draw(presenter.state)
    return frame


def _routes(walk: Walk) -> QWidget:
    frame = staff_frame(walk.flow, "", walk.back)
    screen, presenter = RoutesScreen(frame), RoutesPresenter(walk)
    presenter.setParent(frame)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.route_asked.connect(presenter.choose)
    screen.draw(presenter.state)
    return frame
