"""Slots: what each person's passphrase opens, or the recovery code.

A slot has two layers. The passphrase opens a person's own keys; to one of them the key of the database is
sealed. So the database can get another key without anybody's passphrase. Slots lie in a small file beside the
vault, with its previous generation, and inside the vault, whose copy says which of them count.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from consentdesk.domain.codec import canonical, parse
from consentdesk.domain.refusals import refuse
from consentdesk.storage.files import with_checksum, without_checksum, write_whole
from consentdesk.storage.keys.argon import KEY_BYTES, SALT_BYTES, Effort, derive
from consentdesk.storage.keys.passphrases import parse_recovery_code

SLOTS_FILE = "vault.slots"
PREVIOUS_FILE = "vault.slots.old"
NONCE_BYTES = 12
PASSPHRASE = "passphrase"
RECOVERY = "recovery"
SLOTS_AT_MOST = 200  # a forged file must not keep the desk busy for hours
SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


@dataclass(frozen=True)
class Slot:
    """One way in. `opens_with` is "passphrase" or "recovery"; what is bytes is written in hex. `initials` are
    readable by anybody. `wrapped` opens to the private key that belongs to `box`, and to the seed of the
    member's signing key; `sealed` are the keys of the database, two while it gets another one. In a slot of
    the old form, without a `box`, `wrapped` has the key of the database itself. Raises ValueError for what
    cannot be one."""

    member: str
    opens_with: str
    effort: Effort
    salt: str
    nonce: str
    wrapped: str = ""
    initials: str = ""
    box: str = ""
    sealed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        fit = (
            len(bytes.fromhex(self.salt)) == SALT_BYTES
            and len(bytes.fromhex(self.nonce)) == NONCE_BYTES
            and len(bytes.fromhex(self.box)) in (0, KEY_BYTES)
            and len(self.sealed) <= 2
            and all(map(_is_hex, (self.wrapped, *self.sealed)))
        )
        if not fit:
            raise ValueError("not a slot")

    @property
    def is_of_old_form(self) -> bool:
        return not self.box


@dataclass(frozen=True)
class Slots:
    """Every way into one vault. `database_salt` (hex) are the first bytes of the file these belong to; in a
    backup, `taken_from` are those of the vault's own file. Raises ValueError for what cannot be that."""

    vault: str
    generation: int
    database_salt: str
    slots: tuple[Slot, ...]
    taken_from: str = ""

    def __post_init__(self) -> None:
        if len(bytes.fromhex(self.database_salt)) != SALT_BYTES or len(self.slots) > SLOTS_AT_MOST:
            raise ValueError("no slots")

    @property
    def effort(self) -> Effort:
        """What another slot is to cost: as much as the dearest of these."""
        return max((slot.effort for slot in self.slots), key=lambda effort: effort.passes * effort.memory_kib)

    def counts(self, slot: Slot) -> bool:
        """Whether a slot is one of these, whatever key of the database is sealed in it."""
        return any(own.salt == slot.salt for own in self.slots)


@dataclass(frozen=True)
class Keys:
    """What a slot opens: the key of the database and the seed of the member's Ed25519 key. With a `next_key`
    the database lies under either: it was on its way from the first to the second."""

    member: str
    data_key: bytes = field(repr=False)
    signing_seed: bytes = field(repr=False)
    next_key: bytes = field(default=b"", repr=False)
    slot: Slot | None = field(default=None, repr=False, compare=False)

    @property
    def by_recovery(self) -> bool:
        return self.slot is not None and self.slot.opens_with == RECOVERY


def make_slot(
    vault: str, opens_with: str, secret: str, keys: Keys, effort: Effort, initials: str = ""
) -> Slot:
    """A slot that the secret opens: a passphrase, or the letters of a recovery code."""
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    private = X25519PrivateKey.generate()
    box = private.public_key().public_bytes_raw().hex()
    empty = Slot(keys.member, opens_with, effort, salt.hex(), nonce.hex(), initials=initials, box=box)
    plain = private.private_bytes_raw() + keys.signing_seed
    wrapped = AESGCM(derive(secret, salt, effort)).encrypt(nonce, plain, _about(vault, empty))
    return seal(vault, replace(empty, wrapped=wrapped.hex()), keys.data_key)


def seal(vault: str, slot: Slot, *data_keys: bytes) -> Slot:
    """The same slot for these keys of the database, without what its owner knows."""
    box, about = X25519PublicKey.from_public_bytes(bytes.fromhex(slot.box)), _about(vault, slot)
    return replace(slot, sealed=tuple(SUITE.encrypt(key, box, about).hex() for key in data_keys))


def tried_for(slots: Slots, typed: str, who: str = "") -> tuple[Slot, ...]:
    """The slots that are tried with what was typed: those of recovery codes where it can be one, else those
    of passphrases, of the person with the initials `who` where they are given."""
    if parse_recovery_code(typed):
        return tuple(slot for slot in slots.slots if slot.opens_with == RECOVERY)
    return tuple(slot for slot in slots.slots if _is_for(slot, who))


def open_slots(slots: Slots, typed: str, who: str = "") -> Keys | None:
    """What the first of the slots holds that are tried with what was typed and open; None when none does.
    Raises Refusal `vault_damaged` where the right passphrase opens a slot that was tampered with."""
    secret = parse_recovery_code(typed) or typed
    tried = (_open(slots.vault, slot, secret) for slot in tried_for(slots, typed, who))
    return next((keys for keys in tried if keys), None)


def _is_for(slot: Slot, who: str) -> bool:
    return slot.opens_with == PASSPHRASE and (not who or slot.initials in ("", who.strip().upper()))


def _open(vault: str, slot: Slot, secret: str) -> Keys | None:
    key, about = derive(secret, bytes.fromhex(slot.salt), slot.effort), _about(vault, slot)
    try:
        plain = AESGCM(key).decrypt(bytes.fromhex(slot.nonce), bytes.fromhex(slot.wrapped), about)
    except InvalidTag:
        return None
    own, seed = plain[:KEY_BYTES], plain[KEY_BYTES:]
    data_key, *more = [own] if slot.is_of_old_form else _unseal(slot, own, about)
    return Keys(slot.member, data_key, seed, more[0] if more else b"", slot)


def _unseal(slot: Slot, own: bytes, about: bytes) -> list[bytes]:
    private = X25519PrivateKey.from_private_bytes(own)
    try:
        return [SUITE.decrypt(bytes.fromhex(sealed), private, about) for sealed in slot.sealed or ("",)]
    except InvalidTag as wrong:
        raise refuse("vault_damaged", "vault", part="slots") from wrong


def _about(vault: str, slot: Slot) -> bytes:
    """What the two layers of a slot are bound to."""
    bound = {name: vars(slot)[name] for name in ("member", "opens_with", "effort", "salt", "nonce")}
    bound |= {"wrapped": ""} if slot.is_of_old_form else {"initials": slot.initials, "box": slot.box}
    return canonical({"vault": vault, "slot": bound})


def _is_hex(text: str) -> bool:
    bytes.fromhex(text)  # or a ValueError
    return True


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
