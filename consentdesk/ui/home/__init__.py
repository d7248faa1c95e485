"""Home: what waits, what was done today, and the way to any patient."""

from __future__ import annotations

from consentdesk.domain.access import Act
from consentdesk.ui.home import work
from consentdesk.ui.home.presenter import HomePresenter
from consentdesk.ui.home.screen import HomeScreen
from consentdesk.ui.machine import Machine
from consentdesk.workflows.desk import Desk


def open_page(machine: Machine, desk: Desk, acts: frozenset[Act] = frozenset(Act)) -> HomeScreen:
    """The page for somebody who may do these `acts`. It asks to be followed by
    `new_consent_asked(patient id or "")`, `session_opened(id)`, `copy_opened(record)`, `record_opened(id)`,
    `patient_opened(id)`, `room_asked(place)`, `work_opened(room, id)` and `files_given(paths)`."""
    presenter = HomePresenter(machine, desk, acts)
    screen = HomeScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.search_asked.connect(presenter.search)
    screen.first_asked.connect(presenter.take_first)
    screen.picture_asked.connect(lambda: _choose_picture(machine, screen))
    presenter.found_alone.connect(screen.patient_opened)
    screen.draw(presenter.state)
    presenter.refresh()
    work.follow(screen.work, machine, desk)
    return screen


def _choose_picture(machine: Machine, screen: HomeScreen) -> None:
    if paths := machine.files.images():
        screen.files_given.emit(paths)
