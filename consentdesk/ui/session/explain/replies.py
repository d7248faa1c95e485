"""The replies to a question, one press each, and a way out of the questions."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.buttons import SecondaryButton
from consentdesk.ui.kit.choice import WordsButton
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.text import Text, name_widget
from consentdesk.ui.session.explain.state import Replies

WIDEST_PX = 720


class ReplyPanel(QWidget):
    """`replied(str)` carries the words of the reply pressed."""

    replied = Signal(str)
    enough_asked = Signal()

    def __init__(self, replies: Replies, question: str) -> None:
        super().__init__()
        self._said = Text(replies.said, "patient_lead", "said")
        self._buttons = {words: self._button(n, words, question) for n, words in enumerate(replies.words, 1)}
        enough = SecondaryButton(replies.enough, "enough")
        enough.clicked.connect(self.enough_asked)
        given = row(self._group(replies.question, question), None)
        given.setStretch(0, 1)  # up to its greatest width, which a column would not reckon with
        given.setStretch(1, 0)
        self.setLayout(column(given, self._said, row(enough, None), spacing=14))
        self.draw(replies)

    def draw(self, replies: Replies) -> None:
        """Show the reply given, if it stands. The line that says so has its place from the start: no reply
        moves under a finger."""
        for words, button in self._buttons.items():
            button.show_chosen(words == replies.given)
        self._said.setText(replies.said)

    def _group(self, id: str, question: str) -> QWidget:
        """The keyboard begins at all replies alike: a press of Enter too many gives none of them."""
        group = held(column(*self._buttons.values(), spacing=14))
        name_widget(group, f"asked_{id}", question)
        group.setMaximumWidth(WIDEST_PX)
        group.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(group)
        return group

    def _button(self, number: int, words: str, question: str) -> WordsButton:
        button = WordsButton(words, f"reply_{number}", f"{question}: {words}")
        button.clicked.connect(lambda: self.replied.emit(words))
        return button
