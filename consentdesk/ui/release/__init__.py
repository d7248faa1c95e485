"""Letting pictures out of the vault: through the gate, as files, with the sheet that goes with them (R25)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consentdesk.ui.kit.layout import column, discard
from consentdesk.ui.machine import Machine
from consentdesk.ui.paper_out import open_part
from consentdesk.ui.reidentification import CheckPage, open_check
from consentdesk.ui.reidentification.wanted import Wanted, read_release
from consentdesk.ui.release.last import LastScreen
from consentdesk.ui.release.out import ReleasedScreen
from consentdesk.ui.release.presenter import ReleasePresenter
from consentdesk.ui.release.screen import ReleaseScreen
from consentdesk.ui.release.state import LastPage, ReleaseState
from consentdesk.ui.words import _
from consentdesk.workflows.desk import Desk

SHEET_NAME = "release-sheet.pdf"


class ReleasePage(QWidget):
    """The page before, the check of a picture, the last page to be read, and the one after."""

    home_asked = Signal()
    room_asked = Signal(str)
    work_opened = Signal(str, str)
    session_opened = Signal(str)

    def __init__(self, presenter: ReleasePresenter, machine: Machine, desk: Desk) -> None:
        super().__init__()
        self._presenter, self._machine, self._desk = presenter, machine, desk
        self._last: LastScreen | None = None
        self._check: CheckPage | None = None
        self.before: ReleaseScreen | None = ReleaseScreen()
        self.before.home_asked.connect(self.home_asked)
        self.before.room_asked.connect(self.room_asked)
        self.before.check_asked.connect(self._open_check)
        self._page: QVBoxLayout = column(self.before)
        self._page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._page)

    def let_go(self, then: Callable[[], None]) -> None:
        """Go on with `then`; a check that is under way asks first."""
        if self._check is None:
            then()
        else:
            self._check.let_go(then)

    def draw(self, state: ReleaseState) -> None:
        if self.before is None:
            return
        if state.released is None:
            self.before.draw(state)
            self._draw_last(state.last)
        else:
            sheet = open_part(
                self._machine, self._desk, state.released.sheet, SHEET_NAME, _("The release sheet")
            )
            after = ReleasedScreen(state.released, sheet)
            after.home_asked.connect(self.home_asked)
            discard(self.before)
            self.before = None
            self._page.addWidget(after)

    def _open_check(self, first: str) -> None:
        """Look through the pictures that still need it; what is typed meanwhile is the release's."""
        assert self.before is not None
        check = open_check(
            self._machine, self._desk, self._presenter.to_check(first), _("Back to the release")
        )
        check.left.connect(lambda said: self._close_check(said))
        check.ended.connect(lambda said: self._close_check(said))
        check.work_opened.connect(self.work_opened)
        check.session_opened.connect(self.session_opened)
        self._check = check
        self.before.hide()
        self._page.addWidget(check)

    def _close_check(self, said: Wanted) -> None:
        if self._check is None or self.before is None:
            return
        discard(self._check)
        self._check = None
        self.before.show()
        self._presenter.take_words(said)

    def _draw_last(self, state: LastPage | None) -> None:
        """The page before stays as it was, behind this one."""
        assert self.before is not None
        if state is None and self._last is not None:
            discard(self._last)
            self._last = None
            self.before.show()
        elif state is not None and self._last is None:
            self._last = self._opened_last(state)
            self.before.hide()
            self._page.addWidget(self._last)
        elif state is not None and self._last is not None:
            self._last.draw(state)

    def _opened_last(self, state: LastPage) -> LastScreen:
        last, presenter = LastScreen(state), self._presenter
        last.back_asked.connect(presenter.go_back)
        last.read_to_end.connect(presenter.saw_end)
        last.read_pressed.connect(presenter.mark_read)
        last.release_asked.connect(presenter.let_out)
        return last


def open_page(machine: Machine, desk: Desk, about: str = "") -> ReleasePage:
    """The page for the images in `about`: their source hashes, joined by spaces, or what was checked already
    (`to_release`). It asks to be followed by `home_asked`, `room_asked(place)`, `work_opened(room, about)`
    and `session_opened(draft id)`."""
    presenter = ReleasePresenter(machine, desk, read_release(about))
    page = ReleasePage(presenter, machine, desk)
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
