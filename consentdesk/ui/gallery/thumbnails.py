"""Small pictures for a grid: read and decoded only while somebody looks at them, a few of them kept."""

from __future__ import annotations

from collections import OrderedDict, deque
from functools import partial

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage, QPixmap

from consentdesk.domain.refusals import Refusal
from consentdesk.ui.kit.picture import decoded, fitted
from consentdesk.ui.machine import Machine
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.look_up import picture

KEPT = 240
AT_ONCE = 4
WAITING = 60  # what was scrolled past long ago is not decoded any more


class Thumbnails(QObject):
    """By their SHA-256, each fitted into a box. `came` is emitted when one more can be drawn."""

    came = Signal()

    def __init__(self, machine: Machine, desk: Desk, box: QSize, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._machine, self._desk, self._box = machine, desk, box
        self._kept: OrderedDict[str, QPixmap] = OrderedDict()
        self._waiting: deque[str] = deque(maxlen=WAITING)
        self._coming: set[str] = set()

    def get(self, sha256: str, ratio: float) -> QPixmap | None:
        """The picture, null for one that cannot be shown; None while it is coming."""
        if sha256 in self._kept:
            self._kept.move_to_end(sha256)
            return self._kept[sha256]
        if sha256 not in self._coming and sha256 not in self._waiting:
            self._waiting.append(sha256)
            self._bring(ratio)
        return None

    @property
    def kept_bytes(self) -> int:
        """How much memory the kept ones take."""
        return sum(p.width() * p.height() * p.depth() // 8 for p in self._kept.values())

    def _bring(self, ratio: float) -> None:
        """The ones that were asked for last come first."""
        while self._waiting and len(self._coming) < AT_ONCE:
            sha256 = self._waiting.pop()
            self._coming.add(sha256)
            self._machine.lane.run(
                self,
                partial(picture, self._desk, sha256),
                partial(self._decode, sha256, ratio),
                partial(self._miss, sha256, ratio),
            )

    def _decode(self, sha256: str, ratio: float, data: bytes) -> None:
        self._machine.pool.run(
            self,
            lambda: fitted(decoded(data), self._box, ratio),
            lambda image: self._keep(sha256, ratio, image),
            partial(self._miss, sha256, ratio),
        )

    def _miss(self, sha256: str, ratio: float, refusal: Refusal) -> None:
        self._keep(sha256, ratio, QImage())

    def _keep(self, sha256: str, ratio: float, image: QImage) -> None:
        self._coming.discard(sha256)
        self._kept[sha256] = QPixmap.fromImage(image)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self._bring(ratio)
        self.came.emit()
