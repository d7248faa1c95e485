"""Letting pictures out of the vault: through the gate, as files, with the sheet that goes with them (R25)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consentdesk.ui.kit.layout import column, discard
from consentdesk.ui.machine import Machine
from consentdesk.ui.paper_out import open_part
from consentdesk.ui.release.out import ReleasedScreen
from consentdesk.ui.release.presenter import ReleasePresenter
from consentdesk.ui.release.screen import ReleaseScreen
from consentdesk.ui.release.state import ReleaseState
from consentdesk.ui.words import _
from consentdesk.workflows.desk import Desk

SHEET_NAME = "release-sheet.pdf"


class ReleasePage(QWidget):
    """The page before, and the one after."""

    home_asked = Signal()
    room_asked = Signal(str)

    def __init__(self, machine: Machine, desk: Desk) -> None:
        super().__init__()
        self._machine, self._desk = machine, desk
        self.before: ReleaseScreen | None = ReleaseScreen()
        self.before.home_asked.connect(self.home_asked)
        self.before.room_asked.connect(self.room_asked)
        self._page: QVBoxLayout = column(self.before)
        self._page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._page)

    def draw(self, state: ReleaseState) -> None:
        if self.before is None:
            return
        self.before.draw(state)
        if state.released is not None:
            sheet = open_part(
                self._machine, self._desk, state.released.sheet, SHEET_NAME, _("The release sheet")
            )
            after = ReleasedScreen(state.released, sheet)
            after.home_asked.connect(self.home_asked)
            discard(self.before)
            self.before = None
            self._page.addWidget(after)


def open_page(machine: Machine, desk: Desk, about: str = "") -> ReleasePage:
    """The page for the images in `about`: their source hashes, joined by spaces. It asks to be followed by
    `home_asked` and `room_asked(place)`."""
    presenter, page = ReleasePresenter(machine, desk, about.split()), ReleasePage(machine, desk)
    assert page.before is not None
    presenter.setParent(page)
    presenter.state_changed.connect(lambda: page.draw(presenter.state))
    screen = page.before
    screen.form.typed.connect(presenter.type)
    screen.form.size_chosen.connect(lambda px: presenter.change_form(long_edge_px=px))
    screen.form.format_chosen.connect(lambda name: presenter.change_form(format=name))
    screen.form.mark_typed.connect(lambda words: presenter.change_form(mark=words))
    screen.caption_typed.connect(presenter.caption)
    screen.out_asked.connect(presenter.take_out)
    screen.left_out_asked.connect(presenter.leave_out)
    screen.release_asked.connect(presenter.release)
    screen.stop_asked.connect(presenter.stop)
    page.draw(presenter.state)
    presenter.open()
    return page
