"""The cover: staff pages are out of sight until the person's code brings them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consentdesk.ui.cover.presenter import CoverPresenter
from consentdesk.ui.cover.screen import CoverScreen
from consentdesk.ui.machine import Machine

if TYPE_CHECKING:
    from consentdesk.workflows.desk import Desk


def open_cover(machine: Machine, desk: Desk, person: str) -> tuple[CoverScreen, CoverPresenter]:
    """The page, which asks by `change_asked` for somebody else and by `lock_asked` for the lock, and its
    presenter, whose `lifted` says that the right code was given."""
    presenter, screen = CoverPresenter(machine, desk, person), CoverScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.lift_asked.connect(presenter.lift)
    screen.draw(presenter.state)
    presenter.look_who()
    return screen, presenter
