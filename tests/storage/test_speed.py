"""What the vault costs beside the bare thing: alternating rounds, the median of their ratios."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest

from consentdesk.domain.facts import ConsentSigned, LoggedIn
from consentdesk.domain.record import ConsentRecord
from consentdesk.storage.checking.authors import Authors
from consentdesk.storage.checking.chain import check_place
from consentdesk.storage.checking.walk import Walk
from consentdesk.storage.connection import PRAGMAS, Database
from consentdesk.storage.keys.argon import derive
from consentdesk.storage.ledger import SIGNED_AS, Head, stored_facts
from consentdesk.storage.migrations import STEPS, shape_new
from consentdesk.storage.vault import OpenVault
from consentdesk.storage.views import tables
from tests.helpers.sessions import ALL_USES, NOW, hash_of, sealed_record
from tests.storage.conftest import PASSPHRASE, Place
from tests.storage.consents import images_of, person, register
from tests.storage.staff import TAYS, admit

ROUNDS = 10
SEAL_AT_MOST = 2.0  # the aim is 1.5; the rest is writing 180 signature points and six links of the chain
NOISY = 0.3
PHOTO_BYTES = 5_000_000
RECORD = sealed_record("minor", images=4, uses=ALL_USES, interpreter=True)
Act = Callable[[], object]

pytestmark = pytest.mark.benchmark


def seconds(act: Act) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def compare(
    capsys: pytest.CaptureFixture[str], what: str, most: float, rounds: Iterator[tuple[Act, Act, Act]]
) -> None:
    """Gate the ratio of the second act to the mean of the first and third, which are alike: it fails when
    every round was above the limit. Where those two differ too much the machine is too busy to tell."""
    taken = [[seconds(act) for act in acts] for acts in rounds][2:]
    ratios = [ours / ((before + after) / 2) for before, ours, after in taken]
    low, high = min(ratios), max(ratios)
    with capsys.disabled():
        ours_ms = 1000 * median(ours for _, ours, _ in taken)
        sys.stdout.write(
            f"\n{what}: {ours_ms:.1f} ms, {median(ratios):.2f} times ({low:.2f} to {high:.2f})\n"
        )
    if median(abs(after / before - 1) for before, _, after in taken) > NOISY:
        pytest.skip("the machine is busy: the bare thing differs from itself")
    assert low <= most


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Database]:
    """The same tables and indexes without anything around them."""
    db = of_present_shape(tmp_path / "bare.db")
    yield db
    db.close()


def of_present_shape(path: Path) -> Database:
    db = Database.create(path, os.urandom(32))
    shape_new(db)
    tables.build(db)
    return db


def of_person(n: int) -> ConsentRecord:
    """The record of another person, about pictures of their own."""
    named = {i.source_sha256: hash_of(f"{n} {i.number}") for i in RECORD.images}
    return replace(
        RECORD,
        id=f"record-{n}",
        patient=person(n),
        images=tuple(replace(i, source_sha256=named[i.source_sha256]) for i in RECORD.images),
        decisions=tuple(replace(d, image=named[d.image]) for d in RECORD.decisions),
    )


def seal(vault: OpenVault, n: int) -> None:
    record = of_person(n)
    with vault.transaction():
        register(vault, record.patient)
        for image in images_of(record):
            vault.append(image, NOW, record.patient.id)
        vault.append(ConsentSigned(record), NOW, record.patient.id)


def rows_of(vault: OpenVault, n: int) -> list[tuple[str, list[tuple[object, ...]]]]:
    """The rows that the seal of one consent wrote, as bare SQL would insert them."""
    id, db = f"patient-{n}", vault._db
    of_patient = ("facts", "images", "records", "decisions", "standings", "listed", "counted")
    where = dict.fromkeys(of_patient, ("patient = ?", id))
    where["image_words"] = ("image IN (SELECT image FROM listed WHERE patient = ?)", id)
    where |= {"patients": ("id = ?", id), "keys": ("name = ?", f"patient:{id}")}
    found = [written(db, table, *which) for table, which in where.items()]
    names = db.rows("SELECT place, given_name, family_name FROM patients WHERE id = ?", id)
    return [*found, ("patient_words (rowid, given_name, family_name)", names)]


def written(db: Database, table: str, where: str, value: str) -> tuple[str, list[tuple[object, ...]]]:
    """The columns of a table that somebody wrote, and its rows; what follows from them comes by itself."""
    columns = ", ".join(name for _number, name, *_more in db.rows(f"PRAGMA table_info({table})"))
    return f"{table} ({columns})", db.rows(f"SELECT {columns} FROM {table} WHERE {where}", value)


def insert_bare(db: Database, rows: list[tuple[str, list[tuple[object, ...]]]]) -> None:
    with db.transaction():
        for table, many in rows:
            for row in many:
                db.run(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", *row)


def test_sealing_a_consent_costs_little_more_than_its_rows(
    vault: OpenVault, bare: Database, place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = of_present_shape(tmp_path / "bare-too.db")

    def rounds() -> Iterator[tuple[Act, Act, Act]]:
        seal(vault, 0)
        for n in range(1, ROUNDS + 3):
            rows = rows_of(vault, n - 1)
            yield (
                lambda rows=rows: insert_bare(bare, rows),
                lambda n=n: seal(vault, n),
                lambda rows=rows: insert_bare(other, rows),
            )

    compare(capsys, "seal one consent against its rows by bare SQL", SEAL_AT_MOST, rounds())
    other.close()


def store_bare(db: Database, name: str, data: bytes) -> None:
    with db.transaction():
        db.run("INSERT INTO blobs (sha256, key_id, length, data) VALUES (?, x'00', 0, ?)", name, data)


def test_storing_a_photograph_costs_little_more_than_a_bare_insert(
    vault: OpenVault, bare: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    bare.run("INSERT INTO keys VALUES (x'00', 'key', x'00')")

    def rounds() -> Iterator[tuple[Act, Act, Act]]:
        for n in range(ROUNDS):
            data = os.urandom(PHOTO_BYTES)
            yield (
                lambda n=n, data=data: store_bare(bare, f"a{n}", data),
                lambda n=n, data=data: vault.put_blob(data, f"image:{n}"),
                lambda n=n, data=data: store_bare(bare, f"b{n}", data),
            )

    compare(capsys, "store 5 MB against a bare insert", 1.3, rounds())


def test_reading_a_photograph_costs_little_more_than_a_bare_read(
    vault: OpenVault, bare: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    bare.run("INSERT INTO keys VALUES (x'00', 'key', x'00')")
    hashes = []
    for n in range(5):
        data = os.urandom(PHOTO_BYTES)
        store_bare(bare, f"{n}", data)
        hashes.append(vault.put_blob(data, f"image:{n}"))

    def rounds() -> Iterator[tuple[Act, Act, Act]]:
        for n in range(ROUNDS):  # five in turn, so that none is read from the cache
            read = [
                lambda m=m: bare.row("SELECT data FROM blobs WHERE sha256 = ?", f"{m % 5}")
                for m in (2 * n, 2 * n + 1)
            ]
            yield read[0], lambda n=n: vault.blob(hashes[n % 5]), read[1]

    compare(capsys, "read 5 MB against a bare read", 1.8, rounds())


def test_checking_the_ledger_costs_little_more_than_its_signatures(
    vault: OpenVault, capsys: pytest.CaptureFixture[str]
) -> None:
    with vault.transaction():
        for _ in range(400):
            vault.append(LoggedIn(), NOW)
    facts, author = list(stored_facts(vault._db)), vault._core.signing_key.public_key()

    def bare() -> None:
        for stored in facts:
            assert hashlib.sha256(stored.prev + stored.header + stored.body).digest() == stored.hash
            author.verify(stored.signature, SIGNED_AS + stored.hash)

    def checked() -> None:
        walk = Walk(authors=Authors.of(vault._db, vault._keys))
        for stored in facts:
            assert not list(check_place(walk, stored)) and not walk.authors.doubt(stored)
            walk.heads[stored.device] = Head(stored.number, stored.hash)

    rounds = ((bare, checked, bare) for _ in range(ROUNDS))
    compare(capsys, "check the chain and signatures of 400 facts against the bare loop", 1.5, rounds)


def test_a_record_is_opened_and_proven_in_twenty_milliseconds(
    vault: OpenVault, capsys: pytest.CaptureFixture[str]
) -> None:
    seal(vault, 1)
    taken = sorted(seconds(lambda: vault.record("record-1")) for _ in range(200))
    with capsys.disabled():
        sys.stdout.write(f"\nopen a record: {1000 * taken[100]:.1f} ms, p99 {1000 * taken[-2]:.1f} ms")
    assert taken[100] < 0.02


def test_unlocking_costs_little_more_than_one_derivation(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    slot = place.slots.slots[0]

    def derived() -> None:
        derive(PASSPHRASE, bytes.fromhex(slot.salt), slot.effort)

    vault = place.open()
    for initials in ("AA", "BB", "CC", "DD"):
        admit(vault, initials=initials, secrets=replace(TAYS, passphrase=f"{initials} {TAYS.passphrase}"))
    vault.close()
    last = f"DD {TAYS.passphrase}"
    rounds = ((derived, lambda: place.door.unlock(last, "DD").close(), derived) for _ in range(7))
    compare(capsys, "unlock as one of five, and close, against one Argon2id", 1.2, rounds)


def test_opening_costs_little_more_than_plain_sqlite(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = tmp_path / "plain.db"
    made = sqlite3.connect(plain)
    # not every SQLite knows secure-delete
    views = [line for line in tables.SCHEMA.splitlines() if "secure-delete" not in line]
    for script in (*STEPS, "\n".join(views)):
        made.executescript(script)
    made.execute("PRAGMA journal_mode = WAL")
    made.close()

    def open_plain() -> None:
        db = sqlite3.connect(plain)
        for pragma in PRAGMAS:
            db.execute(f"PRAGMA {pragma}")
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        db.execute("SELECT * FROM latest").fetchall()
        db.close()

    def open_ours() -> None:
        db = Database(place.database, place.keys.data_key)
        db.rows("SELECT * FROM latest")
        db.close()

    compare(
        capsys, "open and ask one thing against plain SQLite", 1.5,
        ((open_plain, open_ours, open_plain) for _ in range(40)),
    )  # fmt: skip
