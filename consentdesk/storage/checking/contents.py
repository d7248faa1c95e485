"""What lies beside the ledger: stored files, open sessions, the copy of the slots."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from consentdesk.domain.codec import parse
from consentdesk.domain.draft import Draft
from consentdesk.domain.lines import Finding
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.blobs import listed, whole_bytes
from consentdesk.storage.checking.walk import Found, Walk
from consentdesk.storage.connection import UNREADABLE, Database, Row
from consentdesk.storage.keys.slots import from_bytes
from consentdesk.storage.sealing import Broken, Erased, Keyring

Sealed: TypeAlias = Callable[[str, bytes], bytes | None]


def check_blobs(db: Database, walk: Walk, elsewhere: Sealed | None) -> Found:
    """Every blob opens to its hash, and each that an image, a copy or a form in ink needs is there."""
    with db.snapshot():
        there = listed(db)
        needed = walk.scans | (set() if walk.of_old_shape else _blobs_needed(db))
    for sha256 in sorted(needed - {sha256 for sha256, _ in there}):
        yield Finding("blob_missing", sha256)
    for sha256, key_id in there:
        if not _is_whole(db, elsewhere, sha256, key_id) and not _is_erased(db, key_id):
            yield Finding("blob_damaged", sha256)
        walk.blobs += 1
        walk.pace.done()
        walk.pace.breathe()


def check_drafts(db: Database, walk: Walk) -> Found:
    keys = Keyring(db)
    for (id,) in db.rows("SELECT id FROM drafts ORDER BY id"):
        found = _draft(db, id)
        if found is None:
            continue  # sealed or discarded meanwhile
        walk.drafts += 1
        if not _is_draft(keys, id, found):
            db.distrust()
            yield Finding("draft_unreadable", id)
        walk.pace.breathe()


def check_slots(db: Database) -> Found:
    """The copy of the slots inside the vault."""
    try:
        from_bytes(db.one("SELECT data FROM slots"))
    except ValueError:
        yield Finding("slots_unreadable", "inside")


def _is_whole(db: Database, elsewhere: Sealed | None, sha256: str, key_id: bytes) -> bool:
    if elsewhere is None:
        return bool(whole_bytes(db, sha256, key_id))
    data = elsewhere(sha256, key_id)
    return data is None or Keyring(db).opens_to(sha256, data)


def _is_erased(db: Database, key_id: bytes) -> bool:
    """Whether it was erased since the check began."""
    return db.row("SELECT 1 FROM erased WHERE id = ?", key_id) is not None


def _blobs_needed(db: Database) -> set[str]:
    rows = db.rows(
        "SELECT view_sha256, thumbnail_sha256, source_sha256 FROM images WHERE kept"
        " AND NOT EXISTS (SELECT 1 FROM erased WHERE name = 'image:' || source_sha256"
        " AND round(unixepoch(at, 'subsec') * 1000) >= at_ms)"  # one that was consented to anew is needed
    )
    copies = db.rows(
        "SELECT sha256 FROM copies WHERE NOT EXISTS (SELECT 1 FROM erased WHERE name = 'copy:' || sha256)"
    )
    papers = db.rows(
        "SELECT sha256 FROM documents"
        " WHERE NOT EXISTS (SELECT 1 FROM erased WHERE name = 'document:' || sha256)"
    )
    return {sha256 for row in rows + copies + papers for sha256 in row}


def _draft(db: Database, id: str) -> Row | None:
    """Its bytes, none where they cannot be read; None where there is no such draft any more."""
    try:
        return db.row("SELECT data FROM drafts WHERE id = ?", id)
    except Refusal as refusal:
        if refusal.code not in UNREADABLE:
            raise
        return (b"",)


def _is_draft(keys: Keyring, id: str, found: Row) -> bool:
    try:
        parse(Draft, keys.open(found[0], id.encode()))
    except (Broken, Erased, ValueError):
        return False
    return True
