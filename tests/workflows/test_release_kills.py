"""A process killed while it lets images out: whatever is outside then, the vault knows it."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass
from pathlib import Path

import pytest

from consentdesk.domain.release import Form, Rendition, WantedRelease
from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.imaging.renditions import Renditions
from consentdesk.system import save
from consentdesk.workflows.release import making, release_images
from tests.helpers.killing import Acknowledge, killed
from tests.helpers.pictures import jpeg, photograph
from tests.storage.conftest import Place
from tests.workflows.conftest import desk_over
from tests.workflows.releasing import FONTS, photographed, wanted

IMAGES = 3
STAGES = range(4 * IMAGES + 2)  # each file and what lies beside it, before and after; then the end
LONGEST_WAIT_S = 0.004

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")


@dataclass(frozen=True)
class Ready:
    """A vault whose images are made into files already, and may be let out."""

    place: Place
    asked: WantedRelease
    made: dict[str, Rendition]

    @property
    def folder(self) -> Path:
        return self.place.folder.parent / "slides"


@dataclass(frozen=True)
class TellingSaver:
    """Says before and after each file that it writes."""

    tell: Acknowledge

    def save_new(self, folder: Path, name: str, data: bytes) -> Path:
        self.tell(f"writing {name}")
        path = save.save_new(folder, name, data)
        self.tell(f"wrote {name}")
        return path


def let_out(ready: Ready, acknowledge: Acknowledge) -> None:
    desk = desk_over(ready.place)
    release_images(desk, ready.asked, ready.made, ready.folder, TellingSaver(acknowledge))  # type: ignore[arg-type]
    acknowledge("released")


@pytest.fixture(scope="module")
def whole(clinic: Place, tmp_path_factory: pytest.TempPathFactory) -> Ready:
    place = clinic.copy(tmp_path_factory.mktemp("whole") / "vault")
    decoder, desk = ConfinedDecoder(1), desk_over(place)
    files = (jpeg(photograph(seed=n)) for n in range(IMAGES))
    asked = wanted(photographed(desk, decoder, *files), Form(800))
    renderer = Renditions(decoder, FONTS)
    made = {image: making(desk, renderer, asked, image)() for image in asked.images}
    desk.vault.close()
    decoder.close()
    return Ready(place, asked, made)


@pytest.mark.parametrize("stage", STAGES)
def test_a_release_that_is_killed_leaves_no_file_outside_that_the_vault_does_not_know(
    whole: Ready, tmp_path: Path, stage: int
) -> None:
    ready = Ready(whole.place.copy(tmp_path / "vault"), whole.asked, whole.made)
    ready.folder.mkdir()
    said = killed(ready, let_out, stage, random.Random(stage).uniform(0, LONGEST_WAIT_S))
    pictures = [path.read_bytes() for path in ready.folder.glob("*.jpg") if not path.name.startswith(".")]
    assert all(picture in {r.file for r in ready.made.values()} for picture in pictures), (
        "whole, or not there"
    )
    desk = desk_over(ready.place)
    try:
        known = {r.sha256 for r in ready.made.values() if desk.vault.image_with_file(r.sha256)}
        placed = len(desk.vault.placements_of("patient-1"))
        assert desk.vault.check().sound
    finally:
        desk.vault.close()
    assert (len(known), placed) in ({(IMAGES,) * 2} if said or pictures else {(0, 0), (IMAGES,) * 2})
    assert len(pictures) >= sum(line.startswith("wrote") and line.endswith(".jpg") for line in said)
    assert "released" not in said or len(pictures) == IMAGES
