"""A backup that was taken before an erasure brings nothing of it back, nor holds it for long (R40)."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from consentdesk.domain.codec import canonical
from consentdesk.domain.lines import BackupLine
from consentdesk.storage.backups.restoring import check_backup
from consentdesk.storage.backups.shelf import Backup, Shelf, sha256_of
from consentdesk.storage.connection import Database
from consentdesk.storage.files import CONTENTS_FILE, with_checksum
from consentdesk.storage.vault import OpenVault
from tests.helpers.killing import killed
from tests.helpers.pages import readable
from tests.storage.conftest import PASSPHRASE, Place
from tests.storage.consents import codes
from tests.storage.test_backups import brought_back, flip, taken
from tests.storage.test_erasing import erase, forks
from tests.storage.whole_patients import Whole, admit, traces

KILLS, LONGEST_WAIT_S = 4, 0.4


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def erased(place: Place, vault: OpenVault, stick: Path) -> tuple[Whole, Whole, list[bytes]]:
    """Whoever was erased after a backup was taken, whoever stays, and what is searched for."""
    gone, staying = admit(vault, 1, old_copy=True), admit(vault, 2)
    searched = traces(vault, gone)
    taken(vault, stick, place.clock)
    erase(vault, gone)
    return gone, staying, searched


def again(place: Place, vault: OpenVault, stick: Path) -> BackupLine:
    return taken(vault, stick, place.clock, days=1)


def backups(stick: Path) -> tuple[Backup, ...]:
    return Shelf.found_in(stick).backups()


def held(place: Place, where: Path, searched: list[bytes]) -> list[bytes]:
    """Which of these whoever has the vault's key finds in a folder: on pages, and in files of blobs."""
    stored = b"\0".join(path.read_bytes() for path in where.rglob("blobs/*/*"))
    everything = readable(where, place.keys.data_key) + stored
    return [trace for trace in searched if trace in everything]


def test_a_backup_taken_before_brings_nothing_back_where_a_later_one_knows(
    place: Place,
    vault: OpenVault,
    stick: Path,
    tmp_path: Path,
    erased: tuple[Whole, Whole, list[bytes]],
) -> None:
    gone, staying, _searched = erased
    (old,) = backups(stick)
    shutil.copytree(old.folder, tmp_path / "kept")
    again(place, vault, stick)
    shutil.rmtree(next(b.folder for b in backups(stick) if b.contents.taken_at == old.contents.taken_at))
    shutil.copytree(tmp_path / "kept", old.folder)
    report, there = brought_back(stick, tmp_path / "elsewhere", PASSPHRASE, old.folder.name)
    restored = there.door.unlock(PASSPHRASE)
    assert codes(report) == set() and gone.is_gone(restored) and staying.is_whole(restored)
    restored.close()


def test_an_older_backup_holds_what_was_erased_until_the_next_one_is_taken(
    place: Place,
    vault: OpenVault,
    stick: Path,
    tmp_path: Path,
    erased: tuple[Whole, Whole, list[bytes]],
) -> None:
    gone, staying, searched = erased
    assert set(held(place, stick, searched)) == set(searched), "the search finds what is there"
    assert again(place, vault, stick).left_behind == 0
    assert held(place, stick, searched) == []
    newest, older = backups(stick)
    assert (older.contents.head, older.contents.facts) != (newest.contents.head, newest.contents.facts)
    for backup in (newest, older):
        assert codes(check_backup(backup.folder, PASSPHRASE)) == set()
    shutil.rmtree(newest.folder)
    report, there = brought_back(stick, tmp_path / "elsewhere", place.recovery_code)
    restored = there.door.unlock(PASSPHRASE)
    assert codes(report) == set() and gone.is_gone(restored) and staying.is_whole(restored)
    assert report.erased > 0
    restored.close()


def test_an_erased_image_goes_from_older_backups_with_the_copies_that_show_it(
    place: Place,
    vault: OpenVault,
    stick: Path,
) -> None:
    made = admit(vault, 1, old_copy=True)
    taken(vault, stick, place.clock)
    image = made.images.pop()
    searched = traces(vault, made, image)
    erase(vault, made, image)
    again(place, vault, stick)
    assert held(place, stick, searched) == []
    assert all(codes(check_backup(backup.folder, PASSPHRASE)) == set() for backup in backups(stick))


def test_backups_without_what_was_erased_stay_as_they_are(
    place: Place, vault: OpenVault, stick: Path
) -> None:
    taken(vault, stick, place.clock)
    (old,) = backups(stick)
    erase(vault, admit(vault, 1))
    again(place, vault, stick)
    database = (old.folder / "vault.db").stat().st_mtime_ns
    vault.save_draft(vault.draft(admit(vault, 2).draft), place.clock())
    vault.remove_draft("draft-2")
    again(place, vault, stick)
    assert old.folder in {backup.folder for backup in backups(stick)}
    assert (old.folder / "vault.db").stat().st_mtime_ns == database
    assert codes(check_backup(old.folder, PASSPHRASE)) == set()


def test_one_of_an_older_program_gives_it_up_too(
    place: Place, vault: OpenVault, stick: Path, erased: tuple[Whole, Whole, list[bytes]]
) -> None:
    (old,) = backups(stick)
    db = Database.write_at_once(old.folder / "vault.db", place.keys.data_key)
    db.run("UPDATE vault SET views = 0")
    db.run("DROP TABLE decisions")
    db.close()
    contents = replace(old.contents, database_sha256=sha256_of(old.folder / "vault.db"))
    (old.folder / CONTENTS_FILE).write_bytes(with_checksum(canonical(contents)))
    assert again(place, vault, stick).left_behind == 0
    assert held(place, stick, erased[2]) == []
    assert all(codes(check_backup(backup.folder, PASSPHRASE)) == set() for backup in backups(stick))


def test_what_was_broken_off_between_two_that_are_the_same_is_ended(
    place: Place,
    vault: OpenVault,
    stick: Path,
    tmp_path: Path,
    erased: tuple[Whole, Whole, list[bytes]],
) -> None:
    (old,) = backups(stick)
    shutil.copytree(old.folder, tmp_path / "kept")
    again(place, vault, stick)
    shutil.copytree(tmp_path / "kept", old.folder)
    assert len(backups(stick)) == 3
    assert again(place, vault, stick).left_behind == 0
    assert len(backups(stick)) == 3 and held(place, stick, erased[2]) == []


@pytest.mark.parametrize(
    "broken_off",
    [
        lambda old: old.rename(f"{old}.part"),
        lambda old: (old / CONTENTS_FILE).unlink(),
    ],
    ids=["it had another name already", "as earlier programs removed one"],
)
def test_one_whose_removal_was_broken_off_is_swept_up(
    place: Place,
    vault: OpenVault,
    stick: Path,
    erased: tuple[Whole, Whole, list[bytes]],
    broken_off: Callable[[Path], object],
) -> None:
    (old,) = backups(stick)
    broken_off(old.folder)
    assert again(place, vault, stick).left_behind == 0
    assert held(place, stick, erased[2]) == []


def test_one_under_an_earlier_key_of_the_vault_is_left_and_counted(
    place: Place,
    vault: OpenVault,
    stick: Path,
    erased: tuple[Whole, Whole, list[bytes]],
) -> None:
    (old,) = backups(stick)
    before = (old.folder / CONTENTS_FILE).read_bytes()
    vault.rekey(place.clock())
    assert again(place, vault, stick).left_behind == 1
    assert (old.folder / CONTENTS_FILE).read_bytes() == before


def test_a_damaged_one_is_left_and_counted(
    place: Place,
    vault: OpenVault,
    stick: Path,
    erased: tuple[Whole, Whole, list[bytes]],
) -> None:
    (old,) = backups(stick)
    flip(old.folder / "vault.db")
    assert again(place, vault, stick).left_behind == 1
    assert old.folder.is_dir()


def test_one_that_is_stopped_is_good_and_leaves_the_others_for_the_next_time(
    place: Place,
    vault: OpenVault,
    stick: Path,
    erased: tuple[Whole, Whole, list[bytes]],
) -> None:
    place.clock.move(days=1)
    taking = vault.backing_up(stick)
    taking._shelf.finish = stopping(taking.stop, taking._shelf.finish)  # type: ignore[method-assign]
    assert taking.run().left_behind == 1
    assert again(place, vault, stick).left_behind == 0


def stopping(stop: Callable[[], None], finish: Callable[..., Path]) -> Callable[..., Path]:
    def finished(*values: object) -> Path:
        stop()
        return finish(*values)

    return finished


def backing_up(stick: Path) -> Callable[[Place, Callable[[str], None]], None]:
    def work(place: Place, acknowledge: Callable[[str], None]) -> None:
        vault = place.open()
        acknowledge("open")
        vault.backing_up(stick).run()
        acknowledge("done")

    return work


def run_kills(place: Place, stick: Path, times: int) -> None:
    """Killed at any point, each backup that counts is whole, and the older one is among them."""
    chance, taken_at = random.Random(11), backups(stick)[0].contents.taken_at
    for _kill in range(times):
        place.clock.move(minutes=1)
        killed(place, backing_up(stick), 1, chance.uniform(0, LONGEST_WAIT_S))
        there = backups(stick)
        assert any(backup.contents.taken_at == taken_at for backup in there)
        assert all(codes(check_backup(backup.folder, PASSPHRASE)) == set() for backup in there)


@forks
def test_a_desk_killed_while_older_backups_are_brought_up_leaves_each_of_them_whole(
    place: Place, vault: OpenVault, stick: Path, erased: tuple[Whole, Whole, list[bytes]]
) -> None:
    (old,) = backups(stick)
    run_kills(place, stick, KILLS)
    assert again(place, vault, stick).left_behind == 0
    assert held(place, stick, erased[2]) == []
    assert sum(b.contents.taken_at == old.contents.taken_at for b in backups(stick)) == 1


@forks
@pytest.mark.long
def test_a_hundred_kills_while_older_backups_are_brought_up_spoil_none(
    template: Place, tmp_path: Path
) -> None:
    for batch in range(10):
        place, stick = template.copy(tmp_path / f"vault-{batch}"), tmp_path / f"stick-{batch}"
        stick.mkdir()
        vault = place.open()
        gone = admit(vault, 1)
        taken(vault, stick, place.clock)
        erase(vault, gone)
        run_kills(place, stick, 10)
        assert again(place, vault, stick).left_behind == 0
        vault.close()
