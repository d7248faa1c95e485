"""Take-downs at a real desk, with places that images have to leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from consentdesk.ui import removals
from consentdesk.ui.removals.screen import RemovalsScreen
from tests.helpers.pictures import jpeg, photograph
from tests.ui.records.conftest import Office, SavingFiles, office
from tests.ui.session.conftest import bedside, clinic_vault, decoder

__all__ = ["bedside", "clinic_vault", "decoder", "office"]


@dataclass
class ProvingFiles(SavingFiles):
    """A user who has photographs of places at hand."""

    photographs: list[Path] = field(default_factory=list)

    def images(self) -> list[Path]:
        return self.photographs


@dataclass
class Room:
    """An office at the take-downs."""

    office: Office
    files: ProvingFiles

    def open(self, about: str = "") -> RemovalsScreen:
        page = removals.open_page(self.office.machine, self.office.desk, about)
        self.office.show(page)
        return page


@pytest.fixture
def room(office: Office, tmp_path: Path) -> Iterator[Room]:
    wall = tmp_path / "wall.jpg"
    wall.write_bytes(jpeg(photograph(640, 480, seed=7)))
    files = ProvingFiles(tmp_path, photographs=[wall])
    machine = replace(office.machine, files=files)
    yield Room(replace(office, machine=machine), files)
