"""Step 5: yes or no for each picture and each use."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui.session.choose.presenter import ChoosePresenter
from consentdesk.ui.session.choose.screen import ChooseScreen
from consentdesk.ui.session.flow import SessionFlow
from consentdesk.ui.session.frame import staff_frame


def open_page(flow: SessionFlow) -> QWidget:
    presenter = ChoosePresenter(flow)
    frame = staff_frame(flow, presenter.state.primary)
    screen = ChooseScreen(frame, presenter.state)
    presenter.setParent(frame)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.answer_asked.connect(presenter.answer)
    screen.same_asked.connect(presenter.same_for_all)
    screen.open_asked.connect(presenter.open_grant)
    screen.outlet_asked.connect(presenter.choose_outlet)
    screen.typed.connect(presenter.type)
    screen.other_asked.connect(presenter.name_other)
    screen.image_asked.connect(presenter.show_image)
    screen.problem_asked.connect(presenter.lead_to)
    screen.aloud_asked.connect(presenter.answered_aloud)
    screen.read_asked.connect(presenter.read_warnings)
    screen.questions_asked.connect(flow.ask_questions)
    frame.continue_asked.connect(presenter.go_on)
    return frame
