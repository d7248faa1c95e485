"""Rules and words: whoever is responsible changes contact, uses and texts, and publishes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from consentdesk.ui.machine import Machine
from consentdesk.ui.rules import approve, contact, history, overview, packs, statements, use, uses
from consentdesk.ui.rules.presenter import RulesPresenter
from consentdesk.ui.rules.screen import RulesScreen
from consentdesk.ui.rules.working_copy import WorkingCopy
from consentdesk.workflows.desk import Desk

PARTS: dict[str, Callable[..., QWidget]] = {
    "overview": overview.open_part,
    "contact": contact.open_part,
    "uses": uses.open_part,
    "use": use.open_part,
    "words": statements.open_part,
    "approve": approve.open_part,
    "packs": packs.open_part,
    "template": packs.open_template,
    "history": history.open_part,
}


def open_page(machine: Machine, desk: Desk) -> RulesScreen:
    """The room, at its overview. It asks to be followed by `home_asked`, and to be let go of by `let_go`."""
    copy = WorkingCopy(machine, desk)
    presenter = RulesPresenter(copy)

    def open_part(place: str) -> QWidget:
        kind, _colon, about = place.partition(":")
        part: Any = PARTS[kind](copy, about)
        if (asked := getattr(part, "place_asked", None)) is not None:
            asked.connect(presenter.turn)
        return part  # type: ignore[no-any-return]

    screen = RulesScreen(open_part)
    copy.setParent(screen)
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.place_asked.connect(presenter.turn)
    screen.publish_asked.connect(presenter.publish)
    screen.drop_asked.connect(presenter.drop)
    screen.stay_asked.connect(presenter.stay)
    screen.leave_asked.connect(presenter.leave)
    screen.left_asked.connect(lambda go: presenter.ask_to_leave(go))
    screen.problem_asked.connect(presenter.show_problem)
    copy.load()
    return screen
