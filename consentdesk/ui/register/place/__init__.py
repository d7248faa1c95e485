"""One place: what is there, what is known of it, and what became of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui.register.place.presenter import PlacePresenter
from consentdesk.ui.register.place.screen import PlaceScreen
from consentdesk.ui.register.room import Room


def open_part(room: Room, about: str) -> QWidget:
    presenter, screen = PlacePresenter(room, about), PlaceScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    presenter.done.connect(screen.done)
    screen.form.typed.connect(presenter.type)
    screen.form.entered.connect(presenter.save)
    screen.save_asked.connect(presenter.save)
    screen.next_typed.connect(presenter.type_next)
    screen.looked_asked.connect(presenter.look)
    screen.ending_asked.connect(presenter.begin_to_end)
    screen.outcome_chosen.connect(presenter.choose_outcome)
    screen.note_typed.connect(presenter.type_end_note)
    screen.end_asked.connect(presenter.end)
    screen.draw(presenter.state)
    presenter.open()
    return screen
