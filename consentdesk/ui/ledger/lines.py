"""The lines of the ledger as they are read: a day, then what happened on it, newest first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.layout import clear, column, discard, held, row
from consentdesk.ui.kit.row_button import STRETCHES, RowButton
from consentdesk.ui.kit.text import Text
from consentdesk.ui.ledger.state import LineRow
from consentdesk.ui.words import _

TIME_PX, PERSON_PX, PATIENT_PX = 52, 190, 190
INDENT_PX = 82  # details stand below what happened


class LineView(QWidget):
    """One line, and below it what else is known of it once it is opened. `pressed_line(id)` when it is to be
    opened or closed, `only_asked(id, kind)` when its "patient" or "person" is looked for."""

    pressed_line = Signal(str)
    only_asked = Signal(str, str)

    def __init__(self, line: LineRow, number: int) -> None:
        super().__init__()
        self._row, self._number = line, number
        columns = (
            (line.time, "quiet", TIME_PX),
            (line.person, "body", PERSON_PX),
            (line.words, "body", STRETCHES),
            (line.patient, "body", PATIENT_PX),
        )
        self._button = RowButton(f"line_{number}", columns)  # type: ignore[arg-type]  # roles are literals
        self._button.clicked.connect(lambda: self.pressed_line.emit(line.id))
        self._details: QWidget | None = None
        self._column = column(self._button, spacing=0)
        self.setLayout(self._column)

    @property
    def line_id(self) -> str:
        return self._row.id

    def show_opened(self, opened: bool) -> None:
        """Show what else is known, or nothing of it."""
        if opened == (self._details is not None):
            return
        self._button.show_opened(opened)
        if self._details is not None:
            discard(self._details)
            self._details = None
        else:
            self._details = self._made()
            self._column.addWidget(self._details)
            self._details.show()

    def _made(self) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setColumnStretch(1, 1)
        for at, (label, words) in enumerate(self._row.details):
            grid.addWidget(Text(label, "quiet", wrap=False), at, 0)
            grid.addWidget(Text(words, "quiet"), at, 1)
        ways = row(*self._ways(), None, spacing=12)
        margins = (INDENT_PX, 4, 12, 12)
        return held(column(held(grid), held(ways), spacing=8, margins=margins), f"details_{self._number}")

    def _ways(self) -> list[LinkButton]:
        ways = [self._way("person", _("Only this person"))]
        return [*ways, self._way("patient", _("Only this patient"))] if self._row.patient_id else ways

    def _way(self, kind: str, words: str) -> LinkButton:
        way = LinkButton(words, f"only_{kind}_{self._number}", f"{words}: {getattr(self._row, kind)}")
        way.clicked.connect(lambda: self.only_asked.emit(self.line_id, kind))
        return way


class Lines(QWidget):
    """All lines of a page, rebuilt only when they change."""

    pressed_line = Signal(str)
    only_asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ledger_lines")
        self._lines: tuple[LineRow, ...] | None = None
        self._views: list[LineView] = []
        self._column = column(spacing=2)
        self.setLayout(self._column)

    def draw(self, lines: tuple[LineRow, ...], opened: str) -> None:
        """Show these lines, one of them opened."""
        if lines != self._lines:
            self._lines = lines
            self._rebuild(lines)
        for view in self._views:
            view.show_opened(view.line_id == opened)

    def _rebuild(self, lines: tuple[LineRow, ...]) -> None:
        clear(self._column)
        self._views = [LineView(line, number) for number, line in enumerate(lines, start=1)]
        day = ""
        for line, view in zip(lines, self._views, strict=True):
            if line.day != day:
                day = line.day
                self._column.addWidget(held(column(Text(day, "strong"), margins=(12, 10, 0, 2))))
            view.pressed_line.connect(self.pressed_line)
            view.only_asked.connect(self.only_asked)
            self._column.addWidget(view)
