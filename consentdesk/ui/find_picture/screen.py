"""Which picture a file is. objectNames: find_picture_page, given_picture, found_none, guess_<n> from 1 opens
one that looks alike (its picture is guessed_<n>), another_picture, trouble.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.find_picture.state import FindPictureState, Guess
from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.buttons import LinkButton, SecondaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.picture import Picture
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.words import _

GIVEN_PX, GUESSED_PX = 420, 110


class FindPictureScreen(QWidget):
    """`work_opened("patient_file", about)` leads to a picture in the file of its patient; `another_asked`
    when the file of another one is to be chosen."""

    work_opened = Signal(str, str)
    another_asked = Signal()
    files_given = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("find_picture_page")
        self._shown = FindPictureState()
        self._trouble, self._busy = Bar("trouble"), BusyBar("looking")
        self._given = Picture("given_picture")
        self._given.setFixedSize(GIVEN_PX, GIVEN_PX)
        self._given.set_alignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._none, self._note = Text("", "lead", "found_none"), Text("", "quiet")
        self._guesses = column(spacing=10)
        self._another = SecondaryButton(_("Another picture…"), "another_picture")
        self._another.clicked.connect(self.another_asked)
        self._lay_out()

    def draw(self, state: FindPictureState) -> None:
        """Draw what has changed."""
        before, self._shown = self._shown, state
        self._trouble.show_bar(state.trouble, "bad")
        self._busy.show_progress(_("Looking for this picture") if state.looking else "")
        self._given.show_image(state.picture, _("The picture that was given"))
        reveal(self._given, not state.picture.isNull())
        unknown = not (state.looking or state.known or state.trouble)
        self._none.show_words(_("This picture is not known here.") if unknown else "")
        guess = _("It looks like these. That is a guess: it never answers whether a picture may be used.")
        self._note.show_words(guess if state.guesses else "")
        if state.guesses != before.guesses:
            clear(self._guesses)
            for number, each in enumerate(state.guesses, 1):
                self._guesses.addWidget(self._guess(number, each))
        reveal(self._found, unknown)

    def _guess(self, number: int, guess: Guess) -> QWidget:
        picture = Picture(f"guessed_{number}")
        picture.setFixedSize(GUESSED_PX, GUESSED_PX)
        picture.show_image(guess.picture, guess.words)
        opener = LinkButton(_("Open"), f"guess_{number}", f"{_('Open')}: {guess.name}, {guess.words}")
        about = f"{guess.patient} {guess.image}"
        opener.clicked.connect(partial(self.work_opened.emit, "patient_file", about))
        words = held(column(None, Text(guess.name, "strong"), Text(guess.words, "quiet"), None, spacing=0))
        line = row(picture, words, opener, spacing=18)
        line.setStretchFactor(words, 1)
        return held(line)

    def _lay_out(self) -> None:
        self._found = Card(self._none, self._note, held(self._guesses), name="found_pictures")
        beside = column(self._busy, self._found, row(self._another, None), None, spacing=16)
        content = row(column(self._given, None), spacing=28)
        content.addLayout(beside, 1)
        title = Text(_("Which picture is this?"), "title")
        page = column(title, self._trouble, spacing=20)
        page.addLayout(content, 1)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)
