"""The cover and the lock, by a clock that a test sets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit

from consentdesk.domain.draft import Draft, Step
from consentdesk.domain.session import go_to
from consentdesk.rehearsal.hands import Hands
from consentdesk.ui.quiet import QuietTimes
from tests.helpers.sessions import prepared
from tests.storage.conftest import CODE, Place
from tests.ui.conftest import Front

TIMES = QuietTimes(cover_s=120, lock_s=900)


def say_code(front: Front, code: str) -> None:
    front.hands.type("cover_code", code)
    front.hands.click("uncover")


def test_two_quiet_minutes_cover_what_staff_see(front: Front) -> None:
    hands = front.unlock(times=TIMES)
    front.pass_time(seconds=119)
    assert hands.sees("home_page")
    front.pass_time(seconds=1)
    assert hands.sees("cover_page") and not hands.sees("home_page")


@pytest.mark.parametrize("sign", ["key", "click", "move"])
def test_any_sign_of_life_keeps_it_away(front: Front, sign: str) -> None:
    hands = front.unlock(times=TIMES)
    front.pass_time(seconds=100)
    window = front.window.windowHandle()
    if sign == "key":
        QTest.keyClick(window, Qt.Key.Key_Shift)
    elif sign == "click":
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=front.window.rect().center())
    else:
        QTest.mouseMove(window, QPoint(30, 40))
    front.pass_time(seconds=100)
    assert hands.sees("home_page")
    front.pass_time(seconds=20)
    assert hands.sees("cover_page")


def test_the_code_brings_the_page_back_as_it_was(front: Front) -> None:
    hands = front.unlock(times=TIMES)
    hands.type("search", "Rowan")
    box = hands.find("search")
    front.pass_time(minutes=2)
    say_code(front, CODE)
    assert hands.wait_for("search") is box
    assert isinstance(box, QLineEdit) and box.text() == "Rowan"
    assert front.locked == []
    front.pass_time(seconds=119)
    assert hands.sees("search"), "whoever gave their code sits here"


def test_the_third_wrong_code_locks(front: Front) -> None:
    hands = front.unlock(times=TIMES)
    front.pass_time(minutes=2)
    say_code(front, "111111")
    assert "Tries left: 2" in hands.find("cover_code").accessibleDescription()
    say_code(front, "222222")
    say_code(front, "333333")
    assert front.locked == ["locked"]
    assert hands.sees("lock_page")


def test_no_code_is_no_try(front: Front) -> None:
    hands = front.unlock(times=TIMES)
    front.pass_time(minutes=2)
    hands.click("uncover")
    assert "Enter your code" in hands.find("cover_code").accessibleDescription()
    say_code(front, CODE)
    assert hands.sees("home_page")


def test_fifteen_quiet_minutes_lock_also_behind_the_cover(front: Front) -> None:
    hands = front.unlock(times=TIMES)
    front.pass_time(minutes=3)
    front.pass_time(minutes=12)
    assert front.locked == ["locked"] and hands.sees("lock_page")


def test_a_computer_that_slept_past_the_time_locks_when_it_wakes(front: Front) -> None:
    front.unlock(times=TIMES)
    front.pass_time(hours=9)
    assert front.locked == ["locked"]


def test_a_file_dialog_does_not_stay_open_above_the_cover(front: Front) -> None:
    front.unlock(times=TIMES)
    dialog = QDialog(front.window)
    dialog.open()
    front.pass_time(minutes=2)
    assert not dialog.isVisible() and front.hands.sees("cover_page")


def test_a_locked_desk_is_not_covered(front: Front) -> None:
    hands = front.open(times=TIMES)
    front.pass_time(minutes=20)
    assert hands.sees("lock_page") and front.locked == []


def test_lock_instead_locks(front: Front) -> None:
    hands = front.unlock(times=TIMES)
    front.pass_time(minutes=2)
    hands.click("lock_covered")
    assert front.locked == ["locked"]


def test_work_under_way_does_not_hold_up_the_lock(front: Front) -> None:
    front.unlock(times=TIMES)
    over = Event()
    front.machine.lane.run(front.window, over.wait, lambda done: None, lambda refusal: None)
    front.press("lock_now")
    try:
        front.qtbot.waitUntil(lambda: front.locked == ["locked"], timeout=1000)
    finally:
        over.set()
    front.hands.settle()
    assert front.locked == ["locked"], "once"


@pytest.fixture
def reading(front: Front, lay_in: Callable[[Draft], None]) -> Hands:
    """A patient reads what is explained."""
    lay_in(go_to(prepared(), Step.EXPLAIN))
    hands = front.unlock(times=QuietTimes(cover_s=120, lock_s=300))
    hands.click("waiting_1")
    hands.wait_for("step_explain")
    return hands


def test_a_patient_who_reads_is_not_idle(front: Front, reading: Hands) -> None:
    for _minute in range(4):
        front.pass_time(minutes=1)
    assert reading.sees("step_explain") and not reading.sees("veil")
    assert front.locked == []


def test_a_patients_page_is_veiled_after_five_quiet_minutes_and_a_touch_brings_it_back(
    front: Front, reading: Hands
) -> None:
    front.pass_time(minutes=5)
    assert reading.sees("veil") and not reading.sees("cover_page")
    button = reading.find("question")
    middle = button.mapTo(front.window, button.rect().center())
    QTest.mouseClick(front.window.windowHandle(), Qt.MouseButton.LeftButton, pos=middle)
    reading.settle()
    assert not reading.sees("veil")
    assert not reading.sees("read_staff"), "the touch pressed nothing beneath"


def test_after_fifteen_quiet_minutes_a_patients_page_locks_and_the_session_waits(
    front: Front, reading: Hands, clinic_place: Place
) -> None:
    front.pass_time(minutes=14)
    assert front.locked == []
    front.pass_time(minutes=1)
    assert front.locked == ["locked"] and reading.sees("lock_page")
    vault = replace(clinic_place, folder=front.vault).open()
    (line,) = vault.drafts()
    assert vault.draft(line.id) == go_to(prepared(), Step.EXPLAIN)
    vault.close()


def test_a_computer_that_was_asleep_for_half_a_minute_locks_when_it_wakes(
    front: Front,
) -> None:
    front.unlock(times=TIMES)
    front.clock.sleep(timedelta(seconds=31))
    front.pass_time()
    assert front.locked == ["locked"]


def test_a_clock_that_is_put_right_by_some_seconds_locks_nothing(front: Front) -> None:
    front.unlock(times=TIMES)
    for _time in range(3):
        front.clock.sleep(timedelta(seconds=20))
        front.pass_time(seconds=1)
    assert front.locked == [] and front.hands.sees("home_page")
