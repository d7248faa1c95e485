"""A small picture that opens, or what stands in the place of one that is gone."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.layout import column
from consentdesk.ui.kit.picture import THUMBNAIL, Thumbnail, ThumbnailButton
from consentdesk.ui.kit.text import Text
from consentdesk.ui.words import _

ROOM = QSize(40, 0)  # for the words that stand there in the longer languages


class ImageTile(QWidget):
    """`opened(str)` names the source hash. A null `image` is one that was erased (`kept` is False) or that
    cannot be read. The button is called `image_<short id>`."""

    opened = Signal(str)

    def __init__(self, source_sha256: str, words: str, image: QImage, kept: bool) -> None:
        super().__init__()
        short = source_sha256[:6]
        if image.isNull():
            gone = _("Erased") if not kept else _("Cannot be read")
            face: QWidget = _gone(f"{short}\n{gone}", f"image_{short}")
        else:
            button = ThumbnailButton(Thumbnail(source_sha256, words, image), f"image_{short}")
            button.clicked.connect(lambda: self.opened.emit(source_sha256))
            face = button
        tile = column(face, Text(words, "quiet"), None, spacing=4)
        tile.setAlignment(face, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(tile)


def _gone(words: str, name: str) -> Text:
    text = Text(words, "badge", name)
    text.setAlignment(Qt.AlignmentFlag.AlignCenter)
    text.setFixedSize(THUMBNAIL + ROOM)
    return text
