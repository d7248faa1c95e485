"""Slots: the data key and a person's signing key, wrapped under what that person knows.

They lie in a small file beside the vault, with its previous generation and a copy inside the vault.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from consentdesk.domain.codec import canonical, parse
from consentdesk.storage.files import with_checksum, without_checksum, write_whole
from consentdesk.storage.keys.argon import KEY_BYTES, SALT_BYTES, Effort, derive
from consentdesk.storage.keys.passphrases import parse_recovery_code

SLOTS_FILE = "vault.slots"
PREVIOUS_FILE = "vault.slots.old"
NONCE_BYTES = 12
PASSPHRASE = "passphrase"
RECOVERY = "recovery"


@dataclass(frozen=True)
class Keys:
    """What a slot opens: the key of the database and the seed of the member's Ed25519 key."""

    member: str
    data_key: bytes = field(repr=False)
    signing_seed: bytes = field(repr=False)


@dataclass(frozen=True)
class Slot:
    """One way in. `opens_with` is "passphrase" or "recovery"; `nonce`, `salt` and `wrapped` are hex."""

    member: str
    opens_with: str
    effort: Effort
    salt: str
    nonce: str
    wrapped: str = ""


@dataclass(frozen=True)
class Slots:
    """Every way into one vault. `database_salt` (hex) are the first bytes of the file these belong to."""

    vault: str
    generation: int
    database_salt: str
    slots: tuple[Slot, ...]


def make_slot(vault: str, opens_with: str, secret: str, keys: Keys, effort: Effort) -> Slot:
    """A slot that the secret opens: a passphrase, or the letters of a recovery code."""
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    empty = Slot(keys.member, opens_with, effort, salt.hex(), nonce.hex())
    cipher = AESGCM(derive(secret, salt, effort))
    wrapped = cipher.encrypt(nonce, keys.data_key + keys.signing_seed, _about(vault, empty))
    return replace(empty, wrapped=wrapped.hex())


def open_slots(slots: Slots, typed: str) -> Keys | None:
    """What the first slot holds that opens with a passphrase or, where what was typed can be one, a recovery
    code; None when none does."""
    letters = parse_recovery_code(typed)
    opens_with, secret = (RECOVERY, letters) if letters else (PASSPHRASE, typed)
    tried = (_open(slots.vault, slot, secret) for slot in slots.slots if slot.opens_with == opens_with)
    return next((keys for keys in tried if keys), None)


def _open(vault: str, slot: Slot, secret: str) -> Keys | None:
    key = derive(secret, bytes.fromhex(slot.salt), slot.effort)
    try:
        plain = AESGCM(key).decrypt(
            bytes.fromhex(slot.nonce), bytes.fromhex(slot.wrapped), _about(vault, slot)
        )
    except InvalidTag:
        return None
    return Keys(slot.member, plain[:KEY_BYTES], plain[KEY_BYTES:])


def _about(vault: str, slot: Slot) -> bytes:
    return canonical({"vault": vault, "slot": replace(slot, wrapped="")})


def to_bytes(slots: Slots) -> bytes:
    """The slots as one file: a torn one is not taken for a wrong passphrase."""
    return with_checksum(canonical(slots))


def from_bytes(data: bytes) -> Slots:
    """Raises ValueError for torn or altered bytes and for unfit Argon2 parameters."""
    return parse(Slots, without_checksum(data))


def write_slots(folder: Path, slots: Slots) -> None:
    """Put a generation in place, a readable one always kept beside it; it can be interrupted anywhere."""
    before = _read(folder / SLOTS_FILE)
    if before is not None:
        write_whole(folder / PREVIOUS_FILE, to_bytes(before))
    write_whole(folder / SLOTS_FILE, to_bytes(slots))


def read_generations(folder: Path) -> tuple[Slots, ...]:
    """The readable generations, newest first; empty when there is none."""
    found = [_read(folder / name) for name in (SLOTS_FILE, PREVIOUS_FILE)]
    return tuple(sorted((s for s in found if s), key=lambda s: -s.generation))


def _read(path: Path) -> Slots | None:
    try:
        return from_bytes(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return None
