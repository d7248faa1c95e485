"""The explanation as the patient sees it: a drawing, a heading, a few plain sentences.

objectNames: step_explain (the frame), continue, back, question, stop, smaller, larger, progress,
illustration, heading, draft_note, help, problem, statement_<n> from 1.
"""

from __future__ import annotations

from PySide6.QtCore import QFile, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.illustration import Illustration
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.patient_frame import PatientFrame
from consentdesk.ui.kit.text import Text
from consentdesk.ui.session.explain.state import ExplainState, Paragraph

LARGE, SMALL = QSize(430, 330), QSize(330, 254)


class ExplainScreen(QWidget):
    """`shown_asked(str)` says which page stands on the screen; `understood_asked` only follows once its end
    has been in sight, since what is recorded as shown was shown."""

    shown_asked = Signal(str)
    understood_asked = Signal()
    back_asked = Signal()
    question_asked = Signal()

    def __init__(self, frame: PatientFrame, state: ExplainState) -> None:
        super().__init__()
        self._frame, self._state = frame, state
        frame.continue_asked.connect(self._press)
        frame.back_asked.connect(self.back_asked)
        frame.question_asked.connect(self.question_asked)
        frame.scrolled.connect(self._say_primary)
        self.setLayout(column(frame))
        self._turn_page(state)

    def draw(self, state: ExplainState) -> None:
        before, self._state = self._state, state
        if state.page != before.page:
            self._turn_page(state)
            self.shown_asked.emit(state.page)
        self._say(state)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown_asked.emit(self._state.page)

    def _turn_page(self, state: ExplainState) -> None:
        self._help, self._problem = Text("", "patient_lead", "help"), Bar("problem")
        self._frame.set_content(held(_page(state, self._help, self._problem)))
        self._frame.primary.setFocus()
        self._say(state)

    def _say(self, state: ExplainState) -> None:
        self._help.show_words(state.help)
        self._problem.show_bar(state.problem, "warn")
        self._frame.show_progress(state.progress)
        self._say_primary()

    def _say_primary(self) -> None:
        state = self._state
        self._frame.show_primary(state.primary if self._frame.end_in_sight else state.read_on)

    def _press(self) -> None:
        if self._frame.end_in_sight:
            self.understood_asked.emit()
        else:
            self._frame.read_on()


def _page(state: ExplainState, help: Text, problem: Bar) -> QVBoxLayout:
    several = len(state.paragraphs) > 1
    picture = held(_drawing_and_note(state, SMALL if several else LARGE))
    words = held(_words(state, help, problem, 14 if several else 36))
    page = row(picture, words, spacing=56)
    page.setStretchFactor(words, 1)
    for part in (picture, words):
        page.setAlignment(part, Qt.AlignmentFlag.AlignTop if several else Qt.AlignmentFlag.AlignVCenter)
    return column(None, page, None)


def _drawing_and_note(state: ExplainState, size: QSize) -> QVBoxLayout:
    picture, note = Illustration(_drawing(state.picture), "illustration"), Text("", "patient_quiet")
    picture.setFixedSize(size)
    note.setObjectName("draft_note")
    note.setMaximumWidth(size.width())
    note.show_words(state.draft_note)
    return column(picture, note, spacing=14)


def _words(state: ExplainState, help: Text, problem: Bar, spacing: int) -> QVBoxLayout:
    heading = Text(state.heading, "patient_title", "heading")
    said = [_statement(number, p) for number, p in enumerate(state.paragraphs, start=1)]
    return column(problem, help, heading, *said, spacing=spacing)


def _statement(number: int, paragraph: Paragraph) -> QWidget:
    parts = [Text(paragraph.title, "patient_strong")] if paragraph.title else []
    text = Text(paragraph.text, "patient_lead" if paragraph.reassures else "patient")
    return held(column(*parts, text, spacing=2), f"statement_{number}")


def _drawing(picture: str) -> str:
    """The drawing of this name as SVG; none where there is no such drawing."""
    file = QFile(f"icons:explain-{picture}.svg")
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        return ""
    return bytes(file.readAll().data()).decode()
