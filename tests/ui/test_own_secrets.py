"""One's own passphrase and code, changed by oneself alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from consentdesk.rehearsal.hands import Hands
from consentdesk.ui.own_secrets.screen import OwnSecretsScreen
from consentdesk.ui.own_secrets.state import OwnSecretsState
from tests.storage.conftest import PASSPHRASE, Place
from tests.storage.staff import opens
from tests.ui.conftest import Front

NEW = "seven quiet lamps by the window"
FIELDS = ("present", "passphrase", "passphrase_again", "code")
STATES = {
    "empty": OwnSecretsState(),
    "busy": OwnSecretsState(busy=True),
    "wrong": OwnSecretsState(problems=tuple((name, "This is not right") for name in FIELDS), tries=1),
    "trouble": OwnSecretsState(trouble="The disk is full. Make room and try again", tries=1),
    "done": OwnSecretsState(tries=1, done=True),
}


def change(
    hands: Hands, present: str = PASSPHRASE, new: str = NEW, again: str = NEW, code: str = "730164"
) -> None:
    for name, typed in zip(FIELDS, (present, new, again, code), strict=True):
        hands.type(name, typed)
    hands.click("change_secrets")


@pytest.fixture
def page(front: Front) -> Hands:
    hands = front.unlock()
    hands.click("own_secrets")
    return hands


def typed(hands: Hands) -> list[str]:
    lines = [hands.find(name) for name in FIELDS]
    return [line.text() for line in lines if isinstance(line, QLineEdit)]


def test_the_new_passphrase_opens_the_desk_and_the_one_before_does_not(
    page: Hands, front: Front, clinic_place: Place
) -> None:
    change(page)
    assert page.sees("changed") and typed(page) == ["", "", "", ""]
    front.close()
    place = replace(clinic_place, folder=front.vault)
    assert opens(place, NEW) == "Sam Sample" and opens(place, PASSPHRASE) == "passphrase_wrong"


def test_the_new_code_lifts_the_cover_at_once(page: Hands, front: Front) -> None:
    change(page)
    front.window.cover()
    page.settle()
    page.type("cover_code", "730164")
    page.click("uncover")
    assert page.sees("own_secrets_page")


def test_the_present_passphrase_is_asked_for_whoever_sits_here(page: Hands) -> None:
    change(page, present="not the passphrase at all")
    assert "This is not the passphrase" in page.find("present").accessibleDescription()
    assert typed(page) == ["", NEW, NEW, "730164"]
    page.type("present", PASSPHRASE)
    page.click("change_secrets")
    assert page.sees("changed")


def test_everything_that_is_wrong_is_said_at_once(page: Hands) -> None:
    change(page, present="", again="another one", code="12")
    assert [page.find(f"problems_{n}").accessibleName() for n in range(3)] == [
        "Enter the passphrase that you have now",
        "The two passphrases are not the same. Type the second one again",
        "Choose a code of 6 digits or more",
    ]


def test_a_weak_passphrase_is_named_at_the_new_one(page: Hands) -> None:
    change(page, new="password", again="password")
    assert "Choose another passphrase" in page.find("passphrase").accessibleDescription()


def test_wrong_passphrases_are_waited_for_here_too(page: Hands, front: Front) -> None:
    change(page, present="not the passphrase at all")
    for _ in range(5):
        page.type("present", "not the passphrase at all")
        page.press_in("present", Qt.Key.Key_Return)
    assert "Try again in 30 seconds" in page.find("present").accessibleDescription()
    front.pass_time(seconds=30)
    assert "Try again" not in page.find("present").accessibleDescription()
    assert typed(page)[1:] == [NEW, NEW, "730164"]


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_every_state_is_drawn(qtbot: QtBot, state: OwnSecretsState) -> None:
    screen = OwnSecretsScreen()
    qtbot.addWidget(screen)
    screen.resize(1046, 700)
    screen.show()
    screen.draw(state)
    for name, shown in (("changing", state.busy), ("trouble", bool(state.trouble)), ("changed", state.done)):
        assert screen.findChild(QWidget, name).isVisible() is shown
