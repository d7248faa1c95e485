"""A picture that is to leave: what the gate says of it, and its caption."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.card import Badge
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import column, row
from consentdesk.ui.kit.picture import Picture
from consentdesk.ui.kit.text import Text, name_widget, restyle, reveal
from consentdesk.ui.release.state import PictureRow, Say
from consentdesk.ui.words import _

PICTURE_PX = (104, 84)


class LeavingRow(QFrame):
    """objectNames, from 1: picture_<n>, picture_<n>_answer, picture_<n>_reasons, picture_<n>_out,
    caption_<n>. `caption_typed(image, text)` as somebody types; `out_asked(image)` when it is not to leave
    after all."""

    caption_typed = Signal(str, str)
    out_asked = Signal(str)

    def __init__(self, shown: PictureRow, number: int) -> None:
        super().__init__()
        self.setObjectName(f"picture_{number}")
        self.image = shown.image
        self._picture = Picture("", shown.words)
        self._picture.setFixedSize(*PICTURE_PX)
        self._picture.set_alignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._picture.show_image(shown.picture, shown.words)
        self._answer, self._reasons = Badge(""), Text("", "quiet", f"picture_{number}_reasons")
        self._answer.setObjectName(f"picture_{number}_answer")
        self._caption = Field(f"caption_{number}", "")
        self._caption.show_placeholder(_("Caption"))
        name_widget(
            self._caption.input, f"caption_{number}", _("Caption of {picture}").format(picture=shown.words)
        )
        self._caption.edited.connect(lambda text: self.caption_typed.emit(self.image, text))
        spoken = _("Not {picture}").format(picture=shown.words)
        self._out = LinkButton(_("Not this one"), f"picture_{number}_out", spoken)
        self._out.clicked.connect(lambda: self.out_asked.emit(self.image))
        self._lay_out(shown.words)

    def draw(self, shown: PictureRow, left_out: bool, alone: bool) -> None:
        """Say what the gate says; what may not leave gets no caption, and one that is `alone` stays."""
        reveal(self._out, not alone)
        yes = shown.say is Say.YES
        self._answer.setText(_("Yes") if yes else _("Stays here") if left_out else _("No"))
        restyle(self._answer, mood="good" if yes else "info" if left_out else "bad")
        reveal(self._answer, shown.say is not Say.WAITS)
        self._reasons.show_words("\n".join(shown.told))
        self._caption.show_text(shown.caption)
        reveal(self._caption, shown.say is not Say.NO)

    def _lay_out(self, words: str) -> None:
        answer = row(self._answer, self._reasons, spacing=10)
        answer.setStretch(1, 1)
        answer.setAlignment(self._answer, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        told = column(Text(words, "strong"), answer, self._caption, None, spacing=6)
        shown = column(self._picture, self._out, None, spacing=2)
        line = row(shown, told, spacing=16, margins=(0, 8, 0, 8))
        line.setStretchFactor(told, 1)
        self.setLayout(line)
