"""What somebody has to look for with their own eyes: a line each, answered by mouse or by one key.

objectNames: look_<kind>, with look_<kind>_no, look_<kind>_yes, look_<kind>_hidden; repeat_answers.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from consentdesk.domain.reidentification.check import CHECKLIST, Seen
from consentdesk.domain.reidentification.identifier import Kind
from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.layout import column, row
from consentdesk.ui.kit.text import Text, name_widget, restyle, reveal
from consentdesk.ui.kit.yes_no import AnswerButton
from consentdesk.ui.reidentification.kinds import kind_words
from consentdesk.ui.reidentification.state import LOOK, CheckState
from consentdesk.ui.reidentification.told import seen_key, seen_words
from consentdesk.ui.words import _

ANSWERS = (Seen.NO, Seen.YES, Seen.HIDDEN)
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class LookButton(AnswerButton):
    """One of three. Every press counts: the next line's button is soon under the pointer."""

    def __init__(self, seen: Seen, name: str, question: str) -> None:
        super().__init__(seen_words(seen), name, question)
        self.setProperty("seen", seen.value)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the line has the keyboard

    def sizeHint(self) -> QSize:
        return QPushButton.sizeHint(self)  # no tick: it is filled once chosen

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)


class LookLine(QFrame):
    """One thing to look for. `answered(Seen)` by a press or a key, `left(int)` to the line so far below."""

    answered = Signal(object)
    left = Signal(int)

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self._words, self._shown = kind_words(kind), ""
        name_widget(self, f"{LOOK}{kind.value}", self._words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._buttons = {
            seen: LookButton(seen, f"{LOOK}{kind.value}_{seen.value}", self._words) for seen in ANSWERS
        }
        for seen, button in self._buttons.items():
            button.clicked.connect(partial(self.answered.emit, seen))
        self._keys = {seen_key(seen): seen for seen in ANSWERS}
        line = row(Text(self._words, wrap=False), None, *self._buttons.values(), spacing=4)
        line.setContentsMargins(8, 0, 2, 0)
        self.setLayout(line)
        self.draw(None)

    def draw(self, seen: Seen | None, wrong: bool = False) -> None:
        for each, button in self._buttons.items():
            button.show_chosen(each is seen)
        restyle(self, wrong=wrong)
        said = seen_words(seen) if seen else _("not answered")
        self.setAccessibleName(f"{self._words}: {said}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        seen = self._keys.get(event.text().upper())
        if seen is not None and not event.isAutoRepeat():
            self.answered.emit(seen)
        elif (step := STEPS.get(Qt.Key(event.key()))) is not None:
            self.left.emit(step)
        else:
            super().keyPressEvent(event)


class Checklist(QWidget):
    """`answered(Kind, Seen)`; `repeat_asked` for those of the picture before; `ended` when the last line was
    answered."""

    answered = Signal(object, object)
    repeat_asked = Signal()
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("checklist")
        self._lines = {kind: LookLine(kind) for kind in CHECKLIST}
        keys = " · ".join(seen_key(seen) for seen in ANSWERS)
        hint = Text(_("Keys: {keys}").format(keys=keys), "quiet", "look_hint", wrap=False)
        self._repeat = LinkButton(_("As for the picture before"), "repeat_answers")
        self._repeat.clicked.connect(self.repeat_asked)
        self._keys = hint
        heading = Text(_("What do you see?"), "heading", wrap=False)
        head = row(heading, None, hint, self._repeat, spacing=8, margins=(8, 0, 2, 4))
        self.setLayout(column(head, *self._lines.values(), spacing=0))
        for kind, line in self._lines.items():
            line.answered.connect(partial(self._answer, kind))
            line.left.connect(partial(self._step, kind))

    def draw(self, state: CheckState) -> None:
        answers, wrong = state.answers, state.wrong_lines
        for kind, line in self._lines.items():
            line.draw(answers.get(kind), kind in wrong)
        reveal(self._repeat, state.can_repeat)
        reveal(self._keys, not state.can_repeat)

    def lead_keyboard(self, state: CheckState) -> None:
        """To the first line that is still open."""
        if state.unanswered:
            self._lines[state.unanswered[0]].setFocus()

    def _answer(self, kind: Kind, seen: Seen) -> None:
        self.answered.emit(kind, seen)
        self._go_on(kind)

    def _go_on(self, kind: Kind) -> None:
        """To the line below; from the last one to what comes after the list."""
        if kind is CHECKLIST[-1]:
            self.ended.emit()
        else:
            self._step(kind, 1)

    def _step(self, kind: Kind, by: int) -> None:
        at = CHECKLIST.index(kind) + by
        if 0 <= at < len(CHECKLIST):
            self._lines[CHECKLIST[at]].setFocus()
