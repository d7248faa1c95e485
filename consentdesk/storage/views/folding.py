"""The views: what screens read, folded from the facts one by one, in any order of arrival.

Each kind of fact has one function here. Where two facts speak of the same thing the later one counts; at
the same moment a no wins, then the fact with the greater id. Large bodies stay in the ledger, where the
views name them.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable
from typing import Any, TypeAlias

from consentdesk.domain import facts
from consentdesk.domain.codec import canonical
from consentdesk.domain.facts import Fact
from consentdesk.domain.moment import Moment
from consentdesk.domain.record import ConsentRecord
from consentdesk.storage.connection import Database
from consentdesk.storage.views.tables import forget_words

PLACE_BITS = 20

Step: TypeAlias = Callable[[Database, Fact, Any], None]


def fold(db: Database, fact: Fact) -> None:
    """Bring the views up to date with one more fact."""
    db.run(
        "INSERT INTO heads VALUES (?, ?, ?) ON CONFLICT (device) DO UPDATE"
        " SET number = excluded.number, hash = excluded.hash WHERE excluded.number > number",
        *(fact.header.device, fact.header.number, bytes.fromhex(fact.hash)),
    )
    step = FOLDS.get(type(fact.body))
    if step is not None:
        step(db, fact, fact.body)


def number_key(record_number: str) -> str:
    """A record number as it is looked up: case and spaces do not count, everything else does."""
    return "".join(unicodedata.normalize("NFKC", record_number).casefold().split())


def ms(at: Moment) -> int:
    return round(at.utc.timestamp() * 1000)


def _is_newer(db: Database, table: str, fact: Fact, **key: str) -> bool:
    """Whether a fact counts over what a view holds under this key."""
    where = " AND ".join(f"{column} = ?" for column in key)
    found = db.row(f"SELECT at_ms, fact FROM {table} WHERE {where}", *key.values())
    return found is None or (ms(fact.header.at), fact.header.id) > found


def _put(db: Database, table: str, fact: Fact, **columns: Any) -> None:
    """Replace the row under the same key. The columns are named, `at_ms` and `fact` are added."""
    values = {**columns, "at_ms": ms(fact.header.at), "fact": fact.header.id}
    marks = ", ".join("?" * len(values))
    db.run(f"INSERT OR REPLACE INTO {table} ({', '.join(values)}) VALUES ({marks})", *values.values())


def _latest(name: str) -> Step:
    def fold_latest(db: Database, fact: Fact, body: object) -> None:
        if _is_newer(db, "latest", fact, name=name):
            _put(db, "latest", fact, name=name)

    return fold_latest


def _member(db: Database, fact: Fact, body: facts.MemberAdded) -> None:
    m = body.member
    if _is_newer(db, "members", fact, id=m.id):
        _put(db, "members", fact, id=m.id, name=m.name, role=m.role, public_key=m.public_key)


def _outlet(db: Database, fact: Fact, body: facts.OutletRegistered) -> None:
    outlet = body.outlet
    if _is_newer(db, "outlets", fact, id=outlet.id):
        _put(db, "outlets", fact, id=outlet.id, entry=canonical(outlet))


def _patient(db: Database, fact: Fact, body: facts.PatientRegistered | facts.PatientCorrected) -> None:
    patient = body.patient
    if not _is_newer(db, "patients", fact, id=patient.id):
        return
    if db.row("SELECT 1 FROM patients WHERE id = ?", patient.id):
        forget_words(db, patient.id)
        db.run("DELETE FROM patients WHERE id = ?", patient.id)
    place = _free_place(db, fact)
    _put(
        db, "patients", fact, place=place, id=patient.id, given_name=patient.given_name,
        family_name=patient.family_name, born=str(patient.born), record_number=patient.record_number,
        number_key=number_key(patient.record_number),
    )  # fmt: skip
    db.run(
        "INSERT INTO patient_words (rowid, given_name, family_name) VALUES (?, ?, ?)",
        *(place, patient.given_name, patient.family_name),
    )


def _free_place(db: Database, fact: Fact) -> int:
    """A number that grows with time, so that the newest come first without sorting, and that depends on the
    fact alone (two facts of one millisecond with the same twenty bits aside)."""
    bits = int.from_bytes(hashlib.sha256(fact.header.id.encode()).digest()[:4]) >> (32 - PLACE_BITS)
    place = (ms(fact.header.at) << PLACE_BITS) | bits
    while db.row("SELECT 1 FROM patients WHERE place = ?", place):
        place += 1
    return place


def _image(db: Database, fact: Fact, image: facts.ImageAdded) -> None:
    patient = fact.header.patient or ""
    found = db.row(
        "SELECT at_ms, NOT kept, fact FROM images WHERE source_sha256 = ? AND patient = ?",
        *(image.source_sha256, patient),
    )
    if found is None or (ms(fact.header.at), int(not image.kept), fact.header.id) > found:
        _put(
            db, "images", fact, source_sha256=image.source_sha256, patient=patient,
            pixels_sha256=image.pixels_sha256, view_sha256=image.view_sha256,
            thumbnail_sha256=image.thumbnail_sha256, label=image.label, kept=int(image.kept),
        )  # fmt: skip


def _record(db: Database, fact: Fact, body: facts.ConsentSigned) -> None:
    r = body.record
    given = db.row("SELECT how FROM copies_given WHERE record = ?", r.id)
    yeses = sum(d.effective for d in r.decisions)
    db.run(
        "INSERT OR IGNORE INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *(r.id, r.code, r.patient.id, fact.header.id, ms(r.sealed_at), str(r.sealed_at)),
        *(r.pathway, len(r.images), yeses, given[0] if given else ""),
    )
    db.run_many(
        "INSERT OR IGNORE INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _decisions(r)
    )


def _decisions(r: ConsentRecord) -> list[tuple[Any, ...]]:
    when = (ms(r.sealed_at), str(r.sealed_at))
    return [
        (
            *(
                d.image,
                d.use,
                r.id,
                r.patient.id,
                *when,
                int(d.yes),
                int(d.effective),
                int(d.patient_said_no),
            ),
            *(d.by, _part(d.outlet), _part(d.expiry), str(r.patient.born)),
        )
        for d in r.decisions
    ]


def _part(value: object) -> bytes | None:
    return None if value is None else canonical(value)


def _copy(db: Database, fact: Fact, c: facts.CopySealed) -> None:
    if _is_newer(db, "copies", fact, record=c.record, sha256=c.sha256, paper=c.paper):
        _put(db, "copies", fact, record=c.record, sha256=c.sha256, paper=c.paper, patient=fact.header.patient)


def _copy_given(db: Database, fact: Fact, given: facts.CopyGiven) -> None:
    if _is_newer(db, "copies_given", fact, record=given.record):
        _put(db, "copies_given", fact, record=given.record, patient=fact.header.patient, how=given.how)
        db.run("UPDATE records SET copy = ? WHERE id = ?", given.how, given.record)


FOLDS: dict[type, Step] = {
    facts.VaultCreated: _latest("vault"),
    facts.ClinicDescribed: _latest("clinic"),
    facts.UsesPreset: _latest("preset_uses"),
    facts.MemberAdded: _member,
    facts.OutletRegistered: _outlet,
    facts.PatientRegistered: _patient,
    facts.PatientCorrected: _patient,
    facts.ImageAdded: _image,
    facts.ConsentSigned: _record,
    facts.CopySealed: _copy,
    facts.CopyGiven: _copy_given,
}
