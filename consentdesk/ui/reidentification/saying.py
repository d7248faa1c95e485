"""The words that go with a picture, with those marked that identify.

objectNames: caption, title, mark (where there is one), file_name, name_more (shows the last).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Property, QMimeData, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.field import Field, Lines
from consentdesk.ui.kit.layout import column, row
from consentdesk.ui.kit.text import reveal
from consentdesk.ui.reidentification.state import CheckState, Mark
from consentdesk.ui.words import _

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
LINE_PX = 26


class MarkedLines(Lines):
    """One paragraph that wraps; pieces of it can be marked. Marks move with the words as somebody types."""

    def __init__(self) -> None:
        super().__init__()
        self._mark = QColor()
        self._spans: tuple[tuple[int, int], ...] = ()

    def mark(self, spans: Sequence[tuple[int, int]]) -> None:
        """Mark these spans, from and to in characters of the text without blanks before it, and no others."""
        self._spans = tuple(spans)
        self.setExtraSelections([self._selection(self._place(a), self._place(b)) for a, b in spans])

    def choose(self, start: int, end: int) -> None:
        """Select a span, so that typing replaces it."""
        cursor = self.textCursor()
        cursor.setPosition(self._place(start))
        cursor.setPosition(self._place(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(" ".join(source.text().split()))

    def _place(self, characters: int) -> int:
        """Where Qt counts a place in the text: some characters take two of its units."""
        text = self.toPlainText()
        before = len(text) - len(text.lstrip())
        return len(text[: before + characters].encode("utf-16-le")) // 2

    def _selection(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setBackground(self._mark)
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        made = QTextEdit.ExtraSelection()
        made.cursor, made.format = cursor, look
        return made

    def _set_mark(self, colour: QColor) -> None:
        if colour != self._mark:
            self._mark = colour
            self.mark(self._spans)

    markColour = Property(QColor, lambda self: self._mark, _set_mark)


class Said(Field):
    """A text of some lines whose identifying words are marked."""

    def __init__(self, name: str, label: str, lines: int) -> None:
        super().__init__(name, label, lines=lines)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        if isinstance(self.input, MarkedLines):
            self.input.mark([(mark.start, mark.end) for mark in marks])

    def choose(self, start: int, end: int) -> None:
        if isinstance(self.input, MarkedLines):
            self.input.choose(start, end)

    def _lines(self, count: int) -> QPlainTextEdit:
        box = MarkedLines()
        box.setTabChangesFocus(True)
        box.setFixedHeight(count * LINE_PX + 20)
        box.textChanged.connect(lambda: self.edited.emit(box.toPlainText()))
        return box


class SayingPart(QWidget):
    """`typed(field, text)` as somebody types. `more`, to be laid out elsewhere, asks for a file name too."""

    typed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._fields = {
            "caption": Said("caption", _("Caption"), lines=3),
            "title": Said("title", _("Title"), lines=3),
            "mark": Said("mark", _("Words under the picture"), lines=2),
            "file_name": Said("file_name", _("File name, where it keeps one"), lines=2),
        }
        for name, field in self._fields.items():
            field.edited.connect(lambda text, name=name: self.typed.emit(name, text))
        self._marks: tuple[Mark, ...] = ()
        self.more = LinkButton(_("File name…"), "name_more", _("Look through a file name as well"))
        self.more.clicked.connect(self._unfold)
        side = row(self._fields["caption"], self._fields["title"], spacing=20)
        side.setStretch(0, 3)
        side.setStretch(1, 2)
        self.setLayout(column(side, self._fields["mark"], self._fields["file_name"], spacing=4))
        for name in ("mark", "file_name"):
            reveal(self._fields[name], False)

    def draw(self, state: CheckState) -> None:
        """Draw what has changed; what is typed stays, and the cursor where it is."""
        if state.mark:
            reveal(self._fields["mark"], True)
        for name, field in self._fields.items():
            field.show_text(getattr(state, name))
            field.show_problem(state.problem(name))
        if state.marks != self._marks:
            self._marks = state.marks
            for name, field in self._fields.items():
                field.show_marks([mark for mark in state.marks if mark.field == name])

    def choose(self, mark: Mark) -> None:
        """Select words, so that typing replaces them."""
        self._fields[mark.field].choose(mark.start, mark.end)

    def _unfold(self) -> None:
        self.more.hide()
        reveal(self._fields["file_name"], True)
        self._fields["file_name"].setFocus()
