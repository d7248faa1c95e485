"""The kit in its light theme, at rest between tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from consentdesk.ui.theme import LIGHT, Tokens, apply_theme, scale_patient_text
from tests.ui.kit.gallery import RESOURCES

W = TypeVar("W", bound=QWidget)
Shown = Callable[[W], W]
Wear = Callable[[Tokens], None]


@pytest.fixture(scope="session", autouse=True)
def themed(qapp: QApplication) -> QApplication:
    apply_theme(qapp, LIGHT, RESOURCES)
    return qapp


@pytest.fixture
def wear(themed: QApplication) -> Iterator[Wear]:
    """Put another theme on until the test ends."""
    yield lambda tokens: apply_theme(themed, tokens, RESOURCES)
    apply_theme(themed, LIGHT, RESOURCES)


@pytest.fixture
def wear_scale(themed: QApplication) -> Iterator[Callable[[float], None]]:
    """Enlarge what patients read until the test ends."""
    yield lambda scale: scale_patient_text(themed, scale)
    scale_patient_text(themed, 1.0)


@pytest.fixture
def shown(themed: QApplication, qtbot: QtBot) -> Iterator[Shown[QWidget]]:
    """Put a widget on the screen, in front and with the keyboard, until the test ends."""
    kept: list[QWidget] = []

    def show(widget: QWidget) -> QWidget:
        kept.append(widget)
        widget.resize(widget.size().expandedTo(QSize(400, 200)))
        qtbot.addWidget(widget)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        return widget

    yield show
