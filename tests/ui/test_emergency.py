"""Access in an emergency: a reason, a code, half an hour, and those who answer for privacy are told."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from consentdesk.domain.access import Role
from consentdesk.rehearsal.hands import Hands
from consentdesk.ui.emergency.screen import EmergencyScreen
from consentdesk.ui.emergency.state import EmergencyState
from tests.helpers.sessions import later
from tests.storage.conftest import PASSPHRASE, Place
from tests.ui.colleagues import ADMINISTRATOR, TAYS, headers, let_in, sign_in
from tests.ui.conftest import Front

REASON = "Patient unconscious, allergy to be looked up"
STATES = {
    "empty": EmergencyState(),
    "wrong": EmergencyState(
        problems=(("emergency_reason", "Say why"), ("emergency_code", "Enter it")), tries=1
    ),
    "trouble": EmergencyState(trouble="The disk is full. Make room and try again", tries=1),
}


@pytest.fixture
def blind(front: Front, clinic_place: Place) -> Front:
    """The program, at which Tay sits: an administrator, who sees no patient."""
    let_in(front, clinic_place, ADMINISTRATOR)
    front.open()
    sign_in(front, "TT", TAYS.passphrase)
    front.hands.wait_for("home_page")
    return front


def ask(hands: Hands, reason: str = REASON, code: str = TAYS.code) -> None:
    hands.click("emergency_access")
    hands.type("emergency_reason", reason)
    hands.type("emergency_code", code)
    hands.click("look_now")


def test_records_can_be_looked_at_for_half_an_hour_and_no_longer(blind: Front) -> None:
    hands = blind.hands
    assert not hands.sees("go_patients")
    ask(hands)
    assert hands.wait_for("go_patients")
    assert f"until {later(minutes=30).local:%H:%M}" in hands.find("emergency_until").accessibleName()
    assert not hands.sees("emergency_access")
    blind.pass_time(minutes=30)
    assert hands.sees("go_patients")
    blind.pass_time(seconds=1)
    assert not hands.sees("go_patients") and not hands.sees("emergency_until")
    assert hands.wait_for("emergency_access")


def test_its_end_lifts_no_cover_and_shows_nothing_behind_it(blind: Front) -> None:
    hands = blind.hands
    ask(hands)
    hands.wait_for("go_patients")
    blind.window.cover()
    blind.pass_time(minutes=31)
    assert hands.sees("cover_page") and not hands.sees("home_page")
    hands.type("cover_code", TAYS.code)
    hands.click("uncover")
    assert hands.wait_for("home_page") and not hands.sees("go_patients")


def test_it_is_a_fact_with_its_author(blind: Front, clinic_place: Place) -> None:
    ask(blind.hands)
    blind.close()
    assert ("emergency_access", "Tay Tester") in headers(blind, clinic_place)


def test_the_privacy_officer_is_told_until_the_ledger_was_read(blind: Front) -> None:
    hands = blind.hands
    ask(hands)
    hands.click("change_user")
    sign_in(blind, "SS", PASSPHRASE, go="change_user")
    assert "1 time in the last 7 days" in hands.wait_for("emergency").accessibleName()
    hands.click("emergency_review")
    hands.wait_for("ledger_page")
    hands.click("go_home")
    hands.wait_for("home_page")
    assert not hands.sees("emergency")


def test_the_bar_does_not_stay_for_whoever_comes_next(blind: Front) -> None:
    hands = blind.hands
    ask(hands)
    blind.window.lock()
    hands.settle()
    assert hands.sees("lock_page") and not hands.sees("emergency_until")


def test_neither_reason_nor_code_may_be_missing(blind: Front) -> None:
    ask(blind.hands, reason="", code="")
    assert blind.hands.sees("problems_0") and blind.hands.sees("problems_1")
    assert blind.hands.sees("emergency_page")


def test_a_wrong_code_leaves_the_reason_and_the_third_one_locks(blind: Front) -> None:
    hands = blind.hands
    ask(hands, code="000000")
    assert "Tries left: 2" in hands.find("emergency_code").accessibleDescription()
    for code in ("000001", "000002"):
        hands.type("emergency_code", code)
        hands.click("look_now")
    assert blind.locked == ["locked"]


@pytest.mark.parametrize("roles", [(Role.CLINICIAN,), (Role.PHOTOGRAPHER,), (Role.PRIVACY_OFFICER,)])
def test_whoever_may_look_anyway_is_not_offered_it(
    front: Front, clinic_place: Place, roles: tuple[Role, ...]
) -> None:
    let_in(front, clinic_place, roles)
    hands = front.open()
    sign_in(front, "TT", TAYS.passphrase)
    hands.wait_for("home_page")
    assert not hands.sees("emergency_access")


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_every_state_is_drawn(qtbot: QtBot, state: EmergencyState) -> None:
    screen = EmergencyScreen()
    qtbot.addWidget(screen)
    screen.resize(1046, 700)
    screen.show()
    screen.draw(state)
    assert screen.findChild(QWidget, "trouble").isVisible() is bool(state.trouble)
    assert screen.findChild(QWidget, "problems").isVisible() is bool(state.problems)
