"""Looking through the ledger: found, narrowed down, opened, saved; and every look at it noted."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from consentdesk.domain.access import Role
from consentdesk.domain.facts import LoggedIn, MemberChanged, RecordOpened, TimesSet
from consentdesk.domain.ledger_lines import Group
from consentdesk.ui import ledger
from consentdesk.ui.kit.text import Text
from consentdesk.ui.ledger.keeper import Exports
from consentdesk.ui.ledger.screen import LedgerScreen
from consentdesk.ui.ledger.state import LedgerState, LineRow, SavingState, Subject
from consentdesk.workflows.read_ledger import LINES_A_PAGE
from tests.helpers.sessions import NOW, later
from tests.storage.conftest import CODE
from tests.storage.consents import consent, person, register
from tests.ui.records.conftest import Office

PATIENT = "patient-1"


def noted(office: Office, work: Callable[[], object]) -> None:
    office.on_lane(work)


def open_ledger(office: Office) -> LedgerScreen:
    exports = Exports(office.machine, office.desk, office.machine.lane)
    page = ledger.open_page(office.machine, office.desk, exports)
    office.show(page)
    return page


@pytest.fixture
def filled(office: Office) -> Office:
    """With a consent, a look at it, and somebody else's particulars."""
    vault = office.desk.vault

    def fill() -> None:
        consent(vault, 1)  # type: ignore[arg-type]
        register(vault, person(2, "Kim", "Specimen"), later(minutes=1))  # type: ignore[arg-type]
        vault.append(RecordOpened("record-1"), later(minutes=2), PATIENT)
        vault.append(TimesSet(3, 20), later(days=1))

    office.on_lane(fill)
    return office


def lines(office: Office) -> list[str]:
    """What each line says, from the newest on."""
    shown = []
    for number in range(1, 60):
        if not office.there(f"line_{number}"):
            break
        shown.append(office.find(f"line_{number}").accessibleName())
    return shown


def test_the_newest_lines_come_first_and_reading_them_is_noted(filled: Office) -> None:
    open_ledger(filled)
    first, second = lines(filled)[:2]
    assert "Set the screen to cover after 3 minutes, to lock after 20" in first
    assert "Opened record" in second and "Alex Probe" in second and "Sam Sample" in second
    assert filled.facts()[-1] == "ledger_opened"


def test_a_line_opens_to_what_else_is_known_and_leads_to_its_patient(filled: Office) -> None:
    open_ledger(filled)
    filled.click("line_2")
    said = " ".join(text.text() for text in filled.find("details_2").findChildren(Text))
    assert "Chain hash" in said and "Place in the chain" in said and "record_opened 1" in said
    filled.click("only_patient_2")
    assert filled.there("chosen_patient") and filled.words("chosen_patient") == "Alex Probe"
    assert all("Alex Probe" in line for line in lines(filled)) and len(lines(filled)) == 5
    assert "Read in the ledger" in lines(filled)[0] or "Read in the ledger" in " ".join(lines(filled))
    filled.click("chosen_patient")
    assert not filled.there("chosen_patient") and len(lines(filled)) > 5


def test_a_patient_is_found_while_typing_and_a_person_too(filled: Office) -> None:
    open_ledger(filled)
    filled.type("ledger_subject", "spec")
    filled.qtbot.waitUntil(lambda: filled.there("found_1"), timeout=5000)
    filled.click("found_1")
    assert len(lines(filled)) == 2 and "Entered the patient" in " ".join(lines(filled))
    assert filled.words("ledger_subject") == "" and not filled.there("found_1")
    assert filled.find("ledger_subject").hasFocus(), "what was pressed is gone"
    filled.type("ledger_subject", "sam")
    filled.press_enter("ledger_subject")
    assert filled.words("chosen_person").startswith("Sam Sample")
    assert len(lines(filled)) == 2, "both hold"


def test_nobody_of_this_name_is_said_at_the_field(filled: Office) -> None:
    open_ledger(filled)
    filled.type("ledger_subject", "Nobody Known")
    filled.press_enter("ledger_subject")
    assert "knows nobody by this" in filled.find("ledger_subject").accessibleDescription()
    assert filled.words("ledger_subject") == "Nobody Known"


def test_groups_and_days_narrow_the_lines(filled: Office) -> None:
    open_ledger(filled)
    filled.click("group_rules")
    assert "Set the screen" in lines(filled)[0]
    assert not any("Opened record" in line for line in lines(filled))
    filled.type("ledger_last_day", "2 3 2026")
    filled.press_enter("ledger_last_day")
    assert not any("Set the screen" in line for line in lines(filled))
    filled.type("ledger_first_day", "3 3 2026")
    filled.press_enter("ledger_first_day")
    assert "must not be before" in filled.find("ledger_last_day").accessibleDescription()
    filled.type("ledger_last_day", "yesterday")
    filled.press_enter("ledger_last_day")
    filled.type("ledger_subject", "Nobody Known")
    filled.press_enter("ledger_subject")
    assert "Enter the day as" in filled.find("ledger_last_day").accessibleDescription(), "both are said"
    filled.find("ledger_last_day").clear()  # type: ignore[attr-defined]
    filled.press_enter("ledger_last_day")
    assert filled.find("ledger_last_day").accessibleDescription() == ""
    assert len(lines(filled)) == 1 and "Set the screen" in lines(filled)[0]
    filled.click("group_erasures")
    filled.click("group_rules")
    assert filled.words("nothing") == "Nothing in the ledger fits what you look for."


def test_older_lines_come_page_by_page_and_back(office: Office) -> None:
    def fill() -> None:
        for n in range(2 * LINES_A_PAGE + 10):
            office.desk.vault.append(LoggedIn(), later(minutes=n))

    office.on_lane(fill)
    open_ledger(office)
    newest = lines(office)
    assert len(newest) == LINES_A_PAGE and not office.there("newer")
    office.click("older")
    office.click("older")
    assert not office.there("older") and len(lines(office)) < LINES_A_PAGE
    office.click("newer")
    office.click("newer")
    assert lines(office) == newest


def become(office: Office, *roles: Role) -> None:
    me = office.desk.vault.me
    office.on_lane(lambda: office.desk.note(MemberChanged(replace(me, roles=roles), "roles")))


def test_an_auditor_sees_ids_and_finds_by_the_code_of_a_record(filled: Office) -> None:
    code = filled.on_lane(lambda: filled.desk.vault.record_line("record-1").code)
    become(filled, Role.AUDITOR)
    page = open_ledger(filled)
    assert "Probe" not in " ".join(lines(filled)) and "Patient …" in " ".join(lines(filled))
    filled.type("ledger_subject", "Alex")
    filled.press_enter("ledger_subject")
    assert not filled.there("chosen_patient")
    filled.type("ledger_subject", code)
    filled.press_enter("ledger_subject")
    assert filled.there("chosen_patient") and len(lines(filled)) == 5
    everything = " ".join(str(text.text()) for text in page.findChildren(Text))
    assert "Alex" not in everything and "Probe" not in everything


def saved(office: Office) -> Path | None:
    return next(iter(office.saving.folder.glob("*.csv")), None) if office.saving.folder else None


def test_lines_are_saved_as_a_table_with_the_code_and_it_is_noted(filled: Office) -> None:
    open_ledger(filled)
    filled.click("group_copies")
    filled.click("group_looks")
    filled.click("save_table")
    filled.click("ledger_save")
    assert filled.find("ledger_code").accessibleDescription() == "Enter your code"
    filled.type("ledger_code", "000000")
    filled.click("ledger_save")
    assert "not right" in filled.find("ledger_code").accessibleDescription() and saved(filled) is None
    filled.type("ledger_code", CODE)
    filled.click("ledger_save")
    path = saved(filled)
    assert path is not None and filled.saving.suggested == path.name == "consentdesk-ledger-2026-03-02.csv"
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    assert len(rows) == 4 and rows[0][:4] == ["Time", "Person", "Person's id", "What happened"]
    assert any("Alex Probe" in row for row in rows)
    assert filled.find("ledger_saved").accessibleName() == "Saved 3 lines as a table"
    assert not filled.there("ledger_asking") and filled.facts()[-1] == "ledger_exported"


def test_thinking_better_of_saving_leaves_nothing(filled: Office) -> None:
    filled.saving.folder = None
    open_ledger(filled)
    filled.click("save_table")
    filled.type("ledger_code", CODE)
    filled.press_enter("ledger_code")
    assert not filled.there("ledger_asking") and "ledger_exported" not in filled.facts()
    filled.click("save_table")
    filled.click("ledger_save_cancel")
    assert not filled.there("ledger_asking")


def test_a_table_that_is_stopped_is_not_there_and_says_so(filled: Office) -> None:
    page = open_ledger(filled)

    def fill() -> None:
        with filled.desk.vault.transaction():
            for n in range(3000):
                filled.desk.vault.append(LoggedIn(), later(minutes=n))

    filled.on_lane(fill)
    exports = next(iter(filled.machine.lane.findChildren(Exports)))
    filled.click("save_table")
    filled.type("ledger_code", CODE)
    exports.changed.connect(exports.stop)
    filled.click("ledger_save")
    assert filled.find("ledger_saved").accessibleName() == "Stopped. Nothing was saved"
    assert saved(filled) is None and "ledger_exported" not in filled.facts()
    assert page.isVisible()


def test_an_export_goes_on_when_the_page_is_left_and_ends_with_the_desk(filled: Office) -> None:
    open_ledger(filled)
    exports = next(iter(filled.machine.lane.findChildren(Exports)))
    filled.click("save_table")
    filled.type("ledger_code", CODE)
    filled.click("ledger_save")
    assert not exports.running
    exports.leave()
    filled.click("save_table")
    filled.type("ledger_code", CODE)
    filled.click("ledger_save")
    assert not exports.running and len(list(filled.saving.folder.glob("*.csv"))) == 1  # type: ignore[union-attr]


def test_the_page_leads_to_a_copy_to_check_and_to_integrity(filled: Office) -> None:
    page = open_ledger(filled)
    for room in ("check_copy", "integrity"):
        with filled.qtbot.waitSignal(page.room_asked) as asked:
            filled.click(room)
        assert asked.args == ["copy_check" if room == "check_copy" else room]


ROW = LineRow(
    "a",
    "2 March 2026",
    "10:00",
    "M" * 30 + " " + "W" * 29,
    "w" * 200,
    "P" * 60,
    "p",
    "m",
    (("H", "ab" * 32),),
)
STATES = {
    "empty": LedgerState(loaded=True),
    "long names": LedgerState(lines=(ROW,) * 3, loaded=True, open="a"),
    "chosen": LedgerState(chosen=(Subject("patient", "p", "P" * 60), Subject("person", "m", "M" * 60))),
    "problems": LedgerState(problems=(("ledger_subject", "Nobody"), ("ledger_first_day", "Enter the day"))),
    "found": LedgerState(found=tuple(Subject("patient", str(n), "P" * 60) for n in range(9))),
    "trouble": LedgerState(trouble="The disk does not answer", groups=tuple(Group), newer=True, older=True),
}


@pytest.mark.parametrize("name", STATES)
def test_every_state_stands_in_the_width_of_a_small_screen(qtbot: QtBot, name: str) -> None:
    screen = LedgerScreen()
    qtbot.addWidget(screen)
    screen.draw(STATES[name])
    for saving in (SavingState(asking=True, problem="No"), SavingState(running="Saving", total=9, done=3)):
        screen.saving.draw(saving, names=False)
        assert screen.minimumSizeHint().width() <= 1046
    screen.draw(LedgerState(loaded=True))
    assert isinstance(screen, QObject)


def test_redrawing_keeps_what_is_typed_and_the_lines_as_they_are(qtbot: QtBot) -> None:
    screen = LedgerScreen()
    qtbot.addWidget(screen)
    screen.draw(LedgerState(lines=(ROW,), loaded=True))
    field = screen._subject
    field.show_text("half a na")
    before = screen.findChild(QObject, "line_1")
    screen.draw(LedgerState(lines=(ROW,), loaded=True, open="a", trouble="The disk is full"))
    assert field.text == "half a na" and screen.findChild(QObject, "line_1") is before
    assert NOW is not None
