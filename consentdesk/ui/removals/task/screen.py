"""One task. objectNames: removal, removal_heading, removal_why, copy_link, removal_image, open_patient,
removal_steps, write_letter, letter_<n>, those of handing and telling, removal_history, removal_notice,
problems, busy, trouble.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.buttons import LinkButton, SecondaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.picture import THUMBNAIL, Picture
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.removals.task.handing import HandingCard
from consentdesk.ui.removals.task.state import Happening, TaskState
from consentdesk.ui.removals.task.telling import TellingCard
from consentdesk.ui.words import _

SIDE_PX, IMAGE_PX = 300, 110


class TaskScreen(QWidget):
    """Draws a TaskState; `page_asked(page)` and `patient_opened(id)` lead away."""

    page_asked = Signal(str)
    patient_opened = Signal(str)
    copy_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("removal")
        self._state = TaskState()
        self._title, self._why = Text("", "title", "removal_heading"), Text("", "quiet", "removal_why")
        self._link = Text("", "body", "removal_link")
        self._copy = SecondaryButton(_("Copy the link"), "copy_link")
        self._trouble, self._notice, self._busy = Bar("trouble"), Bar("removal_notice"), BusyBar("busy")
        self._problems = ProblemSummary(_("There is a problem"))
        self._image, self._image_words = Picture("removal_image"), Text("", "quiet")
        self._whose, self._patient = Text("", "strong"), LinkButton(_("Open their file"), "open_patient")
        self.handing, self.told = HandingCard(), TellingCard()
        self._steps, self._letters = Text("", "body", "removal_steps"), column(spacing=2)
        self._write = SecondaryButton(_("Write a letter…"), "write_letter")
        self._history = column(spacing=8)
        self._connect()
        self._lay_out()

    def draw(self, state: TaskState) -> None:
        """Draw what has changed; what is typed stays."""
        before, self._state = self._state, state
        self._title.setText(state.title)
        self._why.setText(" · ".join(part for part in (state.where, state.why) if part))
        self._link.setText(state.link)
        reveal(self._copy, bool(state.link))
        self._trouble.show_bar(state.trouble, "bad")
        self._notice.show_bar(state.notice, "good")
        self._busy.show_progress(state.busy)
        self._draw_image(state)
        self.handing.draw(state)
        self.told.draw(state)
        self._draw_doing(state, before)
        if state.history != before.history:
            self._draw_history(state.history)
        reveal(self.told, state.open)
        if state.tried != before.tried:
            self._problems.show_problems(state.problems)
        elif not state.problems:
            self._problems.show_problems(())

    def _draw_image(self, state: TaskState) -> None:
        gone = state.loaded and state.image.isNull()
        words = _("{label} (erased)").format(label=state.image_words) if gone else state.image_words
        self._image.show_image(QImage() if gone else state.image, words)
        reveal(self._image, not gone)
        self._image_words.setText(words)
        name = state.patient_name
        self._whose.show_words(name)
        self._patient.show_words(_("Open their file"), _("Open the file of {name}").format(name=name))
        reveal(self._patient, bool(name))

    def _draw_doing(self, state: TaskState, before: TaskState) -> None:
        numbered = (f"{number}.  {words}" for number, words in enumerate(state.steps, start=1))
        self._steps.show_words("\n".join(numbered))
        reveal(self._write, state.open)
        reveal(self._doing, state.open or bool(state.letters))
        if state.letters == before.letters:
            return
        clear(self._letters)
        for number, words in state.letters:
            link = LinkButton(words, f"letter_{number}")
            page = f"written:{self._state.id}/{number}"
            link.clicked.connect(partial(self.page_asked.emit, page))
            self._letters.addWidget(link, alignment=Qt.AlignmentFlag.AlignLeft)
            link.show()

    def _draw_history(self, history: tuple[Happening, ...]) -> None:
        reveal(self._past, len(history) > 1)
        clear(self._history)
        for happening in history:
            part = _told(happening)
            self._history.addWidget(part)
            part.show()

    def _connect(self) -> None:
        self._copy.clicked.connect(self.copy_asked)
        self._write.clicked.connect(lambda: self.page_asked.emit(f"letter:{self._state.id}"))
        self._patient.clicked.connect(lambda: self.patient_opened.emit(self._state.patient))

    def _lay_out(self) -> None:
        self._image.setFixedHeight(IMAGE_PX)
        self._image.set_alignment(Qt.AlignmentFlag.AlignLeft)
        opener = held(row(self._patient, None))
        picture = Card(self._image, self._image_words, self._whose, opener, name="removal_picture")
        self._past = Card(held(self._history), heading=_("What happened"), name="removal_history")
        side = held(column(picture, self.handing, None, spacing=12))
        side.setFixedWidth(SIDE_PX)
        acts = row(self._link, self._copy, self._write, spacing=12)
        acts.setStretch(0, 1)
        parts = (self._steps, held(self._letters), held(acts))
        self._doing = Card(*parts, heading=_("What to do"), name="removal_doing")
        across = row(side, column(self._doing, self.told, self._past, None, spacing=12), spacing=16)
        across.setStretch(1, 1)
        head = column(self._title, self._why, spacing=2)
        page = column(head, self._notice, self._busy, self._trouble, self._problems, across, None, spacing=10)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)


def _told(happening: Happening) -> QWidget:
    images = row(spacing=8)
    for image in happening.pictures:
        picture = Picture("", _("A picture of the place"))
        picture.setFixedSize(THUMBNAIL)
        picture.show_image(image, _("A picture of the place"))
        images.addWidget(picture)
    images.addStretch(1)
    shown = [held(images)] if happening.pictures else []
    return held(column(Text(happening.when, "quiet"), Text(happening.words), *shown, spacing=2))
