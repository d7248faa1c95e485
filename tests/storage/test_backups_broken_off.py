"""Backups that are killed, run out of space or lose their stick: the earlier ones stay as good as they were,
and the vault is none the worse.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from consentdesk.domain.refusals import Refusal
from consentdesk.storage.backups.restoring import check_backup, restore
from consentdesk.storage.backups.shelf import Shelf
from consentdesk.storage.opening import Surroundings
from consentdesk.system.ids import Ids
from tests.helpers.killing import killed
from tests.storage.conftest import PASSPHRASE, HandClock, Place
from tests.storage.consents import codes, consent
from tests.storage.test_disk_full import fill as fill
from tests.storage.test_disk_full import small_disk as small_disk

LONGEST_WAIT_S = 0.12  # about as long as a whole backup
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def ready(place: Place, stick: Path) -> Place:
    """A vault with something in it and one good backup of it."""
    vault = place.open()
    for n in range(3):
        consent(vault, n)
        vault.put_blob(os.urandom(40_000), f"image:{n}")
    vault.backing_up(stick).run()
    vault.close()
    return place


def backing_up_without_end(stick: Path) -> Callable[[Place, Callable[[str], None]], None]:
    def work(place: Place, acknowledge: Callable[[str], None]) -> None:
        vault = place.open()
        acknowledge("open")
        while True:
            vault.put_blob(os.urandom(30_000), f"image:{os.getpid()}")
            place.clock.move(hours=1)
            acknowledge(vault.backing_up(stick).run().name)

    return work


def run_kills(place: Place, stick: Path, times: int, seed: int) -> int:
    """Kill backups at random points; how many were broken off, by what they left."""
    chance, broken_off = random.Random(seed), 0
    (first,) = Shelf.found_in(stick).backups()
    for n in range(times):
        wait_s = chance.uniform(0, LONGEST_WAIT_S)
        said = killed(place, backing_up_without_end(stick), chance.randint(1, 2), wait_s)
        broken_off += any(stick.rglob("*.part"))
        names = [backup.folder.name for backup in Shelf.found_in(stick).backups()]
        assert {first.folder.name, *said[1:]} <= set(names)
        if n % 5 == 4 or n == times - 1:
            assert all(
                codes(check_backup(Shelf.found_in(stick).folder / name, PASSPHRASE)) == set()
                for name in names[:2]
            )
            assert codes(check_backup(Shelf.found_in(stick).folder / first.folder.name, PASSPHRASE)) == set()
    vault = place.open()
    assert codes(vault.check()) == set()
    vault.backing_up(stick).run()
    assert not any(stick.rglob("*.part")) and not any(stick.rglob("*.tmp"))
    vault.close()
    return broken_off


@needs_fork
def test_a_killed_backup_leaves_the_earlier_ones(place: Place, stick: Path) -> None:
    assert run_kills(ready(place, stick), stick, 10, seed=6) > 0


@needs_fork
@pytest.mark.parametrize("wait_s", [0.15, 0.2, 0.25, 0.3, 0.35])
def test_a_killed_restoring_leaves_a_whole_vault_or_none(
    place: Place, stick: Path, tmp_path: Path, wait_s: float
) -> None:
    ready(place, stick)
    clock, home = HandClock(), tmp_path / "elsewhere"
    elsewhere = Place(home / "vault", place.slots, place.keys, place.recovery_code, clock)

    def bring_back() -> None:
        restore(stick, elsewhere.folder, place.recovery_code, Surroundings(clock, Ids(clock).new_id))

    def work(place: Place, acknowledge: Callable[[str], None]) -> None:
        acknowledge("begun")
        bring_back()
        acknowledge("done")

    said = killed(place, work, 1, wait_s)
    assert elsewhere.folder.exists() or "done" not in said
    if not elsewhere.folder.exists():
        bring_back()
    assert [path.name for path in home.iterdir()] == ["vault"]
    vault = elsewhere.door.unlock(PASSPHRASE)
    assert codes(vault.check()) == set()
    vault.close()


@pytest.mark.parametrize("leave", [0, 4_000, 40_000, 100_000, 200_000, 330_000])
def test_a_full_stick_keeps_the_earlier_backup(place: Place, small_disk: Path, leave: int) -> None:
    stick = small_disk
    vault = ready(place, stick).open()
    (earlier,) = Shelf.found_in(stick).backups()
    for n in range(3, 6):
        vault.put_blob(os.urandom(40_000), f"image:{n}")
    filler = fill(stick, leave)
    with pytest.raises(Refusal, match="disk_full"):
        vault.backing_up(stick).run()
    assert Shelf.found_in(stick).backups() == (earlier,) and not any(stick.rglob("*.part"))
    assert codes(check_backup(stick, PASSPHRASE)) == set()
    filler.unlink()
    line = vault.backing_up(stick).run()
    assert codes(check_backup(Shelf.found_in(stick).folder / line.name, PASSPHRASE)) == set()
    assert codes(vault.check()) == set()
    vault.close()


def test_a_restoring_without_room_leaves_nothing(place: Place, stick: Path, small_disk: Path) -> None:
    ready(place, stick)
    fill(small_disk, 200_000)
    clock = HandClock()
    with pytest.raises(Refusal, match="disk_full"):
        restore(stick, small_disk / "home" / "vault", PASSPHRASE, Surroundings(clock, Ids(clock).new_id))
    assert list((small_disk / "home").iterdir()) == []


def test_a_stick_pulled_out_half_way_is_named_and_the_vault_goes_on(place: Place, stick: Path) -> None:
    vault = ready(place, stick).open()
    vault.put_blob(os.urandom(40_000), "image:9")

    def pull(done: int, total: int) -> None:
        if stick.exists():
            stick.rename(stick.with_name("in a pocket"))

    with pytest.raises(Refusal, match=r"disk_failing|folder_read_only"):
        vault.backing_up(stick).run(pull)
    pocket = stick.with_name("in a pocket")
    assert codes(check_backup(pocket, PASSPHRASE)) == set()
    assert codes(vault.check()) == set()
    vault.close()


def test_a_stick_that_returns_other_bytes_is_refused(
    place: Place, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = ready(place, stick).open()
    vault.put_blob(os.urandom(40_000), "image:9")
    read = Path.read_bytes
    worn_out = lambda path: read(path)[:-1] if path.parent.parent.name == "blobs" else read(path)  # noqa: E731
    monkeypatch.setattr(Path, "read_bytes", worn_out)
    with pytest.raises(Refusal, match="backup_not_readable"):
        vault.backing_up(stick).run()
    vault.close()
