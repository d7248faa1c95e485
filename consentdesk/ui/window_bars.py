"""What stands above every face of the window: a rehearsal's badge, an emergency, trouble, a bug.

objectNames: rehearsal, emergency_until, broke, refused.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING
from zlib import crc32

from PySide6.QtWidgets import QWidget

from consentdesk.ui.emergency_bar import EmergencyBar
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.card import Badge
from consentdesk.ui.kit.layout import column
from consentdesk.ui.kit.text import reveal
from consentdesk.ui.lane import place_of
from consentdesk.ui.words import _

if TYPE_CHECKING:
    from consentdesk.workflows.ports import Clock

log = logging.getLogger("consentdesk.window")


class WindowBars(QWidget):
    """Each is hidden until there is something to say; `emergency` says itself when it is over."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._badge = Badge("", "warn")
        self._badge.setObjectName("rehearsal")
        self.emergency = EmergencyBar(clock)
        self._bug, self._refused = Bar("broke"), Bar("refused")
        for bar in (self._bug, self._refused):
            bar.asked.connect(lambda name, bar=bar: bar.show_bar(""))
        self.setLayout(column(self._badge, self.emergency, self._bug, self._refused, spacing=0))

    def show_rehearsal(self, rehearsal: bool) -> None:
        """Mark everything below as played, or not."""
        self.speak()
        reveal(self._badge, rehearsal)

    def speak(self) -> None:
        """Say it in the language that staff chose last."""
        self._badge.setText(_("Rehearsal \u2014 not a clinic's vault"))

    def refuse(self, words: str) -> None:
        """Say what could not be opened."""
        self._refused.show_bar(words, "warn", _dismiss())

    def own_up(self, place: str) -> None:
        """A bug: own up to it, and keep where it happened (never what was in it)."""
        reference = f"{crc32(place.encode()):08x}"
        log.error("broke %s", reference)
        log.error(place)
        words = _(
            "Something went wrong in the program. What was saved is safe; look whether your last step was "
            "done, and go on from there. Reference for whoever helps you: {reference}"
        )
        self._bug.show_bar(words.format(reference=reference), "bad", _dismiss())


def own_up_to_uncaught_errors(own_up: Callable[[str], None]) -> None:
    """From now on `own_up` hears where errors happened that nobody caught, after they were dealt with as
    before."""
    before = sys.excepthook

    def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        before(kind, error, trace)
        own_up(place_of(error))

    sys.excepthook = uncaught


def _dismiss() -> tuple[tuple[str, str], ...]:
    return (("dismiss", _("OK")),)
