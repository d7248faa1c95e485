"""The real window over real parts, without a screen: for tours, scenarios and tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from consentdesk.bootstrap import build_machine
from consentdesk.domain.moment import Moment
from consentdesk.rehearsal.hands import Hands
from consentdesk.rehearsal.scenario import Scenario
from consentdesk.rehearsal.visit import Visit
from consentdesk.system.clock import FixedClock
from consentdesk.system.paths import resource_dir
from consentdesk.ui.app import MainWindow
from consentdesk.ui.machine import Machine
from consentdesk.ui.theme import FUSION, LIGHT, Tokens, apply_theme

SIZE_PX = (1366, 768)

# An invented clinic and an invented person, never a real one's secrets
PASSPHRASE = "invented rehearsal passphrase"
CODE = "246810"
CLINIC = {"clinic_name": "Example Hospital, Dermatology", "clinic_address": "12 Sample Street, Sampletown"}
CONTACT = {
    "contact_name": "Photography consent office",
    "contact_telephone": "01234 567 890",
    "contact_email": "photo-consent@example.org",
    "contact_post": "12 Sample Street, Sampletown",
}
MEMBER = {"member_name": "Dr Ines Okafor", "member_role": "Dermatologist"}
SECRETS = {"passphrase": PASSPHRASE, "passphrase_again": PASSPHRASE, "code": CODE}


@dataclass
class AnsweredFiles:
    """Answers file dialogs by itself: with the images laid ready, and with a place to save."""

    folder: Path
    ready: list[Path] = field(default_factory=list)
    saved: list[Path] = field(default_factory=list)

    def images(self) -> list[Path]:
        return self.ready

    def scans(self) -> list[Path]:
        return self.ready

    def to_check(self) -> list[Path]:
        return self.ready

    def save_as(self, suggested_name: str) -> Path | None:
        path = self.folder / suggested_name
        self.saved.append(path)
        return path

    def release_folder(self) -> Path | None:
        return self.folder

    def backup_folder(self) -> Path | None:
        return self.folder


@dataclass(frozen=True)
class Stage:
    """A window with its machine, and hands on it."""

    window: MainWindow
    machine: Machine
    hands: Hands
    files: AnsweredFiles
    clock: FixedClock

    def wait_until(self, moment: Moment) -> None:
        """Let the clock run on to a moment; one that has passed changes nothing."""
        self.clock.advance(max(timedelta(), moment.utc - self.clock.now().utc))

    def visit(
        self, scenario: Scenario, images: Sequence[Path], album: Callable[[str], Path] | None = None
    ) -> Visit:
        """A scenario ready to be played here, with its pictures as files."""

        def choose_files(paths: list[Path]) -> None:
            self.files.ready = paths

        order = self.machine.day_order
        return Visit(self.hands, scenario, CODE, list(images), choose_files, self.files.saved, order, album)

    def set_up(self, picture: Callable[[str], None], pack: str = "us") -> str:
        """The first run: an invented clinic and person under a bundled rule pack, the recovery code typed
        back; it is returned."""
        pages = {"clinic": CLINIC, "rules": {}, "contact": CONTACT, "you": MEMBER, "secrets": SECRETS}
        for name, fields in pages.items():
            for key, text in fields.items():
                self.hands.type(key, text)
            if name == "rules":
                self.hands.click(f"pack_{pack}")
            picture(f"setup-{name}")
            self.hands.click("continue")
        self.hands.wait_for("recovery_code_shown")
        code = self.hands.text_of("recovery_code_shown")
        picture("setup-recovery")
        self.hands.click("continue")
        self.hands.type("recovery_code", code)
        picture("setup-check")
        self.hands.click("continue")
        self.hands.wait_for("home_page")
        return code

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        self.hands.type("passphrase", passphrase)
        self.hands.click("unlock")
        self.hands.wait_for("home_page")


@contextmanager
def stage(
    vault: Path, folder: Path, start: Moment, tokens: Tokens = LIGHT, size_px: tuple[int, int] = SIZE_PX
) -> Iterator[Stage]:
    """The window on a rehearsal vault, closed with everything it started when the block ends. What a page
    saves goes to `folder`; the clock begins at `start`."""
    app = QApplication.instance() or QApplication(["consentdesk", *FUSION])
    assert isinstance(app, QApplication)
    apply_theme(app, tokens, resource_dir())
    clock, files = FixedClock(start), AnsweredFiles(folder)
    machine = build_machine(
        vault, files, lambda: None, clock=clock, rehearsal=True, least_work=True, paper="A4", day_order="dmy"
    )
    window = MainWindow(machine)
    try:
        window.resize(*size_px)
        window.show()
        yield Stage(window, machine, Hands(window, lambda: window.busy), files, clock)
    finally:
        window.close()
        machine.close()
        window.deleteLater()
        app.processEvents()
