"""A line in columns that is one button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from consentdesk.ui.kit.row_button import STRETCHES, RowButton

COLUMNS = (("10:41", "quiet", 60), ("Sam Sample", "body", 190), ("Signed in", "body", STRETCHES))


def shown(qtbot: QtBot, button: RowButton, width: int) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    layout.addWidget(button)
    layout.addStretch(1)
    page.resize(width, 500)
    with qtbot.waitExposed(page):
        page.show()
    return page


def test_every_spot_of_the_line_takes_the_click(qtbot: QtBot) -> None:
    button = RowButton("line_1", COLUMNS)  # type: ignore[arg-type]
    page = shown(qtbot, button, 700)
    for x in (3, 120, button.width() - 3):
        with qtbot.waitSignal(button.clicked):
            at = button.rect().center()
            at.setX(x)
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=at)
    assert button.accessibleName() == "10:41, Sam Sample, Signed in"
    page.close()


def test_words_that_need_more_lines_make_the_row_higher(qtbot: QtBot) -> None:
    short = RowButton("line_1", COLUMNS)  # type: ignore[arg-type]
    long = RowButton("line_2", (*COLUMNS[:2], ("word " * 60, "body", STRETCHES)))  # type: ignore[arg-type]
    heights = []
    for button in (short, long):
        page = shown(qtbot, button, 700)
        heights.append(button.height())
        page.close()
    assert 30 <= heights[0] < heights[1]
