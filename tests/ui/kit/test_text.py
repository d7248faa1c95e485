"""Words on a page, however long."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from consentdesk.ui.kit.layout import column, held
from consentdesk.ui.kit.text import Text
from tests.ui.kit.conftest import Shown


def test_a_word_without_end_widens_no_page(qtbot: QtBot) -> None:
    endless = Text("W" * 10_000, "body")
    page = held(column(endless, Text("Can " + "W" * 10_000 + " decide?", "strong")))
    qtbot.addWidget(page)
    page.resize(800, 600)
    page.show()
    assert page.width() < 1000
    assert endless.text().replace("\u200b", "") == "W" * 10_000


def test_ordinary_words_are_left_as_they_are(qtbot: QtBot) -> None:
    words = Text("Anneliese-Wilhelmina van der Sample-Muster-Specimen-Beispiel")
    qtbot.addWidget(words)
    assert words.text() == "Anneliese-Wilhelmina van der Sample-Muster-Specimen-Beispiel"


@pytest.mark.parametrize(
    ("words", "page", "side"),
    [
        ("\u0633\u0627\u0631\u0629 agrees too", Qt.LayoutDirection.LeftToRight, "left"),
        ("\u0633\u0627\u0631\u0629", Qt.LayoutDirection.LeftToRight, "left"),
        ("Kim", Qt.LayoutDirection.LeftToRight, "left"),
        ("Kim", Qt.LayoutDirection.RightToLeft, "right"),
        ("\u0633\u0627\u0631\u0629", Qt.LayoutDirection.RightToLeft, "right"),
    ],
)
def test_words_stand_where_the_page_begins_whatever_script_a_name_is_in(
    shown: Shown[QWidget], words: str, page: Qt.LayoutDirection, side: str
) -> None:
    text = Text(words, "title")
    sheet = held(column(text))
    sheet.setLayoutDirection(page)
    sheet.resize(1000, 80)
    shown(sheet)
    assert ink_side(text) == side


def ink_side(widget: QWidget) -> str:
    """On which half of a widget something is drawn."""
    picture = widget.grab().toImage()
    paper = picture.pixel(picture.width() // 2, 1)
    rows, halves = range(picture.height()), {"left": 0, "right": 0}
    for x in range(picture.width()):
        half = "left" if x < picture.width() // 2 else "right"
        halves[half] += sum(picture.pixel(x, y) != paper for y in rows)
    return max(halves, key=lambda half: halves[half])
