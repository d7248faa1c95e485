"""Words on a page, however long."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from consentdesk.ui.kit.layout import column, held
from consentdesk.ui.kit.text import Text


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
