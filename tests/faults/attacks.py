"""What someone with the key and a SQL prompt does to the ledger, at random places: found by the check, or, by
an anchor from outside, where nothing inside can tell.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consentdesk.domain.facts import LoggedIn
from consentdesk.domain.lines import CheckReport
from consentdesk.storage.connection import Database
from consentdesk.storage.ledger import Ledger
from tests.faults.vaults import copy_of, first_run, seeded
from tests.helpers.campaign import Bench, Campaign, Control, Verdict, broke, held
from tests.helpers.sessions import NOW
from tests.storage.conftest import Place
from tests.storage.consents import codes, consent, person, register

ROW = "ledger attacks"
COPIED = "device, number + 1000, at, actor, kind, schema, patient, header, body, prev, hash, signature"
TEXTS = ("id", "device", "at", "actor", "kind", "patient")
BYTES = ("header", "body", "prev", "hash", "signature")
NUMBERS = ("number", "schema")


@dataclass(frozen=True)
class Ground:
    """A ledger to attack: `anchor` is the hash that the last copy printed, `anchored` its place."""

    place: Place
    older: Place
    anchor: str
    anchored: int
    last: int


def ground(bench: Bench) -> Ground:
    place = copy_of(bench.once(first_run), bench.keep())
    vault = place.open()
    register(vault, person(9))
    for n in range(2):
        consent(vault, n)
        vault.append(LoggedIn(), NOW)
    vault.close()
    older = copy_of(place, bench.keep())
    vault = place.open()
    anchor = consent(vault, 7).hash
    anchored = vault._db.one("SELECT max(seq) FROM facts")
    for _ in range(3):
        vault.append(LoggedIn(), NOW)
    vault.close()
    return Ground(place, older, anchor, anchored, anchored + 3)


def edit(here: Place, on: Ground, chance: random.Random) -> None:
    column, seq = chance.choice(TEXTS + BYTES + NUMBERS), chance.randint(1, on.last)
    with here.by_hand() as db:
        before = db.one(f"SELECT {column} FROM facts WHERE seq = ?", seq)
        db.run(f"UPDATE facts SET {column} = ? WHERE seq = ?", _other(before, chance), seq)


def _other(before: Any, chance: random.Random) -> Any:
    if isinstance(before, bytes):
        at = chance.randrange(len(before))
        return before[:at] + bytes([before[at] ^ 1 << chance.randrange(8)]) + before[at + 1 :]
    return before + 1000 if isinstance(before, int) else f"{before or ''}x"


def delete(here: Place, on: Ground, chance: random.Random) -> None:
    with here.by_hand() as db:
        db.run("DELETE FROM facts WHERE seq = ?", chance.randint(1, on.last - 1))


def reorder(here: Place, on: Ground, chance: random.Random) -> None:
    a, b = chance.sample(range(1, on.last + 1), 2)
    with here.by_hand() as db:
        for seq, to in ((a, 9000), (b, a), (9000, b)):
            db.run("UPDATE facts SET seq = ? WHERE seq = ?", to, seq)


def duplicate(here: Place, on: Ground, chance: random.Random) -> None:
    with here.by_hand() as db:
        db.run(
            f"INSERT INTO facts SELECT NULL, 'copy', {COPIED.replace('hash', 'zeroblob(32)')} FROM facts"
            " WHERE seq = ?",
            chance.randint(1, on.last),
        )


def replace_one(here: Place, on: Ground, chance: random.Random) -> None:
    a, b = chance.sample(range(1, on.last + 1), 2)
    with here.by_hand() as db:
        db.run(f"INSERT OR REPLACE INTO facts SELECT ?, id, {COPIED} FROM facts WHERE seq = ?", a, b)


def insert(here: Place, on: Ground, chance: random.Random) -> None:
    """In its place in the chain, but in a name whose key the inserter has not."""
    vault = here.open()
    core = replace(vault._core, signing_key=Ed25519PrivateKey.generate())
    Ledger(core).append(LoggedIn(), NOW)
    vault.close()


def cut_the_tail(here: Place, on: Ground, chance: random.Random) -> None:
    _cut(here, chance.randint(4, on.anchored - 1))


def rewrite(here: Place, on: Ground, chance: random.Random) -> None:
    """As cleanly as whoever has all keys can."""
    _cut(here, chance.randint(4, on.anchored - 1))
    vault = here.open()
    consent(vault, 30)
    for _ in range(chance.randint(0, 9)):
        vault.append(LoggedIn(), NOW)
    vault.close()


def put_an_older_copy_back(here: Place, on: Ground, chance: random.Random) -> None:
    shutil.copyfile(on.older.database, here.database)


def _cut(here: Place, seq: int) -> None:
    """Take the end away, and make the views agree."""
    with here.by_hand() as db:
        db.run("DELETE FROM facts WHERE seq > ?", seq)
    vault = here.open()
    vault.rebuild()
    vault.close()


Attack = Callable[[Place, Ground, random.Random], None]
SEEN_FROM_INSIDE: tuple[Attack, ...] = (edit, delete, reorder, duplicate, replace_one, insert)
SEEN_BY_AN_ANCHOR: tuple[Attack, ...] = (cut_the_tail, rewrite, put_an_older_copy_back)
ATTACKS = SEEN_FROM_INSIDE + SEEN_BY_AN_ANCHOR


def is_found(bench: Bench, seed: int) -> Verdict:
    """Each attack in turn, first with an anchor, then without."""
    attack, anchored = ATTACKS[seed % len(ATTACKS)], seed // len(ATTACKS) % 2 == 0
    with bench.room() as room:
        here, on = attacked(bench, seed, room), bench.once(ground)
        report = checked(here, *([on.anchor] if anchored else []))
    name = attack.__name__.replace("_", " ")
    if codes(report):
        return held(f"{name}: found")
    if anchored or attack in SEEN_FROM_INSIDE:
        return broke(f"{name}: not found")
    said = not report.anchored and report.anchored_until is None
    return (
        held(f"{name}, no anchor: cannot be excluded, and it says so") if said else broke(f"{name}: denied")
    )


def attacked(bench: Bench, seed: int, room: Any) -> Place:
    on = bench.once(ground)
    here = copy_of(on.place, room)
    ATTACKS[seed % len(ATTACKS)](here, on, seeded(seed, "attack"))
    return here


def checked(place: Place, *anchors: str) -> CheckReport:
    vault = place.open()
    try:
        return vault.check(anchors)
    finally:
        vault.close()


def is_found_without_a_chain(bench: Bench, seed: int) -> Verdict:
    """The control: what the database by itself notices."""
    with bench.room() as room:
        here = attacked(bench, seed, room)
        db = Database(here.database, here.keys.data_key)
        db.checkpoint()
        whole = db.rows("PRAGMA integrity_check") == [("ok",)] and not db.rows(
            "PRAGMA cipher_integrity_check"
        )
        db.close()
    return broke("not found") if whole else held("found")


CAMPAIGNS = (
    Campaign(
        *(ROW, "a ledger that was tampered with is found out, at the latest by an anchor", 900, 36),
        *(is_found, Control("a database without a chain", is_found_without_a_chain, 90, 9, share=0.9)),
    ),
)
