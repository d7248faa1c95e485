"""Check a copy that somebody brings: by its code, its chain hash, or a picture of it."""

from __future__ import annotations

from consentdesk.ui.copy_check.presenter import CopyCheckPresenter
from consentdesk.ui.copy_check.screen import CopyCheckScreen
from consentdesk.ui.machine import Machine
from consentdesk.ui.withdrawing import ROOM, about
from consentdesk.workflows.desk import Desk


def open_page(machine: Machine, desk: Desk) -> CopyCheckScreen:
    """The page; each check is noted. It asks to be followed by `work_opened(room, about)`."""
    screen, presenter = CopyCheckScreen(), CopyCheckPresenter(machine, desk)
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.check_asked.connect(presenter.check)
    screen.file_asked.connect(presenter.choose_file)
    screen.files_dropped.connect(presenter.take_files)
    screen.withdraw_asked.connect(presenter.withdraw)
    presenter.patient_found.connect(lambda patient: screen.work_opened.emit(ROOM, about(patient)))
    screen.draw(presenter.state)
    return screen
