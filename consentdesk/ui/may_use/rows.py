"""One picture of many, with its answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.bar import Mood
from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.card import Badge
from consentdesk.ui.kit.layout import column, row
from consentdesk.ui.kit.picture import THUMBNAIL, Picture
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.may_use.state import PictureRow, Say
from consentdesk.ui.words import _

MOODS: dict[Say, Mood] = {"yes": "good", "no": "bad", "aside": "info"}


class RowOfPicture(QWidget):
    """The picture small, which it is, and yes or no with every reason. `opened(patient id)`."""

    opened = Signal(str)

    def __init__(self, shown: PictureRow, number: int) -> None:
        super().__init__()
        self.setObjectName(f"picture_{number}")
        picture = Picture(f"small_{number}")
        picture.setFixedSize(THUMBNAIL)
        picture.show_image(shown.picture, shown.words)
        lines = [Text(words, "body") for words in shown.told]
        known = [Text(shown.known, "quiet")] if shown.known else []
        said = column(Text(shown.words, "strong"), *lines, *known, spacing=2)
        words = {"yes": _("Yes"), "no": _("No"), "aside": _("Not counted")}
        badge = Badge(words[shown.say], MOODS[shown.say])
        leads = LinkButton(_("Patient"), f"open_{number}", _("Open the patient's file"))
        leads.clicked.connect(lambda: self.opened.emit(shown.patient))
        top = Qt.AlignmentFlag.AlignTop
        line = row(spacing=16)
        line.addWidget(picture, 0, top)
        line.addLayout(said, 1)
        line.addWidget(badge, 0, top)
        line.addWidget(leads, 0, top)
        self.setLayout(line)
        reveal(leads, bool(shown.patient))
