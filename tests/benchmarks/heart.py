"""A heartbeat in the event loop: how late each beat comes is how long the window could not draw."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest

BEAT_MS = 5


class Heart(QObject):
    """Beats every 5 ms; `late_ms` are the milliseconds beyond that, one for each beat."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.late_ms: list[float] = []
        self._last = perf_counter()
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def start_anew(self) -> None:
        self.late_ms, self._last = [], perf_counter()

    def beat_for(self, seconds: float) -> None:
        until = perf_counter() + seconds
        while perf_counter() < until:
            QTest.qWait(BEAT_MS)

    @property
    def worst_ms(self) -> float:
        return max(self.late_ms, default=0.0)

    @property
    def p99_ms(self) -> float:
        beats = sorted(self.late_ms)
        return beats[int(len(beats) * 0.99)] if beats else 0.0

    def _beat(self) -> None:
        now = perf_counter()
        self.late_ms.append(max(0.0, (now - self._last) * 1000 - BEAT_MS))
        self._last = now
