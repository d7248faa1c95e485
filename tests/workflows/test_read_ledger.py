"""Reading the ledger: names for those who may look at patients, ids for everybody else."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from consentdesk.domain.access import Role
from consentdesk.domain.facts import LoggedIn, MemberChanged, RecordOpened
from consentdesk.domain.ledger_lines import Group, LedgerLine, Wanted
from consentdesk.domain.people import Patient
from consentdesk.domain.refusals import Refusal
from consentdesk.system import save
from consentdesk.workflows.csv_table import table_parts
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.emergency import take_emergency_access
from consentdesk.workflows.export_ledger import Exported, Table, begin_export, note_export
from consentdesk.workflows.read_ledger import (
    LINES_A_PAGE,
    find_whose,
    note_ledger_opened,
    people_in_ledger,
    read_ledger,
)
from tests.storage.conftest import CODE
from tests.storage.consents import consent, person, register

PATIENT = "patient-1"
SEALED = 3  # facts of a patient, a picture and a record
HEADINGS = ("time", "what", "patient", "name")
AUDITOR = (Role.AUDITOR,)

Working = Callable[..., Desk]


def cells(line: LedgerLine) -> tuple[str, ...]:
    return str(line.header.at), line.header.kind, line.header.patient or "", line.patient_name


TABLE = Table(HEADINGS, cells)


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """With a sealed consent, and looks at it."""
    consent(desk.vault, 1)  # type: ignore[arg-type]
    for _ in range(LINES_A_PAGE + 5):
        desk.note(RecordOpened("record-1"), PATIENT)
    return desk


def work_as(desk: Desk, *roles: Role) -> Desk:
    """The desk, once whoever sits there has these roles and no other."""
    me = desk.vault.me
    desk.note(MemberChanged(type(me)(me.id, me.name, me.role, me.public_key, roles), "roles"))
    return desk


def test_pages_follow_each_other_to_the_end(filled: Desk) -> None:
    wanted = Wanted(patient=PATIENT)
    first = read_ledger(filled, wanted)
    assert len(first.lines) == LINES_A_PAGE and first.older == first.lines[-1].place
    second = read_ledger(filled, wanted, first.older)
    assert second.older is None
    together = [line.header.id for line in first.lines + second.lines]
    assert len(together) == len(set(together)) == LINES_A_PAGE + 5 + SEALED


def test_a_page_that_is_just_full_promises_no_other(desk: Desk) -> None:
    for _ in range(LINES_A_PAGE):
        desk.note(LoggedIn(), PATIENT)
    page = read_ledger(desk, Wanted(patient=PATIENT))
    assert len(page.lines) == LINES_A_PAGE and page.older is None


def test_access_in_an_emergency_brings_no_names_into_the_ledger(filled: Desk, tmp_path: Path) -> None:
    auditor = work_as(filled, *AUDITOR)
    take_emergency_access(auditor, CODE, "A patient was taken ill")
    page, export = read_ledger(auditor, Wanted()), begin_export(auditor, CODE, Wanted())
    assert not page.names and {line.patient_name for line in page.lines} == {""}
    export.run(save, tmp_path / "ledger.csv", TABLE, lambda done, total: None)
    assert not export.names and "Probe" not in (tmp_path / "ledger.csv").read_text("utf-8")


def test_a_table_that_nobody_notes_has_left_its_trace(filled: Desk, tmp_path: Path) -> None:
    begin_export(filled, CODE, Wanted(patient=PATIENT)).run(
        save, tmp_path / "t.csv", TABLE, lambda *far: None
    )
    (last, *_) = read_ledger(filled, Wanted()).lines
    assert (last.header.kind, last.header.patient) == ("ledger_opened", PATIENT)


def test_an_auditor_reads_ids_and_never_a_name(filled: Desk) -> None:
    register(filled.vault, person(2, "Kim", "Specimen", "MRN 7"))  # type: ignore[arg-type]
    assert {line.patient_name for line in read_ledger(filled, Wanted(patient=PATIENT)).lines} == {
        "Alex Probe"
    }
    code = filled.vault.record_line("record-1").code
    auditing = work_as(filled, *AUDITOR)
    assert {line.patient_name for line in read_ledger(auditing, Wanted()).lines} == {""}
    for typed in (code, code.lower().replace("-", " "), PATIENT):
        (whose,) = find_whose(auditing, typed)
        assert (whose.patient, whose.name, whose.record_number) == (PATIENT, "", "")
    for typed in ("Alex", "Kim Specimen", "MRN 7", "patient", "", "1111-1111-1111"):
        with pytest.raises(Refusal, match="nobody_in_ledger"):
            find_whose(auditing, typed)


def test_whoever_may_look_finds_patients_by_name_too(filled: Desk) -> None:
    register(filled.vault, person(2, "Kim", "Specimen", "MRN 7"))  # type: ignore[arg-type]
    code = filled.vault.record_line("record-1").code
    assert [whose.name for whose in find_whose(filled, "kim")] == ["Kim Specimen"]
    assert [whose.record_number for whose in find_whose(filled, "mrn7")] == ["MRN 7"]
    assert [whose.name for whose in find_whose(filled, code)] == ["Alex Probe"]


def test_an_erased_patient_is_found_by_the_id(filled: Desk) -> None:
    filled.vault.destroy_key(f"patient:{PATIENT}")
    (whose,) = find_whose(filled, PATIENT)
    assert (whose.patient, whose.name) == (PATIENT, "")


def test_opening_the_ledger_is_a_fact_and_so_is_looking_for_a_patient_in_it(filled: Desk) -> None:
    note_ledger_opened(filled)
    note_ledger_opened(filled, PATIENT)
    (of_patient, of_all, *_rest) = read_ledger(filled, Wanted(groups=(Group.LOOKS,))).lines
    assert of_patient.header.kind == of_all.header.kind == "ledger_opened"
    assert (of_patient.header.patient, of_all.header.patient) == (PATIENT, None)


def test_those_who_left_are_still_people_in_the_ledger(filled: Desk) -> None:
    assert [line.member.name for line in people_in_ledger(filled)][:1] == [filled.vault.me.name]


def exported(desk: Desk, path: Path, wanted: Wanted | None = None) -> Exported:
    export = begin_export(desk, CODE, wanted or Wanted())
    return export.run(save, path, TABLE, lambda done, total: None)


def rows_of(path: Path) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""), strict=True)


def test_a_table_holds_what_was_wanted_and_the_ledger_notes_it(filled: Desk, tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    saved = exported(filled, path, Wanted(patient=PATIENT))
    headings, *rows = rows_of(path)
    assert tuple(headings) == HEADINGS and len(rows) == saved.lines
    assert {row[3] for row in rows} == {"Alex Probe"}
    assert saved.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    note_export(filled, saved)
    (noted, *_rest) = read_ledger(filled, Wanted()).lines
    assert (noted.body.lines, noted.body.sha256) == (saved.lines, saved.sha256)  # type: ignore[union-attr]


def test_an_auditors_table_has_no_name_in_it(filled: Desk, tmp_path: Path) -> None:
    exported(work_as(filled, *AUDITOR), tmp_path / "ledger.csv")
    assert b"Probe" not in (tmp_path / "ledger.csv").read_bytes()


def test_nothing_is_exported_without_the_code(filled: Desk) -> None:
    with pytest.raises(Refusal, match="code_wrong"):
        begin_export(filled, "000000", Wanted())
    with pytest.raises(Refusal, match="not_allowed"):
        begin_export(work_as(filled, Role.CLINICIAN), CODE, Wanted())


def test_an_export_that_is_stopped_leaves_nothing(filled: Desk, tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_bytes(b"earlier")
    export = begin_export(filled, CODE, Wanted())

    def stopping(line: LedgerLine) -> tuple[str, ...]:
        export.stop()
        return cells(line)

    with pytest.raises(Refusal, match="export_stopped"):
        export.run(save, path, Table(HEADINGS, stopping), lambda done, total: None)
    assert path.read_bytes() == b"earlier" and list(tmp_path.glob(".*")) == []


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1",
        "  =1+1",
        "＝1+1",
        "\xa0=1",
    ],
)
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    written = b"".join(table_parts([(text, "safe")])).decode("utf-8-sig")
    ((cell, other),) = csv.reader(io.StringIO(written, newline=""), strict=True)
    assert cell == f"'{text}" and other == "safe"


def test_a_table_is_written_as_rfc_4180_has_it() -> None:
    rows = [("a", "b"), ('say "hi"', "one, two"), ("two\r\nlines", "żółć 李")]
    written = b"".join(table_parts(rows))
    assert written.startswith(b"\xef\xbb\xbf") and written.endswith(b"\r\n")
    assert written[3:].decode() == 'a,b\r\n"say ""hi""","one, two"\r\n"two\r\nlines",żółć 李\r\n'


def test_a_large_table_comes_in_parts() -> None:
    parts = list(table_parts([("x",)] * 1000))
    assert len(parts) > 3 and b"".join(parts).count(b"\r\n") == 1000


def test_a_name_like_a_formula_is_disarmed_on_its_way_out(filled: Desk, tmp_path: Path) -> None:
    evil = Patient("patient-9", "=HYPERLINK(1)", "Probe", person().born, "9")
    register(filled.vault, evil)  # type: ignore[arg-type]
    exported(filled, tmp_path / "ledger.csv", Wanted(patient="patient-9"))
    *_others, row = rows_of(tmp_path / "ledger.csv")
    assert row[3] == "'=HYPERLINK(1) Probe"
