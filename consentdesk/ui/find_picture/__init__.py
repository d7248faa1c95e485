"""Which picture is this? Asked of a file that somebody drops onto the window, or chooses."""

from __future__ import annotations

from pathlib import Path

from consentdesk.ui.find_picture.presenter import FindPicturePresenter
from consentdesk.ui.find_picture.screen import FindPictureScreen
from consentdesk.ui.machine import Machine
from consentdesk.workflows.desk import Desk


def open_page(machine: Machine, desk: Desk, path: Path) -> FindPictureScreen:
    """The page for one file. It asks to be followed by `work_opened(room, about)`, at once where the picture
    is known here, and by `files_given(paths)`."""
    screen, presenter = FindPictureScreen(), FindPicturePresenter(machine, desk, path)
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    presenter.recognised.connect(
        lambda patient, image: screen.work_opened.emit("patient_file", f"{patient} {image}")
    )
    screen.another_asked.connect(lambda: _choose(machine, screen))
    screen.draw(presenter.state)
    presenter.open()
    return screen


def _choose(machine: Machine, screen: FindPictureScreen) -> None:
    if paths := machine.files.images():
        screen.files_given.emit(paths)
