"""Step 4: what has to be understood before any answer, on few plain pages, and questions about it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui.session.explain.presenter import ExplainPresenter
from consentdesk.ui.session.explain.screen import ExplainScreen
from consentdesk.ui.session.flow import SessionFlow
from consentdesk.ui.session.frame import patient_frame


def open_page(flow: SessionFlow) -> QWidget:
    presenter = ExplainPresenter(flow)
    screen = ExplainScreen(patient_frame(flow, presenter.state.primary), presenter.state)
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.shown_asked.connect(presenter.shown)
    screen.onward_asked.connect(presenter.go_on)
    screen.questions_asked.connect(presenter.ask)
    screen.replied.connect(presenter.reply)
    screen.enough_asked.connect(presenter.stop_asking)
    screen.back_asked.connect(presenter.back)
    screen.question_asked.connect(presenter.question)
    return screen
