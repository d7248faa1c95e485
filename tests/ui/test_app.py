"""The window as a whole: where one gets to, and that it closes, locks and owns up as it should."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from consentdesk.domain.draft import Draft, Step
from consentdesk.domain.refusals import Problem
from consentdesk.domain.session import go_to, hold
from consentdesk.rehearsal.hands import Hands
from consentdesk.ui.quiet import QuietTimes
from consentdesk.ui.trouble import TroubleWindow
from consentdesk.ui.window_bars import own_up_to_uncaught_errors
from tests.helpers.sessions import answered, prepared
from tests.storage.conftest import CODE, Place
from tests.storage.consents import consent
from tests.ui.conftest import Front

LayIn = Callable[[Draft], None]
Kinds = Callable[[Path], list[str]]

HEAVY = (
    "reportlab",
    "PIL",
    "cryptography",
    "sqlcipher3",
    "argon2",
    "uharfbuzz",
    "fontTools",
    "asyncio",
    "pi_heif",
)
FIRST_PAINT = """
import sys, tempfile
from pathlib import Path
from PySide6.QtWidgets import QApplication
app = QApplication([])
from consentdesk.bootstrap import build_machine
from consentdesk.system.paths import resource_dir
from consentdesk.ui.app import MainWindow
from consentdesk.ui.files import QtFiles
from consentdesk.ui.theme import LIGHT, apply_theme
apply_theme(app, LIGHT, resource_dir())
with tempfile.TemporaryDirectory() as folder:
    vault = Path(folder) / "clinic.vault"
    if sys.argv[1] == "lock":
        vault.mkdir()
        (vault / "vault.db").touch()
    machine = build_machine(vault, QtFiles(), lambda: None)
    window = MainWindow(machine)
    window.show()
    app.processEvents()
    assert not window.grab().isNull()
    print(*sorted({name.partition(".")[0] for name in sys.modules}))
    machine.close()
"""


def first_names(hands: Hands) -> str:
    shown = hands.find("first_name")
    assert isinstance(shown, QLabel)
    return shown.text()


@pytest.mark.parametrize("first", ["lock", "setup"])
def test_nothing_heavy_is_imported_before_the_first_paint(first: str) -> None:
    said = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, first], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "PySide6" in said
    assert not set(said) & set(HEAVY)


def test_the_title_never_says_more_than_the_program(front: Front) -> None:
    hands = front.unlock()
    hands.click("new_consent")
    assert front.window.windowTitle() == "ConsentDesk"


def test_ctrl_n_begins_a_session(front: Front) -> None:
    hands = front.unlock()
    QTest.keyClick(front.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert hands.wait_for("find")


def test_ctrl_n_does_nothing_behind_the_cover_or_in_a_session(front: Front) -> None:
    hands = front.unlock()
    front.window.cover()
    QTest.keyClick(front.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    assert hands.sees("cover_page")
    hands.type("cover_code", CODE)
    hands.click("uncover")
    assert not hands.sees("waiting_1")


def test_an_impatient_double_press_begins_one_session(front: Front) -> None:
    hands = front.unlock()
    front.press("new_consent", times=2)
    hands.settle()
    hands.type("find", "Rowan Example")
    hands.click("later")
    hands.wait_for("waiting_1")
    assert not hands.sees("waiting_2")


def test_a_session_in_which_nothing_was_entered_does_not_wait(front: Front, kinds: Kinds) -> None:
    hands = front.unlock()
    hands.click("new_consent")
    hands.click("back")
    hands.wait_for("first_consent")
    front.close()
    assert kinds(front.vault)[-2:] == ["session_discarded", "logged_out"]


def test_a_session_put_aside_is_resumed_where_it_stopped(front: Front, lay_in: LayIn) -> None:
    lay_in(go_to(answered(prepared()), Step.CHECK))
    hands = front.unlock()
    hands.click("waiting_1")
    assert hands.wait_for("step_check")


def test_a_held_session_waits_as_one(front: Front, lay_in: LayIn) -> None:
    lay_in(hold(prepared("minor"), "is a neighbour"))
    hands = front.unlock()
    assert "Held session" in hands.find("waiting_1").accessibleName()


def test_patients_in_the_rail_leads_to_the_search(front: Front) -> None:
    hands = front.unlock()
    hands.type("search", "Nobody")
    hands.wait_for("nobody_consent")
    hands.find("new_consent").setFocus()
    hands.click("go_patients")
    assert hands.find("search").hasFocus()


def test_every_room_is_reached_from_home_and_leads_back(front: Front, clinic_place: Place) -> None:
    vault = replace(clinic_place, folder=front.vault).open()
    consent(vault)
    vault.close()
    hands = front.unlock()
    hands.click("today_1")
    hands.wait_for("record_page")
    hands.click("patient_file")
    hands.wait_for("open_1")
    hands.click("new_consent")
    hands.wait_for("step_patient")
    hands.click("later")
    hands.wait_for("home_page")
    hands.type("search", "Alex")
    hands.click("found_1")
    hands.wait_for("open_1")
    hands.click("go_home")
    hands.click("waiting_1")
    assert hands.wait_for("step_patient")


def test_a_found_patient_begins_a_session_in_one_press(front: Front, clinic_place: Place) -> None:
    vault = replace(clinic_place, folder=front.vault).open()
    consent(vault)
    vault.close()
    hands = front.unlock()
    hands.type("search", "Prob")
    hands.click("found_1_consent")
    hands.wait_for("step_patient")
    assert hands.find("given_name").property("text") == "Alex"


def test_lock_now_closes_the_vault_and_ends_the_process(front: Front, kinds: Kinds) -> None:
    hands = front.unlock()
    hands.click("lock_now")
    assert front.locked == ["locked"]
    assert hands.sees("lock_page") and not hands.sees("home_page")
    assert not list(front.vault.glob("*-wal"))
    assert kinds(front.vault)[-2:] == ["logged_in", "logged_out"]


def test_what_was_just_typed_is_there_after_the_lock(front: Front) -> None:
    hands = front.unlock()
    hands.click("new_consent")
    QTest.keyClicks(hands.find("find"), "Rowan")
    front.window.lock()
    hands.settle()
    front.close()
    hands = front.unlock()
    hands.click("waiting_1")
    assert hands.wait_for("find").property("text") == "Rowan"


def test_closing_the_window_brings_the_vault_to_rest(front: Front, kinds: Kinds) -> None:
    front.unlock()
    front.close()
    assert front.locked == []
    assert not list(front.vault.glob("*-wal"))
    assert kinds(front.vault)[-1] == "logged_out"


def test_a_patient_sees_a_first_name_and_cannot_close_the_window(front: Front, lay_in: LayIn) -> None:
    lay_in(go_to(prepared(), Step.EXPLAIN))
    hands = front.unlock()
    hands.click("waiting_1")
    assert first_names(hands) == "Alex"
    front.window.close()
    hands.settle()
    assert front.window.isVisible() and hands.sees("cover_page")
    hands.type("cover_code", CODE)
    hands.click("uncover")
    assert first_names(hands) == "Alex"


def test_escape_on_a_patient_page_asks_for_staff(front: Front, lay_in: LayIn) -> None:
    lay_in(go_to(prepared(), Step.EXPLAIN))
    hands = front.unlock()
    QTest.keyClick(front.window, Qt.Key.Key_Escape)
    assert hands.sees("home_page")
    hands.click("waiting_1")
    hands.press_in("continue", Qt.Key.Key_Escape)
    assert hands.sees("cover_page")


@pytest.mark.parametrize("step", [Step.EXPLAIN, Step.CHOOSE, Step.CHECK])
def test_a_session_begins_with_the_keyboard_on_the_way_on(front: Front, lay_in: LayIn, step: Step) -> None:
    lay_in(go_to(answered(prepared()), step))
    hands = front.unlock()
    hands.click("waiting_1")
    assert hands.find("continue").hasFocus()


def test_a_patient_who_stops_is_left_before_the_cover_not_before_the_work_list(
    front: Front, lay_in: LayIn
) -> None:
    lay_in(go_to(prepared(), Step.EXPLAIN))
    hands = front.unlock()
    hands.click("waiting_1")
    hands.click("stop")
    assert hands.sees("cover_page") and not hands.sees("home_page")
    hands.type("cover_code", CODE)
    hands.click("uncover")
    assert hands.sees("waiting_1")


def test_a_patient_page_is_never_covered_by_quiet(front: Front, lay_in: LayIn) -> None:
    lay_in(go_to(prepared(), Step.EXPLAIN))
    hands = front.unlock(times=QuietTimes())
    hands.click("waiting_1")
    front.pass_time(minutes=6)
    assert first_names(hands) == "Alex"


def test_a_bug_outside_the_lane_is_owned_up_to_as_well(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    hands = front.unlock()
    told: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: told.append(kind.__name__))
    own_up_to_uncaught_errors(front.window.own_up)
    error = RuntimeError("Maria Lopez")
    sys.excepthook(RuntimeError, error, None)
    assert hands.sees("broke") and told == ["RuntimeError"]
    assert "Maria" not in hands.find("broke").accessibleName()


def test_a_bug_is_owned_up_to_and_kept_without_data(front: Front, caplog: pytest.LogCaptureFixture) -> None:
    hands = front.unlock()

    def bug() -> None:
        raise RuntimeError("Maria Lopez")

    with caplog.at_level(logging.ERROR, "consentdesk"):
        front.machine.lane.run(front.window, bug, lambda none: None, lambda refusal: None)
        hands.wait_for("broke")
    assert "Reference" in hands.find("broke").accessibleName()
    assert "RuntimeError" in caplog.text and "in bug" in caplog.text
    assert "Maria" not in caplog.text
    hands.click("broke_dismiss")
    assert not hands.sees("broke")


def test_a_clinics_vault_wears_no_rehearsal_badge(front: Front) -> None:
    assert not front.unlock().sees("rehearsal")


def test_where_nothing_can_start_a_window_says_why(qapp: QApplication, qtbot: QtBot) -> None:
    window = TroubleWindow([Problem("folder_read_only", details={"folder": "ConsentDesk"})])
    qtbot.addWidget(window)
    window.show()
    words = " ".join(label.text() for label in window.findChildren(QLabel))
    assert "The folder cannot be written to" in words
    Hands(window, lambda: False).click("close")
    assert not window.isVisible()
