"""Noting where images are: which ones, and the place."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui.register.noting.presenter import NotingPresenter
from consentdesk.ui.register.noting.screen import NotingScreen
from consentdesk.ui.register.room import Room


def open_part(room: Room, about: str) -> QWidget:
    """With the images named in `about` chosen already."""
    return _opened(NotingPresenter(room, tuple(about.split()), chosen=True))


def open_among(room: Room, about: str) -> QWidget:
    """With the images named in `about` to choose from."""
    return _opened(NotingPresenter(room, tuple(about.split()), chosen=False))


def _opened(presenter: NotingPresenter) -> QWidget:
    screen = NotingScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    presenter.done.connect(screen.done)
    screen.form.typed.connect(presenter.type)
    screen.form.entered.connect(presenter.note)
    screen.search_typed.connect(presenter.search)
    screen.patient_chosen.connect(presenter.choose_patient)
    screen.file_asked.connect(presenter.recognise_files)
    screen.picked.connect(presenter.pick)
    screen.note_asked.connect(presenter.note)
    screen.draw(presenter.state)
    presenter.open()
    return screen
