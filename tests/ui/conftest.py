"""The program's own window over a real vault, with hands on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from consentdesk.bootstrap import build_machine
from consentdesk.domain.draft import Draft
from consentdesk.rehearsal.hands import Hands
from consentdesk.system.clock import FixedClock
from consentdesk.ui.app import MainWindow
from consentdesk.ui.emergency_bar import EmergencyBar
from consentdesk.ui.machine import Machine
from consentdesk.ui.quiet import Quiet, QuietTimes
from consentdesk.ui.sign_in.back_off import BackOff
from tests.helpers.sessions import NOW
from tests.helpers.windows import wait_until, wear_light
from tests.storage.conftest import PASSPHRASE, Place, make_place

PATIENCE_MS = 10_000
NEVER = QuietTimes(cover_s=1e9, lock_s=1e9)


@dataclass
class NoFiles:
    """A user who always thinks better of it, but for the folder with backups and the pictures where there are
    some."""

    backups: Path | None = None
    pictures: tuple[Path, ...] = ()

    def images(self) -> list[Path]:
        return list(self.pictures)

    def scans(self) -> list[Path]:
        return []

    def to_check(self) -> list[Path]:
        return list(self.pictures)

    def save_as(self, suggested_name: str) -> Path | None:
        return None

    def release_folder(self) -> Path | None:
        return None

    def backup_folder(self) -> Path | None:
        return self.backups


@dataclass
class Front:
    """The window on `vault`, what became of the process behind it, and the languages chosen in it."""

    qtbot: QtBot
    vault: Path
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOW, ticking=False))
    locked: list[str] = field(default_factory=list)
    remembered: list[str] = field(default_factory=list)
    files: NoFiles = field(default_factory=NoFiles)
    machine: Machine = field(init=False)
    window: MainWindow = field(init=False)
    hands: Hands = field(init=False)
    opened: bool = False

    def open(self, times: QuietTimes | None = NEVER, rehearsal: bool = False) -> Hands:
        """Start the program."""
        self.machine = build_machine(
            self.vault,
            self.files,
            lambda: self.locked.append("locked"),
            clock=self.clock,
            rehearsal=rehearsal,
            least_work=True,
            paper="A4",
            day_order="dmy",
            remember=self.remembered.append,
        )
        self.window = MainWindow(self.machine, times)
        self.hands = Hands(self.window, lambda: self.window.busy)
        self.opened = True
        self.window.show()
        self.qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.hands.settle()
        return self.hands

    def unlock(self, passphrase: str = PASSPHRASE, times: QuietTimes | None = NEVER) -> Hands:
        """Start the program on a vault that is there, and come in."""
        hands = self.open(times)
        hands.type("passphrase", passphrase)
        hands.click("unlock")
        return hands

    def pass_time(self, **delta: float) -> None:
        """Let time pass at once, and everything that waits for it happen."""
        self.hands.settle()
        self.clock.advance(timedelta(**delta))
        for quiet in self.window.findChildren(Quiet):
            quiet.look()
        for bar in self.window.findChildren(EmergencyBar):
            bar.look()
        for back_off in self.window.findChildren(BackOff):
            back_off.look()
        self.hands.settle()

    def on_lane(self, work: Callable[[], Any]) -> Any:
        """Do something where the vault lives."""
        came: list[Any] = []
        self.machine.lane.run(self.window, work, came.append, came.append)
        wait_until(lambda: bool(came), PATIENCE_MS)
        return came[0]

    def press(self, name: str, times: int = 1) -> None:
        """Press a button without waiting for what comes of it."""
        for _ in range(times):
            QTest.mouseClick(self.hands.find(name), Qt.MouseButton.LeftButton)

    def close(self) -> None:
        """End the program, as closing its window does."""
        if self.opened:
            self.window.close()
            self.hands.settle()
            self.machine.close()
            self.window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.opened = False


@pytest.fixture(scope="session")
def clinic_place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A clinic's vault, made once; tests work on copies."""
    return make_place(tmp_path_factory.mktemp("clinic") / "clinic.vault")


@pytest.fixture
def empty_front(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Front]:
    """The program where no vault ever was."""
    wear_light(qapp)
    front = Front(qtbot, tmp_path / "home" / "clinic.vault")
    yield front
    front.close()


@pytest.fixture
def front(qapp: QApplication, qtbot: QtBot, clinic_place: Place, tmp_path: Path) -> Iterator[Front]:
    """The program over a clinic's vault, not yet started."""
    wear_light(qapp)
    front = Front(qtbot, clinic_place.copy(tmp_path / "clinic.vault").folder)
    yield front
    front.close()


@pytest.fixture
def lay_in(front: Front, clinic_place: Place) -> Callable[[Draft], None]:
    """Put a session into the clinic's vault before the program starts."""

    def lay(draft: Draft) -> None:
        vault = replace(clinic_place, folder=front.vault).open()
        vault.save_draft(draft, NOW)
        vault.close()

    return lay


@pytest.fixture
def kinds(clinic_place: Place) -> Callable[[Path], list[str]]:
    """The kinds of the facts in a copy of the clinic's vault, in order."""

    def read(folder: Path) -> list[str]:
        with replace(clinic_place, folder=folder).by_hand() as db:
            return [kind for (kind,) in db.rows("SELECT kind FROM facts ORDER BY number")]

    return read
