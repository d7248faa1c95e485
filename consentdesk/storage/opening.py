"""Opening a vault's folder: each thing that can be wrong has its own name, and nothing is made anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.storage.codes import unlock_codes
from consentdesk.storage.connection import Database
from consentdesk.storage.core import Core, public_hex
from consentdesk.storage.files import CONTENTS_FILE, DATABASE_FILE, SALT_BYTES, database_salt
from consentdesk.storage.keys.slots import Keys, Slots, read_generations
from consentdesk.storage.migrations import migrate, require_ours
from consentdesk.storage.rekeying import end_rekey
from consentdesk.storage.sealing import Keyring
from consentdesk.storage.vault import OpenVault
from consentdesk.storage.views import tables
from consentdesk.storage.views.questions import member
from consentdesk.storage.views.rebuilding import rebuild
from consentdesk.storage.ways_in import settle

PLAIN_MARK = b"SQLite format 3\0"
FOREIGN_SALT_BITS = 32  # of 128: another file's salt differs in about 64, a damaged one in a few


@dataclass(frozen=True)
class Surroundings:
    """Time and ids, through the door."""

    now: Callable[[], Moment] = field(repr=False)
    new_id: Callable[[], str] = field(repr=False)


class SlotReplaced(Refusal):
    """What was typed opened a slot that counts no more; the files have those now that do."""


def require_database(folder: Path) -> None:
    """Raises Refusal `vault_missing`, `vault_damaged` (an empty file), `vault_foreign` (not encrypted) or
    `vault_is_backup`: one that was worked with would be a backup no more."""
    path = folder / DATABASE_FILE
    if (folder / CONTENTS_FILE).is_file():
        raise refuse("vault_is_backup", "vault")
    if not path.is_file():
        raise refuse("vault_missing", "vault")
    start = database_salt(folder)
    if len(start) < SALT_BYTES:
        raise refuse("vault_damaged", "vault", part="database")
    if start == PLAIN_MARK:
        raise refuse("vault_foreign", "vault")


def newest_slots(folder: Path) -> Slots:
    """Raises Refusal `slots_lost` where no generation of the slots can be read."""
    generations = read_generations(folder)
    if not generations:
        raise refuse("slots_lost", "vault")
    return generations[0]


def open_folder(folder: Path, slots: Slots, keys: Keys, around: Surroundings) -> OpenVault:
    """The vault in a folder, unlocked in the name of the keys' member. What broke off a change of its key is
    brought to its end. Raises Refusal `vault_foreign`, `vault_damaged`, `vault_newer`, `member_removed`,
    `SlotReplaced`, and what `Database` refuses."""
    return OpenVault(open_core(folder, slots, keys, around))


def open_core(folder: Path, slots: Slots, keys: Keys, around: Surroundings) -> Core:
    """As `open_folder`, before anybody reads or writes."""
    db = _open_database(folder, slots, keys)
    try:
        device = _require_vault(db, slots.vault)
        migrate(db, lambda version: db.copy_to(folder / f"{DATABASE_FILE}.before-{version + 1}"))
        _require_whole(db)
        if db.one("SELECT views FROM vault") != tables.VERSION:
            rebuild(db)
        signing_key = _require_member(db, keys, settle(db, slots))
        unlock_codes(db, keys.member)
        core = Core(
            *(db, Keyring(db), slots.vault, device, keys.member, signing_key, around.now, around.new_id),
            by_recovery=keys.by_recovery,
        )
        end_rekey(core, under_next=db.key == keys.next_key)
    except BaseException:
        db.close()
        raise
    return core


def _open_database(folder: Path, slots: Slots, keys: Keys) -> Database:
    try:
        return _under_either_key(folder / DATABASE_FILE, keys)
    except Refusal as refusal:
        if refusal.code == "vault_damaged" and _is_foreign(database_salt(folder), slots):
            raise refuse("vault_foreign", "vault") from refusal
        raise


def _under_either_key(path: Path, keys: Keys) -> Database:
    try:
        return Database(path, keys.data_key)
    except Refusal as refusal:
        if refusal.code != "vault_damaged" or not keys.next_key:
            raise
    return Database(path, keys.next_key)


def _is_foreign(salt: bytes, slots: Slots) -> bool:
    differing = (int.from_bytes(salt) ^ int(slots.database_salt, 16)).bit_count()
    return any(salt) and differing >= FOREIGN_SALT_BITS


def _require_vault(db: Database, vault: str) -> str:
    """The vault's device. Raises Refusal `vault_foreign` unless it is the vault that the slots belong to."""
    require_ours(db)
    found = db.row("SELECT device FROM vault WHERE id = ?", vault)
    if found is None:
        raise refuse("vault_foreign", "vault")
    return str(found[0])


def _require_whole(db: Database) -> None:
    db.checkpoint()
    if db.bytes_missing() > 0:
        raise refuse("vault_damaged", "vault", part="database")


def _require_member(db: Database, keys: Keys, counting: Slots) -> Ed25519PrivateKey:
    """The member's signing key. Raises Refusal `member_removed`, `SlotReplaced`, and `vault_damaged` unless
    the ledger knows the key as theirs."""
    if db.row("SELECT 1 FROM comings WHERE member = ? AND leaves", keys.member):
        raise refuse("member_removed", "passphrase")
    if keys.slot and not counting.counts(keys.slot):
        raise SlotReplaced(*refuse("passphrase_wrong", "passphrase").problems)
    signing_key = Ed25519PrivateKey.from_private_bytes(keys.signing_seed)
    known = member(db, keys.member)
    if known is None or known.public_key != public_hex(signing_key):
        raise refuse("vault_damaged", "vault", part="members")
    return signing_key
