"""Reading the ledger: what is wanted and nothing else, newest first, whatever its facts hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from consentdesk.domain.facts import (
    ConsentSigned,
    CopyGiven,
    Fact,
    LoggedIn,
    LoggedOut,
    PatientOpened,
    RecordOpened,
    TimesSet,
)
from consentdesk.domain.ledger_lines import Group, LedgerLine, Place, Unread, Wanted
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.connection import Database
from consentdesk.storage.migrations import STEPS, migrate, shape_new
from consentdesk.storage.vault import OpenVault
from consentdesk.storage.views.ledger_book import ABOVE_ALL, page_question
from tests.helpers.sessions import NOW, later
from tests.storage.conftest import Place as VaultPlace
from tests.storage.consents import consent, person, register

ASKED = {
    Wanted(): "facts_by_time",
    Wanted(patient="patient-1"): "facts_by_patient",
    Wanted(patient="patient-1", person="m"): "facts_by_patient",
    Wanted(person="m"): "facts_by_actor",
    Wanted(groups=tuple(Group)): "facts_by_kind",
    Wanted(person="m", groups=(Group.VAULT, Group.RULES)): "facts_by_actor_and_kind",
    Wanted("patient-1", "m", (Group.LOOKS,), date(2026, 3, 1), date(2026, 3, 9)): "facts_by_patient",
}


def ids(lines: tuple[LedgerLine, ...]) -> list[str]:
    return [line.header.id for line in lines]


def noted(vault: OpenVault, count: int, patient: str | None = None) -> list[Fact]:
    """Looks at one minute after the other."""
    return [vault.append(PatientOpened(), later(minutes=n), patient) for n in range(count)]


def in_pages(vault: OpenVault, wanted: Wanted, limit: int) -> list[LedgerLine]:
    lines: list[LedgerLine] = []
    last: Place | None = None
    while page := vault.ledger_page(wanted, last, limit):
        lines += page
        last = page[-1].place
    return lines


def test_pages_hold_each_fact_once_and_the_newest_first(vault: OpenVault) -> None:
    facts = noted(vault, 25)
    vault.append(LoggedIn(), later(minutes=7))  # arrives late
    lines = in_pages(vault, Wanted(), 4)
    written = [line.place for line in lines]
    assert written == sorted(written, reverse=True) and len(set(written)) == len(written)
    assert len(lines) == vault._db.one("SELECT count(*) FROM facts")
    assert lines[0].header.id == facts[-1].header.id and lines[0].hash == facts[-1].hash


def test_facts_of_one_moment_are_not_lost_between_pages(vault: OpenVault) -> None:
    for _ in range(9):
        vault.append(LoggedIn(), NOW)
    wanted = Wanted(groups=(Group.PEOPLE,))
    assert len(set(ids(tuple(in_pages(vault, wanted, 2))))) == 9 + len(vault.everyone())


def test_what_is_wanted_is_found_and_nothing_else(vault: OpenVault) -> None:
    signed = consent(vault)
    looked = noted(vault, 3, "patient-1")
    times = vault.append(TimesSet(2, 15), later(days=1))
    copies = vault.append(CopyGiven("record-1", "printed"), later(days=2), "patient-1")
    me = vault.me.id
    found = lambda **said: ids(vault.ledger_page(Wanted(**said)))  # noqa: E731
    assert found(patient="patient-1", groups=(Group.LOOKS,)) == [f.header.id for f in reversed(looked)]
    assert found(groups=(Group.COPIES, Group.RULES))[:2] == [copies.header.id, times.header.id]
    assert signed.header.id in found(patient="patient-1", person=me)
    assert found(person="nobody") == found(patient="nobody") == []
    assert found(person=me, groups=(Group.COPIES,)) == [copies.header.id]
    assert len(found(person=me)) == len(found())


def test_days_are_those_on_the_clinics_wall_and_both_ends_count(vault: OpenVault) -> None:
    late = vault.append(LoggedOut("asked"), later(hours=13, minutes=59))  # 23:59 there, 22:59 in UTC
    after = vault.append(LoggedIn(), later(hours=14))
    day = NOW.day
    assert late.header.at.day == day and after.header.at.day > day
    upto, since = ids(vault.ledger_page(Wanted(last_day=day))), ids(vault.ledger_page(Wanted(first_day=day)))
    assert late.header.id in upto and after.header.id not in upto
    assert {late.header.id, after.header.id} <= set(since)
    assert ids(vault.ledger_page(Wanted(first_day=after.header.at.day))) == [after.header.id]
    assert len(vault.ledger_page(Wanted(first_day=date.min, last_day=date.max))) == len(since)


def test_a_line_names_the_record_it_speaks_of_and_the_patient_only_if_asked(vault: OpenVault) -> None:
    signed = consent(vault)
    vault.append(RecordOpened("record-1"), later(minutes=1), "patient-1")
    assert isinstance(signed.body, ConsentSigned)
    opened, sealed = vault.ledger_page(Wanted(patient="patient-1"), limit=2)
    assert opened.code == sealed.code == signed.body.record.code
    assert opened.body == RecordOpened("record-1") and sealed.body is None and sealed.unread is None
    assert {line.patient_name for line in vault.ledger_page(Wanted())} == {""}
    assert vault.ledger_page(Wanted(), names=True)[0].patient_name == signed.body.record.patient.name


def test_an_erased_fact_stays_in_the_list_and_says_so(vault: OpenVault) -> None:
    consent(vault)
    vault.append(RecordOpened("record-1"), later(minutes=1), "patient-1")
    before = len(vault.ledger_page(Wanted(patient="patient-1")))
    vault.destroy_key("patient:patient-1")
    lines = vault.ledger_page(Wanted(patient="patient-1"), names=True)
    assert len(lines) == before
    assert {line.unread for line in lines} == {Unread.ERASED}
    assert {(line.patient_name, line.code, line.body) for line in lines} == {("", "", None)}


def test_a_kind_of_a_newer_program_and_a_damaged_body_are_lines_too(place: VaultPlace) -> None:
    vault = place.open()
    first, second = vault.append(LoggedIn(), NOW), vault.append(LoggedIn(), later(minutes=1))
    vault.close()
    with place.by_hand() as db:
        db.run("UPDATE facts SET kind = 'told_by_telephone' WHERE id = ?", first.header.id)
        db.run("UPDATE facts SET body = substr(body, 1, 40) WHERE id = ?", second.header.id)
    vault = place.open()
    damaged, unknown = vault.ledger_page(Wanted(), limit=2)
    assert (damaged.unread, unknown.unread) == (Unread.DAMAGED, Unread.UNKNOWN)
    assert unknown.header.kind == "told_by_telephone"
    vault.close()


def test_a_line_is_found_by_its_chain_hash(vault: OpenVault) -> None:
    signed = consent(vault)
    line = vault.ledger_line(signed.hash)
    assert line is not None and line.header.id == signed.header.id
    assert vault.ledger_line("00" * 32) is None
    assert vault.has_facts_of("patient-1") and not vault.has_facts_of("patient-2")


def test_everything_is_read_beside_the_desks_own_work_and_can_be_stopped(vault: OpenVault) -> None:
    noted(vault, 5, None)
    register(vault, person())
    told: list[tuple[int, int]] = []
    reading = vault.reading_ledger(Wanted(), names=True)
    lines = []
    for line in reading.lines(lambda done, total: told.append((done, total))):
        vault.append(PatientOpened(), later(days=1), "patient-1")
        lines.append(line)
    assert ids(tuple(lines)) == ids(vault.ledger_page(Wanted(last_day=NOW.day)))
    assert told[-1] == (len(lines), len(lines))
    assert "Alex Probe" in {line.patient_name for line in lines}
    stopped = vault.reading_ledger(Wanted())
    reading_on = stopped.lines(lambda done, total: None)
    next(reading_on)
    stopped.stop()
    with pytest.raises(Refusal, match="export_stopped"):
        next(reading_on)


@pytest.mark.parametrize(("wanted", "index"), ASKED.items(), ids=range(len(ASKED)))
def test_no_question_walks_through_the_ledger(vault: OpenVault, wanted: Wanted, index: str) -> None:
    sql, values = page_question(wanted, ABOVE_ALL, 50, names=True)
    steps = [row[3] for row in vault._db.rows(f"EXPLAIN QUERY PLAN {sql}", *values)]
    assert [
        step for step in steps if "SCAN" in step and "subquery" not in step and "SCAN n" not in step
    ] == []
    searched = [step.split() for step in steps if step.startswith("SEARCH facts ")]
    assert searched and all(index in words and "at>?" in " ".join(words) for words in searched)


@pytest.mark.parametrize("shape", range(1, len(STEPS)))
def test_a_ledger_of_every_older_shape_is_brought_to_the_present_one(tmp_path: Path, shape: int) -> None:
    old, key = Database.create(tmp_path / "old.db", bytes(32)), bytes(32)
    shape_new(old, STEPS[:shape])
    row = ("id", "device", 1, str(NOW), "actor", "logged_in", 1, None, b"h", b"b", b"p", b"x", b"s")
    old.run(f"INSERT INTO facts VALUES (1, {', '.join('?' * len(row))})", *row)
    migrate(old, lambda version: old.copy_to(tmp_path / f"before-{version}.db"))
    fresh = Database.create(tmp_path / "fresh.db", key)
    shape_new(fresh)
    asked = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"
    assert old.rows(asked) == fresh.rows(asked)
    assert old.rows("SELECT * FROM facts") == [(1, *row)]
    assert (tmp_path / f"before-{shape}.db").exists()
    old.close()
    fresh.close()
