"""Making content unreadable for good: every key and byte that belongs to an image or a patient (R40)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from consentdesk.domain.facts import ConsentSigned
from consentdesk.domain.moment import Moment
from consentdesk.storage.connection import Database
from consentdesk.storage.core import Part
from consentdesk.storage.files import DATABASE_FILE, disk_refusals
from consentdesk.storage.ledger import read_fact
from consentdesk.storage.sealing import (
    Broken,
    Erased,
    Keyring,
    copy_key,
    document_key,
    image_key,
    patient_key,
)
from consentdesk.storage.views import tables
from consentdesk.storage.views.rebuilding import rebuild

BEFORE_MIGRATIONS = f"{DATABASE_FILE}.before-*"
OF_PATIENT = (
    "SELECT source_sha256 FROM images i WHERE patient = ? AND NOT EXISTS"
    " (SELECT 1 FROM images o WHERE o.source_sha256 = i.source_sha256 AND o.at_ms > i.at_ms)"
)
SHOWING = "SELECT DISTINCT c.sha256 FROM decisions d JOIN copies c ON c.record = d.record WHERE d.image = ?"

OF_DOCUMENTS = "SELECT sha256 FROM documents WHERE patient = ?"
IN_DOCUMENTS = "SELECT sha256 FROM documents_showing WHERE image = ?"


class Erasing(Part):
    @contextmanager
    def erasing(self) -> Iterator[None]:
        """A transaction that erases, all or nothing. Once it has ended, nothing of what it erased is left in
        the database, its log or its index, whoever has the vault's key; where a backup or a check was reading
        meanwhile, the log keeps some until the vault is closed or opened anew. Copies of the vault from
        before it was brought to its present shape are removed first: they hold the keys."""
        assert not self._db.in_transaction, "what is erased is wiped only once it is durable"
        with disk_refusals():
            for copy in self._db.folder.glob(BEFORE_MIGRATIONS):
                copy.unlink()
        with self._db.transaction():
            yield
        self._db.checkpoint()

    def erase_image(self, source_sha256: str, at: Moment) -> tuple[str, ...]:
        """Destroy an image's bytes, view and thumbnail, and the sealed copies and papers that show it; hashes
        and records stay. Returns the ids of the destroyed keys (hex); none where it was erased already."""
        with self._db.transaction():
            names = (image_key(source_sha256), *_document_keys(self._db, (source_sha256,)))
            return self._destroy(names, _rows(self._db, SHOWING, source_sha256), at)

    def erase_patient(self, patient: str, at: Moment) -> tuple[str, ...]:
        """Destroy all that facts, images, copies, papers and signed pages tell of a patient, but images that
        a later record says are somebody else's. Returns the ids of the destroyed keys (hex)."""
        with self._db.transaction():
            images = _rows(self._db, OF_PATIENT, patient)
            copies = set(_rows(self._db, "SELECT sha256 FROM copies WHERE patient = ?", patient))
            copies.update(*(_rows(self._db, SHOWING, image) for image in images))
            papers = _paper_keys(self._db, self._keys, patient) + _document_keys(self._db, images, patient)
            names = (patient_key(patient), *map(image_key, images), *papers)
            destroyed = self._destroy(names, sorted(copies), at)
            tables.forget_patient(self._db, patient)
        return destroyed

    def _destroy(self, names: Iterable[str], copies: Iterable[str], at: Moment) -> tuple[str, ...]:
        ids = [self._keys.destroy_copy(sha256, at) for sha256 in copies]
        ids += [self._keys.destroy(name, at) for name in names]
        return tuple(id.hex() for id in ids if id)


def erase_as_elsewhere(db: Database, erased: Mapping[str, str]) -> bool:
    """Destroy in one copy of the vault what was destroyed in another: keys by their ids (hex), and when.
    Returns whether any of it was here."""
    keys = Keyring(db)
    here = {id: at for id, at in erased.items() if keys.has_id(bytes.fromhex(id))}
    with db.transaction():
        if here and db.one("SELECT views FROM vault") != tables.VERSION:
            rebuild(db)  # of an older program: what they hold of whom is not known here
        for id, at in here.items():
            _forget(db, keys, keys.destroy_as_elsewhere(bytes.fromhex(id), at), at)
    return bool(here)


def _forget(db: Database, keys: Keyring, name: str, at: str) -> None:
    """What goes with the key of this name."""
    kind, _colon, about = name.partition(":")
    if kind == "draft":
        db.run("DELETE FROM drafts WHERE id = ?", about)
    if kind == "image":
        _destroy_old_copies(db, keys, about, at)
    if kind == "patient":
        tables.forget_patient(db, about)


def _destroy_old_copies(db: Database, keys: Keyring, image: str, at: str) -> None:
    """Copies of older vaults have no key of their own by which to name them."""
    for sha256 in _rows(db, SHOWING, image):
        if not keys.has(copy_key(sha256)):
            keys.destroy_copy(sha256, Moment.parse(at))


def _rows(db: Database, sql: str, value: str) -> list[str]:
    return [row[0] for row in db.rows(sql, value)]


def _document_keys(db: Database, images: Iterable[str], patient: str | None = None) -> list[str]:
    """The keys of the papers that show these images, or speak of this patient."""
    found = set(_rows(db, OF_DOCUMENTS, patient)) if patient else set()
    found.update(*(_rows(db, IN_DOCUMENTS, image) for image in images))
    return [document_key(sha256) for sha256 in sorted(found)]


def _paper_keys(db: Database, keys: Keyring, patient: str) -> list[str]:
    """The keys of the signed pages that came back for a patient's records. One that pages of others lie
    under, too, is not among them."""
    pages = set(_scans(db, keys, patient))
    found: dict[str, set[str]] = {}
    for name, sha256 in db.rows(
        "SELECT k.name, b.sha256 FROM blobs b JOIN keys k ON k.id = b.key_id WHERE k.name LIKE 'paper:%'"
    ):
        found.setdefault(name, set()).add(sha256)
    return [name for name, lying in found.items() if lying <= pages]


def _scans(db: Database, keys: Keyring, patient: str) -> Iterator[str]:
    for fact in _rows(db, "SELECT fact FROM records WHERE patient = ?", patient):
        try:
            body = read_fact(db, keys, fact).body
        except (Broken, Erased):
            continue
        if isinstance(body, ConsentSigned) and body.record.paper is not None:
            yield from (scan.sha256 for scan in body.record.paper.scans)
