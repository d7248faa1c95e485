"""Bringing damaged files back from a backup into a vault that is open.

SQLite cannot put other bytes in the place of some that lie on a damaged page: to let go of that page it would
have to read it. So the whole database is written anew beside the old one, every file that is not whole as a
backup has it, and takes the old one's place in one step. Wherever that stops, one of the two lies there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event

from consentdesk.domain.facts import Body, FilesBroughtBack, SessionDiscarded
from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.storage.backups.shelf import Backup, Shelf, blob_name, from_the_medium, names_key
from consentdesk.storage.blobs import listed, whole_bytes
from consentdesk.storage.checking.file import damaged_pages
from consentdesk.storage.checking.walk import Pace, Progress, unseen
from consentdesk.storage.connection import UNREADABLE, Database, Row
from consentdesk.storage.core import Core
from consentdesk.storage.files import (
    DATABASE_FILE,
    MENDED_FILE,
    database_salt,
    disk_refusals,
    free_bytes,
)
from consentdesk.storage.ledger import Ledger, stored_facts
from consentdesk.storage.migrations import shape_new
from consentdesk.storage.sealing import SEAL_BYTES, Broken, Erased, Keyring
from consentdesk.storage.views import tables
from consentdesk.storage.views.rebuilding import rebuild

ROOM = 1.1  # of the file's length
NOT_COPIED = ("migrations", "blobs", "drafts", *tables.TABLES)


class Shelved:
    """The files of a vault as the backups in a folder have them. Raises Refusal `backup_not_found` where
    there are none of this vault."""

    def __init__(self, core: Core, folder: Path) -> None:
        self._shelf, self._keys, self._key = Shelf.of(core.vault, folder), core.keys, core.db.key
        self._names = names_key(core.db)
        self._backups = self._shelf.backups()
        if not self._backups:
            raise refuse("backup_not_found", "folder")

    def whole(self, sha256: str, key_id: bytes) -> bytes:
        """A file's bytes, still sealed, which open to its hash; none where no backup has them whole."""
        sealed = self._shelf.read_blob(blob_name(self._names, sha256, key_id))
        return sealed if self._keys.opens_to(sha256, sealed) else b""

    def keys_of(self, sha256: str) -> Iterator[bytes]:
        """Under which keys (their ids) backups know a file of which the vault has lost even the name."""
        for backup in self._backups:
            yield from (key_id for (key_id,) in self._listed(backup, sha256))

    def _listed(self, backup: Backup, sha256: str) -> list[tuple[bytes]]:
        try:
            db = Database.read_only(backup.folder / DATABASE_FILE, self._key)
        except Refusal:  # damaged, or from before the vault was put under another key
            return []
        try:
            return db.rows("SELECT key_id FROM blobs WHERE sha256 = ?", sha256)
        finally:
            db.leave()


class Mending:
    """One mending of one vault, by whoever owns its connection. It takes about as long as copying the vault;
    what is looked at in it meanwhile waits."""

    def __init__(self, core: Core, folder: Path, files: Sequence[str]) -> None:
        self._core, self._folder, self._files = core, folder, files
        self._stopped = Event()

    def stop(self) -> None:
        """Give it up soon: `run` refuses with `mending_stopped`, and the vault is as it was."""
        self._stopped.set()

    def found(self) -> tuple[str, ...]:
        """Which of the files can be brought back from there. Raises Refusal `backup_not_found`."""
        shelved = Shelved(self._core, self._folder)
        return tuple(sha256 for sha256 in self._files if self._is_found(shelved, sha256))

    def run(self, progress: Progress = unseen) -> tuple[str, ...]:
        """Bring back what is not whole and can be brought back, fold the views anew, and note it
        (`FilesBroughtBack`), all or nothing; returns which files came back. `progress` hears of stored files
        done and in all. Raises Refusal `backup_not_found`, `ledger_needs_restore` (the ledger itself is
        damaged), `mending_stopped`, `vault_busy`, `disk_full`, `folder_read_only`, `disk_failing`."""
        db = self._core.db
        made = db.folder / MENDED_FILE
        with disk_refusals(), db.guests.alone():
            shelved = Shelved(self._core, self._folder)
            made.unlink(missing_ok=True)
            _require_room(db)
            try:
                brought = self._write(made, shelved, progress)
                db.give_place_to(made)
            finally:
                made.unlink(missing_ok=True)
        return brought

    def _is_found(self, shelved: Shelved, sha256: str) -> bool:
        return any(shelved.whole(sha256, key_id) for key_id in self._keys_of(shelved, sha256))

    def _keys_of(self, shelved: Shelved, sha256: str) -> list[bytes]:
        here = [key_id for known, key_id in listed(self._core.db) if known == sha256]
        return here or list(dict.fromkeys(shelved.keys_of(sha256)))

    def _write(self, made: Path, shelved: Shelved, progress: Progress) -> tuple[str, ...]:
        db = self._core.db
        new = Database.create_at_once(made, db.key + database_salt(db.folder))
        try:
            shape_new(new)
            tables.build(new)
            _copy_ledger(db, new)
            brought = tuple(dict.fromkeys(self._bring(new, shelved, progress)))
            lost = _copy_drafts(self._core, new)
            self._note(new, FilesBroughtBack(brought), *map(SessionDiscarded, lost))
        finally:
            new.close()
        from_the_medium(made)
        if any(damaged_pages(made, db.key, Pace())):
            raise refuse("disk_failing", "vault", reason="EIO")
        return brought

    def _bring(self, new: Database, shelved: Shelved, progress: Progress) -> Iterator[str]:
        """Put every file in; tells of those that came from a backup."""
        there = listed(self._core.db)
        with new.transaction():
            for done, (sha256, key_id) in enumerate(there, 1):
                self._go_on()
                sealed = whole_bytes(self._core.db, sha256, key_id)
                if not sealed and (sealed := shelved.whole(sha256, key_id)):
                    yield sha256
                _insert(new, sha256, key_id, sealed)
                progress(done, len(there))
            yield from self._bring_lost(new, shelved, {sha256 for sha256, _ in there})

    def _bring_lost(self, new: Database, shelved: Shelved, there: set[str]) -> Iterator[str]:
        for sha256 in sorted(set(self._files) - there):
            for key_id in dict.fromkeys(shelved.keys_of(sha256)):
                if sealed := shelved.whole(sha256, key_id):
                    _insert(new, sha256, key_id, sealed)
                    yield sha256

    def _note(self, new: Database, *bodies: Body) -> None:
        core = replace(self._core, db=new, keys=Keyring(new))
        for body in bodies:
            Ledger(core).append(body, core.now())

    def _go_on(self) -> None:
        if self._stopped.is_set():
            raise refuse("mending_stopped", "vault")


def _copy_ledger(db: Database, new: Database) -> None:
    """Everything but stored files, open sessions and views, which are folded anew. Raises Refusal
    `ledger_needs_restore` unless every fact is as it was written."""
    new.attach(db.path, "source")
    try:
        with new.transaction():
            for table in _copied(new):
                new.run(f"INSERT INTO main.{table} SELECT * FROM source.{table}")
            rebuild(new)
        whole = all(stored.hash_fits() for stored in stored_facts(new))
    except Refusal as refusal:
        if refusal.code not in UNREADABLE:
            raise
        whole = False
    if not whole:
        raise refuse("ledger_needs_restore", "vault")


def _copied(new: Database) -> list[str]:
    names = new.rows("SELECT name FROM main.sqlite_schema WHERE type = 'table'")
    return [name for (name,) in names if name not in NOT_COPIED and not name.startswith("patient_words")]


def _insert(new: Database, sha256: str, key_id: bytes, sealed: bytes) -> None:
    length = max(0, len(sealed) - SEAL_BYTES)
    new.run(
        "INSERT INTO blobs (sha256, key_id, length, data) VALUES (?, ?, ?, ?)",
        *(sha256, key_id, length, sealed),
    )


def _copy_drafts(core: Core, new: Database) -> list[str]:
    """The sessions that can be read; returns the ids of the others, which nothing can bring back."""
    lost = []
    for (id,) in core.db.rows("SELECT id FROM drafts ORDER BY id"):
        row = _draft(core, id)
        if row is None:
            lost.append(id)
        else:
            new.run(f"INSERT INTO drafts VALUES ({', '.join('?' * len(row))})", *row)
    return lost


def _draft(core: Core, id: str) -> Row | None:
    try:
        core.keys.open(core.db.one("SELECT data FROM drafts WHERE id = ?", id), id.encode())
        return core.db.row("SELECT * FROM drafts WHERE id = ?", id)
    except (Broken, Erased):
        core.db.distrust()
    except Refusal as refusal:
        if refusal.code not in UNREADABLE:
            raise
    return None


def _require_room(db: Database) -> None:
    if free_bytes(db.folder) < db.path.stat().st_size * ROOM:
        raise refuse("disk_full", "vault", reason="ENOSPC")
