"""Backups taken on one thread while another writes, restored elsewhere with the recovery code alone: every
hash is equal. The control is what a plain copy of the files gives.
"""

from __future__ import annotations

import os
import shutil
from itertools import count
from pathlib import Path
from threading import Event, Thread

import pytest

from consentdesk.domain.facts import LoggedIn
from consentdesk.domain.lines import BackupLine
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.backups.restoring import restore
from consentdesk.storage.opening import Surroundings
from consentdesk.storage.vault import OpenVault
from consentdesk.system.ids import Ids
from tests.helpers.sessions import NOW, complete_draft
from tests.storage.conftest import HandClock, Place
from tests.storage.consents import codes, consent


def work(vault: OpenVault, busy: Event, enough: Event) -> None:
    """Seal, store, save and erase without end."""
    for n in count(1):
        consent(vault, n)
        vault.put_blob(os.urandom(20_000), f"image:{n}")
        vault.save_draft(complete_draft(), NOW)
        vault.destroy_key(f"image:{n - 5}")
        busy.set()
        if enough.is_set():
            return


def backed_up_while_writing(vault: OpenVault, stick: Path) -> BackupLine:
    busy, enough = Event(), Event()
    writer = Thread(target=work, args=(vault, busy, enough))
    taking = vault.backing_up(stick)
    writer.start()
    try:
        busy.wait()
        return taking.run()
    finally:
        enough.set()
        writer.join()


def held(vault: OpenVault, facts: int) -> list[object]:
    """The first facts as they lie in the ledger."""
    return vault._db.rows("SELECT * FROM facts ORDER BY seq LIMIT ?", facts)


def run_backups(template: Place, folder: Path, times: int) -> None:
    for n in range(times):
        stick = folder / f"stick-{n}"
        stick.mkdir()
        place, clock = template.copy(folder / f"vault-{n}"), HandClock()
        vault = place.open()
        line = backed_up_while_writing(vault, stick)
        elsewhere = Place(folder / f"elsewhere-{n}", place.slots, place.keys, "")
        report = restore(stick, elsewhere.folder, place.recovery_code, Surroundings(clock, Ids(clock).new_id))
        assert codes(report) == set() and report.facts == line.facts + 1
        restored = elsewhere.open()
        assert held(restored, line.facts) == held(vault, line.facts)
        for (sha256,) in restored._db.rows("SELECT sha256 FROM blobs"):
            assert restored.blob(sha256)
        assert restored.record("record-1") == vault.record("record-1")
        restored.close()
        vault.close()


def test_a_backup_taken_while_writing_is_restored_whole(template: Place, tmp_path: Path) -> None:
    run_backups(template, tmp_path, 4)


@pytest.mark.long
def test_a_hundred_backups_taken_while_writing_are_restored_whole(template: Place, tmp_path: Path) -> None:
    run_backups(template, tmp_path, 100)


def test_a_plain_copy_of_the_file_lacks_what_was_done_last(vault: OpenVault, place: Place) -> None:
    vault._db.checkpoint()
    for _ in range(20):
        vault.append(LoggedIn(), NOW)
    copied = place.folder.with_name("copied")
    copied.mkdir()
    for name in ("vault.db", "vault.slots", "vault.slots.old"):
        shutil.copyfile(place.folder / name, copied / name)
    copy = Place(copied, place.slots, place.keys, "").open()
    assert copy._db.one("SELECT count(*) FROM facts") == vault._db.one("SELECT count(*) FROM facts") - 20
    copy.close()


def test_a_backup_is_never_worked_with(place: Place, tmp_path: Path) -> None:
    vault = place.open()
    (tmp_path / "stick").mkdir()
    line = vault.backing_up(tmp_path / "stick").run()
    vault.close()
    backup = next(iter((tmp_path / "stick").glob(f"*/{line.name}")))
    door = Place(backup, place.slots, place.keys, place.recovery_code).door
    with pytest.raises(Refusal, match="vault_is_backup"):
        door.unlock(place.recovery_code)
