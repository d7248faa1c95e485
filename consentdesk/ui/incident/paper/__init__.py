"""A paper of an incident: seen, approved, printed or saved."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from consentdesk.ui.incident.paper.presenter import PaperPresenter
from consentdesk.ui.incident.paper.screen import PaperScreen
from consentdesk.ui.incident.room import Room
from consentdesk.ui.paper_out import open_part as open_paper
from consentdesk.ui.words import _
from consentdesk.workflows.give_paper import Document


def open_part(room: Room, about: str) -> QWidget:
    """`about` is the incident's id and the kind of paper, with a slash between."""

    kind = about.partition("/")[2]
    file_name = f"{kind.replace('_', '-')}.pdf"

    def paper(document: Document, beside: QWidget) -> QWidget:
        return open_paper(room.machine, room.desk, document, file_name, _("The paper"), beside=beside)

    presenter, screen = PaperPresenter(room, about), PaperScreen(paper)
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.approve_asked.connect(presenter.approve)
    screen.change_asked.connect(partial(screen.page_asked.emit, f"letter:{about}"))
    screen.told_asked.connect(lambda: screen.page_asked.emit(presenter.step_page))
    screen.draw(presenter.state)
    presenter.open()
    return screen
