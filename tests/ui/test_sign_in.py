"""The lock window: what opens the vault, what keeps it shut, and that nothing new is made in its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from consentdesk.system.single_instance import VaultHold
from consentdesk.ui.kit.buttons import ToggleChip
from consentdesk.ui.sign_in import ONCE_DRAWN_MS
from consentdesk.ui.sign_in.initials import Initials
from consentdesk.ui.sign_in.lock import LockScreen
from consentdesk.ui.sign_in.state import Remedy, SignInState
from tests.storage.conftest import PASSPHRASE, Place, make_place
from tests.ui.colleagues import TAYS, at_vault, let_in, sign_in
from tests.ui.conftest import Front

SMALL_PX = (1366, 768)
STATES = {
    "waiting": SignInState(),
    "busy": SignInState(busy=True),
    "several": SignInState(people=("SS", "TT", "AB"), who="TT"),
    "nobody chosen": SignInState(people=("SS", "TT"), who_problem="Choose your initials first"),
    "lost keys": SignInState(trouble="The file with the locked keys is lost", remedy=Remedy.MEND, tries=1),
    "problem": SignInState(problem="This is not the passphrase. Tries before a pause: 3", tries=2),
    "trouble": SignInState(trouble="The vault is not where it was. Connect the drive it lies on. " * 3),
}


def field(front: Front) -> QLineEdit:
    found = front.hands.find("passphrase")
    assert isinstance(found, QLineEdit)
    return found


def said(front: Front, part: str) -> str:
    """What a bar or a field says, as a screen reader would."""
    widget: QWidget = front.hands.find(part)
    return f"{widget.accessibleName()} {widget.accessibleDescription()}"


def test_the_right_passphrase_opens_home_and_is_kept_nowhere(front: Front) -> None:
    hands = front.unlock()
    assert hands.sees("home_page")
    lines = front.window.findChildren(QLineEdit)
    assert not any(PASSPHRASE in line.text() for line in lines)


def test_enter_unlocks_as_the_button_does(front: Front) -> None:
    hands = front.open()
    hands.type("passphrase", PASSPHRASE)
    hands.press_in("passphrase", Qt.Key.Key_Return)
    hands.wait_for("home_page")


def test_the_recovery_code_leads_to_a_new_passphrase_and_nowhere_else(
    front: Front, clinic_place: Place
) -> None:
    hands = front.unlock(clinic_place.recovery_code.lower())
    assert hands.sees("recovery_page") and not hands.sees("rail")


def test_a_wrong_passphrase_is_said_and_the_field_is_ready_for_the_next_try(front: Front) -> None:
    front.unlock("not the passphrase at all")
    assert "This is not the passphrase" in said(front, "passphrase")
    assert field(front).text() == "" and field(front).hasFocus()


def test_no_passphrase_is_no_try(front: Front) -> None:
    front.open().click("unlock")
    assert "Enter your passphrase" in said(front, "passphrase")
    assert not (front.vault / "vault.tries").exists()


def test_after_five_wrong_ones_the_wait_counts_down_and_ends(front: Front) -> None:
    hands = front.open()
    for _ in range(6):
        hands.type("passphrase", "not the passphrase at all")
        hands.click("unlock")
    assert "Try again in 30 seconds" in said(front, "passphrase")
    front.pass_time(seconds=12)
    assert "Try again in 18 seconds" in said(front, "passphrase")
    front.pass_time(seconds=18)
    assert "Try again" not in said(front, "passphrase")
    hands.type("passphrase", PASSPHRASE)
    hands.click("unlock")
    hands.wait_for("home_page")


def test_a_missing_vault_is_said_at_once_and_no_new_one_is_offered(front: Front) -> None:
    front.unlock()
    front.close()
    shutil.rmtree(front.vault)
    hands = front.open()
    assert hands.sees("lock_page") and not hands.sees("setup_page")
    assert "The vault is not where it was" in said(front, "trouble")
    hands.type("passphrase", PASSPHRASE)
    hands.click("unlock")
    assert "The vault is not where it was" in said(front, "trouble")
    assert not front.vault.exists()


def test_files_that_are_no_vault_are_never_covered_up_by_a_new_one(empty_front: Front) -> None:
    empty_front.vault.mkdir(parents=True)
    (empty_front.vault / "holiday.txt").write_text("somebody's file")
    hands = empty_front.open()
    hands.type("passphrase", PASSPHRASE)
    hands.click("unlock")
    assert "Nothing new was made" in said(empty_front, "trouble")
    assert [path.name for path in empty_front.vault.iterdir()] == ["holiday.txt"]


def test_a_vault_cut_to_nothing_is_called_damaged(front: Front) -> None:
    (front.vault / "vault.db").write_bytes(b"")
    front.unlock()
    assert "damaged" in said(front, "trouble")
    assert (front.vault / "vault.db").read_bytes() == b""


def test_another_file_in_its_place_is_called_foreign(front: Front) -> None:
    (front.vault / "vault.db").write_bytes(b"SQLite format 3\0" + bytes(8000))
    front.unlock()
    assert "is not this clinic's vault" in said(front, "trouble")


def test_a_vault_that_is_open_elsewhere_stays_shut_here(front: Front) -> None:
    with VaultHold(front.vault):
        front.unlock()
        assert "open in another window" in said(front, "trouble")
    front.hands.type("passphrase", PASSPHRASE)
    front.hands.click("unlock")
    front.hands.wait_for("home_page")


def test_a_rehearsal_never_opens_a_clinics_vault(front: Front) -> None:
    hands = front.open(rehearsal=True)
    hands.type("passphrase", PASSPHRASE)
    hands.click("unlock")
    assert "A rehearsal only opens vaults made for rehearsal" in said(front, "trouble")
    assert not hands.sees("home_page")


def test_an_impatient_double_press_tries_once(front: Front) -> None:
    front.open().type("passphrase", "not the passphrase at all")
    front.press("unlock", times=3)
    front.hands.settle()
    assert "Tries before a pause: 4" in said(front, "passphrase")


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_every_state_is_drawn(qtbot: QtBot, state: SignInState) -> None:
    screen = LockScreen()
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show()
    screen.card.draw(state)
    for name, shown in (("unlocking", state.busy), ("trouble", bool(state.trouble))):
        assert screen.findChild(QWidget, name).isVisible() is shown


def test_several_people_choose_their_initials_first(front: Front, clinic_place: Place) -> None:
    let_in(front, clinic_place)
    hands = front.open()
    assert hands.wait_for("who_SS") and hands.sees("who_TT")
    sign_in(front, "TT", TAYS.passphrase)
    assert hands.wait_for("home_page")
    assert "Tay Tester" in hands.text_of("signed_in")


def test_a_passphrase_opens_nothing_under_somebody_else_s_initials(front: Front, clinic_place: Place) -> None:
    let_in(front, clinic_place)
    front.open()
    sign_in(front, "TT", PASSPHRASE)
    assert "This is not the passphrase" in said(front, "passphrase")


def test_without_initials_nothing_is_tried_and_nothing_typed_is_lost(
    front: Front, clinic_place: Place
) -> None:
    let_in(front, clinic_place)
    hands = front.open()
    hands.wait_for("who_TT")
    hands.type("passphrase", TAYS.passphrase)
    hands.click("unlock")
    assert hands.text_of("who_problem") == "Choose your initials first"
    assert field(front).text() == TAYS.passphrase and not (front.vault / "vault.tries").exists()
    hands.click("who_TT")
    assert field(front).hasFocus() and not hands.sees("who_problem")
    hands.click("unlock")
    assert hands.wait_for("home_page")


def test_the_keyboard_alone_is_enough(front: Front, clinic_place: Place) -> None:
    let_in(front, clinic_place)
    hands = front.open()
    assert hands.wait_for("who_SS").hasFocus()
    QTest.keyClick(hands.find("who_SS"), Qt.Key.Key_T)
    assert hands.find("who_TT").hasFocus()
    QTest.keyClick(hands.find("who_TT"), Qt.Key.Key_Return)
    assert field(front).hasFocus()
    QTest.keyClicks(field(front), TAYS.passphrase)
    hands.press_in("passphrase", Qt.Key.Key_Return)
    assert "Tay Tester" in hands.text_of("signed_in")


def test_however_many_work_here_everybody_can_be_chosen(qtbot: QtBot) -> None:
    people = tuple(f"{letter}{number}" for letter in "ABCDEFGHIJ" for number in range(10))
    screen = LockScreen()
    qtbot.addWidget(screen)
    screen.card.draw(SignInState(people))
    screen.resize(*SMALL_PX)
    with qtbot.waitExposed(screen):
        screen.show()
    assert (screen.width(), screen.height()) == SMALL_PX, "the whole card fits"
    last = screen.findChild(ToggleChip, "who_J9")
    assert last.visibleRegion().isEmpty(), "a hundred do not fit at once"
    initials = screen.findChild(Initials)
    qtbot.keyClicks(initials, "j9")
    assert last.hasFocus() and last.visibleRegion().boundingRect() == last.rect()


def test_one_person_has_nothing_to_choose(front: Front) -> None:
    hands = front.open()
    front.qtbot.wait(2 * ONCE_DRAWN_MS)
    hands.settle()
    assert not hands.sees("who")


def test_lost_keys_come_back_from_a_backup_and_the_passphrase_opens_again(
    front: Front, clinic_place: Place, tmp_path: Path
) -> None:
    front.files.backups = tmp_path
    at_vault(front, clinic_place, lambda vault: vault.backing_up(tmp_path).run())
    for name in ("vault.slots", "vault.slots.old"):
        (front.vault / name).write_bytes(b"nothing that can be read")
    hands = front.unlock()
    assert "locked keys" in said(front, "trouble")
    hands.click("trouble_mend")
    hands.click("choose_backups")
    hands.type("passphrase", PASSPHRASE)
    hands.click("unlock")
    hands.wait_for("home_page")


def test_another_vault_s_backup_brings_no_keys_back(front: Front, tmp_path: Path) -> None:
    front.files.backups = tmp_path
    vault = make_place(tmp_path / "other" / "vault").open()
    vault.backing_up(tmp_path).run()
    vault.close()
    for name in ("vault.slots", "vault.slots.old"):
        (front.vault / name).unlink()
    hands = front.unlock()
    hands.click("trouble_mend")
    hands.click("choose_backups")
    assert "another vault" in said(front, "trouble")
    hands.click("back_to_lock")
    assert hands.sees("lock_page")
