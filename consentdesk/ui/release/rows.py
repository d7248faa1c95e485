"""The pictures that are to leave: what the gate says of each, and its caption."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from consentdesk.ui.kit.buttons import LinkButton, SecondaryButton
from consentdesk.ui.kit.card import Badge
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import clear, column, row
from consentdesk.ui.kit.picture import Picture
from consentdesk.ui.kit.text import Text, name_widget, restyle, reveal
from consentdesk.ui.release.state import PictureRow, ReleaseState, Say
from consentdesk.ui.words import _

PICTURE_PX = (104, 84)
ROWS_A_PART = 6


class LeavingRow(QFrame):
    """objectNames, from 1: picture_<n>, picture_<n>_answer, picture_<n>_reasons, picture_<n>_check,
    picture_<n>_out, caption_<n>. `caption_typed(image, text)` as somebody types; `check_asked(image)` to have
    it looked through, `out_asked(image)` when it is not to leave after all."""

    caption_typed = Signal(str, str)
    check_asked = Signal(str)
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
        spoken = _("Check whether {picture} could be recognised").format(picture=shown.words)
        self._check = SecondaryButton(_("Check…"), f"picture_{number}_check", spoken)
        self._check.clicked.connect(lambda: self.check_asked.emit(self.image))
        self._lay_out(shown.words)

    def draw(self, shown: PictureRow, left_out: bool, alone: bool) -> None:
        """Say what the gate says; what may not leave gets no caption, and one that is `alone` stays."""
        reveal(self._out, not alone)
        yes = shown.say is Say.YES
        self._answer.setText(_("Yes") if yes else _("Stays here") if left_out else _("No"))
        restyle(self._answer, mood="good" if yes else "info" if left_out else "bad")
        reveal(self._answer, shown.say is not Say.WAITS)
        self._reasons.show_words("\n".join(shown.told))
        reveal(self._check, shown.can_check)
        self._caption.show_text(shown.caption)
        reveal(self._caption, shown.say is not Say.NO or shown.to_check)

    def _lay_out(self, words: str) -> None:
        answer = row(self._answer, self._reasons, spacing=10)
        answer.setStretch(1, 1)
        answer.setAlignment(self._answer, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        told = column(Text(words, "strong"), answer, self._caption, row(self._check, None), None, spacing=6)
        shown = column(self._picture, self._out, None, spacing=2)
        line = row(shown, told, spacing=16, margins=(0, 8, 0, 8))
        line.setStretchFactor(told, 1)
        self.setLayout(line)


Shown = tuple[PictureRow, bool, bool]  # as LeavingRow.draw takes it


class _Part(QWidget):
    """A few rows, which are drawn at once."""

    def __init__(self, first_number: int, follow: Callable[[LeavingRow], None]) -> None:
        super().__init__()
        self._first_number, self._follow = first_number, follow
        self._drawn, self._rows = list[Shown](), list[LeavingRow]()
        self._lines = column(spacing=0)
        self.setLayout(self._lines)

    def is_stale(self, wanted: Sequence[Shown]) -> bool:
        return self._drawn != list(wanted)

    def draw(self, wanted: Sequence[Shown]) -> None:
        """Hidden meanwhile, unless somebody types in it: for each word that comes into sight all rows of the
        page are measured anew."""
        typing = self.isAncestorOf(QApplication.focusWidget() or self)
        if not typing:
            self.hide()
        for number, shown in enumerate(wanted):
            if number == len(self._rows):
                self._begin(LeavingRow(shown[0], self._first_number + number))
            self._rows[number].draw(*shown)
        self._drawn = list(wanted)
        reveal(self, True)

    def _begin(self, row: LeavingRow) -> None:
        self._follow(row)
        self._rows.append(row)
        self._lines.addWidget(row)


class LeavingRows(QWidget):
    """A row for each picture; what changed is drawn part by part, so that a hundred answers at once do not
    hold the window up."""

    caption_typed = Signal(str, str)
    check_asked = Signal(str)
    out_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._state, self._parts = ReleaseState(), list[_Part]()
        self._beat = QTimer(self, singleShot=True, interval=0)
        self._beat.timeout.connect(self._draw_next)
        self._lines = column(spacing=0)
        self.setLayout(self._lines)

    def draw(self, state: ReleaseState) -> None:
        """Draw what has changed; the first part at once."""
        before, self._state = self._state, state
        if [shown.image for shown in before.rows] != [shown.image for shown in state.rows]:
            clear(self._lines)
            self._parts = [_Part(at + 1, self._follow) for at in range(0, len(state.rows), ROWS_A_PART)]
            for part in self._parts:
                self._lines.addWidget(part)
        self._draw_next()

    def _draw_next(self) -> None:
        alone = len(self._state.rows) == 1
        rows = [(s, self._state.leave_out and s.say is Say.NO, alone) for s in self._state.rows]
        chunks = (rows[at : at + ROWS_A_PART] for at in range(0, len(rows), ROWS_A_PART))
        stale = [
            (part, chunk) for part, chunk in zip(self._parts, chunks, strict=True) if part.is_stale(chunk)
        ]
        for part, chunk in stale[:1]:
            part.draw(chunk)
        if len(stale) > 1:
            self._beat.start()

    def _follow(self, row: LeavingRow) -> None:
        row.caption_typed.connect(self.caption_typed)
        row.check_asked.connect(self.check_asked)
        row.out_asked.connect(self.out_asked)
