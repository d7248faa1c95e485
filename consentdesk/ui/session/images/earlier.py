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
    """Small pictures with what they show and since when they are kept; `picked(str)` names a source hash."""

    picked = Signal(str)
    close_asked = Signal()

    def __init__(self) -> None:
        super().__init__(name="earlier")
        close = LinkButton(_("Close this list"), "earlier_close")
        close.clicked.connect(self.close_asked)
        title = Text(_("From earlier consents"), "heading", wrap=False)
        hint = Text(_("Press what this session is about too. It is shown and answered anew."), "quiet")
        self._tiles = Wrap(spacing=16)
        for part in (held(row(title, None, close)), hint, held(self._tiles)):
            self.body.addWidget(part)
        self._drawn: Sequence[EarlierImage] = ()

    def draw(self, state: ImagesState) -> None:
        if state.earlier != self._drawn:
            self._drawn = state.earlier
            clear(self._tiles)
            for image in state.earlier:
                self._tiles.addWidget(self._tile(image))
        self.setVisible(state.earlier_open and bool(state.earlier))

    def _tile(self, image: EarlierImage) -> QWidget:
        name = f"earlier_{image.source[:6]}"
        button = ThumbnailButton(Thumbnail(image.source, image.words, image.thumbnail), name)
        button.clicked.connect(lambda: self.picked.emit(image.source))
        caption = Text(image.words, "quiet")
        caption.setFixedWidth(THUMBNAIL.width() + 40)
        tile = column(button, caption, None, spacing=4)
        tile.setAlignment(button, Qt.AlignmentFlag.AlignLeft)
        return held(tile)
