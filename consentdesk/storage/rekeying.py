"""Putting the database under another key, so that what somebody kept of the one before opens it no more.

While it is on the way each slot holds both keys. Wherever it stops, one of them opens the database.
"""

from __future__ import annotations

import secrets

from consentdesk.domain.facts import MemberRemoved, VaultRekeyed
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import refuse
from consentdesk.storage.connection import Database
from consentdesk.storage.core import Core
from consentdesk.storage.erasing import BEFORE_MIGRATIONS
from consentdesk.storage.files import disk_refusals, free_bytes
from consentdesk.storage.keys.argon import KEY_BYTES
from consentdesk.storage.keys.slots import PASSPHRASE, Slot, Slots, seal
from consentdesk.storage.ledger import Ledger
from consentdesk.storage.sealing import BACKUP_NAMES
from consentdesk.storage.ways_in import changing, slots_of

ROOM = 1.1  # of the file's length: every page goes through the log once, with its own few bytes
ROOM_BESIDE = 256 << 10


def rekey(core: Core, at: Moment) -> None:
    """Raises Refusal `disk_full`, `vault_busy` while somebody of this process reads beside,
    `recovery_code_old` or `passphrase_old` where a slot of the old form cannot get another key; then nothing
    has changed."""
    db, slots = core.db, slots_of(core.db)
    _require_new_form(slots)
    _require_room(db)
    with db.guests.alone():
        key = secrets.token_bytes(KEY_BYTES)
        with changing(db, _sealed(slots, db.key, key)):
            pass
        db.rekey(key)
        _leave_one_key(core, at)


def end_rekey(core: Core, under_next: bool) -> None:
    """Bring one that was broken off to its end: forward where the database lies `under_next` already, else
    back, so that it is still due."""
    slots = slots_of(core.db)
    if any(len(slot.sealed) > 1 for slot in slots.slots):
        if under_next:
            _leave_one_key(core, core.now())
        else:
            with changing(core.db, _sealed(slots, core.db.key)):
                pass


def is_due(db: Database) -> bool:
    """Whether somebody left and the key has not changed since."""
    last = "SELECT coalesce(max(seq), 0) FROM facts WHERE kind = ?"
    return bool(db.one(last, MemberRemoved.KIND) > db.one(last, VaultRekeyed.KIND))


def _leave_one_key(core: Core, at: Moment) -> None:
    with disk_refusals():
        for copy in core.db.folder.glob(BEFORE_MIGRATIONS):
            copy.unlink()  # which the key before still opens
    with changing(core.db, _sealed(slots_of(core.db), core.db.key)):
        core.keys.key_id(BACKUP_NAMES)  # from here on, whatever key follows
        Ledger(core).append(VaultRekeyed(), at)


def _sealed(slots: Slots, *keys: bytes) -> tuple[Slot, ...]:
    return tuple(seal(slots.vault, slot, *keys) for slot in slots.slots)


def _require_new_form(slots: Slots) -> None:
    for slot in slots.slots:
        if slot.is_of_old_form:
            code = "passphrase_old" if slot.opens_with == PASSPHRASE else "recovery_code_old"
            raise refuse(code, "vault")


def _require_room(db: Database) -> None:
    with disk_refusals():
        needed = int(db.path.stat().st_size * ROOM) + ROOM_BESIDE
        if free_bytes(db.folder) < needed:
            raise refuse("disk_full", "vault", reason="ENOSPC")
