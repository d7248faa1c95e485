"""Every piece of the kit is drawn in every theme; the pictures are there to be looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from consentdesk.ui.theme import DARK, HIGH_CONTRAST, LIGHT, Tokens
from tests.ui.kit.conftest import Wear
from tests.ui.kit.gallery import PAGES

SCREEN = QSize(1366, 768)


@pytest.mark.parametrize("tokens", [LIGHT, DARK, HIGH_CONTRAST], ids=lambda t: t.name)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_the_gallery_is_drawn_in_a_theme(
    page: str, tokens: Tokens, wear: Wear, qtbot: QtBot, tmp_path: Path
) -> None:
    wear(tokens)
    widget = PAGES[page]()
    qtbot.addWidget(widget)
    widget.resize(SCREEN)
    with qtbot.waitExposed(widget):
        widget.show()
    picture = widget.grab().toImage()
    assert picture.save(str(tmp_path / f"{page}-{tokens.name}.png"))
    assert picture.deviceIndependentSize().toSize() == SCREEN, "the page does not fit a small laptop"
    assert picture.pixelColor(2, picture.height() // 2).name() in (tokens.paper, tokens.rail)
