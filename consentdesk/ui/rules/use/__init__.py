"""One use: what it is called in each language, and what a yes for it needs."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui.rules.use.presenter import UsePresenter
from consentdesk.ui.rules.use.screen import UseScreen
from consentdesk.ui.rules.working_copy import WorkingCopy


def open_part(copy: WorkingCopy, about: str) -> QWidget:
    use, _colon, language = about.partition(":")
    presenter = UsePresenter(copy, use, language or copy.staff_language)
    screen = UseScreen(presenter.state)
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.language_asked.connect(presenter.speak)
    screen.worded.connect(presenter.word)
    screen.statement_asked.connect(presenter.explain)
    screen.outlet_asked.connect(presenter.reach)
    screen.authorisation_asked.connect(presenter.authorise)
    screen.expiry_asked.connect(presenter.end)
    screen.questions_asked.connect(presenter.question)
    screen.second_person_asked.connect(presenter.have_agreed)
    return screen
