"""Every body and every blob sealed under a key of its own owner; a key destroyed is content erased (R40)."""

from __future__ import annotations

import hashlib
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from consentdesk.domain.moment import Moment
from consentdesk.storage.connection import Database

KEY_BYTES = 32
ID_BYTES = 16
NONCE_BYTES = 12
TAG_BYTES = 16
SEAL_BYTES = ID_BYTES + NONCE_BYTES + TAG_BYTES  # by which sealed bytes are longer
HOUSE = "house"
BACKUP_NAMES = "backup names"  # the key that names files in backups


class SealError(Exception):
    """Sealed bytes that cannot be opened."""


class Erased(SealError):
    """Their key was destroyed on purpose."""


class Broken(SealError):
    """They were altered, or their key is gone and nobody destroyed it."""


def patient_key(patient: str | None) -> str:
    """The name of the key that a fact's body is sealed under."""
    return HOUSE if patient is None else f"patient:{patient}"


def image_key(source_sha256: str) -> str:
    """The name of the key that an image's bytes, view and thumbnail are sealed under."""
    return f"image:{source_sha256}"


def copy_key(sha256: str) -> str:
    """The name of the key that a sealed copy lies under: it shows images that may have to go before the
    record does. Copies of older vaults lie under their patient's."""
    return f"copy:{sha256}"


def document_key(sha256: str) -> str:
    """The name of the key that a receipt, a letter or a sheet lies under."""
    return f"document:{sha256}"


class Keyring:
    """Seals with AES-256-GCM. Sealed bytes name their key: id (16 bytes), nonce (12), ciphertext with tag."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def key_id(self, name: str) -> bytes:
        """The id of the key with this name, made at first need. A name gets a new key after an erasure."""
        return self._named(name)[0]

    def seal(self, name: str, data: bytes, about: bytes) -> bytes:
        """Sealed bytes that open only together with `about`."""
        id, key = self._named(name)
        nonce = secrets.token_bytes(NONCE_BYTES)
        return b"".join((id, nonce, AESGCM(key).encrypt(nonce, data, about)))

    def open(self, sealed: bytes, about: bytes) -> bytes:
        """What was sealed. Raises Erased or Broken."""
        view = memoryview(sealed)
        id, nonce, rest = (
            view[:ID_BYTES],
            view[ID_BYTES : ID_BYTES + NONCE_BYTES],
            view[ID_BYTES + NONCE_BYTES :],
        )
        key = self._db.row("SELECT key FROM keys WHERE id = ?", bytes(id))
        if key is None:
            raise self._gone(bytes(id))
        try:
            return AESGCM(key[0]).decrypt(nonce, rest, about)
        except (InvalidTag, ValueError) as wrong:
            raise Broken from wrong

    def opens_to(self, sha256: str, sealed: bytes) -> bool:
        """Whether these are the sealed bytes of the blob with this hash, whole."""
        try:
            return hashlib.sha256(self.open(sealed, sha256.encode())).hexdigest() == sha256
        except (Broken, Erased):
            return False

    def has(self, name: str) -> bool:
        """Whether there is a key with this name now."""
        return self._db.row("SELECT 1 FROM keys WHERE name = ?", name) is not None

    def has_id(self, id: bytes) -> bool:
        """Whether the key with this id is here."""
        return self._db.row("SELECT 1 FROM keys WHERE id = ?", id) is not None

    def destroy(self, name: str, at: Moment) -> bytes | None:
        """Destroy a key and remember that it was; with it go the blobs sealed under it. Returns its id, None
        where there is no such key."""
        found = self._db.row("SELECT id FROM keys WHERE name = ?", name)
        if found is None:
            return None
        self.destroy_as_elsewhere(found[0], str(at))
        return bytes(found[0])

    def destroy_copy(self, sha256: str, at: Moment) -> bytes | None:
        """As `destroy`, of a sealed copy by its hash. One that lies under its patient's key is removed and
        remembered as if its key were destroyed; it had none of its own to name."""
        name = copy_key(sha256)
        id = self.destroy(name, at)
        if self._db.row("SELECT 1 FROM blobs WHERE sha256 = ?", sha256):
            self._db.run("DELETE FROM blobs WHERE sha256 = ?", sha256)
            self._db.run("INSERT INTO erased VALUES (?, ?, ?)", secrets.token_bytes(ID_BYTES), name, str(at))
        return id

    def destroy_as_elsewhere(self, id: bytes, at: str) -> str:
        """Destroy the key with this id, as it was then in another copy of the vault. Returns its name, "" for
        one that is not here."""
        found = self._db.row("SELECT name FROM keys WHERE id = ?", id)
        if found is None:
            return ""
        self._db.run("DELETE FROM blobs WHERE key_id = ?", id)
        self._db.run("DELETE FROM keys WHERE id = ?", id)
        self._db.run("INSERT INTO erased VALUES (?, ?, ?)", id, found[0], at)
        return str(found[0])

    def _named(self, name: str) -> tuple[bytes, bytes]:
        found = self._db.row("SELECT id, key FROM keys WHERE name = ?", name)
        if found is None:
            found = (secrets.token_bytes(ID_BYTES), secrets.token_bytes(KEY_BYTES))
            self._db.run("INSERT INTO keys VALUES (?, ?, ?)", found[0], name, found[1])
        return found[0], found[1]

    def _gone(self, id: bytes) -> SealError:
        known = self._db.row("SELECT 1 FROM erased WHERE id = ?", id)
        return Erased() if known else Broken()
