"""Image bytes and sealed copies, addressed by their SHA-256 and checked against it on every read."""

from __future__ import annotations

import hashlib

from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.storage.connection import UNREADABLE, Database
from consentdesk.storage.core import Part
from consentdesk.storage.sealing import Broken, Erased, Keyring
from consentdesk.storage.views.tables import forget_patient

PATIENT = "patient:"


def whole_bytes(db: Database, sha256: str, key_id: bytes) -> bytes:
    """A blob's bytes, still sealed, which open to its hash; none where they are gone or damaged. Then the
    connection has started afresh."""
    try:
        found = db.row("SELECT data FROM blobs WHERE sha256 = ? AND key_id = ?", sha256, key_id)
    except Refusal as refusal:
        if refusal.code not in UNREADABLE:
            raise
        return b""
    if found and not Keyring(db).opens_to(sha256, found[0]):
        db.distrust()
        return b""
    return bytes(found[0]) if found else b""


def listed(db: Database) -> list[tuple[str, bytes]]:
    """Every blob by its hash and the id of its key, as the table has them or, where its pages are damaged, as
    its index does."""
    try:
        return db.rows("SELECT sha256, key_id FROM blobs NOT INDEXED")
    except Refusal as refusal:
        if refusal.code not in UNREADABLE:
            raise
        return db.rows("SELECT sha256, key_id FROM blobs INDEXED BY sqlite_autoindex_blobs_1")


class Blobs(Part):
    def put_blob(self, data: bytes, key: str) -> str:
        """Store bytes under a key; returns their SHA-256 (hex). The same under the same key is kept once."""
        sha256 = hashlib.sha256(data).hexdigest()
        with self._db.transaction():
            id = self._keys.key_id(key)
            if not self._db.row("SELECT 1 FROM blobs WHERE sha256 = ? AND key_id = ?", sha256, id):
                self._db.run(
                    "INSERT INTO blobs (sha256, key_id, length, data) VALUES (?, ?, ?, ?)",
                    *(sha256, id, len(data), self._keys.seal(key, data, sha256.encode())),
                )
        return sha256

    def blob(self, sha256: str) -> bytes:
        """The bytes with this hash, and no others. Raises Refusal `blob_unknown` or `blob_damaged`."""
        try:
            data = self._opened(sha256)
        except (Broken, Erased) as wrong:
            raise self._core.damaged("blob_damaged", blob=sha256) from wrong
        if data is None:
            raise refuse("blob_unknown", "vault", blob=sha256)
        return data

    def destroy_key(self, key: str) -> None:
        """Make everything under a key unreadable for good: blobs go, and what the views held of a patient."""
        with self._db.transaction():
            self._keys.destroy(key, self._core.now())
            if key.startswith(PATIENT):
                forget_patient(self._db, key.removeprefix(PATIENT))

    def _opened(self, sha256: str) -> bytes | None:
        """The bytes, None where there are none. Raises Broken: a page that SQLCipher could not check may come
        as zeros, or make the next question fail."""
        try:
            found = self._db.row("SELECT data FROM blobs WHERE sha256 = ? LIMIT 1", sha256)
            data = self._keys.open(found[0], sha256.encode()) if found else None
        except Refusal as refusal:
            if refusal.code not in UNREADABLE:
                raise
            raise Broken from refusal
        if data is not None and hashlib.sha256(data).hexdigest() != sha256:
            raise Broken
        return data
