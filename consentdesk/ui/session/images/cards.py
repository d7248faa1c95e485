"""The photographs of a session: small, numbered, with what each shows and what its file would give away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from consentdesk.ui.kit.buttons import LinkButton, SecondaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.picture import Picture
from consentdesk.ui.kit.text import Text
from consentdesk.ui.session.images.state import ImageCard
from consentdesk.ui.words import _

COLUMNS = 3
THUMBNAIL = QSize(132, 108)


class PhotographCard(Card):
    """One photograph."""

    label_edited = Signal(str, str)
    mask_asked = Signal(str)
    out_asked = Signal(str)
    kept = Signal()
    out_confirmed = Signal(str)

    def __init__(self, image: ImageCard) -> None:
        super().__init__(name=f"image_{image.number}")
        self._source, self._number, self._stays = image.source, image.number, bool(image.kept)
        self._drawn: ImageCard | None = None
        self._picture = Picture(f"picture_{image.number}")
        self._picture.setFixedSize(THUMBNAIL)
        self._label = Field(f"label_{image.number}", _("What it shows"))
        self._label.edited.connect(lambda words: self.label_edited.emit(self._source, words))
        self._gives_away = Text("", "quiet", f"gives_away_{image.number}")
        for part in (self._top(), self._foot(), self._question()):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.body.setContentsMargins(16, 14, 16, 14)

    def draw(self, image: ImageCard) -> None:
        """Draw the photograph, where anything about it has changed."""
        if image == self._drawn:
            return
        self._drawn = image
        words = _("Picture {number}").format(number=image.number)
        self._picture.show_image(image.thumbnail, f"{words}: {image.label}" if image.label else words)
        if not self._label.input.hasFocus():
            self._label.show_text(image.label)
        self._gives_away.show_words(image.kept or image.made_from or _told(image))
        self._leaving.setVisible(image.leaving)
        self._out.setVisible(not image.leaving)

    def _top(self) -> QWidget:
        words = _("Picture {number}").format(number=self._number)
        out = _("Take out")
        self._out = LinkButton(out, f"take_out_{self._number}", f"{out}: {words}")
        self._out.clicked.connect(lambda: self.out_asked.emit(self._source))
        head = row(Text(words, "strong", wrap=False), None, self._out)
        return held(row(self._picture, column(head, self._label, None, spacing=4), spacing=16))

    def _foot(self) -> QWidget:
        words = _("Crop or cover…")
        picture = _("Picture {number}").format(number=self._number)
        mask = LinkButton(words, f"mask_{self._number}", f"{words} {picture}")
        mask.clicked.connect(lambda: self.mask_asked.emit(self._source))
        line = row(self._gives_away, mask, spacing=12)
        line.setStretch(0, 1)
        line.setAlignment(mask, Qt.AlignmentFlag.AlignTop)
        return held(line)

    def _question(self) -> QWidget:
        yes = SecondaryButton(_("Take it out"), f"take_out_{self._number}_yes")
        yes.clicked.connect(lambda: self.out_confirmed.emit(self._source))
        keep = SecondaryButton(_("Keep it"), f"take_out_{self._number}_no")
        keep.clicked.connect(self.kept)
        asked = _("Take it out of the session? Its copy here is erased for good.")
        if self._stays:
            asked = _("Take it out of the session? The patient's file keeps it.")
        self._leaving = held(column(Text(asked, "strong"), row(yes, keep, None), spacing=8))
        return self._leaving


def _told(image: ImageCard) -> str:
    if not image.gives_away:
        return _("The file gives nothing away.")
    return _("The file gives away: {traces}").format(traces=image.gives_away)


class PhotographGrid(QWidget):
    """Cards in rows of three. A card is made once and stays while its photograph does."""

    label_edited = Signal(str, str)
    mask_asked = Signal(str)
    out_asked = Signal(str)
    kept = Signal()
    out_confirmed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("photographs")
        self._cards: dict[str, PhotographCard] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(16)
        for number in range(COLUMNS):
            self._grid.setColumnStretch(number, 1)

    def draw(self, images: Sequence[ImageCard]) -> None:
        if [image.source for image in images] != list(self._cards):
            self._arrange(images)
        for image in images:
            self._cards[image.source].draw(image)

    def _arrange(self, images: Sequence[ImageCard]) -> None:
        before = self._cards
        self._cards = {image.source: before.get(image.source) or self._made(image) for image in images}
        for source, card in before.items():
            if source not in self._cards:
                card.hide()
                card.deleteLater()
        for place, card in enumerate(self._cards.values()):
            self._grid.addWidget(card, *divmod(place, COLUMNS), Qt.AlignmentFlag.AlignTop)

    def _made(self, image: ImageCard) -> PhotographCard:
        card = PhotographCard(image)
        card.label_edited.connect(self.label_edited)
        card.mask_asked.connect(self.mask_asked)
        card.out_asked.connect(self.out_asked)
        card.kept.connect(self.kept)
        card.out_confirmed.connect(self.out_confirmed)
        return card
