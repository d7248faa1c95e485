"""Tab goes through a page as it is read."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QLayoutItem, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from consentdesk.ui.kit.buttons import PrimaryButton, SecondaryButton
from consentdesk.ui.kit.choice import ChoiceRow, Option
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.frames import SessionFrame, SessionWords
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.option_grid import OptionGrid
from consentdesk.ui.kit.reading_order import follow_reading_order, in_reading_order, step_focus
from tests.ui.kit.conftest import Shown

TAB = Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier
BACKTAB = Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier


def names(page: QWidget) -> list[str]:
    return [part.objectName() for part in in_reading_order(page)]


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget else ""


def test_a_part_made_late_stands_where_it_is_laid_out(shown: Shown[QWidget]) -> None:
    place = column()
    page = shown(held(column(SecondaryButton("First", "first"), place, SecondaryButton("Last", "last"))))
    place.addWidget(SecondaryButton("Between", "between"))
    QApplication.processEvents()
    assert names(page) == ["first", "between", "last"]


def test_a_sessions_content_comes_between_its_top_and_its_foot(shown: Shown[QWidget]) -> None:
    frame = SessionFrame(SessionWords("Back", "Later"))
    frame.show_primary("Continue")
    frame.set_content(held(column(Field("born", "Date of birth"), Field("number", "Record number"))))
    frame.set_extras(SecondaryButton("Answered aloud", "aloud"))
    shown(frame)
    assert names(frame) == ["back", "later", "born", "number", "aloud", "continue"]


def test_no_item_of_a_layout_is_held_on_to(shown: Shown[QWidget]) -> None:
    """Qt deletes items without telling Python: one that was seen here made the program crash later."""
    first, inner = SecondaryButton("First", "first"), row(SecondaryButton("Second", "second"))
    page = shown(held(column(first, inner, None)))
    before = items_known()
    assert names(page) == ["first", "second"]
    assert items_known() == before


def items_known() -> int:
    kinds = map(type, gc.get_objects())
    return sum(issubclass(kind, QLayoutItem) and not issubclass(kind, QLayout) for kind in kinds)


def test_what_cannot_be_pressed_is_passed_over(shown: Shown[QWidget]) -> None:
    hidden, off = SecondaryButton("Hidden", "hidden"), SecondaryButton("Off", "off")
    page = held(row(PrimaryButton("Go", "go"), hidden, off, SecondaryButton("Back", "back")))
    shown(page)
    hidden.hide()
    off.setEnabled(False)
    assert names(page) == ["go", "back"]


def test_tab_goes_round_both_ways(shown: Shown[QWidget]) -> None:
    first, last = SecondaryButton("First", "first"), SecondaryButton("Last", "last")
    page = shown(held(row(first, last)))
    first.setFocus()
    trail = []
    for forward in (True, True, False, False):
        assert step_focus(page, forward)
        trail.append(focused())
    assert trail == ["last", "first", "last", "first"]


def test_tab_keys_follow_the_order_wherever_the_keyboard_is(shown: Shown[QWidget], qtbot: QtBot) -> None:
    place = column()
    window = QMainWindow()
    page = held(column(Field("first", "First"), place, Field("notes", "Notes", lines=3)))
    window.setCentralWidget(page)
    follow_reading_order(window)
    shown(window)
    place.addWidget(SecondaryButton("Between", "between"))
    QApplication.processEvents()
    trail = []
    page.findChild(QWidget, "first").setFocus()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Backtab):
        shift = (
            Qt.KeyboardModifier.ShiftModifier if key == Qt.Key.Key_Backtab else Qt.KeyboardModifier.NoModifier
        )
        qtbot.keyClick(QApplication.focusWidget(), key, shift)
        trail.append(focused())
    assert trail == ["between", "notes", "first", "notes", "between"]


def test_from_nowhere_tab_begins_at_the_first_part(shown: Shown[QWidget]) -> None:
    page = shown(held(row(SecondaryButton("First", "first"), SecondaryButton("Last", "last"))))
    page.setFocus()
    assert step_focus(page, True)
    assert focused() == "first"


def test_a_page_without_parts_keeps_the_keyboard_where_it_is(shown: Shown[QWidget]) -> None:
    assert not step_focus(shown(QWidget()), True)


@pytest.mark.parametrize(("value", "stop"), [(None, "way_a"), ("b", "way_b")])
def test_tab_comes_to_options_once_at_the_chosen_one(
    shown: Shown[QWidget], value: str | None, stop: str
) -> None:
    options = [Option(each, each) for each in "abc"]
    row_of_them, grid = ChoiceRow("way", "Which?", options), OptionGrid("place", "Where?", 1)
    grid.show_options(options, None)
    page = shown(held(column(SecondaryButton("First", "first"), row_of_them, grid)))
    row_of_them.show_value(value)
    page.findChild(QWidget, "first").setFocus()
    trail = []
    for _step in range(3):
        step_focus(page, True)
        trail.append(focused())
    assert trail == [stop, "place_a", "first"]
