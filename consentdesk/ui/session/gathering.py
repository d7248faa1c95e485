"""The pictures that a page shows, as they come in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from consentdesk.domain.refusals import Refusal
from consentdesk.ui.session.flow import SessionFlow

FEW = 8


class Gathering(QObject):
    """Asks for pictures by their SHA-256 and keeps those that are still wanted. One that cannot be read
    becomes the page's problem, or is passed over where the page can do without it (`needed` is False).

    `came` is emitted for the first one, for every few that follow and for the last: a page of forty pictures
    is not drawn forty times.
    """

    came = Signal()

    def __init__(self, flow: SessionFlow, parent: QObject, needed: bool = True) -> None:
        super().__init__(parent)
        self._flow, self._needed = flow, needed
        self._wanted: frozenset[str] = frozenset()
        self._waited_for: set[str] = set()
        self._untold = 0
        self.at_hand: Mapping[str, QImage] = {}

    def want(self, *sha256: str) -> None:
        """Show these from now on and no others."""
        fresh = [one for one in dict.fromkeys(sha256) if one not in self._wanted]
        self._wanted = frozenset(sha256)
        self._waited_for = (self._waited_for & self._wanted) | set(fresh)
        self.at_hand = {known: image for known, image in self.at_hand.items() if known in self._wanted}
        for one in fresh:
            self._flow.pictures.get(one, self, partial(self._keep, one), partial(self._miss, one))

    def _keep(self, sha256: str, image: QImage) -> None:
        self._waited_for.discard(sha256)
        if sha256 in self._wanted:
            self.at_hand = {**self.at_hand, sha256: image}
            self._untold += 1
        self._tell()

    def _miss(self, sha256: str, refusal: Refusal) -> None:
        self._waited_for.discard(sha256)
        if self._needed:
            self._flow.show_refusal(refusal)
        self._tell()

    def _tell(self) -> None:
        due = not self._waited_for or self._untold >= FEW or len(self.at_hand) == 1
        if self._untold and due:
            self._untold = 0
            self.came.emit()
