"""A letter to whoever runs the place: first how it is to be, then the paper itself."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui.paper_out import open_part as open_paper
from consentdesk.ui.removals.letter.presenter import LetterPresenter
from consentdesk.ui.removals.letter.screen import LetterScreen
from consentdesk.ui.removals.room import Room
from consentdesk.ui.words import _
from consentdesk.workflows.give_paper import Document

FILE_NAME = "letter.pdf"


def open_part(room: Room, about: str) -> QWidget:
    """A letter still to be written, for the task with the id `about`."""
    presenter, screen = LetterPresenter(room, about), _screen(room)
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    presenter.written.connect(screen.show_paper)
    screen.to_typed.connect(presenter.type_to)
    screen.language_chosen.connect(presenter.choose_language)
    screen.picture_chosen.connect(presenter.choose_picture)
    screen.everywhere_chosen.connect(presenter.choose_everywhere)
    screen.write_asked.connect(presenter.write)
    screen.draw(presenter.state)
    presenter.open()
    return screen


def open_written(room: Room, about: str) -> QWidget:
    """A letter that was written: `about` is the id of its task and its number, with a slash between."""
    presenter, screen = LetterPresenter(room, about), _screen(room)
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    presenter.written.connect(screen.show_paper)
    screen.draw(presenter.state)
    presenter.find()
    return screen


def _screen(room: Room) -> LetterScreen:
    def paper(document: Document) -> QWidget:
        return open_paper(
            room.machine,
            room.desk,
            document,
            FILE_NAME,
            _("The letter"),
            declined=_("Not sent"),
        )

    return LetterScreen(paper)
