"""Incidents: the first hour on the screen, from "take it down now" to closing (R34–R37)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from consentdesk.ui.incident import evidence, file, found, listing, paper, sheets
from consentdesk.ui.incident.presenter import IncidentsPresenter
from consentdesk.ui.incident.room import Room
from consentdesk.ui.incident.screen import IncidentsScreen
from consentdesk.ui.incident.state import FILE, FOUND, LIST
from consentdesk.ui.machine import Machine
from consentdesk.workflows.desk import Desk

PARTS: dict[str, Callable[[Room, str], QWidget]] = {
    LIST: listing.open_part,
    FOUND: found.open_part,
    FILE: file.open_part,
    "evidence": evidence.open_part,
    "paper": paper.open_part,
    **{kind: sheets.open_part(kind) for kind in sheets.SHEETS},
}


def open_page(machine: Machine, desk: Desk, about: str = "") -> IncidentsScreen:
    """The list of incidents; the one with the id `about`; or the first page of a new one, where `about` is as
    `consentdesk.ui.reporting` writes it. It asks to be followed by `work_opened(room, about)`, and to be let
    go of by `let_go`."""
    room = Room(machine, desk)
    kind = about.partition(":")[0]
    presenter = IncidentsPresenter(room, about if kind in PARTS else f"{FILE}:{about}" if about else LIST)

    def open_part(page: str) -> QWidget:
        kind, _colon, about = page.partition(":")
        part: Any = PARTS[kind](room, about)
        ways = {"page_asked": presenter.turn, "saved": presenter.noted, "work_opened": screen.work_opened}
        for name, way in ways.items():
            if (asked := getattr(part, name, None)) is not None:
                asked.connect(way)
        return part  # type: ignore[no-any-return]

    screen = IncidentsScreen(open_part)
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.back_asked.connect(presenter.go_up)
    screen.left_asked.connect(lambda go: presenter.ask_to_leave(go))
    screen.stay_asked.connect(presenter.stay)
    screen.leave_asked.connect(presenter.leave)
    screen.draw(presenter.state)
    presenter.open()
    return screen
