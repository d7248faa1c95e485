"""The words of one language: each statement beside the page on which patients will read it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui.rules.statements.presenter import StatementsPresenter
from consentdesk.ui.rules.statements.screen import StatementsScreen
from consentdesk.ui.rules.working_copy import WorkingCopy


def open_part(copy: WorkingCopy, about: str) -> QWidget:
    language, _colon, statement = about.partition(":")
    presenter = StatementsPresenter(copy, language, statement)
    screen = StatementsScreen(presenter.state)
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.statement_asked.connect(presenter.turn)
    screen.worded.connect(presenter.word)
    return screen
