"""A staff page at a real desk whose vault has images in every state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from consentdesk.ui import may_use
from consentdesk.ui.may_use.screen import MayUseScreen
from tests.ui.records.conftest import Office, bedside, clinic_vault, decoder, office
from tests.workflows.deck_of_pictures import fill

__all__ = ["bedside", "clinic_vault", "decoder", "office"]

OpenPage = Callable[..., MayUseScreen]


@pytest.fixture
def filled(office: Office) -> Office:
    """The desk's clock stands where the invented consents are half a year old."""

    def work() -> None:
        with office.desk.vault.transaction():
            fill(office.desk, office.machine.decoder, each=2)

    office.on_lane(work)
    return office


@pytest.fixture
def open_page(filled: Office) -> OpenPage:
    def show(*images: str, files: tuple[Path, ...] = ()) -> MayUseScreen:
        page = may_use.open_page(filled.machine, filled.desk, " ".join(images), files)
        filled.show(page)
        return page

    return show
