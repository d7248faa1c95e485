"""Bringing a vault back from a backup, on any machine, with what opens the vault alone; checking a backup."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from consentdesk.domain.facts import Restored
from consentdesk.domain.lines import CheckReport, FoundBackup
from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.storage.backups.shelf import Backup, Shelf, blob_name, names_key
from consentdesk.storage.checking import Progress, check, unseen
from consentdesk.storage.connection import Database
from consentdesk.storage.core import Core
from consentdesk.storage.erasing import BEFORE_MIGRATIONS, erase_as_elsewhere
from consentdesk.storage.files import DATABASE_FILE, disk_refusals, make_durable, remove_tree
from consentdesk.storage.keys.slots import Keys, open_slots, write_slots
from consentdesk.storage.ledger import Ledger
from consentdesk.storage.making import beside, put_in_place, require_free
from consentdesk.storage.migrations import require_ours
from consentdesk.storage.opening import Surroundings, newest_slots, open_core


def holds_backups(folder: Path) -> bool:
    """Whether a folder is a backup or holds some; none is looked at."""
    try:
        Shelf.found_in(folder)
    except Refusal as refusal:
        return refusal.code == "backups_of_several"
    return True


def backups_in(folder: Path) -> tuple[FoundBackup, ...]:
    """The backups in a folder, newest first, or the one whose folder this is; what they say of themselves.
    Raises Refusal `backup_not_found`, `backups_of_several`, `backup_damaged` where none can be read."""
    with disk_refusals():
        shelf = Shelf.found_in(folder)
        named = [b for b in shelf.backups() if b.folder == folder or folder.parent != shelf.folder]
        if not named:
            named = [shelf.chosen(folder)]
    return tuple(
        FoundBackup(b.folder, b.contents.taken_at, b.contents.facts, len(b.contents.blobs)) for b in named
    )


def check_backup(
    folder: Path, typed: str, anchors: Sequence[str] = (), progress: Progress = unseen
) -> CheckReport:
    """Check everything that a backup needs, where it lies: the one whose folder this is, else the newest one
    in it. Nothing is changed. Raises Refusal `backup_not_found`, `backups_of_several`, `backup_damaged`,
    `recovery_code_wrong`, `vault_newer`."""
    with disk_refusals():
        shelf = Shelf.found_in(folder)
        backup = shelf.chosen(folder)
        keys = _keys(backup, typed)
        db = _read_only(backup, keys)
        try:
            require_ours(db)
            return check(db, anchors, progress, _Store(shelf, names_key(db), shelf.erased()).sealed)
        finally:
            db.close()


def restore(
    folder: Path,
    place: Path,
    typed: str,
    around: Surroundings,
    progress: Progress = unseen,
) -> CheckReport:
    """Bring a vault back to a place where nothing lies, from the backup whose folder this is, else from the
    newest one in it. What was erased after it was taken, as far as any backup there knows, is erased (R40).
    The vault is a new device, and says so in its first fact (`Restored`). Stored files that are missing or
    damaged keep nothing else back: the report of the check that ends it names them. `typed` is the recovery
    code or a passphrase; `progress` hears of stored files done and in all. Raises what `check_backup` does,
    `vault_exists`, `disk_full`, `folder_read_only`; then nothing lies there."""
    require_free(place)
    with disk_refusals():
        shelf = Shelf.found_in(folder)
        backup = shelf.chosen(folder)
        keys = _keys(backup, typed)
        made = beside(place)
        try:
            _copy(backup, made)
            report = _fill(made, shelf, backup, keys, around, progress)
            put_in_place(made, place)
        except BaseException:
            remove_tree(made)
            raise
    return report


class _Store:
    """The bytes of blobs, by the key that names them."""

    def __init__(self, shelf: Shelf, key: bytes, erased: Collection[str]) -> None:
        self._shelf, self._key, self._erased = shelf, key, erased

    def sealed(self, sha256: str, key_id: bytes) -> bytes | None:
        """None for one that was erased in the vault."""
        if key_id.hex() in self._erased:
            return None
        return self._shelf.read_blob(blob_name(self._key, sha256, key_id))


def _keys(backup: Backup, typed: str) -> Keys:
    try:
        keys = open_slots(newest_slots(backup.folder), typed)
    except Refusal as refusal:
        raise refuse("backup_damaged", "folder") from refusal
    if keys is None:
        raise refuse("recovery_code_wrong", "recovery_code")
    return keys


def _read_only(backup: Backup, keys: Keys) -> Database:
    path = backup.folder / DATABASE_FILE
    backup.require_same(path)
    try:
        return Database.read_only(path, keys.data_key)
    except Refusal as refusal:
        raise refuse("backup_damaged", "folder") from refusal


def _copy(backup: Backup, made: Path) -> None:
    if (backup.folder / DATABASE_FILE).is_file():
        shutil.copyfile(backup.folder / DATABASE_FILE, made / DATABASE_FILE)
    backup.require_same(made / DATABASE_FILE)
    slots = newest_slots(backup.folder)
    write_slots(made, slots)
    write_slots(made, slots)


def _fill(
    made: Path, shelf: Shelf, backup: Backup, keys: Keys, around: Surroundings, progress: Progress
) -> CheckReport:
    before = open_core(made, newest_slots(made), keys, around)
    core, erased = replace(before, device=around.new_id()), shelf.erased()
    try:
        erase_as_elsewhere(core.db, erased)
        _bring_blobs(core, _Store(shelf, names_key(core.db), erased), progress)
        with core.db.transaction():
            core.db.run("UPDATE vault SET device = ?", core.device)
            contents = backup.contents
            Ledger(core).append(Restored(backup.folder.name, contents.taken_at, contents.head), around.now())
        report = check(core.db)
    finally:
        core.db.close()
    for copy in made.glob(BEFORE_MIGRATIONS):
        copy.unlink()
    make_durable(made)
    return report


def _bring_blobs(core: Core, store: _Store, progress: Progress) -> None:
    there = core.db.rows("SELECT id, sha256, key_id FROM blobs")
    for done, (id, sha256, key_id) in enumerate(there, 1):
        sealed = store.sealed(sha256, key_id)
        if sealed:
            core.db.run("UPDATE blobs SET data = ? WHERE id = ?", sealed, id)
        progress(done, len(there))
