"""Pictures of a record or a patient: small ones at once, one of them whole on request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QWidget

from consentdesk.domain.lines import ImageLine, SealedRecord
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.kit.buttons import LinkButton, SecondaryButton
from consentdesk.ui.kit.layout import column, row
from consentdesk.ui.kit.picture import THUMBNAIL, Picture, decoded, fitted
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.words import _
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.look_up import picture
from consentdesk.workflows.sign_on_paper import scan_picture

LOWEST_PX = 420
SHARP = 2.0  # pixels a point: enough for any display


@dataclass(frozen=True)
class Whole:
    """One picture as large as the page allows, and what it is. `source` is the hash of an image that can be
    cropped or covered from here, "" for any other."""

    image: QImage
    words: str
    source: str = ""


class WholePicture(QWidget):
    """Shows one picture; Esc or the button closes it. `mask_asked(source hash)` wants it cropped or covered.
    objectNames: whole_picture, whole_words, whole_mask, whole_close."""

    close_asked = Signal()
    mask_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._picture, self._words = Picture("whole_picture"), Text("", "lead", "whole_words")
        self._picture.setMinimumHeight(LOWEST_PX)
        self._close = SecondaryButton(_("Close"), "whole_close")
        self._close.clicked.connect(self.close_asked)
        self._source, self._mask = "", LinkButton(_("Crop or cover…"), "whole_mask")
        self._mask.clicked.connect(lambda: self.mask_asked.emit(self._source))
        head = row(self._words, self._mask, self._close, spacing=20)
        head.setStretch(0, 1)
        page = column(head, self._picture, spacing=14)
        page.setStretchFactor(self._picture, 1)
        self.setLayout(page)
        self.hide()

    def draw(self, whole: Whole | None) -> None:
        """Show a picture, or nothing."""
        if whole is not None:
            self._source = whole.source
            self._words.setText(whole.words)
            self._picture.show_image(whole.image, whole.words)
            reveal(self._mask, bool(whole.source))
        if whole is not None and self.isHidden():
            self._close.setFocus()
        self.setVisible(whole is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_asked.emit()
        else:
            super().keyPressEvent(event)


def thumbnails(desk: Desk, lines: Iterable[ImageLine]) -> dict[str, QImage]:
    """The small pictures of kept images by source hash; one that cannot be read is left out."""
    found: dict[str, QImage] = {}
    for line in lines:
        if line.kept and (image := _readable(desk, line.thumbnail_sha256)) is not None:
            found[line.source_sha256] = image
    return found


def whole_view(desk: Desk, view_sha256: str) -> QImage:
    """The picture as it was shown. Raises Refusal `blob_unknown`, `blob_damaged`, `picture_unreadable`."""
    return decoded(picture(desk, view_sha256))


def page_view(desk: Desk, sealed: SealedRecord, number: int) -> QImage:
    """A page that was signed in ink. Raises Refusal `form_pages_missing`, `blob_damaged`,
    `picture_unreadable`."""
    return decoded(scan_picture(desk, sealed, number))


def page_thumbnails(desk: Desk, sealed: SealedRecord) -> dict[int, QImage]:
    """The pages of a record that were signed in ink, small; one that cannot be read is left out."""
    found: dict[int, QImage] = {}
    for scan in sealed.record.paper.scans if sealed.record.paper else ():
        try:
            found[scan.page] = fitted(page_view(desk, sealed, scan.page), THUMBNAIL, SHARP)
        except Refusal:
            continue
    return found


def _readable(desk: Desk, sha256: str) -> QImage | None:
    try:
        return decoded(picture(desk, sha256))
    except Refusal:
        return None
