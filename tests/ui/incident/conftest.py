"""Incidents at a real desk, with a screenshot at hand and one consent in the vault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from consentdesk.domain.incident_file import IncidentFile
from consentdesk.system.clock import FixedClock
from consentdesk.ui import incident
from consentdesk.ui.incident.screen import IncidentsScreen
from tests.helpers.pictures import jpeg, photograph
from tests.ui.records.conftest import Office, SavingFiles, office
from tests.ui.session.conftest import bedside, clinic_vault, decoder

__all__ = ["bedside", "clinic_vault", "decoder", "office"]

BREAK = "\u200b"  # where a long word may be broken


@dataclass
class ShowingFiles(SavingFiles):
    """A user who has screenshots at hand."""

    screenshots: list[Path] = field(default_factory=list)

    def images(self) -> list[Path]:
        return self.screenshots


@dataclass
class Desk:
    """An office at the incidents."""

    office: Office
    files: ShowingFiles

    def open(self, about: str = "") -> IncidentsScreen:
        page = incident.open_page(self.office.machine, self.office.desk, about)
        self.office.show(page)
        return page

    def write(self, name: str, text: str) -> None:
        """Type into a field of one line or several, in place of what stands there."""
        box = self.office.find(name)
        if not isinstance(box, QPlainTextEdit):
            self.office.type(name, text)
            return
        box.setFocus()
        box.selectAll()
        self.office.qtbot.keyClick(box, Qt.Key.Key_Delete)
        for number, line in enumerate(text.split("\n")):
            if number:
                self.office.qtbot.keyClick(box, Qt.Key.Key_Return)
            self.office.qtbot.keyClicks(box, line)

    def later(self) -> None:
        """An hour passes."""
        clock = self.office.machine.clock
        assert isinstance(clock, FixedClock)
        clock.advance(timedelta(hours=1))

    def click(self, *names: str) -> None:
        for name in names:
            self.office.click(name)

    def told(self, name: str) -> str:
        return self.office.words(name).replace(BREAK, "")

    def known(self) -> IncidentFile:
        """The one incident, as the vault has it."""
        vault = self.office.desk.vault

        def read() -> IncidentFile:
            (line,) = (*vault.incidents(True, None, 2), *vault.incidents(False, None, 2))
            return vault.incident_file(line.id)

        return self.office.on_lane(read)  # type: ignore[no-any-return]


@pytest.fixture
def desk(office: Office, tmp_path: Path) -> Iterator[Desk]:
    screenshot = tmp_path / "screenshot.jpg"
    screenshot.write_bytes(jpeg(photograph(640, 480, seed=9)))
    files = ShowingFiles(tmp_path, screenshots=[screenshot])
    machine = replace(office.machine, files=files)
    yield Desk(replace(office, machine=machine), files)
