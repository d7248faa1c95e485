import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from consentdesk.domain.codec import canonical
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.connection import PAGE_BYTES, Database
from consentdesk.storage.files import write_whole
from consentdesk.storage.keys.passphrases import new_recovery_code
from consentdesk.storage.keys.slots import (
    PREVIOUS_FILE,
    SLOTS_FILE,
    Slots,
    from_bytes,
    open_slots,
    read_generations,
    to_bytes,
    write_slots,
)
from consentdesk.storage.migrations import STEPS
from tests.helpers.sessions import NOW
from tests.storage.conftest import FIRST, FIRST_FACTS, PASSPHRASE, Place
from tests.storage.consents import consent

NOBODY = 65534


def refused(place: Place, passphrase: str = PASSPHRASE) -> Refusal:
    """How the door refuses; whatever it does, it makes no file."""
    before = {path.name for path in place.folder.parent.rglob("*")}
    with pytest.raises(Refusal) as caught:
        place.door.unlock(passphrase)
    made = {path.name for path in place.folder.parent.rglob("*")} - before
    assert made <= {"vault.tries", "vault.db-wal", "vault.db-shm"}
    return caught.value


def test_the_right_passphrase_opens_the_vault_and_says_who_came(place: Place) -> None:
    vault = place.door.unlock(PASSPHRASE)
    assert vault.me == vault.members()[0]
    assert vault.id == place.slots.vault
    vault.close()


def test_a_passphrase_counts_however_the_keyboard_composed_it(place: Place) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in PASSPHRASE)
    assert wide != PASSPHRASE
    place.door.unlock(wide).close()


def test_the_recovery_code_opens_what_a_forgotten_passphrase_cannot(place: Place) -> None:
    place.door.unlock(place.recovery_code.lower()).close()
    assert refused(place, new_recovery_code()).code == "passphrase_wrong"


def test_a_wrong_passphrase_says_how_many_tries_are_left(place: Place) -> None:
    refusal = refused(place, "some other words entirely")
    assert (refusal.code, refusal.problems[0].details) == ("passphrase_wrong", {"left": 4})
    place.door.unlock(PASSPHRASE).close()
    assert refused(place, "some other words entirely").problems[0].details == {"left": 4}


def test_a_missing_vault_is_not_made_anew(place: Place) -> None:
    place.database.unlink()
    assert refused(place).code == "vault_missing"
    shutil.rmtree(place.folder)
    assert refused(place).code == "vault_missing"
    assert not place.folder.exists()


@pytest.mark.parametrize(
    "length", [0, 1, 15, 100, PAGE_BYTES - 1, PAGE_BYTES, 3 * PAGE_BYTES, -PAGE_BYTES, -1]
)
def test_a_cut_vault_is_damaged_not_empty(place: Place, length: int) -> None:
    whole = place.database.stat().st_size
    os.truncate(place.database, length if length >= 0 else whole + length)
    assert refused(place).code == "vault_damaged"


def test_a_readable_database_is_foreign(place: Place) -> None:
    place.database.unlink()
    plain = sqlite3.connect(place.database)
    plain.execute("CREATE TABLE facts (id TEXT)")
    plain.close()
    assert refused(place).code == "vault_foreign"


def test_another_vaults_database_is_foreign(place: Place, another: Place) -> None:
    shutil.copyfile(another.database, place.database)
    assert refused(place).code == "vault_foreign"


def test_another_vault_under_the_same_key_is_foreign(place: Place) -> None:
    with place.by_hand() as db:
        db.run("UPDATE vault SET id = 'another'")
    assert refused(place).code == "vault_foreign"


def test_a_database_of_another_program_under_the_same_key_is_foreign(place: Place) -> None:
    with place.by_hand() as db:
        db.run("PRAGMA application_id = 7")
    assert refused(place).code == "vault_foreign"


def test_a_vault_of_a_later_program_is_refused_and_stays_as_it_is(place: Place) -> None:
    with place.by_hand() as db:
        db.run(f"PRAGMA user_version = {len(STEPS) + 1}")
    before = place.database.read_bytes()
    refusal = refused(place)
    assert (refusal.code, refusal.problems[0].details["version"]) == ("vault_newer", len(STEPS) + 1)
    assert place.database.read_bytes() == before


def test_a_flipped_bit_in_the_first_bytes_is_damage_not_another_vault(place: Place) -> None:
    content = bytearray(place.database.read_bytes())
    content[3] ^= 8
    place.database.write_bytes(content)
    assert refused(place).code == "vault_damaged"


@pytest.mark.parametrize("damage", ["torn", "gone", "empty"])
def test_damaged_slots_are_replaced_by_their_previous_generation(place: Place, damage: str) -> None:
    path = place.folder / SLOTS_FILE
    whole = path.read_bytes()
    path.write_bytes({"torn": whole[:-9], "gone": b"", "empty": b""}[damage])
    if damage == "gone":
        path.unlink()
    place.door.unlock(PASSPHRASE).close()
    assert path.read_bytes() == whole


def test_slots_that_are_lost_are_told_from_a_damaged_vault(place: Place) -> None:
    (place.folder / SLOTS_FILE).write_bytes(b"")
    (place.folder / PREVIOUS_FILE).unlink()
    assert refused(place).code == "slots_lost"


def test_every_altered_byte_of_the_slots_is_noticed(place: Place) -> None:
    whole = to_bytes(place.slots)
    for n in range(len(whole)):
        with pytest.raises(ValueError):
            from_bytes(whole[:n] + bytes([whole[n] ^ 1]) + whole[n + 1 :])


@pytest.mark.parametrize(("passes", "memory_kib"), [(1, 8), (3, 1 << 30), (1 << 20, 65536)])
def test_hostile_argon2_parameters_are_refused_before_they_are_tried(
    place: Place, passes: int, memory_kib: int
) -> None:
    plain = json.loads(canonical(place.slots))
    plain["slots"][0]["effort"].update(passes=passes, memory_kib=memory_kib)
    content = canonical(plain)
    with pytest.raises(ValueError, match="unfit"):
        from_bytes(_checksum(content) + b"\n" + content)


def test_a_slot_with_weakened_parameters_does_not_open(place: Place) -> None:
    first, *rest = place.slots.slots
    slower = replace(first, effort=replace(first.effort, passes=first.effort.passes + 1))
    assert open_slots(replace(place.slots, slots=(slower, *rest)), PASSPHRASE) is None
    moved = replace(place.slots, vault="another")
    assert open_slots(moved, PASSPHRASE) is None
    assert open_slots(place.slots, PASSPHRASE) == place.keys


def test_the_slots_inside_the_vault_count_whatever_lies_beside_it(place: Place) -> None:
    newer = replace(place.slots, generation=2)
    with place.by_hand() as db:
        db.run("UPDATE slots SET data = ?", to_bytes(newer))
    place.door.unlock(PASSPHRASE).close()
    assert read_generations(place.folder) == (newer, newer)
    write_slots(place.folder, replace(place.slots, generation=9))
    place.door.unlock(PASSPHRASE).close()
    assert read_generations(place.folder) == (newer, newer)
    db = Database(place.database, place.keys.data_key)
    assert from_bytes(db.one("SELECT data FROM slots")) == newer
    db.close()


def test_slots_are_readable_wherever_their_writing_stops(place: Place) -> None:
    newer = replace(place.slots, generation=2)
    (place.folder / (SLOTS_FILE + ".tmp")).write_bytes(to_bytes(newer)[:50])
    assert _newest(place) == place.slots
    write_whole(place.folder / SLOTS_FILE, to_bytes(newer))
    assert _newest(place) == newer


def test_a_signing_key_that_the_ledger_does_not_know_is_refused(place: Place) -> None:
    stranger = replace(place, keys=replace(place.keys, signing_seed=bytes(32)))
    with pytest.raises(Refusal, match="vault_damaged"):
        stranger.open()


def test_what_was_appended_is_there_after_a_restart(place: Place) -> None:
    vault = place.open()
    signed = consent(vault)
    vault.close()
    vault = place.open()
    assert vault.record("record-1").chain_hash == signed.hash
    vault.close()


def test_closing_leaves_one_file_that_can_be_copied(place: Place) -> None:
    vault = place.open()
    consent(vault)
    vault.close()
    assert not place.database.with_name("vault.db-wal").exists()


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that someone else can read but not write; the tests' own folders are closed to them."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can become someone else for a moment")
    folder = Path(tempfile.mkdtemp(dir="/var/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@contextmanager
def as_nobody() -> Iterator[None]:
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_read_only_folder_is_named(template: Place, shared_folder: Path) -> None:
    place = template.copy(shared_folder / "vault")
    place.folder.chmod(0o755)
    with as_nobody(), pytest.raises(Refusal, match="folder_read_only"):
        place.door.unlock(PASSPHRASE)
    elsewhere = replace(place, folder=shared_folder / "new")
    with as_nobody(), pytest.raises(Refusal, match="folder_read_only"):
        elsewhere.door.prepare(FIRST, FIRST_FACTS, NOW, rehearsal=False)


def test_a_backup_is_never_worked_with(place: Place, tmp_path: Path) -> None:
    vault = place.open()
    (tmp_path / "stick").mkdir()
    line = vault.backing_up(tmp_path / "stick").run()
    vault.close()
    (backup,) = (tmp_path / "stick").glob(f"*/{line.name}")
    with pytest.raises(Refusal, match="vault_is_backup"):
        replace(place, folder=backup).door.unlock(place.recovery_code)


def _newest(place: Place) -> Slots:
    return read_generations(place.folder)[0]


def _checksum(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
