"""Chips: one of several, or any number of them, chosen by a press and never by drawing."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from consentdesk.ui.kit.buttons import ToggleChip
from consentdesk.ui.kit.chips import ChipRow, PressedChips

OPTIONS = (("a", "Apples"), ("b", "Pears"))


def chip(row: ChipRow | PressedChips, name: str) -> ToggleChip:
    (found,) = row.findChildren(ToggleChip, name)
    return found


def pressed(row: ChipRow | PressedChips) -> list[str]:
    return [each.text() for each in row.findChildren(ToggleChip) if each.isChecked()]


def test_one_chip_is_pressed_and_told(qtbot: QtBot) -> None:
    row = ChipRow("fruit", "Which fruit", OPTIONS)
    qtbot.addWidget(row)
    told: list[str] = []
    row.chosen.connect(told.append)
    assert pressed(row) == []
    for name in ("fruit_a", "fruit_b", "fruit_b"):
        chip(row, name).click()
    assert told == ["a", "b", "b"] and pressed(row) == ["Pears"]
    row.show_value("")
    assert pressed(row) == [] and told == ["a", "b", "b"], "drawing chooses nothing"
    assert chip(row, "fruit_a").accessibleName() == "Which fruit: Apples"


def test_a_problem_is_said_at_the_chips(qtbot: QtBot) -> None:
    row = ChipRow("fruit", "Which fruit", OPTIONS)
    qtbot.addWidget(row)
    row.show_problem("Choose one")
    assert row.accessibleDescription() == "Choose one"


def test_the_same_options_leave_the_chips_and_the_keyboard_as_they_are(qtbot: QtBot) -> None:
    one, many = ChipRow("fruit", "", OPTIONS), PressedChips("fruits", "fruit", "Which")
    for row in (one, many):
        qtbot.addWidget(row)
    many.draw(OPTIONS, ("a",), "")
    before = [chip(row, "fruit_a") for row in (one, many)]
    one.show_options(OPTIONS)
    many.draw(OPTIONS, ("b",), "Too few")
    assert [chip(row, "fruit_a") for row in (one, many)] == before
    assert pressed(many) == ["Pears"] and many.accessibleDescription() == "Too few"


def test_any_number_is_pressed_one_by_one(qtbot: QtBot) -> None:
    row = PressedChips("fruits", "fruit", "Which")
    qtbot.addWidget(row)
    row.draw(OPTIONS, (), "")
    told: list[str] = []
    row.pressed.connect(told.append)
    for name in ("fruit_a", "fruit_b"):
        chip(row, name).click()
    assert told == ["a", "b"]
