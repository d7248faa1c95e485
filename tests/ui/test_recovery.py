"""Forgotten passphrases: an administrator is named first, then the recovery code helps one person."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from consentdesk.rehearsal.hands import Hands
from consentdesk.ui.quiet import QuietTimes
from consentdesk.ui.recovery.screen import RecoveryScreen
from consentdesk.ui.recovery.state import PersonRow, RecoveryState
from tests.storage.conftest import PASSPHRASE, Place
from tests.storage.staff import opens
from tests.ui.colleagues import OTHERS, TAYS, headers, let_in, sign_in
from tests.ui.conftest import Front

LONG = "Anneliese-Wilhelmina van der Sample-Muster-Specimen-Beispielxx"
PEOPLE = tuple(PersonRow(f"m{n}", f"A{n}", LONG, f"A{n} · Clinician, Administrator") for n in range(6))
STATES = {
    "unread": RecoveryState(),
    "alone": RecoveryState(PEOPLE[:1], "A0"),
    "six": RecoveryState(PEOPLE),
    "busy": RecoveryState(PEOPLE, "A2", busy=True),
    "wrong": RecoveryState(PEOPLE, problems=(("person", "Choose who"), ("passphrase", "Choose another"))),
    "trouble": RecoveryState(PEOPLE, "A1", trouble="The disk is full. Make room and try again"),
}


def come_by_code(front: Front, place: Place) -> Hands:
    """From the lock window, as whoever forgot their passphrase does it."""
    hands = front.open()
    hands.click("forgot")
    hands.type("recovery_code", place.recovery_code)
    hands.click("recover")
    hands.wait_for("recovery_page")
    return hands


def set_secrets(
    hands: Hands, passphrase: str = OTHERS.passphrase, again: str = "", code: str = "558203"
) -> None:
    hands.type("passphrase", passphrase)
    hands.type("passphrase_again", again or passphrase)
    hands.type("code", code)
    hands.click("renew")


def test_an_administrator_is_named_before_the_code(front: Front) -> None:
    hands = front.open()
    hands.click("forgot")
    assert hands.sees("ask_administrator") and hands.sees("recovery_code")
    hands.click("back_to_lock")
    assert hands.sees("lock_page")


def test_the_person_chosen_signs_in_with_new_secrets_and_the_ledger_says_how(
    front: Front, clinic_place: Place
) -> None:
    let_in(front, clinic_place)
    hands = come_by_code(front, clinic_place)
    hands.click("person_TT")
    set_secrets(hands)
    assert hands.wait_for("home_page") and "Tay Tester" in hands.text_of("signed_in")
    front.close()
    happened = headers(front, clinic_place)[-5:]
    assert [kind for kind, _ in happened] == [
        "logged_in",
        "member_changed",
        "logged_out",
        "logged_in",
        "logged_out",
    ]
    assert happened[3][1] == "Tay Tester" and "Tay Tester" not in {who for _, who in happened[:3]}
    place = clinic_place.__class__(front.vault, clinic_place.slots, clinic_place.keys, "")
    assert opens(place, OTHERS.passphrase, "TT") == "Tay Tester"
    assert opens(place, TAYS.passphrase, "TT") == "passphrase_wrong"
    assert opens(place, PASSPHRASE, "SS") == "Sam Sample"


def test_who_works_alone_is_chosen_already(front: Front, clinic_place: Place) -> None:
    hands = come_by_code(front, clinic_place)
    set_secrets(hands)
    assert hands.wait_for("home_page") and "Sam Sample" in hands.text_of("signed_in")


def test_everything_that_is_missing_is_said_at_once_and_what_is_typed_stays(
    front: Front, clinic_place: Place
) -> None:
    let_in(front, clinic_place)
    hands = come_by_code(front, clinic_place)
    set_secrets(hands, again="something else", code="12")
    assert all(hands.sees(f"problems_{n}") for n in range(3))
    assert hands.text_of("passphrase") == OTHERS.passphrase
    hands.click("person_TT")
    set_secrets(hands)
    hands.wait_for("home_page")


def test_a_weak_passphrase_renews_nothing(front: Front, clinic_place: Place) -> None:
    hands = come_by_code(front, clinic_place)
    set_secrets(hands, "password")
    assert hands.sees("problems_0") and hands.sees("recovery_page")
    front.close()
    assert "member_changed" not in [kind for kind, _ in headers(front, clinic_place)]


def test_a_wrong_recovery_code_is_counted_and_named_as_one(front: Front) -> None:
    hands = front.open()
    hands.click("forgot")
    hands.type("recovery_code", "8K2Q-77TN-4XW0-M3RD-AJ5P-91VC-EB")
    hands.click("recover")
    assert "This is not the recovery code" in hands.find("recovery_code").accessibleDescription()
    assert (front.vault / "vault.tries").exists()


def test_nothing_else_can_be_reached_meanwhile_and_locking_ends_it(front: Front, clinic_place: Place) -> None:
    hands = come_by_code(front, clinic_place)
    front.window.cover()
    hands.settle()
    assert hands.sees("recovery_page")
    assert not any(hands.sees(name) for name in ("rail", "home_page", "search", "go_home"))
    hands.click("lock_recovery")
    assert front.locked == ["locked"] and hands.sees("lock_page")


def test_a_page_that_could_give_anybody_a_passphrase_is_not_left_alone(
    front: Front, clinic_place: Place
) -> None:
    front.open(times=QuietTimes(cover_s=120, lock_s=900))
    front.hands.type("passphrase", clinic_place.recovery_code)
    front.hands.click("unlock")
    front.hands.wait_for("recovery_page")
    front.pass_time(minutes=2)
    assert front.locked == ["locked"] and front.hands.sees("lock_page")


def test_afterwards_home_asks_for_a_new_recovery_code(front: Front, clinic_place: Place) -> None:
    hands = come_by_code(front, clinic_place)
    set_secrets(hands)
    hands.click("recovery_code_used_review")
    assert hands.wait_for("people_page")


def test_a_new_recovery_code_ends_the_notice(front: Front, clinic_place: Place) -> None:
    hands = come_by_code(front, clinic_place)
    set_secrets(hands)
    front.pass_time(minutes=1)

    def renew() -> bool:
        desk = front.window._desk
        assert desk is not None
        new = desk.vault.new_recovery_code()
        new.finish(new.code)
        return True

    front.on_lane(renew)
    hands.click("go_people")
    hands.click("go_home")
    assert hands.sees("home_page") and not hands.sees("recovery_code_used")


def test_an_unused_recovery_code_is_no_notice(front: Front, clinic_place: Place) -> None:
    let_in(front, clinic_place)
    hands = front.open()
    sign_in(front, "SS", PASSPHRASE)
    hands.wait_for("home_page")
    assert not hands.sees("recovery_code_used")


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_every_state_fits_a_small_window(qtbot: QtBot, state: RecoveryState) -> None:
    screen = RecoveryScreen()
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show()
    screen.draw(state)
    for name, shown in (("renewing", state.busy), ("trouble", bool(state.trouble))):
        assert screen.findChild(QWidget, name).isVisible() is shown
    sheet = screen.findChild(QWidget, "sheet")
    assert sheet.minimumSizeHint().width() <= 1366
