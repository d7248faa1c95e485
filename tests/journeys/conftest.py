"""Whole sessions through the real window: one rehearsal vault is made once, and every journey has a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtWidgets import QApplication

from consentdesk.rehearsal.stage import stage
from tests.helpers.pictures import camera_exif, jpeg, photograph
from tests.journeys.journey import MORNING, Journey


@pytest.fixture(scope="session")
def first_run(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault as the first run leaves it."""
    folder = tmp_path_factory.mktemp("first-run")
    with stage(folder / "vault", folder, MORNING) as on_stage:
        on_stage.set_up(lambda name: None)
    return folder / "vault"


@pytest.fixture
def journey(first_run: Path, tmp_path: Path) -> Iterator[Journey]:
    """The program on a vault of its own."""
    yield Journey(copytree(first_run, tmp_path / "desk" / "vault"))


@pytest.fixture
def photographs(tmp_path: Path) -> Callable[[int], list[Path]]:
    """So many different photographs as a camera leaves them, with place and serial number inside."""

    def make(count: int) -> list[Path]:
        paths = [tmp_path / f"photo-{seed}.jpg" for seed in range(1, count + 1)]
        for seed, path in enumerate(paths, start=1):
            path.write_bytes(jpeg(photograph(seed=seed), camera_exif()))
        return paths

    return make
