"""The folder that holds all backups of one vault.

    consentdesk-backup-<vault id>/
      2031-03-02T09-41-00.000Z-3fa4c2d1/   contents, vault.db (without bytes of blobs), vault.slots, .old
      blobs/5b/5b07…                       the sealed bytes of a blob, which every backup that needs it shares

A backup counts once its folder has its name and in it `contents`. A blob's name tells nobody who cannot open
the vault which bytes lie under it, and stays the same when the vault gets another key.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from consentdesk.domain.codec import canonical, parse
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import refuse
from consentdesk.storage.backups.thinning import kept
from consentdesk.storage.connection import Database
from consentdesk.storage.files import (
    CONTENTS_FILE,
    DATABASE_FILE,
    make_durable,
    remove_tree,
    with_checksum,
    without_checksum,
    write_whole,
)
from consentdesk.storage.sealing import BACKUP_NAMES, ID_BYTES

PREFIX = "consentdesk-backup-"
BLOBS = "blobs"
UNFINISHED = ".part"
BLOB_NAME = b"backup blob"


@dataclass(frozen=True)
class Contents:
    """What one backup consists of. `head` and `database_sha256` are hex, `blobs` names in the store; `erased`
    has every key that was ever destroyed (id in hex), and when (R40)."""

    vault: str
    taken_at: Moment
    head: str
    facts: int
    database_sha256: str
    blobs: tuple[str, ...] = field(repr=False)
    erased: dict[str, str] = field(repr=False)


@dataclass(frozen=True)
class Backup:
    """One backup, complete as far as its folder tells."""

    folder: Path
    contents: Contents

    def require_same(self, path: Path) -> None:
        """That a file is the database as it was read back when this was taken. Raises Refusal
        `backup_damaged`."""
        if not path.is_file() or sha256_of(path) != self.contents.database_sha256:
            raise refuse("backup_damaged", "folder")


def names_key(db: Database) -> bytes:
    """The key that names of blobs are made with, in a vault or a backup of it: the one kept for them, or that
    of the database where it never got another."""
    found = db.row("SELECT key FROM keys WHERE name = ?", BACKUP_NAMES)
    return bytes(found[0]) if found else db.key


def blob_name(key: bytes, sha256: str, key_id: bytes) -> str:
    """The name of a blob in the store, by the key for names."""
    digest = hashlib.blake2b(key_id + sha256.encode(), key=key, person=BLOB_NAME, digest_size=32)
    return digest.hexdigest()


class Shelf:
    """Everything that refuses here refuses as `disk_refusals` does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._store = folder / BLOBS

    @classmethod
    def of(cls, vault: str, folder: Path) -> Shelf:
        """Where the backups of a vault lie, or will, in a folder that somebody chose."""
        return cls(folder / f"{PREFIX}{vault}")

    @classmethod
    def found_in(cls, folder: Path) -> Shelf:
        """The one that a folder is, holds, or is a backup of. Raises Refusal `backup_not_found`,
        `backups_of_several`."""
        for shelf in (folder, folder.parent):
            if shelf.name.startswith(PREFIX):
                return cls(shelf)
        found = [path for path in folder.glob(f"{PREFIX}*") if path.is_dir()]
        if len(found) > 1:
            raise refuse("backups_of_several", "folder")
        if not found:
            raise refuse("backup_not_found", "folder")
        return cls(found[0])

    def backups(self) -> tuple[Backup, ...]:
        """Newest first. One whose `contents` cannot be read is not among them."""
        return tuple(Backup(folder, found) for folder in self._folders() if (found := _contents(folder)))

    def chosen(self, where: Path) -> Backup:
        """The one that a path names, or the newest. Raises Refusal `backup_not_found`, `backup_damaged`."""
        named = [folder for folder in self._folders() if folder == where or where.parent != self.folder]
        if not named:
            raise refuse("backup_not_found", "folder")
        if (contents := _contents(named[0])) is None:
            raise refuse("backup_damaged", "folder")
        return Backup(named[0], contents)

    def erased(self) -> dict[str, str]:
        """Every key that any of the backups knows to be destroyed: its id (hex), and when."""
        return _erased(self.backups())

    def begin(self, at: Moment) -> Path:
        """An empty folder to fill; what earlier ones left that were broken off is gone."""
        self._store.mkdir(mode=0o700, parents=True, exist_ok=True)
        for made in (self.folder, self.folder.parent):  # what lies in a folder lasts only if its name does
            make_durable(made)
        for leftover in self._leftovers():
            remove_tree(leftover)
        part = self.folder / f"{_name_for(at)}{UNFINISHED}"
        part.mkdir(mode=0o700)
        return part

    def finish(self, part: Path, contents: Contents) -> Path:
        """From here on it counts, under the name that is returned."""
        make_durable(self._store)
        write_whole(part / CONTENTS_FILE, with_checksum(canonical(contents)))
        make_durable(part)
        folder = part.rename(part.with_suffix(""))
        make_durable(self.folder)
        return folder

    def read_blob(self, name: str) -> bytes:
        """A blob's sealed bytes as they lie here; none where there are none, or none can be read."""
        try:
            return self._blob(name).read_bytes()
        except OSError:
            return b""

    def has_blob(self, name: str) -> bool:
        """Whether something lies under its name; whether it is whole, only reading tells."""
        return self._blob(name).is_file()

    def write_blob(self, name: str, sealed: bytes) -> None:
        """Write a blob whole, in place of what lies under its name."""
        path = self._blob(name)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        write_whole(path, sealed)
        from_the_medium(path)

    def thin(self, now: Moment) -> None:
        """Remove the backups that are not kept any longer, then the blobs that none needs."""
        backups = self.backups()
        staying = kept((backup.contents.taken_at.utc for backup in backups), now.utc)
        for backup in backups:
            if backup.contents.taken_at.utc not in staying:
                self.remove(backup)
        self._sweep()

    def remove(self, backup: Backup) -> None:
        """Remove a backup; the blobs that it needed stay until the next thinning."""
        going = backup.folder.rename(f"{backup.folder}{UNFINISHED}")  # half a backup is none, and is swept up
        make_durable(self.folder)
        remove_tree(going)

    def _sweep(self) -> None:
        """Remove the blobs that no backup needs, and those whose key was destroyed in the vault, whatever
        needs them (R40). Where a backup's list cannot be read, the others' blobs stay."""
        backups = self.backups()
        erased, needed = _erased(backups), {name for backup in backups for name in backup.contents.blobs}
        current = set(backups[0].contents.blobs) if backups else set()
        readable = len(backups) == len(self._folders())
        for path in self._store.glob("*/*"):
            if path.name not in current and _is_over(path, needed, erased, readable):
                path.unlink()

    def _leftovers(self) -> list[Path]:
        """What was broken off while it was taken or removed; it may hold what was erased since (R40)."""
        half = (file.parent for file in self.folder.glob(f"*/{DATABASE_FILE}"))
        gone = [folder for folder in half if not (folder / CONTENTS_FILE).exists()]
        return list({*self.folder.glob(f"*{UNFINISHED}"), *gone})

    def _folders(self) -> list[Path]:
        """Those that are backups, whether or not they can be read, newest first."""
        found = (contents.parent for contents in self.folder.glob(f"*/{CONTENTS_FILE}"))
        return sorted((folder for folder in found if folder.suffix != UNFINISHED), reverse=True)

    def _blob(self, name: str) -> Path:
        return self._store / name[:2] / name


def _name_for(at: Moment) -> str:
    """A folder's name on any system, in the order of time; two of one moment end differently."""
    return f"{at.utc:%Y-%m-%dT%H-%M-%S}.{at.utc.microsecond // 1000:03d}Z-{secrets.token_hex(4)}"


def _erased(backups: Iterable[Backup]) -> dict[str, str]:
    return {id: at for backup in backups for id, at in backup.contents.erased.items()}


def _is_over(path: Path, needed: set[str], erased: Mapping[str, str], readable: bool) -> bool:
    if path.name not in needed and readable:
        return True
    with path.open("rb") as file:
        return file.read(ID_BYTES).hex() in erased


def _contents(folder: Path) -> Contents | None:
    try:
        return parse(Contents, without_checksum((folder / CONTENTS_FILE).read_bytes()))
    except ValueError:
        return None


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def from_the_medium(path: Path) -> None:
    """Have a file written through, and read from where it lies the next time, not from what the system
    remembers of it (Linux; elsewhere only written through)."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):
            with suppress(OSError):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
