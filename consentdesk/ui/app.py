"""The window: which of its faces is up (the doorway, the open desk, its cover), and how it opens and closes.

objectNames: window; above its faces those of `window_bars`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from consentdesk.ui.clipboard import forget_copied
from consentdesk.ui.doorway import Doorway
from consentdesk.ui.faces import Faces
from consentdesk.ui.kit.layout import column, held
from consentdesk.ui.kit.reading_order import follow_reading_order
from consentdesk.ui.machine import Machine
from consentdesk.ui.quiet import Quiet, QuietTimes
from consentdesk.ui.window_bars import WindowBars

if TYPE_CHECKING:
    from consentdesk.domain.facts import TimesSet
    from consentdesk.ui.open_desk import OpenDesk
    from consentdesk.workflows.come_and_go import Arrival
    from consentdesk.workflows.desk import Desk

COMING_IN = ("lock_page", "forgot_page")
SMALLEST_PX = (1024, 640)
LOCK_WITHIN_MS = 600  # what is not done by then is broken off: the vault bears it at any moment
OPEN_DESK = "consentdesk.ui.open_desk"
USUAL_PX = (1366, 768)


class MainWindow(QMainWindow):
    """Its title never says more than the program's name. `times` are those of the cover, whatever the vault
    says; without them a rehearsal, whose clock jumps, is never covered.

    `lock` of the machine that pages see goes through this window: the vault is closed first.
    """

    def __init__(self, machine: Machine, times: QuietTimes | None = None) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("ConsentDesk")
        self._end_process = machine.lock
        self._machine = replace(machine, lock=lambda: self.lock("code"))
        self._desk: Desk | None = None
        self._open: OpenDesk | None = None
        self._cover: QWidget | None = None
        self._outdated = False  # what lies behind the cover shows more than is allowed by now
        self._then: Callable[[], None] | None = None
        self._person = ""
        self._quiet: Quiet | None = None
        self._own_times = times is not None
        self._lay_out()
        follow_reading_order(self)
        self._watch(times)
        self._doorway = Doorway(self._machine, self._show, self)
        self._doorway.came_in.connect(lambda desk: self._enter(desk))
        self._doorway.lock_asked.connect(self.lock)
        self._doorway.begin()

    @property
    def busy(self) -> bool:
        """Whether work is under way on the lane or in the pool, or its outcome is still to be shown."""
        return not (self._machine.lane.idle and self._machine.pool.idle)

    def lock(self, how: str = "asked") -> None:
        """Close the vault, then end the process that held its keys, within a second whatever is under way."""
        self._leave(how, self._lock)
        QTimer.singleShot(LOCK_WITHIN_MS, self, self._left)

    def system_left(self) -> None:
        """The workstation was locked, goes to sleep, or is somebody else's now: as `lock`, and whoever was
        about to come in has to begin again."""
        if self._desk:
            self.lock("system")
        elif self.busy and self._faces.currentWidget().objectName() in COMING_IN:
            self._end_process()

    def cover(self) -> None:
        """Put what staff see out of sight until the person's code brings it back."""
        from consentdesk.ui.cover import open_cover

        if self._cover or not (self._desk and self._open):
            return
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog):
                dialog.reject()
        forget_copied()
        screen, presenter = open_cover(self._machine, self._desk, self._person)
        presenter.lifted.connect(self._uncover)
        presenter.locked.connect(lambda: self.lock("code"))
        screen.lock_asked.connect(self.lock)
        screen.change_asked.connect(self._ask_who)
        self._cover = screen
        self._show(screen)

    def change_user(self) -> None:
        """Cover what is open, and ask who takes over."""
        self.cover()
        self._ask_who()

    def closeEvent(self, event: QCloseEvent) -> None:
        """A patient cannot close the window, staff behind a patient page need their code, a page that holds
        what is not saved asks about it; what is closed brings the vault to rest first."""
        if self._desk is None:
            self._doorway.stop()
            event.accept()
            return
        event.ignore()
        if self._patient_is_looking():
            self.cover()
        elif self._open and not self._cover:
            self._open.let_go(lambda: self._leave("asked", self._close))
        else:
            self._leave("asked", self._close)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape on a patient page asks for staff."""
        if event.key() == Qt.Key.Key_Escape and self._patient_is_looking():
            self.cover()
        else:
            super().keyPressEvent(event)

    def _patient_is_looking(self) -> bool:
        return bool(self._open and self._open.for_patient) and not self._machine.rehearsal

    def _enter(self, desk: Desk) -> None:
        from consentdesk.workflows.come_and_go import arrival

        self._desk = desk

        def ask() -> Arrival:
            import_module(OPEN_DESK)  # here on the lane, so that the window goes on drawing
            return arrival(desk)

        def show(arrived: Arrival) -> None:
            if self._desk is not desk:
                return  # locked meanwhile
            self._person = arrived.person
            self._keep_times(arrived.times)
            self._bars.show_rehearsal(arrived.rehearsal)
            self._bars.emergency.show_until(arrived.emergency_ends)
            if arrived.recovering:
                self._doorway.recover(desk)
            else:
                self._show_desk(desk, arrived)

        self._machine.lane.run(self, ask, show, lambda refusal: self.lock())

    def _enter_anew(self, desk: Desk | None) -> None:
        """Nothing of before stays: somebody else sits down, or other things are allowed."""
        before, self._open, self._cover = self._open, None, None
        self._outdated = False
        if before:
            before.leave()
        if desk:
            self._enter(desk)

    def _renew(self) -> None:
        """Other things are allowed from now on; behind the cover that has time until it is lifted."""
        self._outdated = self._cover is not None
        if not self._outdated:
            self._enter_anew(self._desk)

    def _ask_who(self) -> None:
        """What is open is saved first: it is nobody's to save once somebody else sits here."""
        from consentdesk.ui.sign_in import open_change

        if not (self._desk and self._open):
            return
        self._open.save_session()
        screen, presenter = open_change(self._machine, self._desk, self._person)
        presenter.signed_in.connect(lambda desk: self._enter_anew(desk))
        screen.back_asked.connect(self._cover_again)
        self._cover = screen
        self._show(screen)

    def _cover_again(self) -> None:
        self._cover = None
        self.cover()

    def _show_desk(self, desk: Desk, arrived: Arrival) -> None:
        from consentdesk.ui.open_desk import OpenDesk

        self._open = OpenDesk(self._machine, desk, arrived)
        self._open.lock_asked.connect(self.lock)
        self._open.cover_asked.connect(self.cover)
        self._open.change_asked.connect(self.change_user)
        self._open.access_changed.connect(self._renew)
        self._open.times_set.connect(lambda times: self._keep_times(times))
        self._open.refused.connect(self._bars.refuse)
        self._show(self._open)

    def _uncover(self) -> None:
        if self._quiet:
            self._quiet.live()  # whoever gave their code sits here, by whatever way it came
        if self._outdated:
            self._enter_anew(self._desk)
        elif self._cover and self._open:
            self._cover = None
            self._faces.show_face(self._open)

    def _leave(self, how: str, then: Callable[[], None]) -> None:
        """Close the vault on its lane, once; `then` follows whatever comes of it."""
        from consentdesk.workflows.come_and_go import go_out

        desk, self._desk = self._desk, None
        if desk is None:
            return
        if self._open:
            self._open.save()
        forget_copied()
        self._open = self._cover = None
        self._then = then
        self._bars.emergency.show_until(None)
        self._doorway.lock(leaving=True)
        self._machine.lane.run(
            self, lambda: go_out(desk, how), lambda gone: self._left(), lambda refusal: self._left()
        )

    def _left(self) -> None:
        then, self._then = self._then, None
        if then:
            then()

    def _lock(self) -> None:
        self._bars.show_rehearsal(self._machine.rehearsal)
        self._end_process()

    def _close(self) -> None:
        self.close()

    def _show(self, face: QWidget) -> None:
        """The open desk stays behind its cover."""
        self._bars.speak()
        self._faces.show_face(face, behind=self._open)

    def _grew_quiet(self) -> None:
        """Nobody can lift a cover after the recovery code: that page is not left alone."""
        if self._desk and not self._open:
            self.lock("quiet")
        else:
            self.cover()

    def _keep_times(self, times: TimesSet) -> None:
        if self._quiet and not self._own_times:
            self._quiet.times = QuietTimes(times.cover_minutes * 60, times.lock_minutes * 60)

    def _dim(self, dim: bool) -> None:
        if self._open:
            self._open.dim(dim)

    def own_up(self, place: str) -> None:
        """A bug happened there: say so, and go on with what waited for it."""
        self._bars.own_up(place)
        self._left()

    def _watch(self, times: QuietTimes | None) -> None:
        self._machine.lane.broke.connect(self.own_up)
        self._machine.pool.broke.connect(self.own_up)
        if times is None and self._machine.rehearsal:
            return
        self._quiet = Quiet(self, self._machine.clock, times or QuietTimes(), self._patient_is_looking)
        self._quiet.grew_long.connect(self._grew_quiet)
        self._quiet.too_long.connect(lambda: self.lock("quiet"))
        self._quiet.slept.connect(self.system_left)
        self._quiet.dimmed.connect(self._dim)

    def _lay_out(self) -> None:
        self._faces, self._bars = Faces(), WindowBars(self._machine.clock)
        self._bars.show_rehearsal(self._machine.rehearsal)
        self._bars.emergency.over.connect(self._renew)
        page = column(self._bars, self._faces, spacing=0)
        page.setStretchFactor(self._faces, 1)
        self.setCentralWidget(held(page, "page"))
        self.setMinimumSize(*SMALLEST_PX)
        self.resize(*USUAL_PX)
