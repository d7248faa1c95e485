"""A session at its images, with a photograph in it, and hands that drag over the page that covers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from consentdesk.domain.draft import Draft, Step
from consentdesk.domain.masking import Masking, Point
from consentdesk.domain.moment import Moment
from consentdesk.domain.session import Rules, go_to
from consentdesk.ui.masking import page_of
from consentdesk.ui.masking.canvas import MaskCanvas
from consentdesk.ui.masking.presenter import MaskingPresenter
from consentdesk.ui.masking.state import MaskingState
from consentdesk.ui.theme import LIGHT, apply_theme
from consentdesk.workflows import add_images
from consentdesk.workflows.take_session import change
from tests.helpers.pictures import jpeg, photograph
from tests.helpers.sessions import RESOURCES, patient
from tests.ui.session.conftest import Bedside, bedside, clinic_vault, decoder
from tests.workflows.sealing import begun

__all__ = ["bedside", "clinic_vault", "decoder"]


@dataclass
class Covering:
    """The page that crops and covers, in a window. `settle` waits until nothing is under way."""

    window: QWidget
    settle: Callable[[], None]

    @property
    def canvas(self) -> MaskCanvas:
        (canvas,) = self.window.findChildren(MaskCanvas)
        return canvas

    @property
    def state(self) -> MaskingState:
        (presenter,) = self.window.findChildren(MaskingPresenter)
        return presenter.state

    @property
    def masking(self) -> Masking:
        return self.state.masking

    def there(self, name: str) -> bool:
        return any(widget.isVisible() for widget in self.window.findChildren(QWidget, name))

    def find(self, name: str) -> QWidget:
        """The one visible widget of this name."""
        (found,) = [widget for widget in self.window.findChildren(QWidget, name) if widget.isVisible()]
        return found

    def click(self, name: str) -> None:
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)
        self.settle()

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.canvas, key, held)
        self.settle()

    def drag(self, *shares: tuple[float, float]) -> None:
        """With the mouse from the first of these places of the picture over the others to the last."""
        places = [self.place(*share) for share in shares]
        QTest.mousePress(self.canvas, Qt.MouseButton.LeftButton, pos=places[0])
        for place in places[1:]:
            QTest.mouseMove(self.canvas, place)
        QTest.mouseRelease(self.canvas, Qt.MouseButton.LeftButton, pos=places[-1])
        self.settle()

    def place(self, x: float, y: float) -> QPoint:
        return self.canvas.on_widget(Point(x, y)).toPoint()

    def colour(self, x: float, y: float) -> tuple[int, int, int]:
        """What stands on the screen at a place of the picture."""
        red, green, blue, _alpha = self.canvas.grab().toImage().pixelColor(self.place(x, y)).getRgb()
        return red, green, blue


def at_images(rules: Rules, draft: Draft, now: Moment) -> Draft:
    return go_to(draft, Step.IMAGES)


@pytest.fixture
def session(bedside: Bedside) -> Bedside:
    """A session of a patient with one photograph, at its images."""
    source, desk = jpeg(photograph(800, 600)), bedside.desk
    looked = bedside.machine.decoder.look(source)

    def begin() -> Draft:
        draft = begun(desk, patient())
        add_images.store_image(desk, draft.id, source, looked)
        return change(desk, draft.id, at_images)

    bedside.resume(bedside.on_lane(begin))
    return bedside


@pytest.fixture
def covering(session: Bedside) -> Covering:
    """The page of the photograph of a session."""
    session.click("mask_1")
    return Covering(session.window, session.settle)


@pytest.fixture
def drawing(qapp: QApplication, qtbot: QtBot) -> Covering:
    """The page without a vault behind it: nothing can be made of what is drawn."""
    apply_theme(qapp, LIGHT, RESOURCES)
    nowhere: Any = None
    presenter = MaskingPresenter(nowhere, nowhere, "")
    screen = page_of(presenter)
    picture = QImage(800, 600, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    presenter.become(replace(presenter.state, picture=picture, width=800, height=600, margin_px=17))
    qtbot.addWidget(screen)
    screen.resize(1200, 620)
    screen.show()
    qtbot.waitExposed(screen)
    return Covering(screen, qapp.processEvents)
