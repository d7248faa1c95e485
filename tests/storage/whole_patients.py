"""Patients with everything that can be known of one, each with words and bytes that stand nowhere else."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field, replace

from consentdesk.domain.draft import Draft
from consentdesk.domain.facts import (
    ConsentSigned,
    CopySealed,
    ImageAdded,
    PatientCorrected,
    PatientRegistered,
)
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Patient
from consentdesk.domain.record import ConsentRecord, RecordImage
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.route import PaperForm, Scan
from consentdesk.storage.vault import OpenVault
from tests.helpers.sessions import NOW, sealed_record

ID = "abcdefghijklmnopqrstuvwxyz"


@dataclass
class Whole:
    """One patient: what would tell of them, and what must be there while they are."""

    id: str
    words: tuple[str, ...]
    record: ConsentRecord
    images: list[str] = field(default_factory=list)
    blobs: dict[str, set[str]] = field(default_factory=dict)  # of an image; of the patient under ""
    draft: str = ""

    def is_whole(self, vault: OpenVault) -> bool:
        """Whether everything but the erased images can be read, and nothing of those."""
        there = {sha256 for image in (*self.images, "") for sha256 in self.blobs[image]}
        read = vault.record(self.record.id).record == self.record and vault.patient(self.id).id == self.id
        lines = {line.source_sha256: line.kept for line in vault.images_of(self.id)}
        kept = {source for source, is_kept in lines.items() if is_kept} == set(self.images)
        return read and kept and all(map(vault.blob, there)) and bool(vault.draft(self.draft))

    def is_gone(self, vault: OpenVault) -> bool:
        asked = (
            (vault.record, self.record.id),
            (vault.patient, self.id),
            *((vault.blob, sha256) for blobs in self.blobs.values() for sha256 in blobs),
        )
        found = vault.find_patients(self.words[0]) or vault.images_of(self.id) or vault.records_of(self.id)
        return not found and all(map(_refuses, asked))


def _refuses(asked: tuple[object, str]) -> bool:
    ask, about = asked
    try:
        ask(about)  # type: ignore[operator]
    except Refusal:
        return True
    return False


def admit(vault: OpenVault, n: int, images: int = 2, at: Moment = NOW, old_copy: bool = False) -> Whole:
    """A patient who was put right once, with a record signed on paper, a copy, and a session that waits.
    `old_copy`: the copy lies under the patient's key, as in older vaults."""
    chance = random.Random(n)
    given, family, number = (_word(chance) for _part in range(3))
    who = Patient(f"patient-{n}", given, family, sealed_record().patient.born, number)
    record = sealed_record(images=images, record_id=f"record-{n}", code_bits=n, now=at)
    made = Whole(who.id, (given, family, number), record)
    with vault.transaction():
        record = made.record = _signed_on_paper(vault, made, _with_pictures(vault, made, who, chance), chance)
        vault.append(PatientRegistered(replace(who, given_name=_word(chance))), at, who.id)
        vault.append(PatientCorrected(who), at, who.id)
        for image in record.images:
            vault.append(_added(image), at, who.id)
        vault.append(ConsentSigned(record), at, who.id)
        _seal_copy(vault, made, chance.randbytes(9_000), at, old_copy)
        made.draft = f"draft-{n}"
        vault.save_draft(Draft(made.draft, at, "m", patient=who), at)
    return made


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(ID, k=12))


def _with_pictures(vault: OpenVault, made: Whole, who: Patient, chance: random.Random) -> ConsentRecord:
    record, sources = replace(made.record, patient=who), {}
    images = []
    for image in record.images:
        source, view, thumbnail = (chance.randbytes(size) for size in (20_000, 9_000, 2_000))
        sha256 = hashlib.sha256(source).hexdigest()
        made.images.append(sha256)
        made.blobs[sha256] = {vault.put_blob(data, f"image:{sha256}") for data in (source, view, thumbnail)}
        sources[image.source_sha256] = sha256
        hashes = {"view_sha256": _hash(view), "pixels_sha256": _hash(thumbnail)}
        images.append(replace(image, source_sha256=sha256, **hashes))  # type: ignore[arg-type]
    decisions = tuple(replace(d, image=sources[d.image]) for d in record.decisions)
    return replace(record, images=tuple(images), decisions=decisions)


def _signed_on_paper(
    vault: OpenVault, made: Whole, record: ConsentRecord, chance: random.Random
) -> ConsentRecord:
    pages = [vault.put_blob(chance.randbytes(9_000), f"paper:session-{made.id}") for _page in range(2)]
    made.blobs[""] = set(pages)
    scans = tuple(Scan(n, sha256, NOW) for n, sha256 in enumerate(pages, 1))
    return replace(record, paper=PaperForm("form", 2, "", NOW, scans))


def _added(image: RecordImage) -> ImageAdded:
    hashes = (image.source_sha256, image.source_sha256, image.view_sha256, image.pixels_sha256)
    return ImageAdded(*hashes, "JPEG", 4000, 3000, image.label, image.kept)


def _seal_copy(vault: OpenVault, made: Whole, pdf: bytes, at: Moment, old: bool) -> None:
    key = f"patient:{made.id}" if old else f"copy:{_hash(pdf)}"
    vault.append(CopySealed(made.record.id, vault.put_blob(pdf, key), "A4"), at, made.id)
    made.blobs["copy"] = {_hash(pdf)}


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def traces(vault: OpenVault, made: Whole, image: str = "") -> list[bytes]:
    """Everything that must not stand anywhere once an image, or without one the patient, was erased: words in
    every case, keys, and the beginning, the middle and the end of what was sealed under them."""
    names = [f"image:{image}"] if image else [f"image:{i}" for i in made.blobs if len(i) == 64]
    names += [] if image else [f"patient:{made.id}", f"paper:session-{made.id}", f"draft:{made.draft}"]
    names += [f"copy:{sha256}" for sha256 in made.blobs["copy"]]
    words = [] if image else [word.encode() for word in made.words]
    return [*words, *_keys(vault, names), *_sealed(vault, made.blobs["copy"], names)]


def _keys(vault: OpenVault, names: list[str]) -> list[bytes]:
    found = (vault._db.row("SELECT key FROM keys WHERE name = ?", name) for name in names)
    return [bytes(row[0]) for row in found if row]


def _sealed(vault: OpenVault, copies: set[str], names: list[str]) -> list[bytes]:
    marks = ", ".join("?" * len(names))
    rows = vault._db.rows(
        f"SELECT data FROM blobs WHERE key_id IN (SELECT id FROM keys WHERE name IN ({marks}))", *names
    )
    rows += [row for c in copies for row in vault._db.rows("SELECT data FROM blobs WHERE sha256 = ?", c)]
    return [bytes(data[at : at + 40]) for (data,) in rows for at in (0, len(data) // 2, len(data) - 40)]
