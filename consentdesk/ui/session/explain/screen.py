"""The explanation as the patient sees it: a drawing, a heading, a few plain sentences, or a question.

objectNames: step_explain (the frame), continue, back, question, stop, smaller, larger, progress,
illustration, heading, draft_note, help, problem, lead, statement_<n> from 1, ask_me (the questions are
offered); of a question asked_<its id>, reply_<n> from 1, said, enough.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QFile, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.choice import WordsButton
from consentdesk.ui.kit.illustration import Illustration
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.patient_frame import PatientFrame
from consentdesk.ui.kit.text import Text
from consentdesk.ui.session.explain.replies import ReplyPanel
from consentdesk.ui.session.explain.state import ExplainState, Paragraph

LARGE, SMALL = QSize(430, 330), QSize(330, 254)
FEW_PX, SEVERAL_PX, ASKED_PX = 36, 14, 22  # between the parts of a page


class ExplainScreen(QWidget):
    """`shown_asked(str)` says which page stands on the screen; `onward_asked` and `questions_asked` only
    follow once its end has been in sight, since what is recorded as shown was shown. `replied(str)` has the
    words of a reply, `enough_asked` ends the questions."""

    shown_asked = Signal(str)
    onward_asked = Signal()
    questions_asked = Signal()
    replied = Signal(str)
    enough_asked = Signal()
    back_asked = Signal()
    question_asked = Signal()

    def __init__(self, frame: PatientFrame, state: ExplainState) -> None:
        super().__init__()
        self._frame, self._state = frame, state
        frame.continue_asked.connect(lambda: self._leave_by(self.onward_asked.emit))
        frame.back_asked.connect(self.back_asked)
        frame.question_asked.connect(self.question_asked)
        frame.scrolled.connect(self._say_primary)
        self.setLayout(column(frame))
        self._turn_page(state)

    def draw(self, state: ExplainState) -> None:
        before, self._state = self._state, state
        if state.page != before.page:
            self._turn_page(state)
            self._tell_shown()
        self._say(state)
        if state.primary and not before.primary:
            self._give_keyboard()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell_shown()
        self._give_keyboard()

    def _tell_shown(self) -> None:
        if self._state.shows:
            self.shown_asked.emit(self._state.shows)

    def _turn_page(self, state: ExplainState) -> None:
        self._help, self._problem = Text("", "patient_lead", "help"), Bar("problem")
        self._replies = self._asked(state)
        words = _words(state, self._help, self._problem, self._replies)
        self._frame.set_content(held(_page(state, words, self._offer(state))))
        self._say(state)
        self._give_keyboard()

    def _asked(self, state: ExplainState) -> ReplyPanel | None:
        if state.replies is None:
            return None
        panel = ReplyPanel(state.replies, state.heading)
        panel.replied.connect(self.replied)
        panel.enough_asked.connect(self.enough_asked)
        return panel

    def _offer(self, state: ExplainState) -> QWidget | None:
        if not state.offer:
            return None
        offer = WordsButton(state.offer, "ask_me", centred=True)
        offer.clicked.connect(lambda: self._leave_by(self.questions_asked.emit))
        return offer

    def _say(self, state: ExplainState) -> None:
        self._help.show_words(state.help)
        self._problem.show_bar(state.problem, "warn")
        self._frame.show_progress(state.progress)
        if self._replies is not None and state.replies is not None:
            self._replies.draw(state.replies)
        self._say_primary()

    def _say_primary(self) -> None:
        state = self._state
        self._frame.show_primary(state.primary if self._frame.end_in_sight else state.read_on)

    def _give_keyboard(self) -> None:
        """To the way on; where only a reply leads on, to the replies."""
        if self._replies is not None and not self._state.primary:
            self._replies.setFocus()
        else:
            self._frame.primary.setFocus()

    def _leave_by(self, way: Callable[[], object]) -> None:
        """Out of this page, or first on to its end."""
        if self._frame.end_in_sight:
            way()
        else:
            self._frame.read_on()


def _page(state: ExplainState, words: QVBoxLayout, offer: QWidget | None) -> QVBoxLayout:
    several = len(state.paragraphs) > 1
    said = held(words)
    page = row(held(_beside(state, several, offer)), said, spacing=56)
    page.setStretchFactor(said, 1)
    page.setAlignment(said, Qt.AlignmentFlag.AlignTop if several else Qt.AlignmentFlag.AlignVCenter)
    return column(None, page, None)


def _beside(state: ExplainState, several: bool, offer: QWidget | None) -> QVBoxLayout:
    """The drawing; the offer stands at the foot, where it takes no line from the words and is in sight when
    their end is."""
    size = SMALL if several or state.replies else LARGE
    picture, note = Illustration(_drawing(state.picture), "illustration"), Text("", "patient_quiet")
    picture.setFixedSize(size)
    note.setObjectName("draft_note")
    note.show_words(state.draft_note)
    for part in (note, offer):
        if part is not None:
            part.setMaximumWidth(size.width())
    above = [] if several else [None]
    return column(*above, picture, note, None, *([offer] if offer else []), spacing=14)


def _words(state: ExplainState, help: Text, problem: Bar, replies: QWidget | None) -> QVBoxLayout:
    lead = [Text(state.lead, "patient_lead", "lead")] if state.lead else []
    heading = Text(state.heading, "patient_title", "heading")
    said = [_statement(number, p) for number, p in enumerate(state.paragraphs, start=1)]
    below = [replies] if replies else []
    spacing = SEVERAL_PX if len(said) > 1 else ASKED_PX if replies else FEW_PX
    return column(problem, help, *lead, heading, *said, *below, spacing=spacing)


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
