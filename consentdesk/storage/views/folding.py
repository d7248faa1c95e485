"""The views: what screens read, folded from the facts one by one, in any order of arrival.

Each kind of fact has one function here. Where two facts speak of the same thing the later one counts; at
the same moment a no wins, then the fact with the greater id. Large bodies stay in the ledger, where the
views name them.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

from consentdesk.domain import facts
from consentdesk.domain.codec import canonical
from consentdesk.domain.draft import Expiry
from consentdesk.domain.facts import Fact
from consentdesk.domain.people import Life
from consentdesk.domain.record import ConsentRecord
from consentdesk.storage.connection import Database
from consentdesk.storage.views import afterwards, checks, counting, incidents, inherited, standings
from consentdesk.storage.views.putting import Step, ms, number_key, put
from consentdesk.storage.views.tables import forget_words

PLACE_BITS = 20


def fold(db: Database, fact: Fact) -> None:
    """Bring the views up to date with one more fact."""
    fold_head(db, fact.header.device, fact.header.number, bytes.fromhex(fact.hash))
    standings.renew(db, fold_body(db, fact))


def fold_head(db: Database, device: str, number: int, hash: bytes) -> None:
    """Where a device's chain ends: known also of a fact whose body can no longer be read."""
    db.run(
        "INSERT INTO heads VALUES (?, ?, ?) ON CONFLICT (device) DO UPDATE"
        " SET number = excluded.number, hash = excluded.hash WHERE excluded.number > number",
        *(device, number, hash),
    )


def fold_heads(db: Database) -> None:
    """The end of each device's chain, from the ledger beside empty views."""
    db.run("INSERT INTO heads SELECT device, max(number), hash FROM facts GROUP BY device")


def fold_body(db: Database, fact: Fact) -> frozenset[str]:
    """What a fact says, as far as a view tells of it. Returns the images (source hashes) whose standings are
    to be renewed by whoever folds: after it, or once after many."""
    step = FOLDS.get(type(fact.body))
    return frozenset((step and step(db, fact, fact.body)) or ())


def _latest(name: str) -> Step:
    def fold_latest(db: Database, fact: Fact, body: object) -> None:
        put(db, "latest", "name", fact, name=name)

    return fold_latest


def _member(
    db: Database, fact: Fact, body: facts.MemberAdded | facts.MemberChanged | facts.RecoveryRenewed
) -> None:
    m = body.member
    put(
        db, "members", "id", fact, id=m.id, name=m.name, role=m.role, public_key=m.public_key,
        roles=" ".join(m.roles),
    )  # fmt: skip
    db.run("INSERT OR IGNORE INTO signing_keys VALUES (?, ?)", m.id, m.public_key)
    if not isinstance(body, facts.MemberChanged):
        _coming(db, fact, m.id, leaves=False)


def _member_removed(db: Database, fact: Fact, body: facts.MemberRemoved) -> None:
    _coming(db, fact, body.member, leaves=True)


def _coming(db: Database, fact: Fact, member: str, leaves: bool) -> None:
    at = str(fact.header.at)
    put(db, "comings", "member, leaves", fact, member=member, at=at, leaves=int(leaves))


def _emergency(db: Database, fact: Fact, body: facts.EmergencyAccess) -> None:
    h = fact.header
    db.run("INSERT OR IGNORE INTO emergencies VALUES (?, ?, ?)", h.id, h.actor, ms(h.at))


def _clinic(db: Database, fact: Fact, body: facts.ClinicDescribed) -> None:
    _latest("clinic")(db, fact, body)
    _rule(db, fact, "")


def _pack(db: Database, fact: Fact, body: facts.PackAdopted) -> None:
    _rule(db, fact, "")


def _wording(db: Database, fact: Fact, body: facts.WordingAdopted) -> None:
    _rule(db, fact, body.language)


def _rule(db: Database, fact: Fact, name: str) -> None:
    """One version of what the clinic works by; of those of a kind and name the latest counts."""
    h = fact.header
    db.run("INSERT OR IGNORE INTO rules VALUES (?, ?, ?, ?)", h.id, ms(h.at), h.kind, name)


def _outlet(db: Database, fact: Fact, body: facts.OutletRegistered) -> None:
    """One version of an outlet; of those with its id the latest counts."""
    h, outlet = fact.header, body.outlet
    db.run("INSERT OR IGNORE INTO outlets VALUES (?, ?, ?, ?)", h.id, ms(h.at), outlet.id, canonical(outlet))


def _patient(db: Database, fact: Fact, body: facts.PatientRegistered | facts.PatientCorrected) -> None:
    patient = body.patient
    found = db.row("SELECT at_ms, fact FROM patients WHERE id = ?", patient.id)
    if found is not None:
        if found >= (ms(fact.header.at), fact.header.id):
            return
        forget_words(db, patient.id)
        db.run("DELETE FROM patients WHERE id = ?", patient.id)
    place = _free_place(db, fact)
    put(
        db, "patients", "place", fact, place=place, id=patient.id, given_name=patient.given_name,
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


def _image(db: Database, fact: Fact, image: facts.ImageAdded) -> set[str]:
    put(
        db, "images", "source_sha256, patient", fact, source_sha256=image.source_sha256,
        patient=fact.header.patient or "", pixels_sha256=image.pixels_sha256, view_sha256=image.view_sha256,
        thumbnail_sha256=image.thumbnail_sha256, format=image.format, width=image.width, height=image.height,
        label=image.label, kept=int(image.kept), recorded_at=str(fact.header.at),
        photographer=image.by, derived_from=image.derived_from, look=image.look,
    )  # fmt: skip
    made = inherited.hold_back(db, (image.source_sha256,)) if image.derived_from else set()
    return {image.source_sha256, *made}


def _record(db: Database, fact: Fact, body: facts.ConsentSigned) -> set[str]:
    r = body.record
    given = db.row("SELECT how FROM copies_given WHERE record = ?", r.id)
    yeses = sum(d.effective for d in r.decisions)
    db.run(
        "INSERT OR IGNORE INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *(r.id, r.code, r.patient.id, fact.header.id, ms(r.sealed_at), str(r.sealed_at)),
        *(r.pathway, len(r.images), yeses, given[0] if given else ""),
    )
    db.run_many(
        "INSERT OR IGNORE INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _decisions(r)
    )
    counting.count(db, r)
    reached = {d.image for d in (*r.decisions, *r.still_refused)}
    if (old := r.corrects) is None:
        return reached
    return reached | _moved(db, fact, facts.RecordMoved(old.record, old.code, r.id, r.code, r.sealed_at))


def _moved(db: Database, fact: Fact, moved: facts.RecordMoved) -> set[str]:
    """A row of its own: the record that is corrected may arrive later than what says so."""
    at = moved.sealed_at
    db.run(
        "INSERT OR IGNORE INTO corrections VALUES (?, ?, ?, ?, ?, ?, ?)",
        *(moved.record, moved.later, fact.header.patient or "", ms(at), str(at)),
        *(moved.code, moved.later_code),
    )
    counting.discount(db, moved.record)
    return standings.of_record(db, moved.record)


def _decisions(r: ConsentRecord) -> list[tuple[Any, ...]]:
    written = cache(canonical)  # one outlet and one last day often stand for many decisions
    of_record = (r.id, r.patient.id, ms(r.sealed_at), str(r.sealed_at))
    born = str(r.patient.born) if r.circumstances.life is Life.LIVING else ""
    return [
        (
            *(d.image, d.use, *of_record, int(d.yes), int(d.effective), int(d.patient_said_no), d.by),
            *(d.outlet and written(d.outlet), d.expiry and written(d.expiry), _last_day(d.expiry), born),
        )
        for d in (*r.decisions, *r.still_refused)
    ]


def _last_day(expiry: Expiry | None) -> str:
    return str(expiry.until) if expiry and expiry.until else ""


def _copy(db: Database, fact: Fact, c: facts.CopySealed) -> None:
    put(
        db, "copies", "record, sha256, paper", fact,
        record=c.record, sha256=c.sha256, paper=c.paper, patient=fact.header.patient,
    )  # fmt: skip


def _copy_given(db: Database, fact: Fact, given: facts.CopyGiven) -> None:
    put(db, "copies_given", "record", fact, record=given.record, patient=fact.header.patient, how=given.how)
    db.run(
        "UPDATE records SET copy = (SELECT how FROM copies_given WHERE record = id) WHERE id = ?",
        given.record,
    )


def _gap(db: Database, fact: Fact, body: facts.Restored | facts.GapReviewed) -> None:
    opens = int(isinstance(body, facts.Restored))
    db.run("INSERT OR IGNORE INTO gaps VALUES (?, ?, ?)", fact.header.id, ms(fact.header.at), opens)


def _erasure(db: Database, fact: Fact, e: facts.ErasureProposed) -> None:
    put(
        db, "erasures", "id", fact, id=e.erasure, at=str(fact.header.at), member=fact.header.actor,
        target=e.target, subject=e.subject, ground=e.ground, note=e.note,
    )  # fmt: skip


def _erasure_ended(db: Database, fact: Fact, e: facts.ErasureDeclined | facts.ContentErased) -> None:
    erased, at = int(isinstance(e, facts.ContentErased)), str(fact.header.at)
    member = fact.header.actor
    put(db, "erasures_ended", "erasure", fact, erasure=e.erasure, at=at, member=member, erased=erased)


FOLDS: dict[Any, Step] = {
    facts.VaultCreated: _latest("vault"),
    facts.ClinicDescribed: _clinic,
    facts.PackAdopted: _pack,
    facts.WordingAdopted: _wording,
    facts.UsesPreset: _latest("preset_uses"),
    facts.MemberAdded: _member,
    facts.MemberChanged: _member,
    facts.RecoveryRenewed: _member,
    facts.MemberRemoved: _member_removed,
    facts.EmergencyAccess: _emergency,
    facts.TimesSet: _latest("times"),
    facts.VaultChecked: _latest("check"),
    facts.OutletRegistered: _outlet,
    facts.PatientRegistered: _patient,
    facts.PatientCorrected: _patient,
    facts.ImageAdded: _image,
    facts.ConsentSigned: _record,
    facts.RecordMoved: _moved,
    facts.CopySealed: _copy,
    facts.CopyGiven: _copy_given,
    facts.BackedUp: _latest("backup"),
    facts.Restored: _gap,
    facts.GapReviewed: _gap,
    facts.ErasureProposed: _erasure,
    facts.ErasureDeclined: _erasure_ended,
    facts.ContentErased: _erasure_ended,
    **afterwards.FOLDS,
    **checks.FOLDS,
    **incidents.FOLDS,
}
