"""Until when access in an emergency lasts, above every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.words import _

if TYPE_CHECKING:
    from consentdesk.domain.moment import Moment
    from consentdesk.workflows.ports import Clock

LOOK_EVERY_MS = 1000


class EmergencyBar(Bar):
    """Hidden while there is none; `over` follows once it has ended."""

    over = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__("emergency_until")
        self._clock = clock
        self._until: Moment | None = None
        self._looks = QTimer(self, interval=LOOK_EVERY_MS)
        self._looks.timeout.connect(self.look)

    def show_until(self, until: Moment | None) -> None:
        """Say until when, or nothing."""
        self._until = until
        if until is None:
            self._looks.stop()
            self.show_bar("")
            return
        words = _("Access in an emergency until {time}. Every look at a record is noted")
        self.show_bar(words.format(time=f"{until.local:%H:%M}"), "warn")
        self._looks.start()

    def look(self) -> None:
        """Compare the clock with the end."""
        if self._until and self._clock.now().utc > self._until.utc:
            self.show_until(None)
            self.over.emit()
