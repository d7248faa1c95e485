"""Backups in a folder: taken while the vault is used, read back, and all it takes to have the vault again."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from pathlib import Path

import pytest

from consentdesk.domain.codec import canonical
from consentdesk.domain.facts import GapReviewed, LoggedIn, Restored
from consentdesk.domain.lines import BackupLine, CheckReport
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.backups.restoring import check_backup, restore
from consentdesk.storage.backups.shelf import Backup, Shelf, sha256_of
from consentdesk.storage.connection import WRITTEN_AT_ONCE, Database
from consentdesk.storage.files import with_checksum
from consentdesk.storage.ledger import readable_facts
from consentdesk.storage.opening import Surroundings
from consentdesk.storage.vault import OpenVault
from consentdesk.system.ids import Ids
from tests.helpers.sessions import NOW, complete_draft
from tests.storage.conftest import PASSPHRASE, HandClock, Place, make_place
from tests.storage.consents import codes, consent, person, register
from tests.storage.test_canaries import NAMES, found_in

PHOTOS = [random.Random(n).randbytes(60_000) for n in range(4)]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def full(vault: OpenVault) -> OpenVault:
    """A vault with something of everything."""
    for n in range(1, 4):
        consent(vault, n)
    for n, photo in enumerate(PHOTOS):
        vault.put_blob(photo, f"image:{n}")
    vault.save_draft(complete_draft(), NOW)
    return vault


def taken(vault: OpenVault, stick: Path, clock: HandClock | None = None, days: float = 0) -> BackupLine:
    if clock is not None:
        clock.move(days=days)
    vault.append(LoggedIn(), NOW)
    return vault.backing_up(stick).run()


def brought_back(stick: Path, home: Path, code: str, name: str = "") -> tuple[CheckReport, Place]:
    """What a check says of the vault on another machine, and where it lies there."""
    clock = HandClock()
    report = restore(
        Shelf.found_in(stick).folder / name, home / "vault", code, Surroundings(clock, Ids(clock).new_id)
    )
    return report, Place(home / "vault", None, None, code, clock)  # type: ignore[arg-type]


def everything(vault: OpenVault) -> dict[str, object]:
    blobs = vault._db.rows("SELECT sha256 FROM blobs ORDER BY id")
    return {
        "records": [vault.record(f"record-{n}") for n in range(1, 4)],
        "patients": vault.find_patients("a"),
        "blobs": [vault.blob(sha256) for (sha256,) in blobs],
        "draft": vault.draft("draft-1"),
        "facts": vault._db.rows("SELECT * FROM facts WHERE kind != 'restored' ORDER BY seq"),
    }


def files(stick: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in stick.rglob("*") if path.is_file()}


def flip(path: Path, at: float = 0.5) -> None:
    data = bytearray(path.read_bytes())
    data[int(len(data) * at)] ^= 0x10
    path.write_bytes(data)


def test_a_restored_vault_holds_every_byte_and_is_a_new_device(
    place: Place, full: OpenVault, stick: Path, tmp_path: Path
) -> None:
    line = taken(full, stick)
    before, device = everything(full), full._core.device
    report, elsewhere = brought_back(stick, tmp_path / "elsewhere", place.recovery_code)
    assert codes(report) == set() and report.facts == line.facts + 1
    vault = elsewhere.door.unlock(PASSPHRASE)
    assert everything(vault) == before
    assert vault._core.device not in ("", device) and vault.id == full.id
    (fact,) = readable_facts(vault._db, vault._keys, ["restored"])
    assert fact.body == Restored(line.name, line.taken_at, line.head)
    assert (fact.header.device, fact.header.number) == (vault._core.device, 1)
    assert fact.header.seen == {device: line.head}
    vault.append(LoggedIn(), NOW)
    assert codes(vault.check()) == set()
    vault.close()


def test_the_recovery_code_alone_opens_a_backup_and_nothing_else_does(
    place: Place, full: OpenVault, stick: Path, tmp_path: Path
) -> None:
    taken(full, stick)
    for wrong in ("", "0" * 26, "green ladder under seven cloud"):
        with pytest.raises(Refusal, match="recovery_code_wrong"):
            brought_back(stick, tmp_path / "elsewhere", wrong)
    assert not (tmp_path / "elsewhere").exists()
    spoken = place.recovery_code.lower().replace("-", " ")
    assert codes(brought_back(stick, tmp_path / "elsewhere", spoken)[0]) == set()


def test_a_backup_taken_in_the_middle_of_work_is_one_state_of_the_vault(
    place: Place, full: OpenVault, stick: Path, tmp_path: Path
) -> None:
    def work(done: int, total: int) -> None:
        consent(full, 10 + done)
        full.put_blob(os.urandom(5_000), f"image:{10 + done}")

    line = full.backing_up(stick).run(work)
    assert line.facts == full._db.one("SELECT count(*) FROM facts")
    assert codes(check_backup(stick, PASSPHRASE)) == set()
    report, _ = brought_back(stick, tmp_path / "elsewhere", place.recovery_code)
    assert report.blobs == 2 * len(PHOTOS) and codes(report) == set()


def test_a_second_backup_writes_only_what_is_new(full: OpenVault, stick: Path) -> None:
    first = taken(full, stick)
    stored = {path: path.stat().st_mtime_ns for path in stick.rglob("blobs/*/*")}
    full.put_blob(b"new" * 9_000, "image:new")
    second = taken(full, stick)
    photos = sum(map(len, PHOTOS))
    assert first.written > photos and 27_000 < second.written < first.written - photos + 40_000
    assert second.bytes > photos + 27_000
    assert all(path.stat().st_mtime_ns == stored[path] for path in stored)
    assert len(list(stick.rglob("blobs/*/*"))) == len(stored) + 1


def test_nothing_in_the_folder_is_readable(tmp_path: Path, stick: Path) -> None:
    place = make_place(tmp_path / "vault")
    vault = place.open()
    register(vault, person(1, NAMES[0], NAMES[1], NAMES[2]))
    sha256 = vault.put_blob(b"these-pixels-must-not-be-readable" * 1000, "image:1")
    vault.backing_up(stick).run()
    vault.close()
    secrets = (*NAMES, "these-pixels-must-not-be", place.keys.data_key.hex(), place.recovery_code, sha256)
    assert found_in(stick, secrets) == []
    assert not any(sha256 in str(path) for path in stick.rglob("*"))
    assert {path.name for path in stick.rglob("vault.*")} == {"vault.db", "vault.slots", "vault.slots.old"}


def test_a_flipped_bit_anywhere_is_noticed(full: OpenVault, stick: Path, tmp_path: Path) -> None:
    run_flips(full, stick, tmp_path / "elsewhere", 1)


@pytest.mark.long
def test_hundreds_of_flipped_bits_are_noticed(full: OpenVault, stick: Path, tmp_path: Path) -> None:
    run_flips(full, stick, tmp_path / "elsewhere", 100)


def run_flips(vault: OpenVault, stick: Path, home: Path, times: int) -> None:
    """In each file of a backup; the slots are there three times, so that a restoring can do without one."""
    line, chance = taken(vault, stick), random.Random(5)
    for n, (path, content) in enumerate([*files(stick).items()] * times):
        flip(path, chance.random())
        assert is_noticed(lambda: check_backup(stick, PASSPHRASE)), path.name
        if not path.name.startswith("vault.slots"):
            place = home / str(n)
            assert is_noticed(lambda place=place: brought_back(stick, place, PASSPHRASE)[0]), path.name
        path.write_bytes(content)
    assert codes(check_backup(Shelf.found_in(stick).folder / line.name, PASSPHRASE)) == set()


def is_noticed(work: object) -> bool:
    try:
        return bool(codes(work()))  # type: ignore[operator]
    except Refusal as refusal:
        assert refusal.code == "backup_damaged"
        return True


def test_a_lost_stored_file_stays_out_and_the_rest_comes_back(
    full: OpenVault, stick: Path, tmp_path: Path
) -> None:
    taken(full, stick)
    next(iter(stick.rglob("blobs/*/*"))).unlink()
    report, elsewhere = brought_back(stick, tmp_path / "elsewhere", PASSPHRASE)
    assert [f.code for f in report.findings if f.code == "blob_damaged"] == ["blob_damaged"]
    vault = elsewhere.door.unlock(PASSPHRASE)
    assert vault.record("record-1") == full.record("record-1")
    vault.close()


def test_the_next_backup_heals_a_damaged_stored_file(full: OpenVault, stick: Path) -> None:
    taken(full, stick)
    spoiled = next(iter(stick.rglob("blobs/*/*")))
    flip(spoiled)
    assert "blob_damaged" in codes(check_backup(stick, PASSPHRASE))
    line = taken(full, stick)
    assert line.written > 60_000 and codes(check_backup(stick, PASSPHRASE)) == set()


def test_what_is_damaged_in_the_vault_does_not_replace_what_is_good_in_the_backup(
    place: Place, full: OpenVault, stick: Path, tmp_path: Path
) -> None:
    taken(full, stick)
    full._db.run("UPDATE blobs SET data = zeroblob(60044) WHERE id = 2")
    full._db.run("INSERT INTO blobs SELECT 99, 'ab', key_id, 9, x'00' FROM blobs WHERE id = 1")
    line = taken(full, stick, place.clock, days=1)
    assert line.damaged == 1, "the one that no backup has either"
    report, _ = brought_back(stick, tmp_path / "elsewhere", place.recovery_code, line.name)
    assert [f.about for f in report.findings if f.code == "blob_damaged"] == ["ab"]


def test_what_was_erased_later_is_erased_in_an_older_backup_that_is_restored(
    place: Place, full: OpenVault, stick: Path, tmp_path: Path
) -> None:
    older = taken(full, stick, place.clock)
    sha256 = full.put_blob(PHOTOS[0], "image:0")
    full.destroy_key("image:0")
    full.destroy_key("patient:patient-1")
    full.remove_draft("draft-1")
    taken(full, stick, place.clock, days=1)
    assert codes(check_backup(Shelf.found_in(stick).folder / older.name, PASSPHRASE)) == set()
    report, elsewhere = brought_back(stick, tmp_path / "elsewhere", place.recovery_code, older.name)
    assert codes(report) == set() and report.erased > 0
    vault = elsewhere.door.unlock(PASSPHRASE)
    assert vault.find_patients("a") == () and vault.drafts() == ()
    with pytest.raises(Refusal, match="blob_unknown"):
        vault.blob(sha256)
    assert all(vault.blob(vault.put_blob(photo, f"image:{n}")) for n, photo in enumerate(PHOTOS[1:], 1))
    vault.close()


def test_the_bytes_of_an_erased_image_leave_the_folder(place: Place, full: OpenVault, stick: Path) -> None:
    taken(full, stick, place.clock)
    full.destroy_key("image:0")
    taken(full, stick, place.clock, days=1)
    assert len(list(stick.rglob("blobs/*/*"))) == len(PHOTOS) - 1
    assert len(Shelf.of(full.id, stick).backups()) == 2


def test_backups_are_thinned_and_their_stored_files_with_them(
    place: Place, full: OpenVault, stick: Path
) -> None:
    for _day in range(20):
        taken(full, stick, place.clock, days=1)
        full.put_blob(os.urandom(100), "image:passing")
    names = [backup.folder.name for backup in Shelf.of(full.id, stick).backups()]
    assert 8 <= len(names) <= 8 + 3 + 1
    needed = {n for backup in Shelf.of(full.id, stick).backups() for n in backup.contents.blobs}
    assert {path.name for path in stick.rglob("blobs/*/*")} == needed
    assert all(
        codes(check_backup(Shelf.found_in(stick).folder / name, PASSPHRASE)) == set() for name in names
    )


def test_a_list_that_cannot_be_read_keeps_what_it_may_need(
    place: Place, full: OpenVault, stick: Path
) -> None:
    full._db.run("DELETE FROM drafts")
    taken(full, stick, place.clock)
    orphan = next(iter(stick.rglob("blobs"))) / "ab" / ("ab" * 32)
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"needed by the one that cannot be read")
    flip(next(iter(stick.rglob("contents"))))
    taken(full, stick, place.clock, days=1)
    assert orphan.exists()


def test_the_newest_backup_that_cannot_be_read_is_named_and_an_older_one_can_be_chosen(
    place: Place, full: OpenVault, stick: Path, tmp_path: Path
) -> None:
    older = taken(full, stick, place.clock)
    newer = taken(full, stick, place.clock, days=1)
    flip(next(iter(stick.rglob(f"{newer.name}/contents"))))
    with pytest.raises(Refusal, match="backup_damaged"):
        brought_back(stick, tmp_path / "elsewhere", place.recovery_code)
    report, _ = brought_back(stick, tmp_path / "elsewhere", place.recovery_code, older.name)
    assert codes(report) == set()


def test_a_vault_is_never_put_over_another(place: Place, full: OpenVault, stick: Path) -> None:
    taken(full, stick)
    before = files(place.folder)
    with pytest.raises(Refusal, match="vault_exists"):
        restore(stick, place.folder, PASSPHRASE, Surroundings(HandClock(), Ids(HandClock()).new_id))
    assert files(place.folder) == before


def test_a_backup_that_is_stopped_leaves_the_earlier_one(full: OpenVault, stick: Path) -> None:
    line = taken(full, stick)
    full.put_blob(b"new", "image:new")
    before, taking = files(stick), full.backing_up(stick)
    with pytest.raises(Refusal, match="backup_stopped"):
        taking.run(lambda done, total: taking.stop())
    assert files(stick) == before
    assert codes(check_backup(Shelf.found_in(stick).folder / line.name, PASSPHRASE)) == set()


def test_where_no_backup_can_lie_is_said(place: Place, full: OpenVault, stick: Path) -> None:
    with pytest.raises(Refusal, match="backup_folder_missing"):
        full.backing_up(stick / "gone").run()
    with pytest.raises(Refusal, match="backup_inside_vault"):
        full.backing_up(place.folder).run()
    with pytest.raises(Refusal, match="backup_not_found"):
        check_backup(stick, PASSPHRASE)
    for vault in ("one", "two"):
        (stick / f"consentdesk-backup-{vault}").mkdir()
    with pytest.raises(Refusal, match="backups_of_several"):
        check_backup(stick, PASSPHRASE)


def test_a_clone_can_go_on_taking_backups_into_the_same_folder(
    place: Place, full: OpenVault, stick: Path, tmp_path: Path
) -> None:
    taken(full, stick)
    _, elsewhere = brought_back(stick, tmp_path / "elsewhere", place.recovery_code)
    vault = elsewhere.door.unlock(PASSPHRASE)
    stored = set(stick.rglob("blobs/*/*"))
    line = taken(vault, stick)
    assert set(stick.rglob("blobs/*/*")) == stored, "they are shared"
    vault.close()
    assert codes(check_backup(Shelf.found_in(stick).folder / line.name, PASSPHRASE)) == set()


def test_a_gap_is_open_from_restoring_until_somebody_reviewed_it(
    place: Place, full: OpenVault, stick: Path, tmp_path: Path
) -> None:
    taken(full, stick)
    _, elsewhere = brought_back(stick, tmp_path / "elsewhere", place.recovery_code)
    assert not full.restored_with_gap(NOW)
    vault = elsewhere.door.unlock(PASSPHRASE)
    assert vault.restored_with_gap(NOW)
    elsewhere.clock.move(hours=1)
    vault.append(GapReviewed("nothing was done meanwhile"), elsewhere.clock())
    assert vault.restored_with_gap(NOW) and not vault.restored_with_gap(elsewhere.clock())
    vault.rebuild()
    assert vault.restored_with_gap(NOW) and not vault.restored_with_gap(elsewhere.clock())
    vault.close()


def made_by_an_older_program(backup: Backup, key: bytes) -> None:
    """Take the last view out of a backup, as a program had it that did not know it yet."""
    path = backup.folder / "vault.db"
    db = Database(path, key, way=WRITTEN_AT_ONCE)
    db.run("DROP TABLE gaps")
    db.run("UPDATE vault SET views = views - 1")
    db.close()
    contents = replace(backup.contents, database_sha256=sha256_of(path))
    (backup.folder / "contents").write_bytes(with_checksum(canonical(contents)))


def test_a_backup_of_an_older_program_is_checked_and_brought_up_to_the_present_one(
    place: Place, full: OpenVault, stick: Path, tmp_path: Path
) -> None:
    taken(full, stick)
    (backup,) = Shelf.found_in(stick).backups()
    made_by_an_older_program(backup, place.keys.data_key)
    assert codes(check_backup(stick, PASSPHRASE)) == set()
    report, elsewhere = brought_back(stick, tmp_path / "elsewhere", PASSPHRASE)
    assert codes(report) == set()
    vault = elsewhere.door.unlock(PASSPHRASE)
    assert vault.restored_with_gap(NOW)
    vault.close()


def test_blobs_that_another_desk_took_away_meanwhile_spoil_a_backup(full: OpenVault, stick: Path) -> None:
    def take_away(done: int, total: int) -> None:
        for path in list(stick.rglob("blobs/*/*")):
            path.unlink()

    with pytest.raises(Refusal, match="backup_not_readable"):
        full.backing_up(stick).run(take_away)
    line = taken(full, stick)
    assert codes(check_backup(Shelf.found_in(stick).folder / line.name, PASSPHRASE)) == set()


def test_an_older_database_put_into_a_newer_backup_is_noticed(
    place: Place, full: OpenVault, stick: Path, tmp_path: Path
) -> None:
    taken(full, stick, place.clock)
    taken(full, stick, place.clock, days=1)
    newer, older = (backup.folder for backup in Shelf.found_in(stick).backups())
    for file in ("vault.db", "vault.slots", "vault.slots.old"):
        (newer / file).write_bytes((older / file).read_bytes())
    with pytest.raises(Refusal, match="backup_damaged"):
        check_backup(newer, PASSPHRASE)
    with pytest.raises(Refusal, match="backup_damaged"):
        brought_back(stick, tmp_path / "elsewhere", PASSPHRASE)
    (newer / "vault.db").unlink()
    with pytest.raises(Refusal, match="backup_damaged"):
        brought_back(stick, tmp_path / "elsewhere", PASSPHRASE)
    assert list((tmp_path / "elsewhere").iterdir()) == []
