"""Another key for the database: what was kept of the old one opens nothing, everybody's passphrase does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from consentdesk.domain.refusals import Refusal
from consentdesk.storage.backups.restoring import check_backup, restore
from consentdesk.storage.connection import Database
from consentdesk.storage.keys.slots import open_slots, read_generations
from consentdesk.storage.opening import Surroundings
from consentdesk.storage.rekeying import _sealed
from consentdesk.storage.vault import OpenVault
from consentdesk.storage.ways_in import changing, slots_of
from consentdesk.system.ids import Ids
from tests.helpers.sessions import NOW
from tests.storage.conftest import PASSPHRASE, Place
from tests.storage.consents import codes, consent
from tests.storage.staff import TAYS, admit, of_old_form, opens

NEXT = bytes(range(32))


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
def vault(place: Place) -> Iterator[OpenVault]:
    """To be closed by the test, or not."""
    opened = place.open()
    yield opened
    opened._db.leave()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def opens_with(place: Place, key: bytes) -> bool:
    try:
        Database(place.database, key).close()
    except Refusal as refusal:
        assert refusal.code == "vault_damaged"
        return False
    return True


def test_everybody_opens_it_after_a_rekey_and_the_old_key_does_not(place: Place, vault: OpenVault) -> None:
    admit(vault)
    signed = consent(vault)
    vault.rekey(NOW)
    assert vault.record("record-1").chain_hash == signed.hash, "and whoever did it goes on working"
    vault.close()
    assert not opens_with(place, place.keys.data_key)
    names = [opens(place, secret) for secret in (PASSPHRASE, TAYS.passphrase, place.recovery_code)]
    assert names == ["Sam Sample", "Tay Tester", "Recovery code"]
    again = place.door.unlock(PASSPHRASE)
    assert codes(again.check()) == set()
    again.close()


def test_a_rekey_is_a_fact_and_is_due_after_somebody_left(vault: OpenVault) -> None:
    assert not vault.rekey_is_due()
    tay = admit(vault)
    assert not vault.rekey_is_due()
    vault.dismiss(tay.id, "moved away", NOW)
    assert vault.rekey_is_due()
    vault.rekey(NOW)
    assert not vault.rekey_is_due()
    assert vault._db.one("SELECT kind FROM facts ORDER BY seq DESC LIMIT 1") == "vault_rekeyed"


def test_what_somebody_kept_who_left_opens_nothing_after_a_rekey(
    place: Place, vault: OpenVault, tmp_path: Path
) -> None:
    tay = admit(vault)
    kept = open_slots(slots_of(vault._db), TAYS.passphrase)
    assert kept is not None and opens_with(place, kept.data_key)
    before = place.folder / "vault.db.before-4"
    vault._db.copy_to(before)
    vault.dismiss(tay.id, "moved away", NOW)
    vault.rekey(NOW)
    vault.close()
    assert not opens_with(place, kept.data_key) and not before.exists()
    for slots in read_generations(place.folder):
        assert [slot.initials for slot in slots.slots] == ["SS", ""]
        assert all(len(slot.sealed) == 1 for slot in slots.slots)
        assert open_slots(slots, TAYS.passphrase) is None


@pytest.mark.parametrize("stopped", ["before", "after"])
def test_a_rekey_that_was_broken_off_is_brought_to_its_end(
    place: Place, vault: OpenVault, stopped: str
) -> None:
    consent(vault)
    with changing(vault._db, _sealed(slots_of(vault._db), vault._db.key, NEXT)):
        pass
    if stopped == "after":
        vault._db.rekey(NEXT)
    vault._db.leave()
    again = place.door.unlock(PASSPHRASE)
    assert (again._db.key == NEXT) is (stopped == "after")
    assert again.record("record-1") and codes(again.check()) == set()
    assert all(len(slot.sealed) == 1 for slot in slots_of(again._db).slots)
    kinds = [kind for (kind,) in again._db.rows("SELECT kind FROM facts")]
    assert kinds.count("vault_rekeyed") == (stopped == "after")
    again.close()
    assert opens(place, place.recovery_code) == "Recovery code"


def test_a_rekey_without_both_keys_in_the_slots_locks_everybody_out(place: Place, vault: OpenVault) -> None:
    """The control: why there are two."""
    vault._db.rekey(NEXT)
    vault._db.leave()
    assert opens(place, PASSPHRASE) == "vault_damaged"
    assert opens(place, place.recovery_code) == "vault_damaged"


def test_without_room_for_a_second_copy_nothing_changes(
    place: Place, vault: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_generations(place.folder), vault._db.key
    size = place.database.stat().st_size
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(size * 9, size * 8, size))
    with pytest.raises(Refusal, match="disk_full"):
        vault.rekey(NOW)
    assert (read_generations(place.folder), vault._db.key) == before
    monkeypatch.undo()
    vault.rekey(NOW)


def test_while_a_backup_is_taken_the_key_stays(place: Place, vault: OpenVault, stick: Path) -> None:
    for n in range(3):
        vault.put_blob(bytes([n]) * 5000, f"image:{n}")
    refused: list[str] = []

    def meanwhile(done: int, total: int) -> None:
        with pytest.raises(Refusal, match="vault_busy"):
            vault.rekey(NOW)
        refused.append("vault_busy")

    taking = vault.backing_up(stick)
    taking.run(meanwhile)
    assert len(refused) == 3 and codes(check_backup(stick, PASSPHRASE)) == set()
    later = vault.backing_up(stick)  # made before the rekey, run after it
    vault.rekey(NOW)
    later.run()
    assert codes(check_backup(stick, PASSPHRASE)) == set()


def test_backups_from_before_a_rekey_open_with_their_own_slots(
    place: Place, vault: OpenVault, stick: Path, tmp_path: Path
) -> None:
    consent(vault)
    vault.put_blob(b"pixels" * 999, "image:1")
    tay = admit(vault)
    vault.backing_up(stick).run()
    vault.dismiss(tay.id, "moved away", NOW)
    vault.rekey(NOW)
    elsewhere = tmp_path / "elsewhere" / "vault"
    around = Surroundings(place.clock, Ids(place.clock).new_id)
    report = restore(stick, elsewhere, place.recovery_code, around)
    assert codes(report) == set()
    place.clock.move(days=1)
    vault.backing_up(stick).run()
    assert codes(check_backup(stick, place.recovery_code)) == set()
    with pytest.raises(Refusal, match="recovery_code_wrong"):
        check_backup(stick, TAYS.passphrase)


def test_a_recovery_code_of_the_old_form_has_to_be_renewed_first(place: Place) -> None:
    place = of_old_form(place)
    vault = place.door.unlock(PASSPHRASE)
    with pytest.raises(Refusal, match="recovery_code_old"):
        vault.rekey(NOW)
    new = vault.new_recovery_code()
    new.finish(new.code)
    vault.rekey(NOW)
    vault.close()
    assert opens(place, new.code) == "Recovery code" and opens(place, PASSPHRASE) == "Sam Sample"


def test_a_backup_after_a_rekey_writes_only_what_is_new(
    place: Place, vault: OpenVault, stick: Path, tmp_path: Path
) -> None:
    for n in range(4):
        vault.put_blob(bytes([n]) * 60_000, f"image:{n}")
    vault.backing_up(stick).run()
    vault.rekey(NOW)
    place.clock.move(days=1)
    before = {path: path.stat().st_mtime_ns for path in stick.rglob("blobs/*/*")}
    second = vault.backing_up(stick).run()
    assert {path: path.stat().st_mtime_ns for path in stick.rglob("blobs/*/*")} == before
    assert second.written < second.bytes - 4 * 60_000 + 1
    around = Surroundings(place.clock, Ids(place.clock).new_id)
    assert codes(restore(stick, tmp_path / "home" / "vault", PASSPHRASE, around)) == set()


def test_backups_of_a_vault_from_before_names_had_a_key_are_restored(
    place: Place, vault: OpenVault, stick: Path, tmp_path: Path
) -> None:
    vault._db.run("DELETE FROM keys WHERE name = 'backup names'")
    vault.put_blob(b"pixels" * 999, "image:1")
    older = vault.backing_up(stick).run()
    vault.rekey(NOW)
    place.clock.move(days=1)
    vault.backing_up(stick).run()
    for name in (older.name, ""):
        folder = next(stick.iterdir()) / name
        assert codes(check_backup(folder, PASSPHRASE)) == set()
