"""The second page of a session: what it asks about, and which photographs it is about.

objectNames: `use_<id>`, `usual_uses`, `all_uses` · `add_images`, `photography_more`, `photography_yes`,
`photography_no` · `adding_cancel`, `refused_<n>`, `refused_close` · for each photograph by its number:
`image_<n>`, `picture_<n>`, `label_<n>`, `gives_away_<n>`, `mask_<n>`, `take_out_<n>`, then
`take_out_<n>_yes` or `take_out_<n>_no` · `earlier_images`, `earlier_<short id>`, `earlier_close` · frame:
`back`, `later`, `continue`.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from consentdesk.ui.kit.dropping import files_of
from consentdesk.ui.kit.frames import SessionFrame
from consentdesk.ui.kit.layout import column
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.text import Text
from consentdesk.ui.session.images.cards import PhotographGrid
from consentdesk.ui.session.images.earlier import EarlierImages
from consentdesk.ui.session.images.parts import Adding, Arriving, Photography, Uses
from consentdesk.ui.session.images.state import ImagesState
from consentdesk.ui.words import _


class ImagesScreen(QWidget):
    """Draws an ImagesState in the frame it is given; decides nothing. Files may be dropped anywhere on it."""

    files_dropped = Signal(list)
    image_pasted = Signal(QImage)
    continue_asked = Signal()

    def __init__(self, frame: SessionFrame, state: ImagesState) -> None:
        super().__init__()
        self.setObjectName("images_page")
        self.setAcceptDrops(True)
        self._problems, self._drawn = ProblemSummary(_("There is a problem")), state
        self.uses, self.adding = Uses(state.uses), Adding()
        self.photography, self.arriving = Photography(state.first_name), Arriving()
        self.photographs, self.earlier = PhotographGrid(), EarlierImages()
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), frame)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(lambda: self._take(QApplication.clipboard().mimeData()))
        self._lay_out(frame)
        self._draw_parts(state)

    def draw(self, state: ImagesState) -> None:
        """Draw what has changed; what a person is typing in is left alone."""
        before, self._drawn = self._drawn, state
        self._draw_parts(state)
        if state.problems != before.problems:
            self._problems.show_problems(state.problems)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.uses.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._take(event.mimeData())
        event.acceptProposedAction()

    def _take(self, data: QMimeData) -> None:
        """Files where there are any, else the picture itself."""
        image = data.imageData()
        if paths := files_of(data):
            self.files_dropped.emit(paths)
        elif isinstance(image, QImage) and not image.isNull():
            self.image_pasted.emit(image)

    def _draw_parts(self, state: ImagesState) -> None:
        for part in (self.uses, self.adding, self.earlier, self.photography, self.arriving):
            part.draw(state)
        self.photographs.draw(state.cards)

    def _lay_out(self, frame: SessionFrame) -> None:
        title = Text(_("Which pictures, and what for?"), "title")
        adding = (self.adding, self.earlier, self.photography, self.arriving)
        parts = (self.uses, *adding, self.photographs)
        self.setLayout(column(self._problems, title, *parts, None, spacing=14))
        frame.set_content(self)
        frame.continue_asked.connect(self.continue_asked)
