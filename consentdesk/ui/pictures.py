"""Pictures out of the vault: read on the lane, decoded in the pool, a few kept in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.ui.lane import Lane, Pool
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.look_up import picture

KEPT_BYTES = 64 << 20  # some views and hundreds of thumbnails


class Pictures(QObject):
    """Views and thumbnails by their SHA-256. Only pictures that we made ourselves are decoded here."""

    def __init__(self, lane: Lane, pool: Pool, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane, self._pool, self._desk = lane, pool, desk
        self._kept: OrderedDict[str, QImage] = OrderedDict()

    def get(
        self,
        sha256: str,
        owner: QObject,
        done: Callable[[QImage], None],
        failed: Callable[[Refusal], None] = lambda refusal: None,
    ) -> None:
        """Call `done` with the picture, at once when it is at hand; `failed` with `blob_unknown` or
        `blob_damaged`. Neither after `owner` is gone."""
        if sha256 in self._kept:
            self._kept.move_to_end(sha256)
            done(self._kept[sha256])
            return

        def decode(data: bytes) -> None:
            self._pool.run(owner, lambda: _decoded(data), keep, failed)

        def keep(image: QImage) -> None:
            self._kept[sha256] = image
            while len(self._kept) > 1 and sum(map(QImage.sizeInBytes, self._kept.values())) > KEPT_BYTES:
                self._kept.popitem(last=False)
            done(image)

        self._lane.run(owner, lambda: picture(self._desk, sha256), decode, failed)

    def forget(self) -> None:
        self._kept.clear()


def _decoded(data: bytes) -> QImage:
    image = QImage.fromData(data)
    if image.isNull():
        raise refuse("blob_damaged")
    return image
