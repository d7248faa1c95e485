"""Real damage in a vault's file, and what a backup brings back of it, byte for byte."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from consentdesk.domain.facts import FilesBroughtBack, LoggedIn, SessionDiscarded
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.backups import mending as module
from consentdesk.storage.connection import PAGE_BYTES, Database
from consentdesk.storage.files import MENDED_FILE
from consentdesk.storage.ledger import readable_facts
from consentdesk.storage.vault import OpenVault
from tests.helpers.sessions import NOW, complete_draft
from tests.storage.conftest import PASSPHRASE, Place
from tests.storage.consents import codes, consent

PHOTOS = [random.Random(n).randbytes(60_000 + n) for n in range(6)]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def full(place: Place) -> Place:
    vault = place.open()
    consent(vault)
    for n, photo in enumerate(PHOTOS):
        vault.put_blob(photo, f"image:{n}")
    vault.save_draft(complete_draft(), NOW)
    vault.close()
    return place


@pytest.fixture
def backed_up(full: Place, stick: Path) -> Place:
    vault = full.open()
    vault.backing_up(stick).run()
    vault.close()
    return full


def damage(place: Place, sha256: str, part: float = 0.5, size: int = 1) -> None:
    """Spoil bytes of the file on the disk, somewhere in the pages where a stored file lies."""
    pages = pages_of(place, sha256)
    content = bytearray(place.database.read_bytes())
    at = pages[int((len(pages) - 1) * part)] * PAGE_BYTES + 700
    content[at : at + size] = bytes(255 - byte for byte in content[at : at + size])
    place.database.write_bytes(content)


def pages_of(place: Place, sha256: str) -> list[int]:
    """The pages (from 0) on which nothing lies but this file."""
    beside = changed_by(place, "UPDATE blobs SET length = length + 1 WHERE sha256 = ?", sha256)
    with_it = changed_by(place, "UPDATE blobs SET data = zeroblob(length(data)) WHERE sha256 = ?", sha256)
    return sorted(with_it - beside)


def changed_by(place: Place, sql: str, sha256: str) -> set[int]:
    copy = place.copy(place.folder.with_name("changed"))
    before = copy.database.read_bytes()
    db = Database(copy.database, copy.keys.data_key)
    db.run(sql, sha256)
    db.close()
    after = copy.database.read_bytes()
    shutil.rmtree(copy.folder)
    pages = range(len(before) // PAGE_BYTES)
    return {n for n in pages if before[n * PAGE_BYTES :][:PAGE_BYTES] != after[n * PAGE_BYTES :][:PAGE_BYTES]}


def hashes(place: Place) -> list[str]:
    vault = place.open()
    found = [sha256 for (sha256,) in vault._db.rows("SELECT sha256 FROM blobs ORDER BY id")]
    vault.close()
    return found


def damaged_files(vault: OpenVault) -> tuple[str, ...]:
    found = vault.check().findings
    return tuple(f.about for f in found if f.code == "blob_damaged")


def ledger(vault: OpenVault) -> list[object]:
    return vault._db.rows("SELECT * FROM facts WHERE kind != 'files_brought_back' ORDER BY seq")


@pytest.mark.parametrize(("part", "size"), [(0.5, 1), (0, 1), (1, 1), (0.3, 3 * PAGE_BYTES)])
def test_a_damaged_photograph_comes_back_byte_for_byte(
    backed_up: Place, stick: Path, part: float, size: int
) -> None:
    second = hashes(backed_up)[1]
    damage(backed_up, second, part, size)
    vault = backed_up.open()
    with pytest.raises(Refusal, match="blob_damaged"):
        vault.blob(second)
    files, before = damaged_files(vault), ledger(vault)
    assert second in files
    assert vault.mending(stick, files).found() == files
    assert set(vault.mending(stick, files).run()) == set(files)
    assert [vault.blob(sha256) for sha256 in hashes_in(vault)] == PHOTOS
    assert codes(vault.check()) == set() and ledger(vault) == before
    assert vault.draft("draft-1") == complete_draft() and vault.record("record-1")
    (noted,) = readable_facts(vault._db, vault._keys, [FilesBroughtBack.KIND])
    assert isinstance(noted.body, FilesBroughtBack) and set(noted.body.files) == set(files)
    vault.close()
    again = backed_up.open()
    assert codes(again.check()) == set()
    again.close()


def hashes_in(vault: OpenVault) -> list[str]:
    return [sha256 for (sha256,) in vault._db.rows("SELECT sha256 FROM blobs ORDER BY id")]


def test_other_bytes_cannot_be_put_in_place_on_a_damaged_page(backed_up: Place) -> None:
    second = hashes(backed_up)[1]
    damage(backed_up, second)
    vault = backed_up.open()
    with pytest.raises(Refusal, match="vault_damaged"):
        vault._db.run("UPDATE blobs SET data = ? WHERE sha256 = ?", os.urandom(70_000), second)
    vault.close()


def test_a_file_whose_row_is_gone_comes_back(backed_up: Place, stick: Path) -> None:
    first = hashes(backed_up)[0]
    with backed_up.by_hand() as db:
        db.run("DELETE FROM blobs WHERE sha256 = ?", first)
    vault = backed_up.open()
    mending = vault.mending(stick, (first,))
    assert mending.found() == (first,) and mending.run() == (first,)
    assert vault.blob(first) == PHOTOS[0] and codes(vault.check()) == set()
    vault.close()


def test_altered_rows_come_back_and_views_are_folded_anew(backed_up: Place, stick: Path) -> None:
    first = hashes(backed_up)[0]
    with backed_up.by_hand() as db:
        db.run("UPDATE blobs SET data = zeroblob(90) WHERE sha256 = ?", first)
        db.run("UPDATE decisions SET yes = 1 - yes")
    vault = backed_up.open()
    assert codes(vault.check()) == {"blob_damaged", "view_differs"}
    assert vault.mending(stick, (first,)).run() == (first,)
    assert codes(vault.check()) == set()
    vault.close()


def test_what_no_backup_has_whole_stays_damaged_and_the_rest_comes_back(full: Place, stick: Path) -> None:
    vault = full.open()
    vault.backing_up(stick).run()
    late = vault.put_blob(b"after the backup" * 4000, "image:late")
    vault.close()
    first = hashes(full)[0]
    damage(full, first)
    damage(full, late)
    vault = full.open()
    files = damaged_files(vault)
    assert vault.mending(stick, files).run() == tuple(file for file in files if file != late)
    assert damaged_files(vault) == (late,)
    with pytest.raises(Refusal, match="blob_damaged"):
        vault.blob(late)
    vault.close()


def test_a_file_that_is_damaged_in_the_backup_too_is_not_taken_from_it(backed_up: Place, stick: Path) -> None:
    first = hashes(backed_up)[0]
    for file in stick.rglob("blobs/*/*"):
        file.write_bytes(b"\0" + file.read_bytes()[1:-1] + b"\0")
    damage(backed_up, first)
    vault = backed_up.open()
    files = damaged_files(vault)
    assert vault.mending(stick, files).found() == () and vault.mending(stick, files).run() == ()
    assert first in damaged_files(vault)
    vault.close()


@pytest.mark.parametrize("kind", ["consent_signed", "logged_in"])
def test_a_damaged_ledger_is_left_to_a_restore(backed_up: Place, stick: Path, kind: str) -> None:
    vault = backed_up.open()
    vault.append(LoggedIn(), NOW)
    vault.close()
    with backed_up.by_hand() as db:
        db.run("UPDATE facts SET body = zeroblob(length(body)) WHERE kind = ?", kind)
    before = backed_up.database.read_bytes()
    vault = backed_up.open()
    with pytest.raises(Refusal, match="ledger_needs_restore"):
        vault.mending(stick, ()).run()
    vault.close()
    assert backed_up.database.read_bytes() == before
    assert not (backed_up.folder / MENDED_FILE).exists()


def test_a_session_that_cannot_be_read_is_let_go_and_noted(backed_up: Place, stick: Path) -> None:
    vault = backed_up.open()
    assert vault._db.one("SELECT length(data) FROM drafts") > PAGE_BYTES, "it lies on a page of its own"
    vault.close()
    whole = backed_up.database.read_bytes()
    for page in range(len(whole) // PAGE_BYTES):
        at = page * PAGE_BYTES + 700
        backed_up.database.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        if (vault := opened(backed_up)) is None:
            continue
        found = codes(vault.check())
        if found == {"page_damaged", "draft_unreadable"}:
            vault.mending(stick, ()).run()
            assert codes(vault.check()) == set() and vault.drafts() == ()
            (noted,) = readable_facts(vault._db, vault._keys, [SessionDiscarded.KIND])
            assert noted.body == SessionDiscarded("draft-1")
            vault.close()
            return
        vault.close()
    pytest.fail("no page was one of a session alone")


def opened(place: Place) -> OpenVault | None:
    try:
        return place.open()
    except Refusal:
        return None


def test_a_folder_without_backups_of_this_vault_is_refused(full: Place, stick: Path) -> None:
    vault = full.open()
    for ask in (vault.mending(stick, ()).run, vault.mending(stick, ()).found):
        with pytest.raises(Refusal, match="backup_not_found"):
            ask()
    vault.close()


def test_nothing_is_mended_while_somebody_else_reads(backed_up: Place, stick: Path) -> None:
    vault = backed_up.open()
    with vault._db.guests.staying(), pytest.raises(Refusal, match="vault_busy"):
        vault.mending(stick, ()).run()
    other = backed_up.open()
    with pytest.raises(Refusal, match="vault_busy"):
        vault.mending(stick, ()).run()
    other.close()
    assert vault.mending(stick, ()).run() == ()
    vault.close()


def test_stopping_in_the_middle_leaves_the_vault_as_it_was(backed_up: Place, stick: Path) -> None:
    vault = backed_up.open()
    mending, before = vault.mending(stick, ()), backed_up.database.read_bytes()
    with pytest.raises(Refusal, match="mending_stopped"):
        mending.run(lambda done, total: mending.stop())
    assert backed_up.database.read_bytes() == before and not (backed_up.folder / MENDED_FILE).exists()
    vault.close()


def test_a_full_disk_is_said_before_anything_is_written(
    backed_up: Place, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = backed_up.open()
    monkeypatch.setattr(module, "free_bytes", lambda folder: 1000)
    with pytest.raises(Refusal, match="disk_full"):
        vault.mending(stick, ()).run()
    assert codes(vault.check()) == set()
    vault.close()


MENDER = """
import sys
from pathlib import Path
from tests.storage.conftest import HandClock, Place
from tests.storage.conftest import PASSPHRASE
from consentdesk.storage.keys.slots import open_slots
from consentdesk.storage.opening import newest_slots
folder, stick = map(Path, sys.argv[1:3])
slots = newest_slots(folder)
place = Place(folder, slots, open_slots(slots, PASSPHRASE), "")
vault = place.open()
print("open", flush=True)
while True:
    vault.mending(stick, sys.argv[3:]).run()
    print("mended", flush=True)
"""


def killed_while_mending(place: Place, stick: Path, file: str, after_s: float) -> None:
    command = [sys.executable, "-c", MENDER, str(place.folder), str(stick), file]
    process = subprocess.Popen(command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "open\n"
    time.sleep(after_s)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


def run_kills(backed_up: Place, stick: Path, folder: Path, times: int, seed: int) -> tuple[int, int]:
    """How often the vault lay there as before, and how often mended; anything else fails."""
    first, chance = hashes(backed_up)[0], random.Random(seed)
    damage(backed_up, first)
    old = new = 0
    for n in range(times):
        place = backed_up.copy(folder / f"killed-{n}")
        killed_while_mending(place, stick, first, chance.uniform(0, 0.25))
        vault = place.door.unlock(PASSPHRASE)
        found = codes(vault.check())
        old, new = old + ("blob_damaged" in found), new + (found == set())
        assert not found or "blob_damaged" in found
        assert not (place.folder / MENDED_FILE).exists()
        vault.close()
    return old, new


def test_killed_in_the_middle_of_mending_the_vault_is_as_before_or_mended(
    backed_up: Place, stick: Path, tmp_path: Path
) -> None:
    old, new = run_kills(backed_up, stick, tmp_path, 8, seed=1)
    assert old + new == 8


@pytest.mark.long
def test_two_hundred_kills_in_the_middle_of_mending(backed_up: Place, stick: Path, tmp_path: Path) -> None:
    old, new = run_kills(backed_up, stick, tmp_path, 200, seed=2)
    assert old and new
