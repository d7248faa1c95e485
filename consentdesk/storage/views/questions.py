"""What screens ask. Answers come from the views; what is large is opened, and so proven, in the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from consentdesk.domain import facts
from consentdesk.domain.access import Role
from consentdesk.domain.codec import parse
from consentdesk.domain.draft import Expiry, Outlet
from consentdesk.domain.facts import Fact, PackAdopted, TimesSet, WordingAdopted
from consentdesk.domain.lines import (
    BackupLine,
    CopyLine,
    ImageLine,
    LaterRecord,
    MemberLine,
    PatientLine,
    RecordLine,
    SealedRecord,
)
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import OutletEntry
from consentdesk.domain.people import Clinic, Member, Patient
from consentdesk.domain.permission import Past
from consentdesk.domain.refusals import refuse
from consentdesk.storage.connection import Database, Row
from consentdesk.storage.core import Part
from consentdesk.storage.ledger import read_fact
from consentdesk.storage.sealing import Broken, Erased
from consentdesk.storage.views.putting import ms, number_key

PATIENT = "p.id, p.given_name, p.family_name, p.born, p.record_number"
RECORD = (
    "r.id, r.code, r.patient, coalesce(p.given_name || ' ' || p.family_name, ''),"
    " r.sealed_at, r.pathway, r.images, r.yeses, r.copy, c.later, c.later_code, c.sealed_at,"
    " (SELECT code FROM corrections WHERE later = r.id LIMIT 1)"
)
JOINED = (
    "LEFT JOIN patients p ON p.id = r.patient"
    " LEFT JOIN corrections c ON c.record = r.id AND (c.sealed_ms, c.later, c.patient) ="
    " (SELECT sealed_ms, later, patient FROM corrections WHERE record = r.id"
    " ORDER BY sealed_ms, later, patient LIMIT 1)"
)
IMAGE = (
    "source_sha256, pixels_sha256, view_sha256, thumbnail_sha256, patient, format, width, height,"
    " label, kept, recorded_at, photographer, derived_from, look,"
    " (SELECT max(at) FROM erased WHERE kept AND name = 'image:' || source_sha256"
    " AND round(unixepoch(at, 'subsec') * 1000) >= at_ms)"
)
DECISION = (
    "record, sealed_at, use, yes, effective, patient_said_no, decided_by, outlet, expiry, born,"
    " (SELECT sealed_at FROM records r INDEXED BY records_of_the_dead WHERE r.patient = d.patient"
    " AND r.pathway IN ('deceased', 'stillborn')"
    " AND NOT EXISTS (SELECT 1 FROM corrections WHERE record = r.id) ORDER BY sealed_ms LIMIT 1),"
    " (SELECT sealed_at FROM corrections c WHERE c.record = d.record ORDER BY sealed_ms, later LIMIT 1),"
    " (SELECT o.sealed_at FROM images i CROSS JOIN decisions o ON o.image = i.source_sha256"
    " AND o.patient = i.patient WHERE i.source_sha256 = d.image AND i.patient <> d.patient"
    " AND o.sealed_ms > d.sealed_ms ORDER BY o.sealed_ms LIMIT 1), d.patient"
)
OUTLETS = (
    "SELECT entry FROM (SELECT id, entry, min(at_ms) OVER (PARTITION BY id) AS came,"
    " row_number() OVER (PARTITION BY id ORDER BY at_ms DESC, fact DESC) AS back"
    " FROM outlets INDEXED BY outlets_by_id WHERE at_ms <= ?) WHERE back = 1 ORDER BY came, id"
)
LAST_MS = 2**63 - 1
LAST_CHARACTER = "\U0010ffff"


class Views(Part):
    def clinic(self) -> Clinic:
        """Raises Refusal `clinic_unknown` before the clinic was described."""
        described = self._latest("clinic")
        if described is None:
            raise refuse("clinic_unknown", "clinic")
        return described.clinic  # type: ignore[no-any-return]

    def adopted_pack(self, at: Moment | None = None) -> PackAdopted:
        """The rule pack that counts now, or counted at a moment, word for word; the first one for any moment
        before it. Raises Refusal `pack_not_adopted` where there never was one."""
        found = self._rule(PackAdopted.KIND, "", at) or self._db.row(
            "SELECT fact FROM rules WHERE kind = ? ORDER BY at_ms, fact LIMIT 1", PackAdopted.KIND
        )
        if found is None:
            raise refuse("pack_not_adopted", "pack")
        adopted = self._proven(found[0]).body
        assert isinstance(adopted, PackAdopted)
        return adopted

    def adopted_wording(self, language: str, at: Moment | None = None) -> WordingAdopted | None:
        """The clinic's own words in a language that count now, or counted at a moment; None where it had
        none then."""
        found = self._rule(WordingAdopted.KIND, language, at)
        if found is None:
            return None
        adopted = self._fact(found[0]).body
        assert isinstance(adopted, WordingAdopted)
        return adopted

    def adoptions(self) -> tuple[Fact, ...]:
        """Every version of the clinic, its pack and its wordings, newest first."""
        rows = self._db.rows("SELECT fact FROM rules ORDER BY at_ms DESC, fact DESC")
        return tuple(self._fact(fact) for (fact,) in rows)

    def members(self) -> tuple[Member, ...]:
        """Everyone who works here, in the order in which they came; not whoever types the recovery code."""
        lines = self.everyone()
        return tuple(line.member for line in lines if line.works_here)

    def everyone(self) -> tuple[MemberLine, ...]:
        """Everyone in whose name there are facts, in the order in which they came."""
        return everyone(self._db)

    def in_emergency(self, member: str, first: Moment, last: Moment) -> bool:
        """Whether somebody took access in an emergency at these moments or between them."""
        sql = "SELECT 1 FROM emergencies WHERE member = ? AND at_ms BETWEEN ? AND ?"
        return self._db.row(sql, member, ms(first), ms(last)) is not None

    def times(self) -> TimesSet | None:
        """After how long the desk covers and locks itself, where somebody said so."""
        found = self._latest("times")
        assert found is None or isinstance(found, TimesSet)
        return found

    def last_check(self) -> Fact | None:
        """The last time that everything was read and held against its hash."""
        found = self._db.row("SELECT fact FROM latest WHERE name = 'check'")
        return self._proven(found[0]) if found else None

    def preset_uses(self) -> tuple[str, ...]:
        preset = self._latest("preset_uses")
        return preset.uses if preset else ()

    def registered_outlets(self, at: Moment | None = None) -> tuple[OutletEntry, ...]:
        """The outlets that the clinic entered or changed, as they are now or were at a moment, in the order
        in which they came."""
        rows = self._db.rows(OUTLETS, LAST_MS if at is None else ms(at))
        return tuple(_outlet(entry) for (entry,) in rows)

    def find_patients(self, text: str, limit: int = 50) -> tuple[PatientLine, ...]:
        """Patients whose name words or record number begin with what was typed: first the one whose number
        it is, then the newest."""
        number, words = number_key(text), _word_query(text)
        rows = find_by_number(self._db, number, limit) if number else []
        rows += find_by_words(self._db, words, limit) if words else []
        ordered = sorted(set(rows), key=lambda row: (row[1] != number, -row[0]))
        return tuple(_patient_line(row[2:]) for row in ordered[:limit])

    def patient(self, id: str) -> Patient:
        """Raises Refusal `patient_unknown`."""
        found = self._db.row(f"SELECT {PATIENT} FROM patients p WHERE p.id = ?", id)
        if found is None:
            raise refuse("patient_unknown", "patient", patient=id)
        return patient(found)

    def patient_with_number(self, record_number: str) -> Patient | None:
        """The patient with exactly this number (case and spaces aside); the newest where several have it."""
        number = number_key(record_number)
        found = self._db.row(
            f"SELECT {PATIENT} FROM patients p INDEXED BY patients_by_number"
            " WHERE p.number_key = ? ORDER BY p.place DESC LIMIT 1",
            number,
        )
        return patient(found) if found and number else None

    def records_of(self, patient: str) -> tuple[RecordLine, ...]:
        """A patient's records, newest first."""
        return self._records(
            f"SELECT {RECORD} FROM records r INDEXED BY records_by_patient {JOINED}"
            " WHERE r.patient = ? ORDER BY r.sealed_ms DESC, r.id DESC",
            patient,
        )

    def recent_records(self, since: Moment, limit: int = 50) -> tuple[RecordLine, ...]:
        """Records sealed at or after a moment, newest first."""
        return self._records(
            f"SELECT {RECORD} FROM records r INDEXED BY records_by_time {JOINED}"
            " WHERE r.sealed_ms >= ? ORDER BY r.sealed_ms DESC, r.id DESC LIMIT ?",
            *(ms(since), limit),
        )

    def copies_not_given(self, limit: int = 50, before: RecordLine | None = None) -> tuple[RecordLine, ...]:
        """Records whose copy is neither printed, saved nor declined yet, newest first; those older than
        `before`."""
        return self._records(
            f"SELECT {RECORD} FROM records r INDEXED BY records_without_copy {JOINED}"
            " WHERE r.copy = '' AND (r.sealed_ms, r.id) < (?, ?)"
            " ORDER BY r.sealed_ms DESC, r.id DESC LIMIT ?",
            *((ms(before.sealed_at), before.id) if before else (LAST_MS, "")),
            limit,
        )

    def record(self, id: str) -> SealedRecord:
        """Raises Refusal `record_unknown`, or `record_erased` where its content was destroyed."""
        found = self._db.row("SELECT fact FROM records WHERE id = ?", id)
        if found is None:
            raise refuse("record_unknown", "record", record=id)
        try:
            fact = self._fact(found[0])
        except Erased:
            raise refuse("record_erased", "record", record=id) from None
        assert isinstance(fact.body, facts.ConsentSigned)
        return SealedRecord(fact.body.record, fact.hash)

    def record_line(self, id: str) -> RecordLine:
        """Raises Refusal `record_unknown`."""
        found = self._records(f"SELECT {RECORD} FROM records r {JOINED} WHERE r.id = ?", id)
        if not found:
            raise refuse("record_unknown", "record", record=id)
        return found[0]

    def record_with_code(self, code: str) -> RecordLine | None:
        found = self._records(
            f"SELECT {RECORD} FROM records r INDEXED BY records_by_code {JOINED} WHERE r.code = ? LIMIT 1",
            code,
        )
        return found[0] if found else None

    def copies_of(self, record: str) -> tuple[CopyLine, ...]:
        """A record's sealed copies, oldest first; not those that were erased."""
        rows = self._db.rows(
            "SELECT sha256, paper FROM copies WHERE record = ? AND"
            " (EXISTS (SELECT 1 FROM keys WHERE name = 'copy:' || sha256) OR"
            " NOT EXISTS (SELECT 1 FROM erased WHERE name = 'copy:' || sha256)) ORDER BY at_ms, fact",
            record,
        )
        return tuple(CopyLine(*row) for row in rows)

    def image(self, source_sha256: str) -> ImageLine | None:
        """What is known of an image; where several records speak of it, the last word."""
        return self._image("source_sha256 = ?", source_sha256)

    def image_with_pixels(self, pixels_sha256: str) -> ImageLine | None:
        return self._image("pixels_sha256 = ?", pixels_sha256)

    def images_of(self, patient: str) -> tuple[ImageLine, ...]:
        """A patient's images, newest first; not those that a later record says are another patient's."""
        rows = self._db.rows(
            f"SELECT {IMAGE} FROM images i INDEXED BY images_by_patient WHERE patient = ? AND NOT EXISTS"
            " (SELECT 1 FROM images o WHERE o.source_sha256 = i.source_sha256 AND o.at_ms > i.at_ms)"
            " ORDER BY at_ms DESC, source_sha256",
            patient,
        )
        return tuple(image_line(row) for row in rows)

    def decisions_on(self, source_sha256: str) -> tuple[Past, ...]:
        """Everything ever decided about an image, oldest first. What a patient decided counts no more since a
        later record says that the image is somebody else's."""
        rows = self._db.rows(
            f"SELECT {DECISION} FROM decisions d WHERE image = ? ORDER BY sealed_ms, record, use",
            source_sha256,
        )
        return tuple(past(row) for row in rows)

    def last_backup(self) -> BackupLine | None:
        """The last good backup that was taken here."""
        backed_up = self._latest("backup")
        return backed_up.backup if backed_up else None

    def restored_with_gap(self, at: Moment) -> bool:
        """Whether at a moment this vault had been restored and nobody had reviewed what may be missing."""
        last = self._db.row(
            "SELECT opens FROM gaps WHERE at_ms <= ? ORDER BY at_ms DESC, opens DESC LIMIT 1", ms(at)
        )
        return last is not None and bool(last[0])

    def gap_since(self) -> Moment | None:
        """When this vault was restored, as long as nobody reviewed what may be missing; whatever time the
        clock shows now."""
        last = self._db.row("SELECT at_ms, opens FROM gaps ORDER BY at_ms DESC, opens DESC LIMIT 1")
        return Moment(datetime.fromtimestamp(last[0] / 1000, UTC)) if last and last[1] else None

    def _rule(self, kind: str, name: str, at: Moment | None) -> Row | None:
        return self._db.row(
            "SELECT fact FROM rules WHERE kind = ? AND name = ? AND at_ms <= ?"
            " ORDER BY at_ms DESC, fact DESC LIMIT 1",
            *(kind, name, LAST_MS if at is None else ms(at)),
        )

    def _latest(self, name: str) -> Any:
        found = self._latest_fact(name)
        return found.body if found else None

    def _latest_fact(self, name: str) -> Fact | None:
        found = self._db.row("SELECT fact FROM latest WHERE name = ?", name)
        return self._fact(found[0]) if found else None

    def _proven(self, id: str) -> Fact:
        """A fact that every question to the gate needs: proven once, for it never changes."""
        if id not in self._core.proven:
            self._core.proven[id] = self._fact(id)
        return self._core.proven[id]

    def _fact(self, id: str) -> Fact:
        try:
            return read_fact(self._db, self._keys, id)
        except Broken as wrong:
            raise self._core.damaged("vault_damaged", fact=id) from wrong

    def _records(self, sql: str, *values: Any) -> tuple[RecordLine, ...]:
        return tuple(_record_line(row) for row in self._db.rows(sql, *values))

    def _image(self, where: str, value: str) -> ImageLine | None:
        found = self._db.row(
            f"SELECT {IMAGE} FROM images WHERE {where} ORDER BY at_ms DESC, kept, patient LIMIT 1", value
        )
        return image_line(found) if found else None


def everyone(db: Database) -> tuple[MemberLine, ...]:
    """Everyone in whose name there are facts, in the order in which they came."""
    rows = db.rows(
        "SELECT m.id, m.name, m.role, m.public_key, m.roles, came.at, gone.at FROM members m"
        " JOIN comings came ON came.member = m.id AND NOT came.leaves"
        " LEFT JOIN comings gone ON gone.member = m.id AND gone.leaves ORDER BY came.at_ms, m.id"
    )
    return tuple(_member_line(row) for row in rows)


def member(db: Database, id: str) -> Member | None:
    """Whoever has this id; where they left, too: then without any role."""
    found = db.row(
        "SELECT id, name, role, public_key,"
        " CASE WHEN EXISTS (SELECT 1 FROM comings WHERE member = id AND leaves) THEN '' ELSE roles END"
        " FROM members WHERE id = ?",
        id,
    )
    return _member(found) if found else None


def _member(row: Row) -> Member:
    id, name, role, public_key, roles = row
    return Member(id, name, role, public_key, tuple(map(Role, roles.split())))


def _member_line(row: Row) -> MemberLine:
    came, left = row[-2:]
    return MemberLine(_member(row[:-2]), Moment.parse(came), Moment.parse(left) if left else None)


def find_by_number(db: Database, number: str, limit: int) -> list[Row]:
    return db.rows(
        f"SELECT p.place, p.number_key, {PATIENT} FROM patients p INDEXED BY patients_by_number"
        " WHERE p.number_key >= ? AND p.number_key < ? ORDER BY p.number_key LIMIT ?",
        *(number, number + LAST_CHARACTER, limit),
    )


def find_by_words(db: Database, words: str, limit: int) -> list[Row]:
    return db.rows(
        f"SELECT p.place, p.number_key, {PATIENT} FROM"
        " (SELECT rowid FROM patient_words WHERE patient_words MATCH ? ORDER BY rowid DESC LIMIT ?) found"
        " JOIN patients p ON p.place = found.rowid",
        *(words, limit),
    )


def _word_query(text: str) -> str:
    """Every typed word as the beginning of a word, quoted, so that nothing typed is search syntax."""
    words = ("".join(c if c.isalnum() else " " for c in text)).split()
    return " ".join(f'"{word}"*' for word in words)


_moment = lru_cache(maxsize=4096)(Moment.parse)  # all answers of a record have the same


@lru_cache(maxsize=4096)  # thousands of answers name a few places and days
def _named(outlet: bytes) -> Outlet:
    return parse(Outlet, outlet)


@lru_cache(maxsize=4096)
def _ends(expiry: bytes) -> Expiry:
    return parse(Expiry, expiry)


@lru_cache(maxsize=4096)  # the register is asked for at every question about a use
def _outlet(entry: bytes) -> OutletEntry:
    return parse(OutletEntry, entry)


def patient(row: Row) -> Patient:
    id, given, family, born, number = row
    return Patient(id, given, family, date.fromisoformat(born), number)


def _patient_line(row: Row) -> PatientLine:
    id, given, family, born, number = row
    return PatientLine(id, given, family, date.fromisoformat(born), number)


def _record_line(row: Row) -> RecordLine:
    id, code, patient, name, sealed_at, pathway, images, yeses, copy, later, later_code, later_at, old = row
    return RecordLine(
        *(id, code, patient, name.strip(), Moment.parse(sealed_at), pathway, images, yeses, copy),
        corrected=LaterRecord(later, later_code, Moment.parse(later_at)) if later else None,
        corrects=old or "",
    )


def image_line(row: Row) -> ImageLine:
    source, pixels, view, thumbnail, patient, format, width, height, label, kept, recorded, *more = row
    by, derived_from, look, erased = more
    return ImageLine(
        *(source, pixels, view, thumbnail, patient, format, width, height, label),
        kept=bool(kept) and erased is None,
        recorded_at=Moment.parse(recorded),
        erased_at=Moment.parse(erased) if erased else None,
        by=by,
        derived_from=derived_from,
        look=look,
    )


def _first(moments: Iterable[str | None]) -> Moment:
    return min((_moment(moment) for moment in moments if moment), key=lambda moment: moment.utc)


def past(row: Row) -> Past:
    record, sealed_at, use, yes, effective, said_no, by, outlet, expiry, born, died, *corrected, patient = row
    return Past(
        *(record, _moment(sealed_at), use, bool(yes), bool(effective), bool(said_no), by),
        outlet=_named(outlet) if outlet else None,
        expiry=_ends(expiry) if expiry else None,
        born=date.fromisoformat(born) if born else None,
        corrected_at=_first(corrected) if any(corrected) else None,
        patient=patient,
        died=_moment(died) if died else None,
    )
