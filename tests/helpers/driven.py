"""The whole program with a hand on it: `python -m tests.helpers.driven FOLDER …` is `consentdesk …`, whose
window does what its standard input says, line by line, and answers each line.

It holds no secret of its own and is told none on its command line: after a lock the fresh process begins here
again. "born" is written when a process begins, "up" when its window is drawn. Files are chosen without a
dialog, and saved into FOLDER.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QPoint, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from consentdesk import __main__, bootstrap
from consentdesk.rehearsal.hands import Hands, LostHands
from consentdesk.rehearsal.stage import AnsweredFiles
from consentdesk.system import log
from consentdesk.ui.app import MainWindow

ALIVE, UNGUARDED = "DRIVEN_ALIVE", "DRIVEN_UNGUARDED"


def answer(words: str) -> None:
    os.write(sys.stdout.fileno(), f"{words}\n".encode())


class DrivenWindow(MainWindow):
    def __init__(self, *parts: object) -> None:
        super().__init__(*parts)  # type: ignore[arg-type]
        self._hands, self._typed = Hands(self, lambda: self.busy), b""
        self._inlet = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._inlet.activated.connect(self._read)
        QTimer.singleShot(300, self, lambda: answer("up"))  # the process is guarded by then

    def _read(self) -> None:
        said = os.read(sys.stdin.fileno(), 1 << 16)
        if not said:
            os._exit(0)
        *lines, self._typed = (self._typed + said).split(b"\n")
        self._inlet.setEnabled(False)
        for line in lines:
            what, *words = json.loads(line)
            try:
                came = DOINGS[what](self._hands, *words)
            except LostHands as lost:
                came = f"lost: {lost}, at {[w.objectName() for w in self._shown()]}"
            if came is not None:
                answer(came)
        self._inlet.setEnabled(True)

    def _shown(self) -> list[QWidget]:
        return [w for w in self.findChildren(QWidget) if w.isVisible() and "_page" in w.objectName()]


def click(hands: Hands, name: str) -> str:
    hands.click(name)
    return "done"


def press(hands: Hands, name: str) -> None:
    """A click that nothing waits for, no answer either."""
    QTest.mouseClick(hands.find(name), Qt.MouseButton.LeftButton)


def say(hands: Hands, name: str) -> str:
    """What a label or a field says."""
    return f"said {hands.text_of(name)}"


def copy_out(hands: Hands, name: str) -> str:
    """Copy all that stands in a field, as staff do with the keyboard."""
    for key in (Qt.Key.Key_A, Qt.Key.Key_C):
        QTest.keyClick(hands.find(name), key, Qt.KeyboardModifier.ControlModifier)
    return copied(hands)


def copied(hands: Hands, name: str = "") -> str:
    return f"said {QGuiApplication.clipboard().text()}"


def type_in(hands: Hands, name: str, text: str) -> str:
    hands.type(name, text)
    return "done"


def wait_for(hands: Hands, name: str) -> str:
    hands.wait_for(name)
    return "done"


def cover(hands: Hands) -> str:
    assert isinstance(hands.window, MainWindow)
    hands.window.cover()
    return "done"


def add_images(hands: Hands, *paths: str) -> None:
    """Choose files, and wait for nothing."""
    FILES.ready = [Path(path) for path in paths]
    QTest.mouseClick(hands.find("add_images"), Qt.MouseButton.LeftButton)


def half_draw(hands: Hands, name: str) -> str:
    """Draw a line and do not lift the pen."""
    pad = hands.wait_for(name)
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=pad.rect().center())
    for step in range(20):
        QTest.mouseMove(pad, QPoint(40 + 8 * step, 60 + step % 5))
    return "done"


def play(hands: Hands, until: str, code: str, told: dict[str, str], *paths: str) -> str:
    """Play a session until the page of a step is up; "-" plays on to the copy."""
    from consentdesk.domain.draft import Step
    from consentdesk.rehearsal.player import play as play_all
    from consentdesk.rehearsal.visit import Visit
    from tests.journeys.journey import play_to, scenario

    played = scenario(date(1984, 7, 9), images=len(paths), name=(told["given"], told["family"]),
                      record_number=told["number"], copy=told.get("copy", "saved"))  # fmt: skip
    visit = Visit(hands, played, code, [Path(p) for p in paths], _choose, FILES.saved, "dmy", None)
    if until == "-":
        play_all(visit)
    else:
        play_to(visit, Step(until))
    return "done"


def _choose(paths: list[Path]) -> None:
    FILES.ready = paths


DOINGS: dict[str, Callable[..., str | None]] = {
    "click": click,
    "press": press,
    "cover": cover,
    "say": say,
    "copy": copy_out,
    "copied": copied,
    "type": type_in,
    "wait": wait_for,
    "add": add_images,
    "draw": half_draw,
    "play": play,
}

if __name__ == "__main__":
    FILES = AnsweredFiles(Path(sys.argv[1]))
    if ALIVE in os.environ:
        os.open(os.environ[ALIVE], os.O_WRONLY)  # closed by the exec that ends this process's memory
    if UNGUARDED in os.environ:  # a user who is not root can look into no process that guards itself
        log.core_dumps_off = lambda: None
    answer("born")
    bootstrap.MainWindow = DrivenWindow  # type: ignore[misc]
    bootstrap._files = lambda: FILES
    sys.exit(__main__.main(sys.argv[2:]))
