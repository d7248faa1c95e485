"""A record that corrects another: known to the views in any order of arrival, and to the list of sessions."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from consentdesk.domain.draft import Correction
from consentdesk.domain.facts import Body, ConsentSigned, Fact, Header, RecordMoved
from consentdesk.domain.lines import LaterRecord
from consentdesk.domain.moment import Moment
from consentdesk.domain.permission import Past
from consentdesk.domain.record import ConsentRecord
from consentdesk.storage.connection import Database
from consentdesk.storage.migrations import vault_0001
from consentdesk.storage.opening import DATABASE_FILE
from consentdesk.storage.vault import OpenVault
from consentdesk.storage.views import folding, tables
from tests.helpers.sessions import NOW, complete_draft, hash_of, later, sealed_record
from tests.storage.conftest import Place
from tests.storage.consents import codes, forget, images_of, register

IMAGE = hash_of("source 1")
FIRST = sealed_record(record_id="record-1", code_bits=1)


def correcting(old: ConsentRecord, n: int, at: Moment, patient: str = "patient-1") -> ConsentRecord:
    """A record that takes the place of another."""
    made = sealed_record(now=at, record_id=f"record-{n}", code_bits=n)
    correction = Correction(old.id, old.code, "another was meant")
    return replace(made, corrects=correction, patient=replace(made.patient, id=patient))


SECOND = correcting(FIRST, 2, later(days=1))
THIRD = correcting(SECOND, 3, later(days=2))
RIVAL = correcting(FIRST, 4, later(days=3), "patient-2")


def append(vault: OpenVault, *records: ConsentRecord) -> None:
    for record in records:
        register(vault, record.patient, record.sealed_at)
        for image in images_of(record):
            vault.append(image, record.sealed_at, record.patient.id)
        vault.append(ConsentSigned(record), record.sealed_at, record.patient.id)


def corrected_at(history: tuple[Past, ...]) -> dict[str, Moment | None]:
    return {d.record: d.corrected_at for d in history}


def test_what_a_corrected_record_decided_says_since_when_it_counts_no_more(vault: OpenVault) -> None:
    append(vault, FIRST, SECOND, THIRD)
    history = vault.decisions_on(IMAGE)
    assert corrected_at(history) == {
        "record-1": SECOND.sealed_at,
        "record-2": THIRD.sealed_at,
        "record-3": None,
    }


def test_a_correction_may_arrive_before_what_it_corrects(vault: OpenVault) -> None:
    append(vault, SECOND)
    append(vault, FIRST)
    assert corrected_at(vault.decisions_on(IMAGE))["record-1"] == SECOND.sealed_at
    line = vault.record_line("record-1")
    assert line.corrected == LaterRecord("record-2", SECOND.code, SECOND.sealed_at)
    assert (vault.record_line("record-2").corrects, line.corrects) == (FIRST.code, "")


def test_of_two_desks_that_correct_the_same_record_the_first_one_counts(vault: OpenVault) -> None:
    append(vault, FIRST, RIVAL, SECOND)
    assert corrected_at(vault.decisions_on(IMAGE))["record-1"] == SECOND.sealed_at
    (line,) = (r for r in vault.records_of("patient-1") if r.id == "record-1")
    assert line.corrected is not None and line.corrected.id == "record-2"


def test_an_image_that_moved_is_the_other_patients(vault: OpenVault) -> None:
    append(vault, FIRST, RIVAL)
    assert vault.images_of("patient-1") == ()
    assert [line.source_sha256 for line in vault.images_of("patient-2")] == [IMAGE]


def test_nothing_counts_any_more_that_the_wrong_patient_said_of_an_image(vault: OpenVault) -> None:
    again = sealed_record(now=later(days=1), record_id="record-5", code_bits=5)
    append(vault, FIRST, again, RIVAL)
    assert corrected_at(vault.decisions_on(IMAGE)) == {
        "record-1": RIVAL.sealed_at,
        "record-5": RIVAL.sealed_at,
        "record-4": None,
    }


def test_an_image_line_has_what_a_later_session_needs_of_it(vault: OpenVault) -> None:
    append(vault, FIRST)
    line = vault.image(IMAGE)
    assert line is not None
    assert (line.format, line.width, line.height, line.recorded_at) == ("JPEG", 4000, 3000, NOW)


def test_a_rebuild_knows_the_same_corrections(vault: OpenVault) -> None:
    append(vault, FIRST, SECOND, THIRD, RIVAL)
    before = tables.fingerprint(vault._db)
    vault.rebuild()
    assert tables.fingerprint(vault._db) == before
    assert codes(vault.check()) == set()
    vault.destroy_key("patient:patient-2")
    erased = tables.fingerprint(vault._db)
    vault.rebuild()
    assert tables.fingerprint(vault._db) == erased != before


def test_a_record_that_moved_counts_no_more_even_when_the_other_patient_is_erased(vault: OpenVault) -> None:
    append(vault, FIRST, RIVAL)
    said = RecordMoved(FIRST.id, FIRST.code, RIVAL.id, RIVAL.code, RIVAL.sealed_at)
    vault.append(said, RIVAL.sealed_at, "patient-1")
    both = [(line.id, line.corrected) for line in vault.records_of("patient-1")]
    assert both == [("record-1", LaterRecord(RIVAL.id, RIVAL.code, RIVAL.sealed_at))]
    forget(vault, "patient-2")
    assert corrected_at(vault.decisions_on(IMAGE)) == {"record-1": RIVAL.sealed_at}
    vault.rebuild()
    assert corrected_at(vault.decisions_on(IMAGE)) == {"record-1": RIVAL.sealed_at}
    assert codes(vault.check()) == set()


def views_of(records: list[ConsentRecord]) -> dict[str, str]:
    db = Database.in_memory()
    db.run_script(vault_0001.SQL)
    tables.build(db)
    for record in records:
        n = int(record.id[-1])
        bodies: list[Body] = [*images_of(record), ConsentSigned(record)]
        for place, body in enumerate(bodies):
            id = f"{n}{place}"
            header = Header(
                id, f"desk-{id}", 1, record.sealed_at, "m", body.KIND, body.SCHEMA, record.patient.id
            )
            folding.fold(db, Fact(header, body, f"{int(id):064x}"))
    return tables.fingerprint(db)


@given(st.permutations([FIRST, SECOND, THIRD, RIVAL]))
def test_views_are_the_same_whatever_came_first(records: list[ConsentRecord]) -> None:
    assert views_of(records) == views_of([FIRST, SECOND, THIRD, RIVAL])


def test_a_session_that_corrects_a_record_is_listed_as_one(vault: OpenVault) -> None:
    draft = complete_draft()
    vault.save_draft(draft, NOW)
    assert [line.corrects for line in vault.drafts()] == [""]
    vault.save_draft(replace(draft, corrects=Correction("record-1", FIRST.code, "why")), NOW)
    assert [line.corrects for line in vault.drafts()] == [FIRST.code]


def test_a_vault_from_before_corrections_is_copied_and_keeps_its_open_sessions(place: Place) -> None:
    draft = complete_draft()
    vault = place.open()
    vault.save_draft(draft, NOW)
    append(vault, FIRST)
    vault.close()
    with place.by_hand() as db:
        for (index,) in db.rows(
            "SELECT name FROM sqlite_schema WHERE name GLOB 'facts_by_*' OR name = 'erased_by_name'"
        ):
            db.run(f"DROP INDEX {index}")
        db.run("ALTER TABLE drafts DROP COLUMN awaits_form")
        db.run("ALTER TABLE drafts DROP COLUMN corrects")
        db.run("DELETE FROM migrations WHERE number > 1")
        db.run("PRAGMA user_version = 1")
        db.run("UPDATE vault SET views = 4")
        db.run("DROP TABLE corrections")
    vault = place.open()
    assert (place.folder / f"{DATABASE_FILE}.before-2").exists()
    assert vault.draft(draft.id) == draft
    assert [(line.id, line.corrects) for line in vault.drafts()] == [(draft.id, "")]
    assert corrected_at(vault.decisions_on(IMAGE)) == {"record-1": None}
    assert codes(vault.check()) == set()
    vault.close()
