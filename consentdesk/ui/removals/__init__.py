"""Take-downs: the tasks of getting pictures back from where they are (R31, R32)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from consentdesk.ui.machine import Machine
from consentdesk.ui.removals import letter, listing, task
from consentdesk.ui.removals.presenter import RemovalsPresenter
from consentdesk.ui.removals.room import Room
from consentdesk.ui.removals.screen import RemovalsScreen
from consentdesk.ui.removals.state import LIST
from consentdesk.workflows.desk import Desk

PARTS: dict[str, Callable[[Room, str], QWidget]] = {
    LIST: listing.open_part,
    "task": task.open_part,
    "letter": letter.open_part,
    "written": letter.open_written,
}


def open_page(machine: Machine, desk: Desk, about: str = "") -> RemovalsScreen:
    """The list of tasks, or the one with the id `about`. It asks to be followed by `patient_opened(id)`, and
    to be let go of by `let_go`."""
    room = Room(machine, desk)
    presenter = RemovalsPresenter(room, f"task:{about}" if about else LIST)

    def open_part(page: str) -> QWidget:
        kind, _colon, about = page.partition(":")
        part: Any = PARTS[kind](room, about)
        for name, way in (("page_asked", presenter.turn), ("patient_opened", screen.patient_opened)):
            if (asked := getattr(part, name, None)) is not None:
                asked.connect(way)
        return part  # type: ignore[no-any-return]

    screen = RemovalsScreen(open_part)
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.back_asked.connect(presenter.go_up)
    screen.left_asked.connect(lambda go: presenter.ask_to_leave(go))
    screen.stay_asked.connect(presenter.stay)
    screen.leave_asked.connect(presenter.leave)
    screen.draw(presenter.state)
    return screen
