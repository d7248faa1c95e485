"""The check page: patient, answers, explanation and signers on one page.

objectNames, <n> the number of an image: problems, voided, patient_section, change_patient, signing_section,
change_signing, explained_section, change_explained, questions_section, change_questions, answers,
change_images, change_answers_<n>, thumbnail_<n>, answer_<n>_<column from 1>, continue, back, later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from consentdesk.domain.draft import Step
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.frames import SessionFrame
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.picture import THUMBNAIL, Picture
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.text import Text
from consentdesk.ui.session.check.state import Cell, CheckState, ImageRow, Line, Section
from consentdesk.ui.words import _

LABEL_PX = 150
ROWS_AT_ONCE = 10  # more than a screen has room for


class CheckScreen(QWidget):
    """Draws a CheckState in the frame it is given. `change_asked(str)` names a step, `answers_asked(str)` the
    image whose answers are to be changed; `questions_asked` is to ask the questions again."""

    change_asked = Signal(str)
    questions_asked = Signal()
    answers_asked = Signal(str)

    def __init__(self, frame: SessionFrame, state: CheckState) -> None:
        super().__init__()
        self._problems, self._voided = ProblemSummary(_("There is a problem")), Bar("voided")
        self._body, self._rows = column(spacing=14), QGridLayout()
        self._pictures: dict[str, Picture] = {}
        self._waiting: list[tuple[int, ImageRow]] = []
        self._dealing = QTimer(self, singleShot=True, interval=0)
        self._dealing.timeout.connect(self._deal_rows)
        title = Text(_("Is everything as it should be?"), "title")
        self.setLayout(column(self._problems, title, self._voided, self._body, None, spacing=14))
        frame.show_note(_("Nothing is final before it is sealed"))
        frame.set_content(self)
        self._state = state
        self._rebuild(state)

    def draw(self, state: CheckState) -> None:
        """Draw what has changed; thumbnails come in one by one without anything moving."""
        before, self._state = self._state, state
        if replace(state, thumbnails=before.thumbnails, problems=before.problems) != before:
            self._rebuild(state)
            while self._waiting:  # a page that is being read keeps its place
                self._deal_rows()
        elif state.thumbnails is not before.thumbnails:
            known = before.thumbnails
            self._show_thumbnails(
                {sha256: t for sha256, t in state.thumbnails.items() if sha256 not in known}
            )
        if state.problems != before.problems:
            self._problems.show_problems(state.problems)

    def _rebuild(self, state: CheckState) -> None:
        clear(self._body)
        self._pictures, self._waiting = {}, []
        patient, signing, explained = (self._section(section) for section in state.sections)
        asked = [self._questions(state.questions)] if state.questions else []
        left, right = column(patient, *asked, spacing=14), column(signing, explained, spacing=14)
        people = row(left, right, spacing=14)
        people.setStretch(0, 1)
        people.setStretch(1, 1)
        for part in (self._answers(state), held(people)):
            self._body.addWidget(part)
        self._voided.show_bar(state.voided, "warn")

    def _section(self, section: Section) -> Card:
        card = Card(name=f"{section.name}_section")
        change = self._link(f"change_{section.name}", section.heading)
        change.clicked.connect(partial(self.change_asked.emit, section.step.value))
        card.body.addLayout(row(Text(section.heading, "heading", wrap=False), None, change))
        for line in section.lines:
            card.body.addLayout(_line(line))
        card.body.addStretch(1)
        card.body.setSpacing(6)
        return card

    def _questions(self, line: Line) -> Card:
        card = Card(name="questions_section")
        change = self._link("change_questions", line.label)
        change.clicked.connect(self.questions_asked)
        card.body.addLayout(_line(line, change))
        return card

    def _answers(self, state: CheckState) -> Card:
        change = self._link("change_images", _("Pictures and uses"))
        change.clicked.connect(partial(self.change_asked.emit, Step.IMAGES.value))
        head = row(Text(_("Pictures and answers"), "heading", wrap=False), None, change)
        card = Card(name="answers")
        card.body.addLayout(head)
        if state.rows:
            card.body.addLayout(self._table(state))
        else:
            card.body.addWidget(Text(state.no_rows, "body"))
        return card

    def _table(self, state: CheckState) -> QGridLayout:
        self._rows = table = QGridLayout()  # the one before has gone with its card
        table.setHorizontalSpacing(18)
        table.setVerticalSpacing(12)
        for place, use in enumerate(state.uses):
            table.addWidget(Text(use, "quiet"), 0, place + 2)
            table.setColumnStretch(place + 2, 1)
        self._waiting = list(enumerate(state.rows, start=1))
        self._deal_rows()
        return table

    def _deal_rows(self) -> None:
        """The next rows, and those that follow once these were drawn."""
        now, self._waiting = self._waiting[:ROWS_AT_ONCE], self._waiting[ROWS_AT_ONCE:]
        for number, image in now:
            self._add_row(self._rows, number, image)
        self._show_thumbnails(self._state.thumbnails)
        if self._waiting:
            self._dealing.start()

    def _add_row(self, table: QGridLayout, at: int, image: ImageRow) -> None:
        picture = Picture(f"thumbnail_{image.number}", _("Picture {number}").format(number=image.number))
        picture.setFixedSize(THUMBNAIL)
        self._pictures[image.thumbnail_sha256] = picture
        number = Text(str(image.number), "strong", wrap=False)
        table.addWidget(picture, at, 0)
        words = held(column(number, Text(image.words, "quiet"), None, spacing=0))
        words.setFixedWidth(LABEL_PX)
        table.addWidget(words, at, 1, Qt.AlignmentFlag.AlignVCenter)
        for place, cell in enumerate(image.cells, start=1):
            told = _told(cell, f"answer_{image.number}_{place}")
            table.addWidget(told, at, place + 1, Qt.AlignmentFlag.AlignVCenter)
        change = self._link(f"change_answers_{image.number}", picture.accessibleName())
        change.clicked.connect(partial(self.answers_asked.emit, image.source_sha256))
        table.addWidget(change, at, len(image.cells) + 2)

    def _show_thumbnails(self, thumbnails: Mapping[str, QImage]) -> None:
        for sha256, picture in self._pictures.items():
            if sha256 in thumbnails:
                picture.show_image(thumbnails[sha256], picture.accessibleName())

    def _link(self, name: str, about: str) -> LinkButton:
        return LinkButton(_("Change"), name, _("Change: {part}").format(part=about))


def _line(line: Line, change: QWidget | None = None) -> QHBoxLayout:
    label, words = Text(line.label, "quiet"), Text(line.words, "body")
    label.setFixedWidth(LABEL_PX)
    for text in (label, words):
        text.setAlignment(Qt.AlignmentFlag.AlignVCenter if change else Qt.AlignmentFlag.AlignTop)
    told = row(label, words, *([change] if change else []), spacing=12)
    told.setStretch(1, 1)
    return told


def _told(cell: Cell, name: str) -> QWidget:
    details = [Text(cell.details, "quiet")] if cell.details else []
    return held(column(Text(cell.answer, "strong", wrap=False), *details, spacing=0), name)
