"""The ledger: facts appended, chained, signed and sealed; never changed (R38)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from consentdesk.domain import facts
from consentdesk.domain.codec import canonical, parse
from consentdesk.domain.facts import Body, Fact, Header, body_bytes, read_body
from consentdesk.domain.moment import Moment
from consentdesk.storage.connection import Database
from consentdesk.storage.core import Part
from consentdesk.storage.sealing import Broken, Erased, Keyring, patient_key
from consentdesk.storage.views import folding
from consentdesk.storage.views.putting import ms

HASH_BYTES = 32
OF_A_PATIENT = (
    facts.PatientRegistered,
    facts.PatientCorrected,
    facts.ImageAdded,
    facts.ConsentSigned,
    facts.CopySealed,
    facts.CopyGiven,
    facts.ImageReleased,
    facts.PlacementNoted,
    facts.PlacementEnded,
    facts.ConsentWithdrawn,
    facts.UseSuspended,
    facts.SuspensionLifted,
    facts.RemovalOpened,
    facts.RemovalReported,
)
OF_A_MEMBER = (facts.MemberChanged, facts.RecoveryRenewed)
SIGNED_AS = b"consentdesk fact\0"  # so that no other message a member signs can pass for a fact
SAID = ("id", "device", "number", "at", "actor", "kind", "schema", "patient")
COLUMNS = "id, device, number, at, actor, kind, schema, patient, header, body, prev, hash, signature"


@dataclass(frozen=True)
class Head:
    """The end of a device's chain."""

    number: int = 0
    hash: bytes = bytes(HASH_BYTES)


class Ledger(Part):
    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside becomes durable together or not at all."""
        return self._db.transaction()

    def append(self, body: Body, at: Moment, patient: str | None = None) -> Fact:
        """Append a fact in the name of whoever unlocked the vault; views follow in the same transaction. What
        is said of somebody who works here is later than what was said before, even where the clock was set
        back in between: else it would not count."""
        assert patient or not isinstance(body, OF_A_PATIENT), "a patient's fact lies under the patient's key"
        with self._db.transaction():
            heads = heads_of(self._db)
            head = heads.pop(self._core.device, Head())
            header = self._header(body, self._in_order(body, at), patient, head.number + 1, heads)
            written = canonical(header)
            sealed = self._keys.seal(patient_key(patient), body_bytes(body), written)
            fact = Fact(header, body, link(head.hash, written, sealed).hex())
            insert(self._db, fact, written, sealed, head.hash, self._core.signing_key)
            folding.fold(self._db, fact)
        return fact

    def _in_order(self, body: Body, at: Moment) -> Moment:
        if not isinstance(body, OF_A_MEMBER):
            return at
        last = self._db.row("SELECT at_ms FROM members WHERE id = ?", body.member.id)
        early_ms = last[0] + 1 - ms(at) if last else 0
        return Moment(at.utc + timedelta(milliseconds=max(early_ms, 0)), at.offset_minutes)

    def _header(
        self, body: Body, at: Moment, patient: str | None, number: int, others: dict[str, Head]
    ) -> Header:
        core = self._core
        seen = {device: head.hash.hex() for device, head in others.items()}
        return Header(
            core.new_id(), core.device, number, at, core.member, body.KIND, body.SCHEMA, patient, seen
        )


def link(prev: bytes, header: bytes, sealed: bytes) -> bytes:
    """The hash of a fact: its predecessor's, and the bytes that are stored."""
    digest = hashlib.sha256(prev)
    digest.update(header)
    digest.update(sealed)
    return digest.digest()


def insert(
    db: Database, fact: Fact, written: bytes, sealed: bytes, prev: bytes, signing_key: Ed25519PrivateKey
) -> None:
    h, digest = fact.header, bytes.fromhex(fact.hash)
    db.run(
        f"INSERT INTO facts ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *(h.id, h.device, h.number, str(h.at), h.actor, h.kind, h.schema, h.patient),
        *(written, sealed, prev, digest, signing_key.sign(SIGNED_AS + digest)),
    )


def heads_of(db: Database) -> dict[str, Head]:
    """The end of each device's chain."""
    rows = db.rows("SELECT device, number, hash FROM heads")
    return {device: Head(number, hash) for device, number, hash in rows}


@dataclass(frozen=True)
class StoredFact:
    """A fact as it lies in the ledger: the columns, the bytes that the chain covers, the signature."""

    id: str
    device: str
    number: int
    at: str
    actor: str
    kind: str
    schema: int
    patient: str | None
    header: bytes
    body: bytes
    prev: bytes
    hash: bytes
    signature: bytes

    def columns_agree(self) -> bool:
        """Whether the header, in its canonical form, says what the columns say. It is not taken apart for
        that: what the columns do not say stands at its end."""
        said = canonical(dict(zip(SAID, self.columns, strict=True)))[:-1] + b',"seen":'
        seen = self.header[len(said) : -1]
        return self.header == b"".join((said, seen, b"}")) and _are_heads(seen) and _is_moment(self.at)

    def has_seen(self, heads: Mapping[str, Head]) -> bool:
        """Whether these, by device, are the ends of the other chains that the header names."""
        seen = canonical({device: head.hash.hex() for device, head in heads.items()})
        return self.header.endswith(b'"seen":' + seen + b"}")

    def hash_fits(self) -> bool:
        """Whether the hash is that of what is stored."""
        return self.hash == link(self.prev, self.header, self.body)

    def is_signed_with(self, public_key: str) -> bool:
        """Whether the signature is by this key (hex)."""
        try:
            key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
            key.verify(self.signature, SIGNED_AS + self.hash)
        except (InvalidSignature, ValueError):
            return False
        return True

    @property
    def columns(self) -> tuple[str | int | None, ...]:
        return (self.id, self.device, self.number, self.at, self.actor, self.kind, self.schema, self.patient)

    def opened(self, keys: Keyring) -> Fact:
        """The fact as it was appended. Raises Erased, Broken, or ValueError for a content that is none."""
        plain = keys.open(self.body, self.header)
        h = parse(Header, self.header)
        return Fact(h, read_body(h.kind, h.schema, plain), self.hash.hex())


def _are_heads(seen: bytes) -> bool:
    """Whether these are hashes by device, in their canonical form."""
    try:
        return seen == b"{}" or canonical(parse(dict[str, str], seen)) == seen
    except ValueError:
        return False


def _is_moment(at: str) -> bool:
    try:
        return str(Moment.parse(at)) == at
    except ValueError:
        return False


def stored_facts(db: Database, where: str = "") -> Iterator[StoredFact]:
    """The facts in the order in which they arrived."""
    for row in db.each(f"SELECT {COLUMNS} FROM facts NOT INDEXED {where} ORDER BY seq"):  # never sorted
        yield StoredFact(*row)


def readable_facts(db: Database, keys: Keyring, kinds: Iterable[str]) -> Iterator[Fact]:
    """The facts of these kinds whose keys have not been destroyed, in the order in which they arrived, each
    held against its hash. Raises Broken."""
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    for stored in stored_facts(db, f"WHERE kind IN ({listed})"):
        if not (stored.hash_fits() and stored.columns_agree()):
            raise Broken
        try:
            fact = stored.opened(keys)
        except Erased:
            continue
        yield fact


def read_fact(db: Database, keys: Keyring, id: str) -> Fact:
    """A fact that the views name, held against its hash and the signature of its author, who may have another
    key by now. Raises Erased or Broken."""
    found = db.row(f"SELECT {COLUMNS} FROM facts WHERE id = ?", id)
    if found is None:
        raise Broken
    stored = StoredFact(*found)
    if not (stored.hash_fits() and stored.columns_agree() and _is_signed(db, stored)):
        raise Broken
    return stored.opened(keys)


def _is_signed(db: Database, stored: StoredFact) -> bool:
    of_author = db.rows("SELECT public_key FROM signing_keys WHERE member = ?", stored.actor)
    return any(stored.is_signed_with(public_key) for (public_key,) in of_author)
