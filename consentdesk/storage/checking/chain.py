"""The ledger, fact by fact: chains, headers, signatures, bodies; then the views against a fold of them.

Facts are read a few at a time, so that a long check holds nobody up: none of them ever changes. Only the last
few and the views have to be of one and the same state.
"""

from __future__ import annotations

from collections.abc import Iterable

from consentdesk.domain.facts import (
    Body,
    ConsentSigned,
    ConsentWithdrawn,
    ContentErased,
    RemovalReported,
    Restored,
    UseSuspended,
)
from consentdesk.domain.lines import Finding
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.checking.authors import Authors
from consentdesk.storage.checking.walk import Found, Walk
from consentdesk.storage.connection import UNREADABLE, Database
from consentdesk.storage.ledger import COLUMNS, Head, StoredFact
from consentdesk.storage.sealing import ID_BYTES, Broken, Erased, Keyring
from consentdesk.storage.views import folding, standings, tables

AT_ONCE = 50


def check_ledger(db: Database, walk: Walk) -> Found:
    """Chains, numbers, signatures, bodies; then the views against a fold of what was read."""
    keys, views = Keyring(db), Database.in_memory()
    tables.build(views)
    walk.authors = Authors.of(db, keys)
    while found := _next(db, walk):
        yield from _check_facts(found, walk, keys, views)
        walk.pace.breathe()
    with db.snapshot():
        while found := _next(db, walk):
            yield from _check_facts(found, walk, keys, views)
        yield from (Finding("anchor_not_found", anchor) for anchor in sorted(walk.anchors))
        yield from _erased_by_nobody(walk)
        if not walk.of_old_shape:
            yield from _check_views(db, views, walk)


def _next(db: Database, walk: Walk) -> list[tuple[int, StoredFact | Finding]]:
    """The facts that follow in the order in which they arrived, each with its place."""
    try:
        rows = db.rows(
            f"SELECT seq, {COLUMNS} FROM facts WHERE seq > ? ORDER BY seq LIMIT ?", walk.after, AT_ONCE
        )
        return [(seq, StoredFact(*columns)) for seq, *columns in rows]
    except Refusal as refusal:
        if refusal.code not in UNREADABLE or db.in_transaction:
            raise
        return _one_by_one(db, walk.after)


def _one_by_one(db: Database, after: float) -> list[tuple[int, StoredFact | Finding]]:
    """Where one of them cannot be read: that one by its name, and the others all the same."""
    named = db.rows("SELECT seq, id FROM facts WHERE seq > ? ORDER BY seq LIMIT ?", after, AT_ONCE)
    found: list[tuple[int, StoredFact | Finding]] = []
    for seq, id in named:
        try:
            row = db.rows(f"SELECT {COLUMNS} FROM facts WHERE seq = ?", seq)[0]
            found.append((seq, StoredFact(*row)))
        except Refusal:
            found.append((seq, Finding("fact_body_unreadable", id)))
    return found


def _check_facts(
    found: Iterable[tuple[int, StoredFact | Finding]], walk: Walk, keys: Keyring, views: Database
) -> Found:
    for seq, stored in found:
        if isinstance(stored, Finding):
            yield stored
            walk.heads = dict.fromkeys(walk.heads)  # whoever follows it cannot be told
        else:
            yield from check_place(walk, stored)
            yield from _named(walk.authors.doubt(stored), stored)
            yield from _check_body(walk, stored, keys, views)
            folding.fold_head(views, stored.device, stored.number, stored.hash)
            walk.head = stored.hash.hex()
            walk.heads[stored.device] = Head(stored.number, stored.hash)
        walk.after, walk.facts = seq, walk.facts + 1
        walk.pace.done()


def check_place(walk: Walk, stored: StoredFact) -> Found:
    """A fact follows the one before it on its device, and its hash is that of what is stored."""
    head = walk.heads.get(stored.device, Head())
    if head and stored.number != head.number + 1:
        yield Finding("fact_number_gap", stored.id)
    if (head and stored.prev != head.hash) or not _came_after(walk, stored):
        yield Finding("fact_link_broken", stored.id)
    if not stored.hash_fits():
        yield Finding("fact_hash_wrong", stored.id)
    if not stored.columns_agree():
        yield Finding("fact_header_differs", stored.id)
        return
    walk.last_at = Moment.parse(stored.at)
    if stored.hash.hex() in walk.anchors:
        walk.anchors.discard(stored.hash.hex())
        walk.anchored_until = walk.last_at


def _came_after(walk: Walk, stored: StoredFact) -> bool:
    """Whether it names the ends of the other chains as they were at its place: else one that was put in
    before it, in the name of a device of its own, would pass for one that was always there."""
    others = {device: head for device, head in walk.heads.items() if device != stored.device}
    known = {device: head for device, head in others.items() if head}
    return len(known) < len(others) or stored.has_seen(known)


def _check_body(walk: Walk, stored: StoredFact, keys: Keyring, views: Database) -> Found:
    """A body opens, or its key was destroyed. Who writes from there on, and which pages are
    kept, it may tell."""
    try:
        fact = stored.opened(keys)
    except Erased:
        walk.erased += 1
        walk.destroyed.setdefault(stored.body[:ID_BYTES].hex(), stored.id)
        return
    except (Broken, ValueError):
        yield Finding("fact_body_unreadable", stored.id)
        return
    standings.renew(views, folding.fold_body(views, fact))
    if isinstance(fact.body, ContentErased):
        walk.erasures.update(fact.body.keys)
    walk.erased_elsewhere |= isinstance(fact.body, Restored)
    walk.scans.update(_pages(fact.body))
    yield from _named(walk.authors.learn(stored, fact), stored)


def _pages(body: Body) -> Iterable[str]:
    """The pictures that a fact names (hashes): of what was signed in ink, of letters, of places that an image
    left."""
    if isinstance(body, ConsentSigned) and body.record.paper:
        return [scan.sha256 for scan in body.record.paper.scans]
    if isinstance(body, RemovalReported):
        return body.proof.pictures if body.proof else ()
    return body.asking.letter if isinstance(body, ConsentWithdrawn | UseSuspended) else ()


def _erased_by_nobody(walk: Walk) -> Found:
    """Keys that are marked as destroyed on purpose, and no fact says by whom (R40)."""
    if not walk.erased_elsewhere:
        for id, fact in walk.destroyed.items():
            if id not in walk.erasures:
                yield Finding("fact_body_unreadable", fact)


def _named(code: str, stored: StoredFact) -> Found:
    if code:
        yield Finding(code, stored.id)


def _check_views(db: Database, views: Database, walk: Walk) -> Found:
    folded = tables.fingerprint(views, walk.pace.breathe)
    for table, found in tables.fingerprint(db, walk.pace.breathe).items():
        if found != folded[table]:
            yield Finding("view_differs", table)
