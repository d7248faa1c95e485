"""Statements of a language. objectNames: rules_words, statement_<id> to choose one, statement_title,
statement_text, grade, page_preview.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.buttons import ListButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import DIRECTIONS, clear, column, held, row
from consentdesk.ui.kit.pages import PageSheet
from consentdesk.ui.kit.text import Text, restyle
from consentdesk.ui.rules.page_picture import SCREEN_PX, page_picture
from consentdesk.ui.rules.statements.state import ShownPage, StatementsState
from consentdesk.ui.words import _

LIST_PX, PREVIEW_PX, EDGE_PX, TEXT_LINES, PAUSE_MS = 310, 530, 8, 4, 250


class StatementsScreen(QWidget):
    """`worded(title, text)` as somebody types; the page is drawn anew once typing pauses."""

    place_asked = Signal(str)
    statement_asked = Signal(str)
    worded = Signal(str, str)

    def __init__(self, state: StatementsState) -> None:
        super().__init__()
        self.setObjectName("rules_words")
        self._lines = {id: self._line(id, title) for id, title in state.titles}
        self._title = Field("statement_title", _("Title"))
        self._text = Field("statement_text", _("Text"), lines=TEXT_LINES)
        self._grade, self._places = Text("", "strong", "grade"), Text("", "quiet", "places")
        self._looks = column(margins=(EDGE_PX, EDGE_PX, EDGE_PX, EDGE_PX))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._shown: ShownPage | None = None
        self._present = ""
        self._connect()
        self._lay_out(state.rtl)
        self.draw(state)
        self._draw_page()

    def draw(self, state: StatementsState) -> None:
        """Draw what has changed; what is being typed keeps its cursor."""
        problems, turned = dict(reversed(state.problems)), state.statement.id != self._present
        self._present = state.statement.id
        for id, title in state.titles:
            mark = "  •" if id in state.changed else ""
            self._lines[id].show_words(f"{title}{mark}", f"{id}: {title}")
            self._lines[id].setChecked(id == state.statement.id)
        self._draw_words(state, turned)
        self._title.show_problem(problems.get("title", ""))
        self._text.show_problem(problems.get("text", ""))
        self._draw_grade(state)
        self._places.show_words(state.places)
        if state.shown != self._shown:
            self._shown = state.shown
            self._pause.start(0 if turned else PAUSE_MS)

    def _draw_words(self, state: StatementsState, turned: bool) -> None:
        for field, words in ((self._title, state.statement.title), (self._text, state.statement.text)):
            field.input.setLayoutDirection(DIRECTIONS[state.rtl])
            if turned or not field.input.hasFocus():
                field.show_text(words)

    def _draw_grade(self, state: StatementsState) -> None:
        words = _("{grade}: harder than grade 6").format(grade=state.grade) if state.hard else state.grade
        self._grade.show_words(words)
        restyle(self._grade, missing=state.hard)

    def _draw_page(self) -> None:
        clear(self._looks)
        if (shown := self._shown) is None:
            return
        picture = page_picture(shown.wording, shown.page, shown.number, shown.total, shown.first_name)
        sheet = PageSheet(picture.toImage(), "page_preview", _("The page as the patient will see it"))
        sheet.setAccessibleDescription(" ".join(f"{s.title} {s.text}" for s in shown.page.statements))
        sheet.zoom_to(PREVIEW_PX)
        self._looks.addWidget(sheet)
        sheet.show()

    def _line(self, id: str, title: str) -> ListButton:
        line = ListButton(title, f"statement_{id}")
        line.clicked.connect(partial(self.statement_asked.emit, id))
        return line

    def _say(self) -> None:
        self.worded.emit(self._title.text, self._text.text)

    def _connect(self) -> None:
        self._title.edited.connect(self._say)
        self._text.edited.connect(self._say)
        self._pause.timeout.connect(self._draw_page)

    def _lay_out(self, rtl: bool) -> None:
        lines = held(column(*self._lines.values(), None, spacing=2))
        lines.setFixedWidth(LIST_PX)
        words = Card(self._title, self._text)
        told = column(self._grade, self._places, None, spacing=8)
        looks = held(self._looks, "desk")
        height_px = round(PREVIEW_PX * SCREEN_PX.height() / SCREEN_PX.width())
        looks.setFixedSize(PREVIEW_PX + 2 * EDGE_PX, height_px + 2 * EDGE_PX)
        below = row(looks, told, spacing=16)
        below.setStretch(1, 1)
        across = row(lines, column(words, below, None, spacing=14), spacing=16)
        across.setStretch(1, 1)
        self.setLayout(column(across, None))
        lines.setLayoutDirection(DIRECTIONS[rtl])
