"""One question on a card: its words, Yes and No, and in place what a yes has to say besides."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.layout import column, row
from consentdesk.ui.kit.text import Text, restyle, reveal
from consentdesk.ui.kit.yes_no import YesNo
from consentdesk.ui.session.choose.grant import GrantPanel
from consentdesk.ui.session.choose.state import UseCard
from consentdesk.ui.words import _

STAFF_DIRECTION = Qt.LayoutDirection.LeftToRight


class QuestionCard(QFrame):
    """Y and N answer while the keyboard is on the card; the arrows up and down ask for the next one."""

    answered = Signal(bool)
    same_asked = Signal()
    open_asked = Signal()
    questions_asked = Signal()
    outlet_asked = Signal(str)
    typed = Signal(str, str)
    other_asked = Signal()
    neighbour_asked = Signal(int)

    def __init__(self, card: UseCard, yes: str, no: str, direction: Qt.LayoutDirection) -> None:
        super().__init__()
        self.setLayoutDirection(direction)
        self.setObjectName(f"card_{card.use}")
        self._use, self._keys = card.use, {yes[:1].casefold(): True, no[:1].casefold(): False}
        self._hint, self._problem = Text("", "quiet"), Text("", "problem")
        self._same = LinkButton(
            _("Same for all"), f"same_{card.use}", _("Same for all pictures: {use}").format(use=card.title)
        )
        self._ask = LinkButton(card.ask, f"ask_{card.use}")
        self._change = LinkButton(_("Change"), f"change_{card.use}")
        self.answers = YesNo(card.name, card.title, yes, no)
        self._panel: GrantPanel | None = None
        self._problem.setLayoutDirection(STAFF_DIRECTION)
        self._lay_out(card)
        self._connect()
        self.draw(card)

    def draw(self, card: UseCard) -> None:
        self.answers.show_answer(card.answer)
        self._hint.setText(card.summary if card.summary and card.grant is None else card.hint)
        self._problem.show_words(card.problem)
        if self._same.hasFocus() and not card.same:  # else the keyboard would go on to Yes, whatever was said
            (self.answers.yes if card.answer else self.answers.no).setFocus()
        self._same.setVisible(card.same)
        self._ask.show_words(card.ask)
        reveal(self._ask, bool(card.ask))
        self._change.setVisible(bool(card.summary) and card.grant is None)
        restyle(self, wrong=bool(card.problem))
        self._draw_panel(card)

    def focus_answer(self) -> None:
        self.answers.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        """Whether a key on Yes or No was meant for the card."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        answer = self._keys.get(event.text().casefold())
        if answer is not None:
            self.answered.emit(answer)
        elif event.key() in steps:
            self.neighbour_asked.emit(steps[Qt.Key(event.key())])
        else:
            return False
        return True

    def _draw_panel(self, card: UseCard) -> None:
        if card.grant is None:
            if self._panel is not None:
                self._panel.hide()
                self._panel.deleteLater()
                self._panel = None
        elif self._panel is None:
            self._panel = self._new_panel(card)
        else:
            self._panel.draw(card.grant)

    def _new_panel(self, card: UseCard) -> GrantPanel:
        assert card.grant is not None
        panel = GrantPanel(card.use, card.grant)
        panel.setLayoutDirection(STAFF_DIRECTION)
        panel.outlet_asked.connect(self.outlet_asked)
        panel.typed.connect(self.typed)
        panel.other_asked.connect(self.other_asked)
        panel.done_asked.connect(self.open_asked)
        self._column.addWidget(panel)
        return panel

    def _connect(self) -> None:
        self.answers.answered.connect(self.answered)
        self._same.clicked.connect(self.same_asked)
        self._ask.clicked.connect(self.questions_asked)
        self._change.clicked.connect(self.open_asked)
        for button in (self.answers.yes, self.answers.no):
            button.installEventFilter(self)

    def _lay_out(self, card: UseCard) -> None:
        title, aside = Text(card.title, "lead"), Text("", "quiet", f"aside_{card.use}")
        aside.show_words(card.aside)
        self._ask.setLayoutDirection(STAFF_DIRECTION)
        asked = row(self._ask, None)
        words = column(row(title, aside, spacing=12), self._hint, self._problem, asked, spacing=4)
        line = row(words, self._change, self._same, self.answers, spacing=14)
        line.setStretchFactor(words, 1)
        self._column = column(line, spacing=12, margins=(20, 11, 14, 11))
        self.setLayout(self._column)
