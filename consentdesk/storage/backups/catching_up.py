"""Erasing in older backups what was erased for good since they were taken (R40).

A backup is never changed where it lies: one that is brought up to date takes the place of the one before, and
each counts, whole, until the other is gone.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from consentdesk.domain.codec import canonical
from consentdesk.domain.facts import ContentErased
from consentdesk.domain.refusals import Refusal
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
from consentdesk.storage.connection import Database
from consentdesk.storage.erasing import erase_as_elsewhere
from consentdesk.storage.files import (
    CONTENTS_FILE,
    DATABASE_FILE,
    disk_refusals,
    remove_tree,
    with_checksum,
    write_whole,
)
from consentdesk.storage.keys.slots import PREVIOUS_FILE, SLOTS_FILE
from consentdesk.storage.ledger import readable_facts
from consentdesk.storage.sealing import Keyring

LISTED = "SELECT sha256, key_id FROM blobs ORDER BY id"


def catch_up(shelf: Shelf, newest: Backup, key: bytes, stopped: Callable[[], bool]) -> int:
    """Bring the other backups up to date with the newest one, under the vault's key. Returns how many still
    hold what was erased: those under an earlier key of the vault, those that are damaged, and those that a
    full disk or being stopped left for the next time."""
    for_good = _erased_for_good(newest, key)
    others = [backup for backup in shelf.backups() if backup.folder != newest.folder]
    behind = [backup for backup in others if not for_good <= backup.contents.erased.keys()]
    work = _CatchingUp(shelf, key, newest.contents.erased, [b for b in others if b not in behind])
    return sum(stopped() or not work.brings_up(backup) for backup in behind)


def _erased_for_good(newest: Backup, key: bytes) -> set[str]:
    """What people asked to be erased. Keys that go with every session that is sealed are not among them: a
    backup may hold the open sessions of its day."""
    db = Database.read_only(newest.folder / DATABASE_FILE, key)
    try:
        bodies = (fact.body for fact in readable_facts(db, Keyring(db), [ContentErased.KIND]))
        return {id for body in bodies if isinstance(body, ContentErased) for id in body.keys}
    finally:
        db.close()


@dataclass
class _CatchingUp:
    shelf: Shelf
    key: bytes = field(repr=False)
    erased: dict[str, str] = field(repr=False)
    up_to_date: list[Backup]

    def brings_up(self, backup: Backup) -> bool:
        """Whether it is up to date now; if not, it is as it was."""
        try:
            with disk_refusals():
                if not self._has_been_brought_up(backup):
                    self._bring_up(backup)
        except Refusal:
            return False
        return True

    def _has_been_brought_up(self, backup: Backup) -> bool:
        """What was broken off between putting one in place of the other is ended here."""
        same = (backup.contents.taken_at, backup.contents.head)
        if not any((other.contents.taken_at, other.contents.head) == same for other in self.up_to_date):
            return False
        self.shelf.remove(backup)
        return True

    def _bring_up(self, backup: Backup) -> None:
        part = self.shelf.begin(backup.contents.taken_at)
        try:
            contents = self._erase_in(part, backup)
            if contents is None:
                self._note_nothing_there(backup)
                remove_tree(part)
                return
            read_back(part, self.key, contents)
            self.shelf.finish(part, contents)
        except BaseException:
            remove_tree(part)
            raise
        self.shelf.remove(backup)

    def _erase_in(self, part: Path, backup: Backup) -> Contents | None:
        """What a copy of it consists of once it was erased there; None where nothing of it was there."""
        for name in (DATABASE_FILE, SLOTS_FILE, PREVIOUS_FILE):
            shutil.copyfile(backup.folder / name, part / name)
        path = part / DATABASE_FILE
        backup.require_same(path)
        db = Database.write_at_once(path, self.key)
        try:
            if not erase_as_elsewhere(db, self.erased):
                return None
            db.run("VACUUM")
            names, there = names_key(db), db.rows(LISTED)
        finally:
            db.close()
        from_the_medium(path)
        erased = backup.contents.erased | self.erased
        blobs = tuple(blob_name(names, *blob) for blob in there)
        return replace(backup.contents, database_sha256=sha256_of(path), blobs=blobs, erased=erased)

    def _note_nothing_there(self, backup: Backup) -> None:
        contents = replace(backup.contents, erased=backup.contents.erased | self.erased)
        write_whole(backup.folder / CONTENTS_FILE, with_checksum(canonical(contents)))
