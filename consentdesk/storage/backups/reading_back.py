"""Reading a backup back before it counts."""

from __future__ import annotations

from pathlib import Path

from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.storage.backups.shelf import Contents
from consentdesk.storage.connection import Database
from consentdesk.storage.files import DATABASE_FILE
from consentdesk.storage.ledger import Head, link, stored_facts


def read_back(part: Path, key: bytes, contents: Contents) -> None:
    """Every page against its own seal, and the chain of every fact. Raises Refusal `backup_not_readable`."""
    try:
        db = Database.read_only(part / DATABASE_FILE, key)
        try:
            whole = not db.rows("PRAGMA cipher_integrity_check") and _chain_holds(db, contents)
        finally:
            db.close()
    except Refusal as refusal:
        raise refuse("backup_not_readable", "folder") from refusal
    if not whole:
        raise refuse("backup_not_readable", "folder")


def _chain_holds(db: Database, contents: Contents) -> bool:
    heads: dict[str, Head] = {}
    count, last = 0, b""
    for fact in stored_facts(db):
        head = heads.get(fact.device, Head())
        linked = fact.hash == link(head.hash, fact.header, fact.body)
        if not linked or fact.number != head.number + 1:
            return False
        heads[fact.device] = Head(fact.number, fact.hash)
        count, last = count + 1, fact.hash
    return (count, last.hex()) == (contents.facts, contents.head)
