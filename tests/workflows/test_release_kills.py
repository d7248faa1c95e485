"""A process killed while it lets images out: whatever is outside then, the vault knows it."""

from __future__ import annotations

import hashlib
import os
import random
import time
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from consentdesk.domain.placement import PlaceKind
from consentdesk.domain.release import Form, Rendition, WantedRelease
from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.imaging.renditions import Renditions
from consentdesk.system import save
from consentdesk.workflows.release import making, release_images
from tests.helpers.killing import Acknowledge, killed
from tests.helpers.pictures import jpeg, photograph
from tests.helpers.sessions import later
from tests.storage.conftest import Place
from tests.workflows.checking import checked
from tests.workflows.conftest import desk_over
from tests.workflows.releasing import FONTS, photographed, wanted

IMAGES = 3
STAGES = range(1, 4 * IMAGES + 1)  # each file and what lies beside it, before and after
AN_HOUR_LATER = later(hours=1)
LONGEST_LIFE_S = 60
LONGEST_MS = 40  # of a release, from its beginning

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")


@dataclass(frozen=True)
class Ready:
    """A vault whose images are made into files already, and may be let out; whoever does stands still at a
    stage, 0 for nowhere."""

    place: Place
    asked: WantedRelease
    made: dict[str, Rendition]
    stands_at: int = 0

    @property
    def folder(self) -> Path:
        return self.place.folder.parent / "slides"


@dataclass
class TellingSaver:
    """Says before and after each file that it writes, and stands still at one of these stages."""

    tell: Acknowledge
    stands_at: int
    stage: int = 0

    def save_new(self, folder: Path, name: str, data: bytes) -> Path:
        self._reach(f"writing {name}")
        path = save.save_new(folder, name, data)
        self._reach(f"wrote {name}")
        return path

    def _reach(self, words: str) -> None:
        self.stage += 1
        self.tell(words)
        if self.stage == self.stands_at:
            time.sleep(LONGEST_LIFE_S)


def let_out(ready: Ready, acknowledge: Acknowledge) -> None:
    desk = desk_over(ready.place, AN_HOUR_LATER)
    acknowledge("opened")
    saver = TellingSaver(acknowledge, ready.stands_at)
    release_images(desk, ready.asked, ready.made, ready.folder, saver)  # type: ignore[arg-type]
    acknowledge("released")


@pytest.fixture(scope="module")
def whole(clinic: Place, tmp_path_factory: pytest.TempPathFactory) -> Ready:
    place = clinic.copy(tmp_path_factory.mktemp("whole") / "vault")
    decoder, desk = ConfinedDecoder(1), desk_over(place)
    files = (jpeg(photograph(seed=n)) for n in range(IMAGES))
    record = photographed(desk, decoder, *files, uses=("medical_record", "print"))
    asked = wanted(record, Form(800), use="print", kind=PlaceKind.PRINT, outlet="JAAD")
    for image in asked.images:
        checked(desk, image, "print", "JAAD", asked.place.title)
    renderer = Renditions(decoder, FONTS)
    made = {image: making(desk, renderer, asked, image)() for image in asked.images}
    desk.vault.close()
    decoder.close()
    return Ready(place, asked, made)


def killed_release(whole: Ready, folder: Path, stands_at: int, wait_s: float) -> tuple[int, int]:
    """How many pictures are outside after a kill, and how many the vault knows: those outside are whole, and
    known."""
    ready = replace(whole, place=whole.place.copy(folder / "vault"), stands_at=stands_at)
    ready.folder.mkdir()
    said = killed(ready, let_out, stands_at + 1, wait_s)
    hashes = [hashlib.sha256(p.read_bytes()).hexdigest() for p in ready.folder.glob("[!.]*.jpg")]
    assert len(hashes) >= sum(line.startswith("wrote") and line.endswith(".jpg") for line in said)
    desk = desk_over(ready.place, AN_HOUR_LATER)
    try:
        assert all(desk.vault.image_with_file(sha256) for sha256 in hashes)
        assert desk.vault.check().sound
        known = sum(bool(desk.vault.image_with_file(made.sha256)) for made in ready.made.values())
        assert len(desk.vault.placements_of("patient-1")) == known
        return len(hashes), known
    finally:
        desk.vault.close()


@pytest.mark.parametrize("stage", STAGES)
def test_a_release_killed_at_any_file_leaves_none_outside_that_the_vault_does_not_know(
    whole: Ready, tmp_path: Path, stage: int
) -> None:
    out, known = killed_release(whole, tmp_path, stage, 0)
    assert known == IMAGES, "all of them are in the ledger before the first is written"
    assert out == (stage + 2) // 4


@pytest.mark.parametrize("seed", range(12))
def test_a_release_killed_at_any_time_is_known_whole_or_not_begun(
    whole: Ready, tmp_path: Path, seed: int
) -> None:
    _out, known = killed_release(whole, tmp_path, 0, random.Random(seed).uniform(0, LONGEST_MS / 1000))
    assert known in (0, IMAGES)
