"""Checking a whole vault. It changes nothing, and needs nobody's private key.

What it cannot do without an anchor from outside (a chain hash printed on a patient's copy): exclude that
the end was cut off, or that everything was rewritten by someone who holds the keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from consentdesk.domain.codec import parse
from consentdesk.domain.draft import Draft
from consentdesk.domain.facts import ConsentSigned, MemberAdded
from consentdesk.domain.lines import CheckReport, Finding
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Member
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.connection import Database
from consentdesk.storage.keys.slots import from_bytes, read_generations
from consentdesk.storage.ledger import SIGNED_AS, Head, StoredFact, link, stored_facts
from consentdesk.storage.migrations import is_present, shape_new
from consentdesk.storage.sealing import Broken, Erased, Keyring
from consentdesk.storage.views import folding, tables

Progress: TypeAlias = Callable[[int, int], None]
Found: TypeAlias = Iterator[Finding]
Sealed: TypeAlias = Callable[[str, bytes], bytes | None]


def unseen(done: int, total: int) -> None:
    """The progress that nobody watches."""


@dataclass
class Walk:
    """What is known on the way through the vault."""

    heads: dict[str, Head] = field(default_factory=dict)
    authors: dict[str, Ed25519PublicKey] = field(default_factory=dict)
    anchors: set[str] = field(default_factory=set)
    anchored_until: Moment | None = None
    scans: set[str] = field(default_factory=set)
    of_old_shape: bool = False
    head: str = ""
    last_at: Moment | None = None
    facts: int = 0
    blobs: int = 0
    drafts: int = 0
    erased: int = 0


def check(
    db: Database, anchors: Sequence[str] = (), progress: Progress = unseen, elsewhere: Sealed | None = None
) -> CheckReport:
    """Everything that can be found wrong with a vault, by reading all of it. In a backup the sealed bytes of
    blobs lie `elsewhere`, under their hash and the id of their key: None for those that were erased since. In
    one of an older program the ledger is checked, not the shape and the views that it brought along."""
    walk = Walk(anchors={a.strip().lower() for a in anchors})
    walk.of_old_shape = elsewhere is not None and _is_of_old_shape(db)
    findings = _all_of(_check_file(db), *([] if walk.of_old_shape else [_check_schema(db)]))
    findings += [] if elsewhere else _all_of(_check_words(db))  # asking it is writing to it
    with db.snapshot():
        ledger, blobs = _check_ledger(db, walk, progress), _check_blobs(db, walk, elsewhere or _inside(db))
        findings += _all_of(ledger, blobs, _check_drafts(db, walk), _check_slots(db))
    return CheckReport(
        *(walk.facts, walk.blobs, walk.drafts, walk.head, walk.last_at),
        findings=tuple(findings),
        anchored=bool(anchors),
        anchored_until=walk.anchored_until,
        erased=walk.erased,
    )


def _all_of(*parts: Found) -> list[Finding]:
    """What the parts found; where one cannot read on, that is a finding too."""
    findings: list[Finding] = []
    for part in parts:
        try:
            findings += part
        except Refusal as refusal:
            findings.append(Finding(refusal.code))
    return findings


def _check_file(db: Database) -> Found:
    """Every page against its own seal, the length of the file, and the slots beside it."""
    db.checkpoint()  # else pages still in the log raise false alarms
    for (page,) in db.rows("PRAGMA cipher_integrity_check"):
        yield Finding("page_damaged", page)
    if db.bytes_missing():
        yield Finding("file_length_wrong", str(-db.bytes_missing()))
    if len(read_generations(db.folder)) < 2:
        yield Finding("slots_unreadable", "beside")


def _check_schema(db: Database) -> Found:
    """Tables, indexes and triggers as they were made: without its triggers a ledger could be rewritten."""
    fresh = Database.in_memory()
    shape_new(fresh)
    tables.build(fresh)
    asked = "SELECT type, name, sql FROM sqlite_schema"
    for _, name, _ in sorted(set(db.rows(asked)) ^ set(fresh.rows(asked)), key=str):
        yield Finding("schema_differs", name)


def _is_of_old_shape(db: Database) -> bool:
    return not is_present(db) or bool(db.one("SELECT views FROM vault") != tables.VERSION)


def _check_words(db: Database) -> Found:
    """The search index against the patients it was made from."""
    try:
        db.run("INSERT INTO patient_words (patient_words, rank) VALUES ('integrity-check', 1)")
    except Refusal:
        yield Finding("view_differs", "patient_words")


def _check_ledger(db: Database, walk: Walk, progress: Progress) -> Found:
    """Chains, numbers, signatures, bodies; then the views against a fold of what was read."""
    keys, views = Keyring(db), Database.in_memory()
    tables.build(views)
    walk.authors = _first_author(db, keys)
    total = db.one("SELECT count(*) FROM facts")
    for stored in stored_facts(db):
        yield from _check_place(walk, stored)
        yield from _check_signature(walk, stored)
        yield from _check_body(walk, stored, keys, views)
        folding.fold_head(views, stored.device, stored.number, stored.hash)
        walk.head, walk.facts = stored.hash.hex(), walk.facts + 1
        walk.heads[stored.device] = Head(stored.number, stored.hash)
        progress(walk.facts, total)
    yield from (Finding("anchor_not_found", anchor) for anchor in sorted(walk.anchors))
    if not walk.of_old_shape:
        yield from _check_views(db, views)


def _check_place(walk: Walk, stored: StoredFact) -> Found:
    """A fact follows the one before it on its device, and its hash is that of what is stored."""
    head = walk.heads.get(stored.device, Head())
    if stored.number != head.number + 1:
        yield Finding("fact_number_gap", stored.id)
    if stored.prev != head.hash:
        yield Finding("fact_link_broken", stored.id)
    if stored.hash != link(stored.prev, stored.header, stored.body):
        yield Finding("fact_hash_wrong", stored.id)
    if not stored.columns_agree():
        yield Finding("fact_header_differs", stored.id)
        return
    walk.last_at = Moment.parse(stored.at)
    if stored.hash.hex() in walk.anchors:
        walk.anchors.discard(stored.hash.hex())
        walk.anchored_until = walk.last_at


def _check_signature(walk: Walk, stored: StoredFact) -> Found:
    author = walk.authors.get(stored.actor)
    if author is None:
        yield Finding("fact_author_unknown", stored.id)
    elif not _signed_by(author, stored):
        yield Finding("fact_signature_wrong", stored.id)


def _signed_by(author: Ed25519PublicKey, stored: StoredFact) -> bool:
    try:
        author.verify(stored.signature, SIGNED_AS + stored.hash)
    except InvalidSignature:
        return False
    return True


def _check_body(walk: Walk, stored: StoredFact, keys: Keyring, views: Database) -> Found:
    """A body opens, or its key was destroyed. Whom a known member signed in, and which pages were signed in
    ink, is known from there on."""
    try:
        fact = stored.opened(keys)
    except Erased:
        walk.erased += 1
        return
    except (Broken, ValueError):
        yield Finding("fact_body_unreadable", stored.id)
        return
    folding.fold_body(views, fact)
    if isinstance(fact.body, ConsentSigned) and fact.body.record.paper:
        walk.scans.update(scan.sha256 for scan in fact.body.record.paper.scans)
    author = walk.authors.get(stored.actor)
    if isinstance(fact.body, MemberAdded) and author and _signed_by(author, stored):
        walk.authors[fact.body.member.id] = _public_key(fact.body.member)


def _first_author(db: Database, keys: Keyring) -> dict[str, Ed25519PublicKey]:
    """The member that a vault begins with: every other one is known through a member known before."""
    for stored in stored_facts(db, "WHERE kind = 'member_added'"):
        try:
            body = stored.opened(keys).body
        except (Broken, Erased, ValueError):
            break
        assert isinstance(body, MemberAdded)
        return {body.member.id: _public_key(body.member)}
    return {}


def _public_key(member: Member) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(member.public_key))


def _check_views(db: Database, views: Database) -> Found:
    folded = tables.fingerprint(views)
    for table, found in tables.fingerprint(db).items():
        if found != folded[table]:
            yield Finding("view_differs", table)


def _check_blobs(db: Database, walk: Walk, sealed: Sealed) -> Found:
    """Every blob opens to its hash, and each that an image, a copy or a form in ink needs is there."""
    keys = Keyring(db)
    there = db.rows("SELECT sha256, key_id FROM blobs ORDER BY id")
    walk.blobs = len(there)
    for sha256, key_id in there:
        if not _blob_is_whole(keys, sealed, sha256, key_id):
            yield Finding("blob_damaged", sha256)
    needed = walk.scans | (set() if walk.of_old_shape else _blobs_needed(db))
    for sha256 in sorted(needed - {sha256 for sha256, _ in there}):
        yield Finding("blob_missing", sha256)


def _inside(db: Database) -> Sealed:
    sql = "SELECT data FROM blobs WHERE sha256 = ? AND key_id = ?"
    return lambda sha256, key_id: bytes(db.one(sql, sha256, key_id))


def _blob_is_whole(keys: Keyring, sealed: Sealed, sha256: str, key_id: bytes) -> bool:
    try:
        data = sealed(sha256, key_id)
        return data is None or keys.opens_to(sha256, data)
    except Refusal:
        return False


def _blobs_needed(db: Database) -> set[str]:
    rows = db.rows(
        "SELECT view_sha256, thumbnail_sha256, source_sha256 FROM images WHERE kept"
        " AND NOT EXISTS (SELECT 1 FROM erased WHERE name = 'image:' || source_sha256)"
    )
    copies = db.rows("SELECT sha256 FROM copies")
    return {sha256 for row in rows + copies for sha256 in row}


def _check_drafts(db: Database, walk: Walk) -> Found:
    keys = Keyring(db)
    for id, data in db.rows("SELECT id, data FROM drafts"):
        walk.drafts += 1
        try:
            parse(Draft, keys.open(data, id.encode()))
        except (Broken, Erased, ValueError):
            yield Finding("draft_unreadable", id)


def _check_slots(db: Database) -> Found:
    """The copy of the slots inside the vault."""
    try:
        from_bytes(db.one("SELECT data FROM slots"))
    except ValueError:
        yield Finding("slots_unreadable", "inside")
