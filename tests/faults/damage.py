"""Flipped bits, swapped and cut pages, junk behind the end: noticed, and never are altered bytes returned."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from consentdesk.domain.refusals import Refusal
from consentdesk.storage.connection import PAGE_BYTES, Database
from consentdesk.storage.vault import OpenVault
from tests.faults.vaults import copy_of, first_run, seeded
from tests.helpers.campaign import Bench, Campaign, Control, Verdict, broke, held
from tests.helpers.sessions import NOW, complete_draft
from tests.storage.conftest import Place
from tests.storage.consents import consent, person, register

ROW = "flips, swaps, cuts at every page, 0 bytes, junk"
PHOTO = random.Random(7).randbytes(120_000)
UNREADABLE = ("vault_damaged", "vault_foreign", "disk_failing")


def full(bench: Bench) -> tuple[Place, dict[str, object]]:
    """A vault with something of everything, and what reading it should give."""
    place = copy_of(bench.once(first_run), bench.keep())
    vault = place.open()
    for n in range(1, 4):
        consent(vault, n)
    for n in range(2, 30):
        register(vault, person(n, "Given", f"Family{n}"))
    vault.put_blob(PHOTO, "image:1")
    vault.save_draft(complete_draft(), NOW)
    content = everything(vault)
    vault.close()
    return place, content


def everything(vault: OpenVault) -> dict[str, object]:
    (sha256,) = vault._db.rows("SELECT sha256 FROM blobs")[0]
    return {
        "clinic": vault.clinic(),
        "patients": vault.find_patients("g"),
        "records": [vault.record(f"record-{n}") for n in range(1, 4)],
        "blob": vault.blob(sha256),
        "draft": vault.draft("draft-1"),
    }


def flipped(whole: bytes, chance: random.Random, seed: int) -> bytes:
    at, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
    return whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :]


def swapped(whole: bytes, chance: random.Random, seed: int) -> bytes:
    pages = [whole[n : n + PAGE_BYTES] for n in range(0, len(whole), PAGE_BYTES)]
    a, b = chance.sample(range(len(pages)), 2)
    pages[a], pages[b] = pages[b], pages[a]
    return b"".join(pages)


def cut(whole: bytes, chance: random.Random, seed: int) -> bytes:
    """At every page in turn, beginning with nothing."""
    return whole[: (seed // len(WAYS)) % (len(whole) // PAGE_BYTES) * PAGE_BYTES]


def with_junk(whole: bytes, chance: random.Random, seed: int) -> bytes:
    return whole + chance.randbytes(chance.choice((1, 100, PAGE_BYTES, 3 * PAGE_BYTES)))


def overwritten(whole: bytes, chance: random.Random, seed: int) -> bytes:
    """A stretch as a failing disk gives it: zeros, or something else."""
    at, length = chance.randrange(len(whole)), chance.randint(1, 2 * PAGE_BYTES)
    stretch = whole[at : at + length]
    other = chance.choice((bytes(len(stretch)), chance.randbytes(len(stretch))))
    return whole[:at] + other + whole[at + length :]


WAYS: tuple[Callable[[bytes, random.Random, int], bytes], ...] = (
    *(flipped, flipped, flipped, flipped, flipped, flipped),
    *(swapped, cut, with_junk, overwritten),
)


def damage(whole: bytes, seed: int) -> bytes:
    """Other bytes than these: the way follows from the seed."""
    chance = seeded(seed, "damage")
    damaged = WAYS[seed % len(WAYS)](whole, chance, seed)
    return damaged if damaged != whole else flipped(whole, chance, seed)


def is_noticed(bench: Bench, seed: int) -> Verdict:
    place, content = bench.once(full)
    with bench.room() as room:
        damaged = copy_of(place, room)
        damaged.database.write_bytes(damage(place.database.read_bytes(), seed))
        return when_noticed(damaged, content)


def when_noticed(place: Place, content: dict[str, object]) -> Verdict:
    """Altered bytes that come back are worse than anything."""
    try:
        vault = place.open()
    except Refusal as refusal:
        named = refusal.code in UNREADABLE
        return held("noticed at the opening") if named else broke(f"refused as {refusal.code}")
    try:
        if everything(vault) != content:
            return broke("altered content came back")
    except Refusal:
        return held("noticed at the first reading")
    else:
        found = {finding.code for finding in vault.check().findings} - {"blob_missing"}
        return held("read whole, and found by the check") if found else broke("not noticed")
    finally:
        vault.close()


def plain(bench: Bench) -> tuple[Path, list[tuple[object, ...]]]:
    """The same rows in a database without seals, and what reading them should give."""
    place, _ = bench.once(full)
    path = bench.keep() / "plain.db"
    source = Database(place.database, place.keys.data_key)
    rows = [
        (name, *row)
        for name in ("facts", "blobs", "drafts", "patients")
        for row in source.rows(f"SELECT * FROM {name}")
    ]
    source.close()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE rows (n INTEGER PRIMARY KEY, said BLOB)")
        db.executemany("INSERT INTO rows (said) VALUES (?)", [(repr(row).encode(),) for row in rows])
    return path, read_plain(path)


def read_plain(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT * FROM rows").fetchall()


def is_noticed_without_seals(bench: Bench, seed: int) -> Verdict:
    path, content = bench.once(plain)
    with bench.room() as room:
        damaged = room / "plain.db"
        damaged.write_bytes(damage(path.read_bytes(), seed))
        try:
            read = read_plain(damaged)
        except (sqlite3.Error, OverflowError):
            return held("noticed")
        return broke("not noticed" if read == content else "altered content came back")


CAMPAIGNS = (
    Campaign(
        *(ROW, "damage to the database is noticed, and altered content never comes back", 10_000, 60),
        is_noticed,
        Control("a plain SQLite database", is_noticed_without_seals, 1_000, 100, share=0.5),
    ),
)
