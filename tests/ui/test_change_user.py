"""Somebody else sits down at the open desk: quickly, and without a sight of what was open."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from consentdesk.domain.access import Role
from consentdesk.domain.draft import Draft, Step
from consentdesk.domain.session import go_to
from consentdesk.rehearsal.hands import Hands
from consentdesk.ui.open_desk import OpenDesk
from consentdesk.ui.quiet import QuietTimes
from tests.helpers.sessions import prepared
from tests.storage.conftest import CODE, PASSPHRASE, Place
from tests.ui.colleagues import TAYS, headers, let_in, sign_in
from tests.ui.conftest import Front

LayIn = Callable[[Draft], None]


@pytest.fixture
def shared(front: Front, clinic_place: Place) -> Iterator[Front]:
    """The program, at which Sam sits and Tay can sign in too."""
    let_in(front, clinic_place)
    front.open()
    sign_in(front, "SS", PASSPHRASE)
    front.hands.wait_for("home_page")
    yield front


def take_over(front: Front, passphrase: str = TAYS.passphrase) -> Hands:
    front.hands.click("change_user")
    sign_in(front, "TT", passphrase, go="change_user")
    return front.hands


def test_the_other_person_comes_home_and_both_are_in_the_ledger(shared: Front, clinic_place: Place) -> None:
    hands = take_over(shared)
    assert hands.wait_for("home_page") and "Tay Tester" in hands.text_of("signed_in")
    shared.close()
    comings = [(kind, who) for kind, who in headers(shared, clinic_place) if kind.startswith("logged")]
    assert comings[-4:] == [
        ("logged_in", "Sam Sample"),
        ("logged_out", "Sam Sample"),
        ("logged_in", "Tay Tester"),
        ("logged_out", "Tay Tester"),
    ]


def test_nothing_of_the_one_before_stays(shared: Front) -> None:
    shared.hands.type("search", "Rowan")
    before = shared.window.findChild(OpenDesk)
    hands = take_over(shared)
    shared.hands.settle()
    desks = shared.window.findChildren(OpenDesk, "open_desk")
    assert before not in desks and len(desks) == 1
    box = hands.find("search")
    assert isinstance(box, QLineEdit) and box.text() == ""


def test_what_was_just_typed_in_a_session_waits_for_the_other(
    shared: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("consentdesk.ui.session.patient.presenter.SAVED_AFTER_MS", 600_000)  # not by itself
    hands = shared.hands
    hands.click("new_consent")
    QTest.keyClicks(hands.find("find"), "Rowan")
    shared.window.cover()
    hands.settle()
    hands.click("somebody_else")
    sign_in(shared, "TT", TAYS.passphrase, go="change_user")
    assert "Tay Tester" in hands.text_of("signed_in")
    hands.click("waiting_1")
    assert hands.text_of("find") == "Rowan"


def test_a_patient_page_is_covered_first_and_its_session_waits_on_home(
    front: Front, clinic_place: Place, lay_in: LayIn
) -> None:
    lay_in(go_to(prepared(), Step.EXPLAIN))
    let_in(front, clinic_place)
    hands = front.open()
    sign_in(front, "SS", PASSPHRASE)
    hands.click("waiting_1")
    front.window.cover()
    hands.settle()
    assert hands.sees("cover_page")
    hands.click("somebody_else")
    sign_in(front, "TT", TAYS.passphrase, go="change_user")
    assert hands.wait_for("waiting_1") and "Tay Tester" in hands.text_of("signed_in")


def test_a_wrong_passphrase_changes_nobody_and_the_code_leads_back(shared: Front) -> None:
    hands = take_over(shared, "not the passphrase at all")
    assert "This is not the passphrase" in hands.find("passphrase").accessibleDescription()
    hands.click("back_to_cover")
    assert hands.sees("cover_page") and not hands.sees("home_page")
    hands.type("cover_code", CODE)
    hands.click("uncover")
    assert hands.sees("home_page") and "Sam Sample" in hands.text_of("signed_in")


def test_wrong_passphrases_are_waited_for_here_as_at_the_lock_window(shared: Front) -> None:
    hands = shared.hands
    hands.click("change_user")
    hands.click("who_TT")
    for _ in range(6):
        hands.type("passphrase", "not the passphrase at all")
        hands.press_in("passphrase", Qt.Key.Key_Return)
    assert "Try again in 30 seconds" in hands.find("passphrase").accessibleDescription()
    shared.pass_time(seconds=12)
    assert "Try again in 18 seconds" in hands.find("passphrase").accessibleDescription()
    shared.pass_time(seconds=18)
    assert "Try again" not in hands.find("passphrase").accessibleDescription()


def test_the_recovery_code_takes_nobody_s_place(shared: Front, clinic_place: Place) -> None:
    hands = take_over(shared, clinic_place.recovery_code)
    assert hands.sees("change_page") and not hands.sees("recovery_page")


def test_whoever_works_alone_is_not_asked(front: Front) -> None:
    hands = front.unlock()
    assert not hands.sees("change_user")
    front.window.cover()
    hands.settle()
    assert hands.sees("cover_page") and not hands.sees("somebody_else")


def test_the_desk_locks_itself_behind_the_question_too(front: Front, clinic_place: Place) -> None:
    let_in(front, clinic_place)
    hands = front.open(times=QuietTimes(cover_s=120, lock_s=900))
    sign_in(front, "SS", PASSPHRASE)
    hands.click("change_user")
    front.pass_time(minutes=3)
    assert hands.sees("change_page")
    front.pass_time(minutes=12)
    assert front.locked == ["locked"] and hands.sees("lock_page")


def test_the_other_person_s_roles_count_at_once(front: Front, clinic_place: Place) -> None:
    let_in(front, clinic_place, (Role.AUDITOR,))
    hands = front.open()
    sign_in(front, "SS", PASSPHRASE)
    assert hands.sees("go_people")
    take_over(front)
    assert hands.wait_for("go_ledger") and not hands.sees("go_people") and not hands.sees("go_patients")
