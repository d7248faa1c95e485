"""Whether anybody is at the desk: when keys, pointers and pens were quiet for long, or for too long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from consentdesk.workflows.ports import Clock

SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


@dataclass(frozen=True)
class QuietTimes:
    """How long a desk may be quiet, in seconds of the clock on the wall: time asleep counts."""

    cover_s: float = 120
    lock_s: float = 900
    look_every_ms: int = 1000


class Quiet(QObject):
    """Watches keys, pointers and pens in every window of the program. `grew_long` follows when nothing came
    for `cover_s`, again at every look, and `too_long` after `lock_s`."""

    grew_long = Signal()
    too_long = Signal()

    def __init__(self, window: QWidget, clock: Clock, times: QuietTimes) -> None:
        super().__init__(window)
        self._clock, self._times = clock, times
        self._last = self._now()
        self._looks = QTimer(self, interval=times.look_every_ms)
        self._looks.timeout.connect(self.look)
        self._looks.start()

    def look(self) -> None:
        """Compare the clock with the last sign of life, and watch windows (dialogs) that came up since."""
        for window in QGuiApplication.topLevelWindows():
            window.installEventFilter(self)
        quiet = self._now() - self._last
        if quiet < timedelta():
            self._last = self._now()  # the clock was set back
        elif quiet >= timedelta(seconds=self._times.lock_s):
            self.too_long.emit()
        elif quiet >= timedelta(seconds=self._times.cover_s):
            self.grew_long.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in SIGNS_OF_LIFE:
            self._last = self._now()
        return False

    def _now(self) -> datetime:
        return self._clock.now().utc
