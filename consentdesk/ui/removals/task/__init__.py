"""One task: what to do, and what became of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui.removals.room import Room
from consentdesk.ui.removals.task.presenter import TaskPresenter
from consentdesk.ui.removals.task.screen import TaskScreen


def open_part(room: Room, about: str) -> QWidget:
    presenter, screen = TaskPresenter(room, about), TaskScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.copy_asked.connect(presenter.copy_link)
    told, handing = screen.told, screen.handing
    told.outcome_chosen.connect(presenter.choose_outcome)
    told.proof_chosen.connect(presenter.choose_proof)
    told.everywhere_asked.connect(presenter.say_everywhere)
    told.note_typed.connect(presenter.type_note)
    told.day_typed.connect(presenter.type_day)
    told.picture_asked.connect(presenter.add_pictures)
    told.drop_asked.connect(presenter.drop_pictures)
    told.report_asked.connect(presenter.report)
    handing.change_asked.connect(presenter.begin_to_hand_on)
    handing.owner_chosen.connect(presenter.choose_owner)
    handing.due_typed.connect(presenter.type_due)
    handing.save_asked.connect(presenter.hand_on)
    screen.draw(presenter.state)
    presenter.open()
    return screen
