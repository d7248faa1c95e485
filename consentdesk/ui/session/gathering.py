"""The pictures that a page shows, as they come in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from consentdesk.ui.session.flow import SessionFlow


class Gathering(QObject):
    """Asks for pictures by their SHA-256 and keeps those that are still wanted; `came` is emitted for each.
    One that cannot be read becomes the page's problem."""

    came = Signal()

    def __init__(self, flow: SessionFlow, parent: QObject) -> None:
        super().__init__(parent)
        self._flow = flow
        self._wanted: frozenset[str] = frozenset()
        self.at_hand: Mapping[str, QImage] = {}

    def want(self, *sha256: str) -> None:
        """Show these from now on and no others."""
        fresh = set(sha256) - self._wanted
        self._wanted = frozenset(sha256)
        self.at_hand = {known: image for known, image in self.at_hand.items() if known in self._wanted}
        for one in fresh:
            self._flow.pictures.get(one, self, partial(self._keep, one), self._flow.show_refusal)

    def _keep(self, sha256: str, image: QImage) -> None:
        if sha256 in self._wanted:
            self.at_hand = {**self.at_hand, sha256: image}
            self.came.emit()
