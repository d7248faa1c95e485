"""Step 6: everything on one page, each part one step from being changed and back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui.session.check.presenter import CheckPresenter
from consentdesk.ui.session.check.screen import CheckScreen
from consentdesk.ui.session.flow import SessionFlow
from consentdesk.ui.session.frame import staff_frame
from consentdesk.ui.words import _


def open_page(flow: SessionFlow) -> QWidget:
    presenter = CheckPresenter(flow)
    frame = staff_frame(flow, _("Continue to sign"))
    screen = CheckScreen(frame, presenter.state)
    presenter.setParent(frame)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.change_asked.connect(presenter.change)
    screen.answers_asked.connect(presenter.change_answers)
    screen.questions_asked.connect(flow.ask_questions)
    frame.continue_asked.connect(flow.go_on)
    return frame
