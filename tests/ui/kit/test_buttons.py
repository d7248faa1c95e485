"""Buttons, answers and choices, pressed as people press them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from consentdesk.ui.kit.buttons import (
    Button,
    LinkButton,
    ListButton,
    PrimaryButton,
    RepeatButton,
    SecondaryButton,
    ToggleChip,
)
from consentdesk.ui.kit.choice import Check, ChoiceRow, Option
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.text import RTL_MARK, Text
from consentdesk.ui.kit.yes_no import YesNo
from tests.ui.kit.conftest import Shown

LEFT = Qt.MouseButton.LeftButton
CHIP_PADDING_PX = 12  # with its border
OPTIONS = (Option("parent", "Parent", "Mother, father or another"), Option("guardian", "Guardian"))


def presses(button: Button) -> list[bool]:
    made: list[bool] = []
    button.clicked.connect(lambda: made.append(True))
    return made


@pytest.mark.parametrize("kind", [PrimaryButton, SecondaryButton, LinkButton])
def test_a_double_click_presses_once(kind: type[Button], shown: Shown[QWidget], qtbot: QtBot) -> None:
    button = kind("Continue", "continue")
    shown(button)
    made = presses(button)
    double_click(button)
    assert len(made) == 1


def test_the_second_half_of_a_double_click_does_not_reach_the_next_page(
    shown: Shown[QWidget], qtbot: QtBot
) -> None:
    following = PrimaryButton("Sign and seal", "seal")
    shown(following)
    made = presses(following)
    qtbot.mouseDClick(following, LEFT)
    QTest.mouseRelease(following, LEFT)
    assert made == []


def test_every_quick_press_of_a_small_step_counts(shown: Shown[QWidget]) -> None:
    button = RepeatButton("A+", "larger", "Larger text")
    shown(button)
    made = presses(button)
    double_click(button)
    assert len(made) == 2


def double_click(button: QWidget) -> None:
    QTest.mouseClick(button, LEFT)
    QTest.mouseDClick(button, LEFT)
    QTest.mouseRelease(button, LEFT)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_keyboard_presses_a_button(key: Qt.Key, shown: Shown[QWidget], qtbot: QtBot) -> None:
    button = SecondaryButton("Save", "save")
    shown(button)
    made = presses(button)
    qtbot.keyClick(button, key)
    assert len(made) == 1


def test_a_button_has_its_name_and_says_its_words() -> None:
    assert PrimaryButton("Continue", "continue").objectName() == "continue"
    assert PrimaryButton("Continue", "continue").accessibleName() == "Continue"
    assert SecondaryButton("A−", "smaller", "Smaller text").accessibleName() == "Smaller text"


def test_a_button_that_changes_its_words_is_read_with_the_new_ones() -> None:
    button = PrimaryButton("Continue", "continue")
    button.show_words("Sign & seal")
    assert (button.accessibleName(), button.text()) == ("Sign & seal", "Sign && seal")


@pytest.mark.parametrize(
    ("kind", "least"),
    [(PrimaryButton, 52), (SecondaryButton, 48), (LinkButton, 36)],
)
def test_staff_targets_are_large_enough(kind: type[Button], least: int, shown: Shown[QWidget]) -> None:
    button = kind("Go", "go")
    shown(held(column(button), "page"))
    assert button.height() >= least


def test_neither_answer_is_chosen_at_first_and_both_look_alike(shown: Shown[QWidget]) -> None:
    pair = YesNo("answer", "Teaching", "Yes", "No")
    shown(pair)
    assert not pair.yes.isChecked() and not pair.no.isChecked()
    assert pair.yes.size() == pair.no.size()
    assert pair.yes.height() >= 48


def test_a_chosen_yes_and_a_chosen_no_are_drawn_in_the_same_colours(shown: Shown[QWidget]) -> None:
    pair = YesNo("answer", "Teaching", "O", "O")
    shown(pair)
    pair.show_answer(True)
    yes, no = pair.yes.grab().toImage(), pair.no.grab().toImage()
    pair.show_answer(False)
    assert pair.no.grab().toImage() == yes
    assert pair.yes.grab().toImage() == no
    assert yes != no


@pytest.mark.parametrize("answer", [True, False])
def test_pressing_asks_and_only_the_state_shown_changes_the_pair(
    answer: bool, shown: Shown[QWidget], qtbot: QtBot
) -> None:
    pair = YesNo("answer", "Teaching", "Yes", "No")
    shown(pair)
    button = pair.yes if answer else pair.no
    with qtbot.waitSignal(pair.answered) as answered:
        qtbot.mouseClick(button, LEFT)
    assert answered.args == [answer]
    assert not button.isChecked()
    pair.show_answer(answer)
    assert button.isChecked()
    pair.show_answer(None)
    assert not button.isChecked()


def test_an_answer_can_be_given_and_heard_without_a_mouse(shown: Shown[QWidget], qtbot: QtBot) -> None:
    pair = YesNo("answer_1_teaching", "Teaching", "Yes", "No")
    shown(pair)
    pair.setFocus()
    qtbot.keyClick(pair.yes, Qt.Key.Key_Tab)
    assert pair.no.hasFocus()
    with qtbot.waitSignal(pair.answered) as answered:
        qtbot.keyClick(pair.no, Qt.Key.Key_Space)
    assert answered.args == [False]
    assert pair.no.objectName() == "answer_1_teaching_no"
    assert pair.no.accessibleName() == "Teaching: No"


def test_a_chip_keeps_its_size_when_chosen(shown: Shown[QWidget], qtbot: QtBot) -> None:
    chip = ToggleChip("Medical record", "use_record")
    shown(chip)
    before = chip.sizeHint()
    qtbot.mouseClick(chip, LEFT)
    assert chip.isChecked()
    assert chip.sizeHint().width() <= before.width() + 12


def test_no_option_is_chosen_at_first_and_the_whole_row_takes_the_click(
    shown: Shown[QWidget], qtbot: QtBot
) -> None:
    choice = ChoiceRow("basis", "Who agrees?", OPTIONS, upright=True)
    shown(held(column(choice), "page"))
    assert choice.value is None
    guardian = choice.options[1]
    with qtbot.waitSignal(choice.chosen) as chosen:
        qtbot.mouseClick(guardian, LEFT, pos=QPoint(guardian.width() - 4, 4))
    assert chosen.args == ["guardian"]
    assert choice.value == "guardian"


def test_a_choice_can_be_shown_and_taken_back(shown: Shown[QWidget]) -> None:
    choice = ChoiceRow("basis", "Who agrees?", OPTIONS)
    shown(choice)
    for value in ("parent", "guardian", None):
        choice.show_value(value)
        assert choice.value == value


def test_arrow_keys_choose_among_options(shown: Shown[QWidget], qtbot: QtBot) -> None:
    choice = ChoiceRow("basis", "Who agrees?", OPTIONS, upright=True)
    shown(choice)
    choice.show_value("parent")
    choice.options[0].setFocus()
    with qtbot.waitSignal(choice.chosen) as chosen:
        qtbot.keyClick(choice.options[0], Qt.Key.Key_Down)
    assert chosen.args == ["guardian"]


def test_options_say_their_label_and_hint(shown: Shown[QWidget]) -> None:
    choice = ChoiceRow("basis", "Who agrees?", OPTIONS)
    parent = choice.options[0]
    assert parent.objectName() == "basis_parent"
    assert parent.accessibleName() == "Parent"
    assert parent.accessibleDescription() == "Mother, father or another"


def test_a_check_is_large_and_its_words_take_the_click(shown: Shown[QWidget], qtbot: QtBot) -> None:
    check = Check("An interpreter took part, and their name is written in the record", "interpreter")
    shown(held(column(check), "page"))
    assert check.height() >= 48
    qtbot.mouseClick(check, LEFT, pos=QPoint(check.width() - 4, check.height() - 4))
    assert check.isChecked()
    qtbot.keyClick(check, Qt.Key.Key_Space)
    assert not check.isChecked()
    assert check.accessibleName().startswith("An interpreter")


@pytest.mark.parametrize("upright", [True, False])
def test_long_words_wrap_inside_their_row(upright: bool, shown: Shown[QWidget]) -> None:
    long = Option(
        "other", "Somebody else who may decide " * 3, "Written down with the reason why they may. " * 4
    )
    choice = ChoiceRow("basis", "Who agrees?", (long, OPTIONS[1]), upright)
    page = shown(
        held(column(choice, Check("I was there when this was explained. " * 5, "there"), None), "page")
    )
    page.resize(500, 700)
    page.grab()
    for text in page.findChildren(Text):
        assert text.height() >= text.heightForWidth(text.width())
        assert text.geometry().bottom() <= text.parentWidget().height() - 12


def test_a_key_held_down_presses_once(shown: Shown[QWidget]) -> None:
    button = PrimaryButton("I understand this", "continue")
    shown(button)
    made = presses(button)
    for repeated in (False, True, True):
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", repeated
        )
        QApplication.sendEvent(button, event)
    assert len(made) == 1


@pytest.mark.parametrize("words", ["Konstantina-Aleksandra", "Yes", "Medical record"])
def test_words_that_are_ticked_have_the_room_they_had(words: str, shown: Shown[QWidget]) -> None:
    chip = ToggleChip(words, "chip")
    shown(held(row(chip, None)))
    before = chip.width()
    chip.setChecked(True)
    QApplication.processEvents()
    needed = chip.fontMetrics().horizontalAdvance(words)
    assert chip.width() == before
    assert chip.width() >= needed + chip.iconSize().width() + 2 * CHIP_PADDING_PX


def test_a_line_of_a_list_is_cut_at_its_end_and_says_all_of_it(shown: Shown[QWidget]) -> None:
    line = ListButton("Who sees them & how long we keep them", "line")
    place = held(column(line, None))
    shown(place)
    place.setFixedWidth(160)
    QApplication.processEvents()
    assert line.width() <= 160 and line.text().startswith("Who sees") and line.text().endswith("…")
    assert line.accessibleName() == "Who sees them & how long we keep them"
    place.setFixedWidth(600)
    QApplication.processEvents()
    assert line.text() == "Who sees them && how long we keep them"


def test_a_press_asks_for_a_line_and_does_not_choose_it(shown: Shown[QWidget]) -> None:
    line = ListButton("الرعاية تبقى كما هي.", "line")
    asked = presses(line)
    shown(line)
    QTest.mouseClick(line, LEFT)
    assert asked and not line.isChecked()
    line.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert line.property("rtl") and line.text().endswith(RTL_MARK)
