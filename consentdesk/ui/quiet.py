"""Whether anybody is at the desk: when keys, pointers and pens were quiet for long, or for too long."""

from __future__ import annotations

from collections.abc import Callable
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
PATIENT_DIM_S, PATIENT_LOCK_S = 300, 900
ASLEEP_S = 30


@dataclass(frozen=True)
class QuietTimes:
    """How long a desk may be quiet, in seconds of the clock on the wall: time asleep counts."""

    cover_s: float = 120
    lock_s: float = 900
    look_every_ms: int = 1000

    def lock_after_s(self, for_patient: bool) -> float:
        """A patient who reads is not idle: they have fifteen minutes at least, whatever staff have."""
        return max(self.lock_s, PATIENT_LOCK_S) if for_patient else self.lock_s


class Quiet(QObject):
    """Watches keys, pointers and pens in every window of the program.

    `too_long` follows when nothing came for as long as `times` say. Before that a staff page `grew_long`
    after `cover_s`, again at every look; a patient's page is dimmed after five minutes, and no more at the
    next sign of life (`dimmed(bool)`). `slept` says that the computer was asleep, however short: the clock on
    the wall ran ahead of the one that stops in sleep.
    """

    grew_long = Signal()
    too_long = Signal()
    dimmed = Signal(bool)
    slept = Signal()

    def __init__(
        self, window: QWidget, clock: Clock, times: QuietTimes, for_patient: Callable[[], bool]
    ) -> None:
        super().__init__(window)
        self.times, self._clock, self._for_patient = times, clock, for_patient
        self._last, self._dim = self._now(), False
        self._asleep = self._time_asleep()
        self._looks = QTimer(self, interval=times.look_every_ms)
        self._looks.timeout.connect(self.look)
        self._looks.start()

    def look(self) -> None:
        """Compare the clock with the last sign of life, and watch windows (dialogs) that came up since."""
        for window in QGuiApplication.topLevelWindows():
            window.installEventFilter(self)
        before, self._asleep = self._asleep, self._time_asleep()
        if self._asleep - before > timedelta(seconds=ASLEEP_S):
            self.slept.emit()
        elif self._now() < self._last:
            self._last = self._now()  # the clock was set back
        else:
            self._weigh((self._now() - self._last).total_seconds(), self._for_patient())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in SIGNS_OF_LIFE:
            self.live()
        return False

    def live(self) -> None:
        """Somebody is here: quiet begins anew."""
        self._last = self._now()
        self._show_dim(False)

    def _weigh(self, quiet_s: float, for_patient: bool) -> None:
        self._show_dim(for_patient and quiet_s >= PATIENT_DIM_S)
        if quiet_s >= self.times.lock_after_s(for_patient):
            self.too_long.emit()
        elif not for_patient and quiet_s >= self.times.cover_s:
            self.grew_long.emit()

    def _show_dim(self, dim: bool) -> None:
        if dim != self._dim:
            self._dim = dim
            self.dimmed.emit(dim)

    def _time_asleep(self) -> timedelta:
        """How far the wall is ahead of the time awake; only its growth says anything."""
        return timedelta(seconds=self._now().timestamp() - self._clock.awake_s())

    def _now(self) -> datetime:
        return self._clock.now().utc
