"""Hands on the window: real clicks, keys and strokes, counted; and eyes that take a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

PEN_PAUSE_MS = 8
PATIENCE_S = 60.0
GLANCE_S = 5.0
LONGEST_TYPED = 500

# Keystroke-level model (Card, Moran and Newell 1980): estimates, never stopwatch times
CLICK_S = 1.1 + 0.2
KEY_S = 0.28
THINK_S = 1.35


class LostHands(Exception):
    """A widget that a scenario needs is not on the screen: the window or the scenario is wrong."""


@dataclass
class Effort:
    """What a session cost: clicks, keys, pages. Names typed and signatures drawn are not counted."""

    clicks: int = 0
    keys: int = 0
    pages: int = 0

    @property
    def acts(self) -> int:
        return self.clicks + self.keys

    @property
    def operator_seconds(self) -> float:
        """The keystroke-level estimate of the operator's time, reading and talking excluded."""
        return round(self.clicks * CLICK_S + self.keys * KEY_S + self.pages * THINK_S, 1)


class Hands:
    """Uses a window as a person would: only what is visible, only at its place. `busy` says whether work
    is still under way somewhere; every act waits for it to end."""

    def __init__(self, window: QWidget, busy: Callable[[], bool]) -> None:
        self.window, self._busy = window, busy
        self.effort = Effort()

    def start_counting(self) -> None:
        """Count from here on."""
        self.effort = Effort()

    def text_of(self, name: str) -> str:
        """What a label or a field says."""
        widget = self.wait_for(name)
        assert isinstance(widget, QLabel | QLineEdit)
        return widget.text()

    def settle(self) -> None:
        """Let everything that is under way end and be drawn. Raises LostHands after a minute."""
        deadline = monotonic() + PATIENCE_S
        quiet = 0
        while quiet < 3:
            QApplication.processEvents()
            quiet = 0 if self._busy() else quiet + 1
            if monotonic() > deadline:
                raise LostHands("the window stayed busy")
            QTest.qWait(1)

    def sees(self, name: str) -> bool:
        return self._find(name) is not None

    def find(self, name: str) -> QWidget:
        """The visible widget called `name`. Raises LostHands."""
        widget = self._find(name)
        if widget is None:
            raise LostHands(f"{name} is not on the screen")
        return widget

    def wait_for(self, name: str) -> QWidget:
        """The widget called `name` as soon as it is visible. Raises LostHands where nothing is under way and
        it does not come."""
        deadline = monotonic() + GLANCE_S
        while not self.sees(name) and monotonic() < deadline:
            self.settle()
        return self.find(name)

    def click(self, name: str, counted: bool = True) -> None:
        widget = self.wait_for(name)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.effort.clicks += counted
        self.settle()

    def type(self, name: str, text: str, counted: bool = True) -> None:
        """Type over what stands in a field; a click puts the cursor there unless it is there already. What
        nobody types key by key comes at once, as from an input method."""
        widget = self.wait_for(name)
        if not widget.hasFocus():
            QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
            self.effort.clicks += counted
        QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(widget, Qt.Key.Key_Delete)
        if text.isascii() and text.isprintable() and len(text) <= LONGEST_TYPED:
            QTest.keyClicks(widget, text)
        else:
            composed = QInputMethodEvent()
            composed.setCommitString(text)
            QApplication.sendEvent(widget, composed)
        self.effort.keys += len(text) * counted
        self.settle()

    def press_in(self, name: str, key: Qt.Key) -> None:
        """Press one key while the cursor is in a field."""
        QTest.keyClick(self.wait_for(name), key)
        self.effort.keys += 1
        self.settle()

    def pause(self, ms: int) -> None:
        """Do nothing for a while, and let what comes of that happen."""
        QTest.qWait(ms)
        self.settle()

    def draw(self, name: str, strokes: Sequence[Sequence[Sequence[int]]]) -> None:
        """Draw lines on a signature pad, point by point."""
        pad = self.wait_for(name)
        for line in strokes:
            points = [QPoint(x, y) for x, y in line]
            QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=points[0])
            for point in points[1:]:
                QTest.qWait(PEN_PAUSE_MS)  # a pen takes its time: ink is thin where it is quick
                QTest.mouseMove(pad, point)
            QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=points[-1])
        self.settle()

    def look(self, picture: Path | None = None) -> None:
        """Count a page that was looked at; save what the window shows as PNG where a path says so."""
        self.settle()
        self.effort.pages += 1
        if picture is not None:
            self.window.grab().save(str(picture))

    def _find(self, name: str) -> QWidget | None:
        found = self.window.findChildren(QWidget, name)
        return next((w for w in found if w.isVisible() and w.isEnabled()), None)
