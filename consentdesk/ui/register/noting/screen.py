"""Noting where pictures are. objectNames: noting, place_search (with found_<n> from 1), place_file,
place_images (with place_images_<source hash>), place_images_told, those of the form, note_it, problems,
trouble.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import ListButton, PrimaryButton, SecondaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.picture import ThumbnailStrip
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.register.form import PlaceForm
from consentdesk.ui.register.noting.state import NotingState
from consentdesk.ui.words import _


class NotingScreen(QWidget):
    """Draws a NotingState; `done(page, notice)` leads away."""

    done = Signal(str, str)
    search_typed = Signal(str)
    patient_chosen = Signal(str)
    file_asked = Signal()
    picked = Signal(str)
    note_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("noting")
        self._found: tuple[tuple[str, str], ...] = ()
        self._state = NotingState()
        self._trouble, self._problems = Bar("trouble"), ProblemSummary(_("There is a problem"))
        self._search = Field("place_search", _("Whose pictures"))
        self._search.show_placeholder(_("Name, record number, birth date, or the code on a copy"))
        self._file = SecondaryButton(_("Recognise a file"), "place_file")
        self._rows = column(spacing=2)
        self._images = ThumbnailStrip("place_images", _("The pictures that are there"))
        self._told, self._missing = Text("", "quiet", "place_images_told"), Text("", "problem")
        self.form = PlaceForm()
        self._note = PrimaryButton(_("Note it"), "note_it")
        self._connect()
        self._lay_out()

    def draw(self, state: NotingState) -> None:
        """Draw what has changed; what is typed stays."""
        before, self._state = self._state, state
        self._trouble.show_bar(state.trouble, "bad")
        self._search.show_text(state.typed)
        if state.found != self._found:
            self._draw_found(state.found)
        self._images.show_thumbnails(state.pictures)
        reveal(self._images, bool(state.pictures))
        self._told.show_words(state.told)
        problems = dict(state.problems)
        self._missing.show_words(problems.get("place_images", ""))
        self.form.draw(state.entries, state.uses, problems)
        if state.tried != before.tried:
            self._problems.show_problems(state.problems)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._search.setFocus()

    def _draw_found(self, found: tuple[tuple[str, str], ...]) -> None:
        self._found = found
        clear(self._rows)
        for number, (patient, words) in enumerate(found, start=1):
            button = ListButton(words, f"found_{number}")
            button.clicked.connect(partial(self.patient_chosen.emit, patient))
            self._rows.addWidget(button)
            button.show()

    def _connect(self) -> None:
        self._search.edited.connect(self.search_typed)
        self._search.entered.connect(self._take_first)
        self._file.clicked.connect(self.file_asked)
        self._images.picked.connect(self.picked)
        self._note.clicked.connect(self.note_asked)

    def _take_first(self) -> None:
        if self._found:
            self.patient_chosen.emit(self._found[0][0])

    def _lay_out(self) -> None:
        search = row(self._search, column(None, self._file), spacing=12)
        search.setStretch(0, 1)
        which = Card(held(search), held(self._rows), name="noting_images")
        which.body.setSpacing(6)
        pictures = column(self._missing, self._told, self._images, spacing=4)
        where = Card(self.form, held(row(None, self._note)), name="noting_place")
        head = Text(_("Note where pictures are"), "title")
        page = column(head, self._trouble, self._problems, which, pictures, where, None, spacing=10)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)
