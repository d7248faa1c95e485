"""May I use it? Asked of pictures chosen here, or of files, folders and slides."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from consentdesk.ui.machine import Machine
from consentdesk.ui.may_use.presenter import MayUsePresenter
from consentdesk.ui.may_use.screen import MayUseScreen
from consentdesk.workflows.desk import Desk


def open_page(machine: Machine, desk: Desk, about: str = "", files: Sequence[Path] = ()) -> MayUseScreen:
    """`about` are the source hashes of the images in question, by spaces; `files` are checked at once."""
    screen, presenter = MayUseScreen(), MayUsePresenter(machine, desk, about.split())
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.use_chosen.connect(presenter.choose_use)
    screen.outlet_typed.connect(presenter.type_outlet)
    screen.day_typed.connect(presenter.type_day)
    screen.ask_asked.connect(presenter.ask)
    screen.files_asked.connect(presenter.choose_files)
    screen.files_dropped.connect(presenter.take_files)
    screen.stop_asked.connect(presenter.stop)
    screen.more_asked.connect(presenter.show_more)
    screen.draw(presenter.state)
    presenter.open(files)
    return screen
