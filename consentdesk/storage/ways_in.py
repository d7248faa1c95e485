"""The slots of a vault, in their files and inside it: whatever is changed, and wherever that stops, the vault
opens as before or as after.

The copy inside says which slots count: it alone cannot be written without the key of the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from consentdesk.storage.connection import Database
from consentdesk.storage.files import database_salt, disk_refusals
from consentdesk.storage.keys.slots import Slot, Slots, from_bytes, read_generations, to_bytes, write_slots


def settle(db: Database, read: Slots) -> Slots:
    """The slots that count; the files are made the same. Where the copy inside cannot be read, those count
    that were `read` from the file."""
    salt = database_salt(db.folder).hex()  # another one where the file was made anew
    counting = replace(_read_inside(db) or read, database_salt=salt)
    _put_inside(db, counting)
    if read_generations(db.folder) != (counting, counting):
        _write_twice(db, counting)
    return counting


def slots_of(db: Database) -> Slots:
    """The slots that count in a vault that is open."""
    return from_bytes(db.one("SELECT data FROM slots"))


@contextmanager
def changing(db: Database, ways: tuple[Slot, ...]) -> Iterator[None]:
    """What is done inside, and that these slots count from now on, becomes durable together or not at all.
    Raises Refusal `disk_full`, `folder_read_only`, `disk_failing`."""
    assert not db.in_transaction, "the files would be ahead of what counts"
    before = slots_of(db)
    added = tuple(slot for slot in ways if not before.counts(slot))
    after = replace(before, generation=before.generation + 2, slots=ways)
    either = replace(before, generation=before.generation + 1, slots=before.slots + added)
    with disk_refusals():
        write_slots(db.folder, either)  # whichever will count is there to open it
        with db.transaction():
            yield
            _put_inside(db, after)
        _write_twice(db, after)


def _write_twice(db: Database, slots: Slots) -> None:
    """So that no earlier generation is left, with what it opened."""
    write_slots(db.folder, slots)
    write_slots(db.folder, slots)


def _put_inside(db: Database, slots: Slots) -> None:
    data = to_bytes(slots)
    if db.row("SELECT 1 FROM slots WHERE data = ?", data) is None:
        db.run("INSERT OR REPLACE INTO slots VALUES (1, ?)", data)


def _read_inside(db: Database) -> Slots | None:
    found = db.row("SELECT data FROM slots")
    try:
        return from_bytes(found[0]) if found else None
    except ValueError:
        return None
