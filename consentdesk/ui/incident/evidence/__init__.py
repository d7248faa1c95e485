"""What shows how it looked: screenshots and pages, kept sealed with their hashes."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from consentdesk.ui.incident.evidence.presenter import EvidencePresenter
from consentdesk.ui.incident.evidence.screen import EvidenceScreen
from consentdesk.ui.incident.room import Room
from consentdesk.ui.incident.sheets.asking import back


def open_part(room: Room, about: str) -> QWidget:
    """The evidence of the incident with the id `about`."""
    presenter, screen = EvidencePresenter(room, about), EvidenceScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    presenter.saved.connect(screen.saved)
    screen.words_typed.connect(presenter.type_words)
    screen.reason_typed.connect(presenter.type_reason)
    screen.choose_asked.connect(presenter.choose)
    screen.files_dropped.connect(presenter.take)
    screen.reason_asked.connect(presenter.reason_away)
    screen.back_asked.connect(partial(screen.page_asked.emit, back(about)))
    screen.draw(presenter.state)
    presenter.open()
    return screen
