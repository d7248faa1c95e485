"""What has to be read to its end: only what was on the screen was read."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from consentdesk.ui.kit.reading import Reading


def shown(qtbot: QtBot, high_px: int) -> Reading:
    """A page of this height, in a window of 300 px."""
    reading, content = Reading("reading", "To be read"), QWidget()
    content.setFixedHeight(high_px)
    reading.hold(content, (0, 0, 0, 0))
    qtbot.addWidget(reading)
    reading.resize(400, 300)
    return reading


def test_what_fits_was_read_once_it_is_shown(qtbot: QtBot) -> None:
    reading = shown(qtbot, 100)
    with qtbot.waitSignal(reading.read_to_end):
        reading.show()


def test_it_is_read_on_page_by_page_to_the_end(qtbot: QtBot) -> None:
    reading = shown(qtbot, 800)
    with qtbot.assertNotEmitted(reading.read_to_end, wait=50):
        reading.show()
    with qtbot.assertNotEmitted(reading.read_to_end, wait=50):
        reading.read_on()
    with qtbot.waitSignal(reading.read_to_end):
        reading.read_on()
        reading.read_on()


def test_other_content_is_read_anew(qtbot: QtBot) -> None:
    reading = shown(qtbot, 100)
    with qtbot.waitSignal(reading.read_to_end):
        reading.show()
    with qtbot.waitSignal(reading.read_to_end):
        reading.hold(QWidget(), (0, 0, 0, 0))
