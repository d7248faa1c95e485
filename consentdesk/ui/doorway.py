"""The faces of a desk that is not open: first run, lock, and the ways in where no passphrase helps."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.machine import Machine, nothing

if TYPE_CHECKING:
    from consentdesk.ui.setup.state import Entries
    from consentdesk.workflows.desk import Desk


class Doorway(QObject):
    """Which of them is up, and what leads from one to the next; each is handed to `show`. `came_in(Desk)`
    follows once somebody is in; `lock_asked` comes from a page behind which the vault is open."""

    came_in = Signal(object)
    lock_asked = Signal()

    def __init__(self, machine: Machine, show: Callable[[QWidget], None], parent: QObject) -> None:
        super().__init__(parent)
        self._machine, self._show = machine, show
        self._give_up: Callable[[], None] = nothing

    def begin(self) -> None:
        """The lock window where a vault lies or did once, else the first run."""
        if self._machine.door.exists():
            self.lock()
        else:
            self.set_up()

    def lock(self, leaving: bool = False) -> None:
        """The lock window; where the process is `leaving`, nothing more is read for it."""
        from consentdesk.ui.sign_in import ONCE_DRAWN_MS, open_lock

        screen, presenter = open_lock(self._machine)
        if not leaving:
            QTimer.singleShot(ONCE_DRAWN_MS, presenter, presenter.look_who)
        presenter.signed_in.connect(self.came_in)
        presenter.language_changed.connect(lambda: self.lock())
        screen.forgot_asked.connect(self._forgot)
        screen.restore_asked.connect(lambda: self._restore(self.lock))
        screen.card.remedy_asked.connect(self._remedy)
        self._show(screen)

    def set_up(self, typed: Entries | None = None) -> None:
        from consentdesk.ui.setup import open_page

        screen, presenter = open_page(self._machine, typed)
        presenter.moved_in.connect(self.came_in)
        presenter.language_changed.connect(self.set_up)
        screen.restore_asked.connect(lambda: self._restore_instead(presenter.state.entries))
        self._show(screen)

    def recover(self, desk: Desk) -> None:
        """After the recovery code: nothing else of the desk can be reached."""
        from consentdesk.ui.recovery import open_page

        screen, presenter = open_page(self._machine, desk)
        presenter.signed_in.connect(self.came_in)
        screen.lock_asked.connect(self.lock_asked)
        self._show(screen)

    def stop(self) -> None:
        """Give up what takes long: the window closes."""
        self._give_up()

    def _forgot(self) -> None:
        from consentdesk.ui.sign_in import open_forgot

        screen, presenter = open_forgot(self._machine)
        presenter.signed_in.connect(self.came_in)
        screen.card.remedy_asked.connect(self._remedy)
        screen.back_asked.connect(lambda: self.lock())
        self._show(screen)

    def _remedy(self, remedy: str) -> None:
        if remedy == "mend":
            self._mend()
        else:
            self._restore(self.lock)

    def _restore_instead(self, typed: Entries) -> None:
        """Of the first run; what was typed is there again on the way back."""
        self._restore(lambda: self.set_up(typed))

    def _restore(self, back: Callable[[], None]) -> None:
        from consentdesk.ui.restore import open_page

        screen, presenter = open_page(self._machine)
        screen.back_asked.connect(back)
        screen.unlock_asked.connect(lambda: self.lock())
        self._give_up = presenter.stop
        self._show(screen)

    def _mend(self) -> None:
        from consentdesk.ui.mending import open_page

        screen, presenter = open_page(self._machine)
        screen.back_asked.connect(lambda: self.lock())
        presenter.mended.connect(lambda: self.lock())
        self._show(screen)
