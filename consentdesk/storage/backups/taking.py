"""Taking a backup beside the desk's own work, on any thread, and reading it back before it counts.

Ledger, keys, drafts and views come as one encrypted file, from one and the same state of the vault. The bytes
of blobs never change: they are written once, still sealed under their own keys, and shared by all backups.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

from consentdesk.domain.lines import BackupLine
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.storage.backups.catching_up import catch_up
from consentdesk.storage.backups.reading_back import read_back
from consentdesk.storage.backups.shelf import (
    Backup,
    Contents,
    Shelf,
    blob_name,
    from_the_medium,
    names_key,
    sha256_of,
)
from consentdesk.storage.checking import Progress, unseen
from consentdesk.storage.connection import Database
from consentdesk.storage.files import DATABASE_FILE, database_salt, disk_refusals, remove_tree
from consentdesk.storage.keys.slots import Slots, from_bytes, to_bytes, write_slots
from consentdesk.storage.migrations import shape_new
from consentdesk.storage.sealing import Keyring
from consentdesk.storage.views import tables

COPIED = ("vault", "facts", "keys", "erased", "drafts", "slots", "codes", *tables.TABLES)
LISTED = "SELECT sha256, key_id FROM blobs ORDER BY id"
SEALED = "SELECT data FROM {0}blobs WHERE sha256 = ? AND key_id = ?"


@dataclass
class Store:
    """The blobs of a shelf, for whoever has the key that names them. `needed` are the names of those that the
    vault has, with their lengths in bytes."""

    shelf: Shelf
    key: bytes = field(repr=False)
    needed: dict[str, int] = field(default_factory=dict, repr=False)
    written: int = 0
    damaged: set[str] = field(default_factory=set, repr=False)

    def keep(self, db: Database, sha256: str, key_id: bytes, schema: str = "") -> None:
        """See to it that a blob lies here whole: read back, written where it is not, and read back again."""
        name = blob_name(self.key, sha256, key_id)
        if name in self.needed:
            return
        keys, here = Keyring(db), self.shelf.read_blob(name)
        if not keys.opens_to(sha256, here):
            here = _from_vault(db, sha256, key_id, schema)
            if not keys.opens_to(sha256, here):
                self.damaged.add(name)
                return
            self._write(keys, name, sha256, here)
        self.needed[name] = len(here)

    def require_there(self) -> None:
        """That all of them still lie here: another desk may have thinned its backups in the same folder.
        Raises Refusal `backup_not_readable`."""
        if not all(map(self.shelf.has_blob, self.needed)):
            raise refuse("backup_not_readable", "folder")

    def _write(self, keys: Keyring, name: str, sha256: str, sealed: bytes) -> None:
        self.shelf.write_blob(name, sealed)
        if not keys.opens_to(sha256, self.shelf.read_blob(name)):
            raise refuse("backup_not_readable", "folder")
        self.written += len(sealed)


class Taking:
    """One backup of one vault. It can take minutes; the vault is worked with meanwhile."""

    def __init__(self, vault: str, db: Database, folder: Path, at: Moment) -> None:
        self._db, self._folder, self._at = db, folder, at
        self._shelf = Shelf.of(vault, folder)
        self._store = Store(self._shelf, b"")
        self._stopped = Event()

    def stop(self) -> None:
        """Give it up soon: `run` refuses with `backup_stopped`. What was there before stays as it was."""
        self._stopped.set()

    def run(self, progress: Progress = unseen) -> BackupLine:
        """Take it; `progress` hears of stored files done and in all. Raises Refusal `backup_folder_missing`,
        `backup_inside_vault`, `backup_not_readable` (what was written does not come back the same),
        `disk_full`, `folder_read_only`, `disk_failing`, `backup_stopped`, and `vault_busy` while the vault
        gets another key. Whatever it refuses with or dies of, earlier backups are as good as they were; blobs
        that it wrote the next one need not write. Once it counts, earlier ones give up what was erased for
        good since."""
        self._require_folder()
        with self._db.guests.staying(), disk_refusals():
            part = self._shelf.begin(self._at)
            try:
                self._keep_blobs(progress)
                contents = self._fill(part)
                self._go_on()
                read_back(part, self._db.key, contents)
                self._store.require_there()
                taken = Backup(self._shelf.finish(part, contents), contents)
            except BaseException:
                remove_tree(part)
                raise
            left = catch_up(self._shelf, taken, self._db.key, self._stopped.is_set)
            self._shelf.thin(self._at)
            return self._line(taken, left)

    def _require_folder(self) -> None:
        if not self._folder.is_dir():
            raise refuse("backup_folder_missing", "folder")
        vault = self._db.folder.resolve()
        if vault in (self._folder.resolve(), *self._folder.resolve().parents):
            raise refuse("backup_inside_vault", "folder")

    def _keep_blobs(self, progress: Progress) -> None:
        """Nearly all of them, before the one state of the vault is looked at that will be in the backup: so
        that nothing of the vault has to stand still for long."""
        db = Database(self._db.path, self._db.key)
        try:
            self._store.key, there = names_key(db), db.rows(LISTED)
            for done, (sha256, key_id) in enumerate(there, 1):
                self._go_on()
                self._store.keep(db, sha256, key_id)
                progress(done, len(there))
        finally:
            db.close()

    def _go_on(self) -> None:
        if self._stopped.is_set():
            raise refuse("backup_stopped", "folder")

    def _fill(self, part: Path) -> Contents:
        path = part / DATABASE_FILE
        db = Database.create_at_once(path, self._db.key)
        try:
            shape_new(db)
            tables.build(db)
            db.attach(self._db.path, "source")
            with db.transaction():
                _copy(db, COPIED)
                there = db.rows(LISTED)
                for sha256, key_id in there:
                    self._go_on()
                    self._store.keep(db, sha256, key_id, "source.")
                slots = _lock_up(db, database_salt(part))
            contents = self._contents(db, there)
        finally:
            db.close()
        write_slots(part, slots)
        write_slots(part, slots)
        from_the_medium(path)
        return replace(contents, database_sha256=sha256_of(path))

    def _contents(self, db: Database, there: Iterable[tuple[str, bytes]]) -> Contents:
        vault, facts = db.one("SELECT id FROM vault"), db.one("SELECT count(*) FROM facts")
        head = db.one("SELECT hash FROM facts ORDER BY seq DESC LIMIT 1").hex()
        names = (blob_name(self._store.key, *blob) for blob in there)
        erased = {id.hex(): at for id, at in db.rows("SELECT id, at FROM erased")}
        return Contents(vault, self._at, head, facts, "", tuple(names), self._shelf.erased() | erased)

    def _line(self, taken: Backup, left_behind: int) -> BackupLine:
        store, folder, contents = self._store, taken.folder, taken.contents
        own = (folder / DATABASE_FILE).stat().st_size
        needed = sum(store.needed.get(name, 0) for name in contents.blobs)
        return BackupLine(
            *(folder.name, self._folder.name or self._folder.anchor, self._at, contents.head, contents.facts),
            bytes=own + needed,
            written=own + store.written,
            damaged=len(store.damaged),
            left_behind=left_behind,
        )


def _from_vault(db: Database, sha256: str, key_id: bytes, schema: str) -> bytes:
    """A blob's sealed bytes; none where they were erased meanwhile, or lie on a damaged page."""
    try:
        found = db.row(SEALED.format(schema), sha256, key_id)
    except Refusal as refusal:
        if refusal.code != "vault_damaged":
            raise
        return b""
    return bytes(found[0]) if found else b""


def _copy(db: Database, names: Iterable[str]) -> None:
    for table in names:
        held = db.rows("SELECT name FROM pragma_table_info(?)", table)  # without what is reckoned
        columns = ", ".join(f'"{name}"' for (name,) in held)
        db.run(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM source.{table}")
    db.run("INSERT INTO main.blobs SELECT id, sha256, key_id, length, x'' FROM source.blobs")
    db.run("INSERT INTO patient_words (patient_words) VALUES ('rebuild')")


def _lock_up(db: Database, salt: bytes) -> Slots:
    """The slots as the vault has them, for this file."""
    own = from_bytes(db.one("SELECT data FROM main.slots"))
    slots = replace(own, database_salt=salt.hex(), taken_from=own.database_salt)
    db.run("UPDATE main.slots SET data = ?", to_bytes(slots))
    return slots
