"""Staff pages at a real desk with sealed records in its vault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from consentdesk.domain.refusals import refuse
from consentdesk.system import save
from consentdesk.system.printers import Printer
from consentdesk.ui.kit.frames import StaffPage
from consentdesk.ui.kit.rail import Rail, RailWords
from tests.ui.session.conftest import Bedside, bedside, clinic_vault, decoder

__all__ = ["bedside", "clinic_vault", "decoder"]


@dataclass
class Tray:
    """Printers that keep what they print. One that is `stopped` refuses."""

    known: tuple[Printer, ...] = (
        Printer("Ward", "Ward printer", state="ready"),
        Printer("Hall", "Printer in the hall", is_default=True, state="ready"),
    )
    printed: list[tuple[str, bytes, int, str]] = field(default_factory=list)

    def list_printers(self) -> tuple[Printer, ...]:
        return self.known

    def print_pdf(self, printer: str, pdf: bytes, copies: int, paper: str) -> None:
        found = next((p for p in self.known if p.name == printer), None)
        if found is None:
            raise refuse("printer_not_found", printer=printer)
        if found.state == "stopped":
            raise refuse("printer_stopped", printer=printer)
        self.printed.append((printer, pdf, copies, paper))

    def stop(self, name: str) -> None:
        self.known = tuple(
            replace(p, state="stopped", reason="Out of paper") if p.name == name else p for p in self.known
        )

    def start_all(self) -> None:
        self.known = tuple(replace(p, state="ready", reason="") for p in self.known)


@dataclass
class SavingFiles:
    """A user who saves where they are told, or thinks better of it."""

    folder: Path | None
    suggested: str = ""
    pages: list[Path] = field(default_factory=list)

    def images(self) -> list[Path]:
        return []

    def scans(self) -> list[Path]:
        return self.pages

    def to_check(self) -> list[Path]:
        return []

    def save_as(self, suggested_name: str) -> Path | None:
        self.suggested = suggested_name
        return self.folder / suggested_name if self.folder else None


@dataclass
class Office(Bedside):
    """A desk with a staff page on the screen."""

    tray: Tray = field(default_factory=Tray)
    saving: SavingFiles = field(default_factory=lambda: SavingFiles(None))

    def show(self, page: QWidget) -> None:
        """Show a page beside the rail, as the program does."""
        words = RailWords("Your passphrase", "Change user", "Lock now")
        frame = StaffPage(Rail("ConsentDesk", (("home", "Home"), ("patients", "Patients")), words))
        frame.set_content(page)
        self.leave()
        self.window = frame  # type: ignore[assignment]  # what is looked for is looked for in here
        self.qtbot.addWidget(frame)
        frame.resize(1366, 768)
        with self.qtbot.waitExposed(frame):
            frame.show()
        self.settle()

    def facts(self) -> list[str]:
        """The kinds of every fact in the ledger, in order."""
        rows = self.on_lane(lambda: self.desk.vault._db.rows("SELECT kind FROM facts ORDER BY seq"))
        return [kind for (kind,) in rows]


@pytest.fixture
def office(bedside: Bedside, tmp_path: Path) -> Iterator[Office]:
    tray, saving = Tray(), SavingFiles(tmp_path)
    machine = replace(bedside.machine, printers=tray, saver=save, files=saving)
    yield Office(bedside.qtbot, machine, bedside.desk, bedside.files, tray=tray, saving=saving)
