"""The register: every place where pictures are, and the outlets by all their names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from consentdesk.ui.machine import Machine
from consentdesk.ui.register import noting, outlets, place, places
from consentdesk.ui.register.presenter import RegisterPresenter
from consentdesk.ui.register.room import Room
from consentdesk.ui.register.screen import RegisterScreen
from consentdesk.ui.register.state import PLACES
from consentdesk.workflows.desk import Desk

PARTS: dict[str, Callable[..., QWidget]] = {
    "places": places.open_part,
    "place": place.open_part,
    "note": noting.open_part,
    "among": noting.open_among,
    "outlets": outlets.open_part,
}


def open_page(machine: Machine, desk: Desk, about: str = PLACES) -> RegisterScreen:
    """The register: `about` is "places", "outlets", "place:<id>" for one place, "note:<source hash> …" to
    note where these images are, or "among:<source hash> …" to choose from them; hashes alone are as with
    "note". It asks to be followed by `work_opened(room, about)` and `patient_opened(id)`, and to be let go of
    by `let_go`."""
    room = Room(machine, desk)
    known = about.partition(":")[0] in PARTS
    presenter = RegisterPresenter(room, about if known else f"note:{about}")

    def open_part(page: str) -> QWidget:
        kind, _colon, about = page.partition(":")
        part: Any = PARTS[kind](room, about)
        ways = {
            "page_asked": presenter.turn,
            "done": presenter.turn,
            "work_opened": screen.work_opened,
            "patient_opened": screen.patient_opened,
        }
        for name, way in ways.items():
            if (asked := getattr(part, name, None)) is not None:
                asked.connect(way)
        return part  # type: ignore[no-any-return]

    screen = RegisterScreen(open_part)
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.page_asked.connect(presenter.turn)
    screen.left_asked.connect(lambda go: presenter.ask_to_leave(go))
    screen.stay_asked.connect(presenter.stay)
    screen.leave_asked.connect(presenter.leave)
    screen.draw(presenter.state)
    return screen
