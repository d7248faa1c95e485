"""Backups taken on one thread while another writes, restored elsewhere with the recovery code alone: every
hash is equal. The control is what a plain copy of the files gives.
"""

from __future__ import annotations

import os
import shutil
from itertools import count
from pathlib import Path
from threading import Event, Thread

from consentdesk.domain.facts import LoggedIn
from consentdesk.domain.lines import BackupLine
from consentdesk.storage.backups.restoring import restore
from consentdesk.storage.opening import Surroundings
from consentdesk.storage.vault import OpenVault
from consentdesk.system.ids import Ids
from tests.faults.vaults import copy_of, first_run
from tests.faults.works import stick_of
from tests.helpers.campaign import Bench, Campaign, Control, Verdict, broke, held
from tests.helpers.sessions import NOW, complete_draft
from tests.storage.conftest import HandClock, Place
from tests.storage.consents import codes, consent

ROW = "backups taken while writing"
WRITTEN = 20
FILES = ("vault.db", "vault.slots", "vault.slots.old")


def is_restored_whole(bench: Bench, seed: int) -> Verdict:
    with bench.room() as room:
        place, clock = copy_of(bench.once(first_run), room), HandClock()
        stick_of(place).mkdir()
        vault = place.open()
        try:
            line = backed_up_while_writing(vault, stick_of(place))
            around, elsewhere = Surroundings(clock, Ids(clock).new_id), room / "elsewhere"
            report = restore(stick_of(place), elsewhere, place.recovery_code, around)
            if codes(report) or report.facts != line.facts + 1:
                return broke(f"found: {', '.join(sorted(codes(report))) or 'another number of facts'}")
            return _compared(vault, Place(elsewhere, place.slots, place.keys, ""), line.facts)
        finally:
            vault.close()


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


def _compared(vault: OpenVault, elsewhere: Place, facts: int) -> Verdict:
    restored = elsewhere.open()
    try:
        for (sha256,) in restored._db.rows("SELECT sha256 FROM blobs"):
            restored.blob(sha256)
        same = held_facts(restored, facts) == held_facts(vault, facts)
        same = same and restored.record("record-1") == vault.record("record-1")
        return held("restored, every hash equal") if same else broke("restored, but not the same")
    finally:
        restored.close()


def held_facts(vault: OpenVault, facts: int) -> list[tuple[object, ...]]:
    """The first facts as they lie in the ledger."""
    return vault._db.rows("SELECT * FROM facts ORDER BY seq LIMIT ?", facts)


def is_whole_in_a_plain_copy(bench: Bench, seed: int) -> Verdict:
    """Copy the files one after the other while the vault is open, as somebody would by hand."""
    with bench.room() as room:
        place, copied = copy_of(bench.once(first_run), room), room / "copied"
        vault = place.open()
        try:
            for _ in range(WRITTEN):
                vault.append(LoggedIn(), NOW)
            copied.mkdir()
            for name in FILES:
                shutil.copyfile(place.folder / name, copied / name)
            copy = Place(copied, place.slots, place.keys, "").open()
            lacking = vault._db.one("SELECT count(*) FROM facts") - copy._db.one("SELECT count(*) FROM facts")
            copy.close()
        finally:
            vault.close()
    return broke("lacks what was done last") if lacking else held("whole")


CAMPAIGNS = (
    Campaign(
        *(ROW, "a backup taken while writing is restored whole with the recovery code alone", 100, 4),
        is_restored_whole,
        Control("a plain copy of the files", is_whole_in_a_plain_copy, 20, 2),
    ),
)
