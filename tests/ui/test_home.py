"""Home: who and what is found there, and that each row opens what it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from consentdesk.domain.access import Role, acts_of
from consentdesk.domain.facts import MemberChanged
from consentdesk.domain.lines import PatientLine, RecordLine
from consentdesk.rehearsal.hands import Hands
from consentdesk.ui.home import ways
from consentdesk.ui.home.presenter import greeting
from consentdesk.ui.home.rows import found_row, today_row
from consentdesk.ui.home.screen import HomeScreen
from consentdesk.ui.home.state import FoundRow, HomeState, RecordRow
from consentdesk.ui.home.work.state import WorkState
from consentdesk.workflows.find import By, Found
from tests.helpers.sessions import NOW, later
from tests.ui.conftest import Front

LONG = "Anneliese-Wilhelmina van der Sample-Muster-Specimen-Beispielxx"
TODAY = (RecordRow("record-1", "Rowan Example", "Sealed 09:12"), RecordRow("record-2", LONG, "Sealed 08:47"))
FOUND = (
    FoundRow("patient-1", LONG, "born 17 May 1980 · record 004 417", "by record number"),
    FoundRow("patient-2", "Kim", "x", "by birth date"),
)
FULL = HomeState("Good morning", TODAY, loaded=True)
STATES = {
    "empty": HomeState("Good morning", loaded=True),
    "full": FULL,
    "found": HomeState("Good morning", TODAY, FOUND, 12, loaded=True),
    "nobody": HomeState("Good morning", found=(), loaded=True),
    "trouble": HomeState("Good morning", trouble="The disk is full. Make room and try again"),
}


@pytest.fixture
def screen(qtbot: QtBot) -> Iterator[HomeScreen]:
    made = HomeScreen()
    qtbot.addWidget(made)
    made.resize(1134, 768)
    made.show()
    yield made


@pytest.fixture
def hands(screen: HomeScreen) -> Hands:
    return Hands(screen, lambda: False)


def heard(signal: SignalInstance) -> list[Any]:
    said: list[Any] = []
    signal.connect(lambda value: said.append(value))
    return said


@pytest.mark.parametrize(
    ("state", "button", "signal", "value"),
    [
        ("full", "today_2", "record_opened", "record-2"),
        ("full", "new_consent", "new_consent_asked", ""),
        ("found", "found_2", "patient_opened", "patient-2"),
        ("found", "found_1_consent", "new_consent_asked", "patient-1"),
        ("nobody", "nobody_consent", "new_consent_asked", ""),
    ],
)
def test_one_press_opens_what_a_row_names(
    screen: HomeScreen, hands: Hands, state: str, button: str, signal: str, value: str
) -> None:
    screen.draw(STATES[state])
    said = heard(getattr(screen, signal))
    hands.click(button)
    assert said == [value]


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_every_state_is_drawn_in_the_room_there_is(screen: HomeScreen, state: HomeState) -> None:
    screen.draw(state)
    assert screen.sizeHint().height() <= 768 - 68
    assert screen.findChild(QWidget, "results").isVisible() is (state.found is not None)
    assert screen.findChild(QWidget, "trouble").isVisible() is bool(state.trouble)
    assert screen.minimumSizeHint().width() <= 1366 - 232 - 88, "a long name must wrap"


def test_what_is_typed_survives_a_redraw_with_its_cursor(screen: HomeScreen, hands: Hands) -> None:
    screen.draw(STATES["empty"])
    hands.type("search", "ro")
    box = hands.find("search")
    assert isinstance(box, QLineEdit)
    box.setCursorPosition(1)
    screen.draw(STATES["found"])
    assert (box.text(), box.cursorPosition(), box.hasFocus()) == ("ro", 1, True)


def test_rows_that_did_not_change_are_left_alone(screen: HomeScreen, hands: Hands) -> None:
    screen.draw(FULL)
    before = hands.wait_for("today_1")
    screen.draw(replace(FULL, greeting="Good afternoon"))
    assert hands.find("today_1") is before
    screen.draw(replace(FULL, today=TODAY[:1]))
    assert not hands.sees("today_2")


@pytest.mark.parametrize(
    ("hour", "words"),
    [(4, "Good evening"), (5, "Good morning"), (11, "Good morning"), (12, "Good afternoon"),
     (17, "Good afternoon"), (18, "Good evening")],
)  # fmt: skip
def test_the_greeting_goes_by_the_clinics_clock(hour: int, words: str) -> None:
    assert NOW.local.hour == 10
    assert greeting(later(hours=hour - 10)) == words


@pytest.mark.parametrize(
    ("copy", "words"),
    [
        ("", "Sealed 10:00, copy not given"),
        ("printed", "Sealed 10:00, copy printed"),
        ("saved", "Sealed 10:00, copy saved"),
        ("declined", "Sealed 10:00, no copy wanted"),
    ],
)
def test_a_record_of_today_says_what_became_of_its_copy(copy: str, words: str) -> None:
    row = today_row(RecordLine("record-1", "K7QF", "p", "Rowan Example", NOW, "adult", 1, 2, copy))
    assert (row.name, row.hint) == ("Rowan Example", words)


def test_a_found_patient_is_told_apart_by_birth_and_number() -> None:
    found = Found(PatientLine("p", "Rowan", "Example", date(1980, 5, 17), "004 417"), By.NUMBER)
    assert found_row(found, "dmy").hint == "born 17 May 1980 · record 004 417"
    assert found_row(found, "mdy").hint == "born May 17, 1980 · record 004 417"
    assert found_row(found, "dmy").by == "by record number"


def test_a_name_with_markup_is_shown_as_it_is(screen: HomeScreen) -> None:
    screen.draw(HomeState("x", today=(RecordRow("r", "<b>Al</b> & Co", ""),), loaded=True))
    assert any(label.text() == "<b>Al</b> & Co" for label in screen.findChildren(QLabel))


def test_rows_that_come_in_leave_the_keyboard_to_whoever_is_typing(screen: HomeScreen, hands: Hands) -> None:
    screen.activateWindow()
    screen.draw(HomeState("Good morning", found=()))
    hands.find("search").setFocus()
    screen.draw(FULL)
    assert hands.find("search").hasFocus()


AUDITOR, PRIVACY_OFFICER = acts_of([Role.AUDITOR]), acts_of([Role.PRIVACY_OFFICER])


def test_whoever_sees_no_patients_finds_the_ways_to_what_their_roles_are_for(
    screen: HomeScreen, hands: Hands
) -> None:
    screen.draw(HomeState("Good morning", loaded=True, acts=AUDITOR, backup="Not backed up yet"))
    for name in ("search", "lists", "results", "new_consent", "first_consent", "rules", "way_people"):
        assert not hands.sees(name), name
    said = heard(screen.room_asked)
    for room in ("ledger", "copy_check", "integrity"):
        hands.click(f"way_{room}")
    assert said == ["ledger", "copy_check", "integrity"] and hands.sees("backup")


def test_whoever_takes_no_consent_is_offered_none(screen: HomeScreen, hands: Hands) -> None:
    screen.work.draw(WorkState(loaded=True))
    for state in ("empty", "found", "nobody"):
        screen.draw(replace(STATES[state], acts=PRIVACY_OFFICER))
        for name in ("new_consent", "first_consent", "nobody_consent", "found_1_consent"):
            assert not hands.sees(name), name
        assert hands.sees("search") and hands.sees("rules")
    screen.draw(STATES["found"])
    assert hands.sees("found_1_consent"), "what may be done from now on is offered at once"


def test_the_desk_of_an_auditor_shows_no_patient_and_begins_nothing(front: Front) -> None:
    front.unlock()
    front.on_lane(lambda: [give_roles(front, Role.AUDITOR)])
    front.close()
    hands = front.unlock()
    assert hands.sees("ways") and not hands.sees("search") and not hands.sees("go_patients")
    QTest.keyClick(front.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    assert hands.sees("home_page") and not hands.sees("session")


def test_every_room_that_home_leads_to_is_there() -> None:
    rooms = {room for _act, room, *_words in ways._rooms()} | {"backup", "emergency"}
    assert [room for room in rooms if not hasattr(import_module(f"consentdesk.ui.{room}"), "open_page")] == []


def give_roles(front: Front, *roles: Role) -> None:
    """Whoever sits here has these roles from now on, whatever the rules of people say of it."""
    desk = front.window._desk
    assert desk is not None
    desk.note(MemberChanged(replace(desk.vault.me, roles=roles), "roles"))
