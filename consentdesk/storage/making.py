"""Making a vault, beside its place; it counts only after its recovery code was typed back."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from glob import escape
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consentdesk.domain.facts import Body, MemberAdded, RecoveryRenewed, VaultCreated
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Member, initials_of
from consentdesk.domain.refusals import refuse
from consentdesk.storage.codes import set_code
from consentdesk.storage.connection import Database
from consentdesk.storage.core import Core, public_hex
from consentdesk.storage.files import (
    DATABASE_FILE,
    MENDED_FILE,
    database_salt,
    disk_refusals,
    make_durable,
    remove_tree,
)
from consentdesk.storage.keys.argon import KEY_BYTES, Effort
from consentdesk.storage.keys.passphrases import (
    new_recovery_code,
    parse_recovery_code,
    require_code,
    require_passphrase,
)
from consentdesk.storage.keys.slots import (
    PASSPHRASE,
    RECOVERY,
    Keys,
    Slot,
    Slots,
    make_slot,
    open_slots,
    to_bytes,
    write_slots,
)
from consentdesk.storage.ledger import Ledger
from consentdesk.storage.migrations import shape_new
from consentdesk.storage.opening import (
    Surroundings,
    newest_slots,
    open_folder,
)
from consentdesk.storage.people import FALLBACK_INITIALS
from consentdesk.storage.recovery import recovery_member
from consentdesk.storage.sealing import BACKUP_NAMES, Keyring
from consentdesk.storage.vault import OpenVault
from consentdesk.storage.views import tables


class First(Protocol):
    """The first person of a new vault."""

    @property
    def name(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def passphrase(self) -> str: ...
    @property
    def code(self) -> str: ...


class PreparedVault:
    """A vault that lies, whole, beside its place; `first` are the keys of its first person."""

    def __init__(
        self, folder: Path, place: Path, first: Keys, recovery_code: str, around: Surroundings
    ) -> None:
        self._folder, self._place, self._first = folder, place, first
        self._recovery_code, self._around = recovery_code, around

    @property
    def recovery_code(self) -> str:
        """To be written down now: it is kept nowhere."""
        return self._recovery_code

    def finish(self, typed_recovery_code: str) -> OpenVault:
        """Open the vault with the recovery code as typed, put it in its place, and return it unlocked in the
        name of its first person. Raises Refusal `recovery_code_wrong`, after which it can be tried again, or
        `vault_exists`."""
        with disk_refusals():
            slots = newest_slots(self._folder)
            keys = (
                open_slots(slots, typed_recovery_code) if parse_recovery_code(typed_recovery_code) else None
            )
            if keys is None:
                raise refuse("recovery_code_wrong", "recovery_code")
            open_folder(self._folder, slots, keys, self._around).close()
            put_in_place(self._folder, self._place)
            return open_folder(self._place, slots, self._first, self._around)

    def abandon(self) -> None:
        """Leave nothing behind."""
        remove_tree(self._folder)


def require_free(place: Path) -> None:
    """Raises Refusal `vault_exists` unless nothing lies there, or an empty folder."""
    if place.exists() and not (place.is_dir() and not any(place.iterdir())):
        raise refuse("vault_exists", "vault")


def beside(place: Path) -> Path:
    """A new folder in which a vault is made before it is put in its place."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    remove_leftovers(place)
    folder = place.with_name(f".{place.name}.new-{secrets.token_hex(4)}")
    folder.mkdir(mode=0o700)
    return folder


def put_in_place(folder: Path, place: Path) -> None:
    """Raises Refusal `vault_exists`."""
    require_free(place)
    if place.exists():
        place.rmdir()
    folder.rename(place)
    make_durable(place.parent)


def make(
    place: Path,
    first: First,
    facts: Sequence[Body],
    at: Moment,
    rehearsal: bool,
    effort: Effort,
    around: Surroundings,
) -> PreparedVault:
    """A vault with its first member and first facts, signed by that member, beside its place."""
    require_passphrase(first.passphrase)
    require_code(first.code)
    require_free(place)
    with disk_refusals():
        folder = beside(place)
        try:
            keys, code = _fill(folder, first, facts, at, rehearsal, effort, around)
        except BaseException:
            remove_tree(folder)
            raise
    return PreparedVault(folder, place, keys, code, around)


def remove_leftovers(place: Path) -> None:
    """Remove what a set-up that was broken off left beside the place, whose recovery code nobody has, and
    what a mending left inside."""
    (place / MENDED_FILE).unlink(missing_ok=True)
    for folder in place.parent.glob(f".{escape(place.name)}.new-*"):
        remove_tree(folder)


def _fill(
    folder: Path,
    first: First,
    facts: Sequence[Body],
    at: Moment,
    rehearsal: bool,
    effort: Effort,
    around: Surroundings,
) -> tuple[Keys, str]:
    """The keys of the first person, and the recovery code."""
    signing_key, data_key = Ed25519PrivateKey.generate(), secrets.token_bytes(KEY_BYTES)
    member = Member(around.new_id(), first.name, first.role, public_hex(signing_key))
    keys = Keys(member.id, data_key, signing_key.private_bytes_raw())
    recovery, recovery_keys = recovery_member(around.new_id(), data_key)
    code = new_recovery_code()
    db = Database.create(folder / DATABASE_FILE, data_key)
    try:
        shape_new(db)
        core = Core(
            *(db, Keyring(db), around.new_id(), around.new_id(), member.id, signing_key),
            now=around.now,
            new_id=around.new_id,
        )
        people = (MemberAdded(member), RecoveryRenewed(recovery))
        _write_first(core, (VaultCreated(core.vault, rehearsal), *people, *facts), at)
        core.keys.key_id(BACKUP_NAMES)
        set_code(db, member.id, first.code)
        db.checkpoint()
        by_code = make_slot(core.vault, RECOVERY, parse_recovery_code(code) or "", recovery_keys, effort)
        _lock_up(folder, core, (_first_slot(core.vault, first, keys, effort), by_code))
    finally:
        db.close()
    return keys, code


def _write_first(core: Core, facts: Sequence[Body], at: Moment) -> None:
    ledger = Ledger(core)
    with ledger.transaction():
        tables.build(core.db)
        core.db.run("INSERT INTO vault VALUES (1, ?, ?, ?)", core.vault, core.device, tables.VERSION)
        for body in facts:
            ledger.append(body, at)


def _first_slot(vault: str, first: First, keys: Keys, effort: Effort) -> Slot:
    initials = initials_of(first.name) or FALLBACK_INITIALS
    return make_slot(vault, PASSPHRASE, first.passphrase, keys, effort, initials)


def _lock_up(folder: Path, core: Core, ways: tuple[Slot, ...]) -> None:
    """Write the slots, twice beside the database and once inside."""
    slots = Slots(core.vault, 1, database_salt(folder).hex(), ways)
    core.db.run("INSERT INTO slots VALUES (1, ?)", to_bytes(slots))
    write_slots(folder, slots)
    write_slots(folder, slots)
