"""What is kept of this patient since earlier consents: a press lets a photograph join the session."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.picture import THUMBNAIL, Thumbnail, ThumbnailButton
from consentdesk.ui.kit.text import Text
from consentdesk.ui.kit.wrap import Wrap
from consentdesk.ui.session.images.state import EarlierImage, ImagesState
from consentdesk.ui.words import _


class EarlierImages(Card):
    """Small pictures with what they show and since when they are kept; `picked(str)` names a source hash. The
    keyboard comes here when the list opens, and stays while there is something to pick."""

    picked = Signal(str)
    close_asked = Signal()

    def __init__(self) -> None:
        super().__init__(name="earlier")
        self._close = LinkButton(_("Close this list"), "earlier_close")
        self._close.clicked.connect(self.close_asked)
        title = Text(_("From earlier consents"), "heading", wrap=False)
        told = _("Press what this session is about too. It is shown and answered anew.")
        self._tiles = Wrap(spacing=16)
        head = row(title, Text(told, "quiet", wrap=False), None, self._close, spacing=16)
        self.body.addLayout(head)
        self.body.addWidget(held(self._tiles))
        self._drawn: Sequence[EarlierImage] = ()
        self.hide()

    def draw(self, state: ImagesState) -> None:
        opens = state.earlier_open and self.isHidden()
        if state.earlier != self._drawn:
            self._rebuild(state.earlier)
        self.setVisible(state.earlier_open and bool(state.earlier))
        if opens:
            self._close.setFocus()

    def _rebuild(self, images: Sequence[EarlierImage]) -> None:
        if any(child.hasFocus() for child in self.findChildren(ThumbnailButton)):
            self._close.setFocus()  # or it would wander off with the picture that was picked
        self._drawn = images
        clear(self._tiles)
        for image in images:
            self._tiles.addWidget(self._tile(image))

    def _tile(self, image: EarlierImage) -> QWidget:
        name = f"earlier_{image.source[:6]}"
        button = ThumbnailButton(Thumbnail(image.source, image.words, image.thumbnail), name)
        button.clicked.connect(lambda: self.picked.emit(image.source))
        caption = Text(image.words, "quiet")
        caption.setFixedWidth(THUMBNAIL.width() + 40)
        tile = column(button, caption, None, spacing=4)
        tile.setAlignment(button, Qt.AlignmentFlag.AlignLeft)
        return held(tile)
