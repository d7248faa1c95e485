"""After a lock nothing that was secret is in the memory of any process of the program: key, signing key,
passphrase, names. Before it, the same search finds them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.canaries import Needles
from tests.helpers.memory import found_in_memory
from tests.helpers.pictures import camera_exif, jpeg, photograph
from tests.helpers.program import LOOKED_INTO, Program, descendants, program
from tests.storage.conftest import CODE, PASSPHRASE, Place, make_place

PATIENT = {"given": "Quirinus", "family": "Zwetschgenbaum", "number": "MRN-90817263"}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is read on Linux alone")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return make_place(tmp_path / "clinic.vault")


@pytest.fixture
def running(place: Place) -> Iterator[Program]:
    with program(place.folder, **LOOKED_INTO) as started:
        yield started


@pytest.fixture
def guarded(place: Place) -> Iterator[Program]:
    """As clinics run it, whoever runs the test."""
    with program(place.folder) as started:
        yield started


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """A photograph for each cycle."""
    taken = [tmp_path / f"photo-{seed}.jpg" for seed in range(20)]
    for seed, path in enumerate(taken):
        path.write_bytes(jpeg(photograph(seed=seed), camera_exif()))
    return taken


def secrets(place: Place) -> Needles:
    return {
        "data key": place.keys.data_key,
        "signing key": place.keys.signing_seed,
        "passphrase": PASSPHRASE,
        **{name: PATIENT[name] for name in ("given", "family", "number")},
    }


def in_memory(running: Program, needles: Needles) -> set[str]:
    """What any process of the program holds. Skips where this user may not look."""
    found = set()
    for pid in (running.pid, *descendants(running.pid)):
        try:
            found |= found_in_memory(pid, needles)
        except PermissionError:
            pytest.skip("this user may not read the memory of a process that guards itself: run it as root")
    return found


def cycle(running: Program, needles: Needles, photo: Path, number: str) -> tuple[set[str], set[str]]:
    """Come in, take a session, lock: what was found before, and what after."""
    running.hear("up")
    running.ask("type", "passphrase", PASSPHRASE)
    before = in_memory(running, needles)
    running.ask("click", "unlock")
    running.ask("wait", "home_page")
    running.ask("play", "-", CODE, {**PATIENT, "number": number}, str(photo))
    before |= in_memory(running, needles)
    running.ask("click", "go_home")
    running.tell("press", "lock_now")
    running.hear("born")
    return before, in_memory(running, needles)


def assert_nothing_stays(running: Program, place: Place, photos: list[Path]) -> None:
    needles = secrets(place)
    for number, photo in enumerate(photos):
        before, after = cycle(running, needles, photo, f"{PATIENT['number']}-{number}")
        assert before == set(needles), "the search finds them while they are there"
        assert after == set()


def test_nothing_secret_stays_in_memory_after_a_lock(
    running: Program, place: Place, photos: list[Path]
) -> None:
    assert_nothing_stays(running, place, photos[:3])


@pytest.mark.long
def test_nothing_secret_stays_in_memory_after_twenty_locks(
    running: Program, place: Place, photos: list[Path]
) -> None:
    assert_nothing_stays(running, place, photos)


def test_no_process_leaves_an_image_of_its_memory_when_it_crashes(
    guarded: Program, photos: list[Path]
) -> None:
    guarded.come_in(PASSPHRASE)
    guarded.ask("play", "images", CODE, PATIENT, str(photos[0]))
    guarded.tell("add", str(photos[0]))
    guarded.ask("wait", "image_1")
    pids = [guarded.pid, *descendants(guarded.pid)]
    assert len(pids) > 1, "the window and the reader of foreign images"
    for pid in pids:
        (limit,) = [
            line.split()[4:6]
            for line in Path(f"/proc/{pid}/limits").read_text().splitlines()
            if line.startswith("Max core file size")
        ]
        assert limit == ["0", "0"]
        unreadable = Path(f"/proc/{pid}/mem").stat().st_uid == 0
        assert unreadable, "a collector that the kernel pipes dumps to gets none either"
