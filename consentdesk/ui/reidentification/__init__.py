"""Could it be recognised? Picture, words and outlet looked through together before a picture leaves, or on
demand (R26)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consentdesk.domain.reidentification.identifier import Remedy
from consentdesk.ui.kit.layout import column, discard
from consentdesk.ui.machine import Machine, nothing
from consentdesk.ui.reidentification.presenter import CheckPresenter
from consentdesk.ui.reidentification.screen import CheckScreen
from consentdesk.ui.reidentification.state import CheckState
from consentdesk.ui.reidentification.wanted import Wanted, read_about, to_release
from consentdesk.ui.words import _
from consentdesk.workflows.desk import Desk

if TYPE_CHECKING:
    from consentdesk.ui.masking.screen import MaskingScreen


class CheckPage(QWidget):
    """`left(Wanted)` when somebody goes back, with the words as they stand now; `ended(Wanted)` when every
    picture's check counts. `home_asked`, `work_opened(room, about)` and `session_opened(draft id)` lead
    elsewhere. Behind the page on which a picture is cropped or covered it stays as it was."""

    left = Signal(object)
    ended = Signal(object)
    home_asked = Signal()
    work_opened = Signal(str, str)
    session_opened = Signal(str)

    def __init__(self, machine: Machine, desk: Desk, wanted: Wanted, screen: CheckScreen) -> None:
        super().__init__()
        self._machine, self._desk = machine, desk
        presenter = CheckPresenter(machine, desk, wanted)
        self._presenter, self._screen = presenter, screen
        self._masking: MaskingScreen | None = None
        self._then: Callable[[], None] = nothing
        presenter.setParent(self)
        presenter.state_changed.connect(lambda: screen.draw(presenter.state))
        presenter.to_reword.connect(lambda mark: screen.saying.choose(mark))
        presenter.ended.connect(lambda: self.ended.emit(presenter.wanted))
        self._follow_screen()
        self._page: QVBoxLayout = column(screen)
        self._page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._page)
        screen.draw(presenter.state)
        presenter.open()

    @property
    def state(self) -> CheckState:
        return self._presenter.state

    def let_go(self, then: Callable[[], None]) -> None:
        """Go on with `then`; where something was drawn, or answered and not finished, ask first."""
        if self._masking is not None:
            self._masking.let_go(then)
        elif self._presenter.is_unfinished:
            self._then = then
            self._screen.ask_to_leave(True)
        else:
            then()

    def _follow_screen(self) -> None:
        screen, presenter = self._screen, self._presenter
        screen.back_asked.connect(lambda: self.left.emit(presenter.wanted))
        screen.leave_asked.connect(lambda: self._then())
        screen.finish_asked.connect(presenter.finish)
        screen.picked.connect(presenter.pick)
        screen.use_chosen.connect(presenter.choose_use)
        screen.outlet_typed.connect(presenter.type_outlet)
        screen.mask_asked.connect(self._mask)
        screen.release_asked.connect(self._release)
        screen.checklist.answered.connect(lambda kind, seen: presenter.answer(kind, seen))
        screen.checklist.repeat_asked.connect(presenter.repeat)
        screen.saying.typed.connect(presenter.type)
        screen.findings.remedied.connect(lambda key, remedy: self._remedy(key, remedy))
        screen.findings.kept.connect(self._leave_in)
        screen.findings.reasoned.connect(presenter.leave_in)
        screen.findings.taken_back.connect(presenter.take_back)

    def _remedy(self, key: str, remedy: Remedy) -> None:
        if remedy in (Remedy.CROP, Remedy.MASK):
            self._mask()
        else:
            self._presenter.remedy(key, remedy)

    def _leave_in(self, key: str) -> None:
        self._presenter.leave_in(key)
        self._screen.findings.focus_reason(key)

    def _mask(self) -> None:
        """What comes of it is another picture, which is shown and asked about in a session."""
        from consentdesk.ui import masking

        page = masking.open_page(self._machine, self._desk, self.state.image)
        page.session_opened.connect(self.session_opened)
        page.work_opened.connect(self._unmask)  # where Cancel would lead otherwise
        self._masking = page
        self._screen.hide()
        self._page.addWidget(page)

    def _unmask(self) -> None:
        if self._masking is not None:
            discard(self._masking)
        self._masking = None
        self._screen.show()

    def _release(self) -> None:
        self.work_opened.emit("release", to_release(self._presenter.wanted))


def open_check(machine: Machine, desk: Desk, wanted: Wanted, back: str) -> CheckPage:
    """The page for pictures on their way out; `back` says where its way back leads."""
    return CheckPage(machine, desk, wanted, CheckScreen(back))


def open_page(machine: Machine, desk: Desk, about: str = "") -> CheckPage:
    """The page for what `about` says (`wanted.about`): the source hashes of images, and perhaps what for and
    where. It asks to be followed by `home_asked`, `work_opened(room, about)` and `session_opened(id)`, and to
    be let go of by `let_go`."""
    page = CheckPage(machine, desk, read_about(about), CheckScreen(_("Home"), "home"))
    page.left.connect(lambda wanted: page.let_go(page.home_asked.emit))
    return page
