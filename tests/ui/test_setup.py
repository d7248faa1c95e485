"""The first run, by real clicks: it ends in a vault that unlocks, or in nothing at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from consentdesk.rehearsal.hands import Hands
from consentdesk.ui.session.window import SessionWindow
from consentdesk.ui.setup.offers import pack_rows
from consentdesk.ui.setup.screen import SetupScreen
from consentdesk.ui.setup.state import PAGE_FIELDS, Entries, SetupPage, SetupState
from consentdesk.workflows.first_run import packs_on_offer
from tests.helpers.packs import pack, pack_text
from tests.storage.conftest import CODE, PASSPHRASE
from tests.ui.conftest import Front

PAGES = {
    "clinic": {"clinic_name": "Example Hospital, Dermatology", "clinic_address": "12 Sample Street"},
    "rules": {},
    "contact": {"contact_name": "The photo desk", "contact_telephone": "555 0100"},
    "you": {"member_name": "Dr. Sam Sample", "member_role": "Physician"},
    "secrets": {"passphrase": PASSPHRASE, "passphrase_again": PASSPHRASE, "code": CODE},
}
LONG = "Anneliese-Wilhelmina van der Sample-Muster-Specimen-Beispielxx"
FILLED = Entries(*(LONG for _ in range(13)))


def fill(hands: Hands, page: str, **other: str) -> None:
    for name, text in (PAGES[page] | other).items():
        hands.type(name, text)
    if page == "rules":
        hands.click("pack_us")
    hands.click("continue")


def walk_to(front: Front, page: str) -> Hands:
    """The program at one page of its first run, all pages before it filled."""
    hands = front.open()
    for before in PAGES:
        if before == page:
            return hands
        fill(hands, before)
    return hands


def said(front: Front, name: str) -> str:
    widget = front.hands.find(name)
    return f"{widget.accessibleName()} {widget.accessibleDescription()}"


def recovery_code(front: Front) -> str:
    shown = front.hands.wait_for("recovery_code_shown")
    assert isinstance(shown, QLabel)
    return shown.text()


def text(front: Front, name: str) -> str:
    line = front.window.findChild(QLineEdit, name)
    assert isinstance(line, QLineEdit)
    return line.text()


def test_the_first_run_ends_in_a_vault_that_unlocks(empty_front: Front) -> None:
    hands = walk_to(empty_front, "recovery")
    code = recovery_code(empty_front)
    assert not empty_front.vault.exists(), "before the code was typed back there is no vault"
    hands.click("continue")
    hands.type("recovery_code", code.lower().replace("-", " "))
    hands.click("continue")
    hands.wait_for("home_page")
    empty_front.close()
    hands = empty_front.unlock(PASSPHRASE)
    assert hands.sees("home_page")
    clinic = empty_front.on_lane(lambda: empty_front.window.findChild(QWidget, "signed_in"))
    assert isinstance(clinic, QLabel) and clinic.text().startswith(
        "Dr. Sam Sample\nExample Hospital, Dermatology\n"
    )


def test_the_rules_that_were_chosen_are_the_ones_in_the_vault(empty_front: Front) -> None:
    hands = walk_to(empty_front, "rules")
    eu = empty_front.window.findChild(QWidget, "pack_eu")
    assert isinstance(eu, QWidget) and not eu.isEnabled()
    assert "Needs your country's values first" in eu.accessibleDescription()
    hands.click("pack_us")
    hands.click("pack_uk")
    hands.click("continue")
    for page in ("contact", "you", "secrets"):
        fill(hands, page)
    code = recovery_code(empty_front)
    hands.click("continue")
    hands.type("recovery_code", code)
    hands.click("continue")
    hands.wait_for("home_page")
    hands.click("new_consent")
    session = empty_front.window.findChild(SessionWindow)
    assert isinstance(session, SessionWindow) and session.flow.rules.pack == pack("uk")


def test_a_vault_made_in_a_rehearsal_is_one_for_ever(empty_front: Front) -> None:
    hands = empty_front.open(rehearsal=True)
    for page in PAGES:
        fill(hands, page)
    code = recovery_code(empty_front)
    hands.click("continue")
    hands.type("recovery_code", code)
    hands.click("continue")
    hands.wait_for("home_page")
    empty_front.close()
    assert empty_front.unlock().sees("rehearsal")


@pytest.mark.parametrize("page", PAGES)
def test_what_is_missing_is_said_at_the_top_and_at_its_field(empty_front: Front, page: str) -> None:
    hands = walk_to(empty_front, page)
    hands.click("continue")
    assert hands.sees("problems") and hands.sees(f"setup_{page}")
    first = next(iter(PAGES[page]), "pack_uk")
    assert hands.find(first).hasFocus()
    assert said(empty_front, first).strip() != ""


def test_going_back_loses_nothing(empty_front: Front) -> None:
    hands = walk_to(empty_front, "secrets")
    hands.type("passphrase", PASSPHRASE)
    for _ in range(4):
        hands.click("back")
    assert hands.sees("setup_clinic") and not hands.sees("back")
    for _ in range(4):
        hands.click("continue")
    for page, fields in list(PAGES.items())[:4]:
        assert {name: text(empty_front, name) for name in fields} == PAGES[page]
    assert text(empty_front, "passphrase") == PASSPHRASE


def test_a_weak_passphrase_is_refused_with_what_makes_a_good_one(empty_front: Front) -> None:
    hands = walk_to(empty_front, "secrets")
    fill(hands, "secrets", passphrase="password", passphrase_again="password")
    assert hands.sees("setup_secrets")
    assert "four words" in said(empty_front, "passphrase")
    fill(hands, "secrets")
    hands.wait_for("setup_recovery")


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"passphrase_again": "green ladder under six clouds"}, "passphrase_again", "not the same"),
        ({"code": "40291"}, "code", "6 digits"),
        ({"code": "40291a"}, "code", "6 digits"),
    ],
)
def test_a_slip_is_named_where_it_is(
    empty_front: Front, wrong: dict[str, str], field: str, words: str
) -> None:
    hands = walk_to(empty_front, "secrets")
    fill(hands, "secrets", **wrong)
    assert words in said(empty_front, field)
    assert hands.find(field).hasFocus()


def test_a_wrong_recovery_code_can_be_tried_again(empty_front: Front) -> None:
    hands = walk_to(empty_front, "recovery")
    code = recovery_code(empty_front)
    hands.click("continue")
    hands.type("recovery_code", "AAAA" + code[4:])
    hands.click("continue")
    assert "not the recovery code" in said(empty_front, "recovery_code")
    assert not empty_front.vault.exists()
    hands.click("back")
    assert recovery_code(empty_front) == code
    hands.click("continue")
    hands.type("recovery_code", code)
    hands.click("continue")
    hands.wait_for("home_page")


def test_the_recovery_code_is_left_by_the_keyboard_too(empty_front: Front) -> None:
    hands = walk_to(empty_front, "secrets")
    for name, typed in PAGES["secrets"].items():
        hands.type(name, typed)
    hands.press_in("code", Qt.Key.Key_Return)
    recovery_code(empty_front)
    hands.press_in(empty_front.window.focusWidget().objectName(), Qt.Key.Key_Return)
    assert hands.sees("recovery_code")


def test_leaving_before_the_code_was_typed_back_leaves_nothing(empty_front: Front) -> None:
    walk_to(empty_front, "recovery")
    recovery_code(empty_front)
    empty_front.close()
    assert [path.name for path in empty_front.vault.parent.iterdir()] == ["clinic.vault.lock"]
    assert empty_front.open().sees("setup_clinic")


def test_going_back_from_the_recovery_code_makes_a_new_one(empty_front: Front) -> None:
    hands = walk_to(empty_front, "recovery")
    code = recovery_code(empty_front)
    hands.click("back")
    hands.click("continue")
    assert recovery_code(empty_front) != code


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_lost(empty_front: Front) -> None:
    closed = Path("/sys/consentdesk")
    if not closed.parent.is_mount():
        pytest.skip("there is no folder here that nobody may write to")
    empty_front.vault = closed / "clinic.vault"
    walk_to(empty_front, "recovery")
    assert "cannot be written to" in said(empty_front, "trouble")
    assert text(empty_front, "passphrase") == PASSPHRASE


def test_a_vault_made_meanwhile_is_not_covered_up(empty_front: Front) -> None:
    hands = walk_to(empty_front, "secrets")
    empty_front.vault.mkdir(parents=True)
    (empty_front.vault / "vault.db").write_bytes(b"somebody's vault")
    fill(hands, "secrets")
    assert "not empty" in said(empty_front, "trouble")
    assert (empty_front.vault / "vault.db").read_bytes() == b"somebody's vault"


PACKS = pack_rows(packs_on_offer({id: pack_text(id) for id in ("us", "uk", "eu")}))


@pytest.mark.parametrize("page", SetupPage)
@pytest.mark.parametrize("kind", ["empty", "long", "problems", "busy", "trouble"])
def test_every_state_is_drawn_without_scrolling(qtbot: QtBot, page: SetupPage, kind: str) -> None:
    first = PAGE_FIELDS[page][:1]
    state = {
        "empty": SetupState("/somewhere", page),
        "long": SetupState("/somewhere/" + LONG, page, FILLED, "ABCD-EFGH-JKMN-PQRS-TVWX-YZ23-45"),
        "problems": SetupState("/somewhere", page, problems=tuple((name, "Enter it") for name in first)),
        "busy": SetupState("/somewhere", page, busy="Making the vault"),
        "trouble": SetupState("/somewhere", page, trouble="The disk is full. Make room and try again"),
    }[kind]
    screen = SetupScreen()
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show()
    screen.draw(replace(state, packs=PACKS))
    qtbot.waitExposed(screen)
    page_shown = screen.findChild(QWidget, f"setup_{page}")
    assert page_shown.isVisible()
    assert screen.findChild(QWidget, "problems").isVisible() is bool(state.problems)
    area = screen.findChild(QScrollArea)
    assert isinstance(area, QScrollArea) and area.verticalScrollBar().maximum() == 0
