"""The last page before pictures leave for an outlet: to be read to its end, every time (R27). objectNames:
last_page, last_back, last_problems, last_reading, last_note, left_in_<n> and warning_<n> from 1, last_read,
last_release.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.domain.wording import Statement
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.choice import Check
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.picture import Picture
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.reading import Reading
from consentdesk.ui.kit.text import Text
from consentdesk.ui.kit.wrap import Wrap
from consentdesk.ui.release.state import LastPage, OutletNote, PictureRow
from consentdesk.ui.release.told import captions_told, leaving_words, note_words
from consentdesk.ui.words import _

PICTURE_PX = (84, 64)
PICTURES_SHOWN = 8


class LastScreen(QWidget):
    """Draws a LastPage. The way on is never closed: pressed early it says what is missing, and reads on."""

    back_asked = Signal()
    read_to_end = Signal()
    read_pressed = Signal(bool)
    release_asked = Signal()

    def __init__(self, state: LastPage) -> None:
        super().__init__()
        self.setObjectName("last_page")
        self._tried = state.tried
        self._back = LinkButton(_("‹  Back"), "last_back", _("Back"))
        self._problems = ProblemSummary(_("There is a problem"), "last_problems")
        self._reading = Reading("last_reading", _("What to know before pictures leave"))
        self._read = Check(_("I have read this"), "last_read")
        self._release = PrimaryButton(_("Choose the folder…"), "last_release")
        self._reading.hold(column(*_parts(state), spacing=14), (4, 4, 12, 4))
        self._connect()
        self._lay_out(_("Before this is posted") if state.warnings else _("Before these pictures leave"))
        self.draw(state)

    def draw(self, state: LastPage) -> None:
        """Draw what has changed; the warnings stay."""
        self._read.setChecked(state.read)
        if state.tried != self._tried:
            self._tried = state.tried
            self._problems.show_problems(state.problems)
            if not state.seen_to_end:
                self._reading.read_on()
        elif not state.problems:
            self._problems.show_problems(())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reading.setFocus()

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_asked)
        self._reading.read_to_end.connect(self.read_to_end)
        self._read.clicked.connect(lambda: self.read_pressed.emit(self._read.isChecked()))
        self._release.clicked.connect(self.release_asked)

    def _lay_out(self, title: str) -> None:
        head = row(Text(title, "title"), None, self._back)
        foot = row(self._read, None, self._release, spacing=16)
        page = column(head, self._problems, self._reading, foot, spacing=12)
        page.setStretchFactor(self._reading, 1)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)


def _parts(state: LastPage) -> Iterable[QWidget]:
    about = row(_leaving(state), *([_note(state.note)] if state.note else []), spacing=14)
    for part in range(about.count()):
        about.setStretch(part, 1)
    yield held(about)
    if state.left_in:
        said = [Text(words, "body", f"left_in_{n}") for n, words in enumerate(state.left_in, start=1)]
        yield Card(*said, heading=_("This points to one person by itself, and stays"), name="last_left_in")
    if state.warnings:
        told = (_warning(number, said) for number, said in enumerate(state.warnings, start=1))
        yield Card(*told, name="last_warnings")


def _leaving(state: LastPage) -> QWidget:
    """What leaves, and where to."""
    shown = (_picture(shown) for shown in state.leaving[:PICTURES_SHOWN])
    said = Text(leaving_words(len(state.leaving), state.use, state.outlet), "lead", "last_leaving")
    captions = Text(captions_told(state.leaving), "quiet", "last_captions")
    return Card(said, held(Wrap(*shown, spacing=10)), captions, name="last_leaving_card")


def _picture(shown: PictureRow) -> Picture:
    picture = Picture("", shown.words)
    picture.setFixedSize(*PICTURE_PX)
    picture.set_alignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    picture.show_image(shown.picture, shown.words)
    return picture


def _note(note: OutletNote) -> QWidget:
    said = [Text(part, "body") for part in (note.note, note.link) if part]
    card = Card(*said, heading=note_words(note.outlet), name="last_note")
    card.body.addStretch(1)
    return card


def _warning(number: int, said: Statement) -> QWidget:
    return held(column(Text(said.title, "strong"), Text(said.text, "body"), spacing=2), f"warning_{number}")
