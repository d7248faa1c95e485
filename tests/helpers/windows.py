"""Waiting for a window, and dressing it, as quickly as it goes."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from consentdesk.ui.theme import LIGHT, apply_theme
from consentdesk.ui.theme.apply import palette, stylesheet
from tests.helpers.sessions import RESOURCES


def wait_until(ready: Callable[[], bool], timeout_ms: int) -> None:
    """Let the window live until it is so. Looks every millisecond: there are thousands of such waits."""
    deadline = time.monotonic() + timeout_ms / 1000
    while not ready():
        assert time.monotonic() < deadline, f"not within {timeout_ms} ms"
        QTest.qWait(1)


def wear_light(app: QApplication) -> None:
    """The program's usual theme; put on only where it wears another, as that takes 70 ms."""
    if app.styleSheet() != stylesheet(LIGHT, RESOURCES) or app.palette() != palette(LIGHT):
        apply_theme(app, LIGHT, RESOURCES)
