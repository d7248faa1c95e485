"""Answers in a table, image by image and use by use: what was said, under which conditions, what became of
it, and the way to the record that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.layout import column, row
from consentdesk.ui.kit.text import Role, Text, reveal
from consentdesk.ui.words import _


@dataclass(frozen=True)
class Way:
    """The way to a record: its id, its code, and the words that lead there."""

    record: str
    code: str
    words: str


@dataclass(frozen=True)
class Cell:
    """One answer: yes, no, not agreed, not asked; where it reaches, until when, and how it was given; what
    became of it, and whether that is what counts now; the record to look at, where another one says so; what
    the page for withdrawing is opened about, where it can be withdrawn from here."""

    answer: str
    details: str = ""
    standing: str = ""
    over: bool = False
    way: Way | None = None
    withdrawal: str = ""


TOP = Qt.AlignmentFlag.AlignTop


class AnswerTable(QWidget):
    """A column a use, a row an image; in a narrow window the uses of an image stand one under the other. A
    cell is called `<name>_<row>_<column>`, both from 1; `record_opened(str)` names a record that a cell leads
    to, `withdraw_asked(str)` what is to be withdrawn."""

    record_opened = Signal(str)
    withdraw_asked = Signal(str)

    def __init__(self, uses: Sequence[str], name: str) -> None:
        super().__init__()
        self._name, self._uses, self._grid = name, tuple(uses), QGridLayout(self)
        self._heads = [Text(title, "strong") for title in (_("Picture"), *uses)]
        self._rows, self._narrow = list[list[QWidget]](), False
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(16)
        for at, head in enumerate(self._heads):
            self._grid.addWidget(head, 0, at, TOP)
            self._grid.setColumnStretch(at, 1)

    def add(self, image: QWidget, cells: Sequence[Cell]) -> None:
        """Put one image and its answers below the others."""
        answers = list[QWidget]()
        for at, (use, cell) in enumerate(zip(self._uses, cells, strict=True), start=1):
            answer = AnswerCell(cell, f"{self._name}_{len(self._rows) + 1}_{at}", use)
            answer.opened.connect(self.record_opened)
            answer.withdraw_asked.connect(self.withdraw_asked)
            answers.append(answer)
        self._rows.append([image, *answers])
        self._place(len(self._rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._across_px()
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def minimumSizeHint(self) -> QSize:
        across = self._columns_px()
        width = across[0] + self._grid.horizontalSpacing() + max(across[1:], default=0)
        return QSize(width, self._grid.totalMinimumSize().height())

    def _arrange(self) -> None:
        for at, head in enumerate(self._heads):
            head.setVisible(not self._narrow)
            self._grid.setColumnStretch(at, 0 if self._narrow and at != 1 else 1)
        for number, widgets in enumerate(self._rows, start=1):
            for widget in widgets:
                self._grid.removeWidget(widget)
            self._place(number)

    def _place(self, number: int) -> None:
        """One row of the wide table; in the narrow one a row for each use, the image beside the first."""
        image, *cells = self._rows[number - 1]
        top = 1 + (number - 1) * len(cells) if self._narrow else number
        self._grid.addWidget(image, top, 0, max(1, len(cells)) if self._narrow else 1, 1, TOP)
        for at, cell in enumerate(cells):
            assert isinstance(cell, AnswerCell)
            cell.name_use(self._narrow)
            self._grid.addWidget(cell, *((top + at, 1) if self._narrow else (top, at + 1)), TOP)

    def _across_px(self) -> int:
        """What the wide table needs."""
        columns = self._columns_px()
        return sum(columns) + (len(columns) - 1) * self._grid.horizontalSpacing()

    def _columns_px(self) -> list[int]:
        rows = [self._heads, *self._rows]
        return [max(w.minimumSizeHint().width() for w in column) for column in zip(*rows, strict=True)]


class AnswerCell(QWidget):
    """The answer carries `name`, what became of it `<name>_standing`, the way `<name>_record`, the way to
    withdraw it `<name>_withdraw`."""

    opened = Signal(str)
    withdraw_asked = Signal(str)

    def __init__(self, cell: Cell, name: str, use: str) -> None:
        super().__init__()
        self._use = Text(use, "strong")
        self._use.hide()
        said: Role = "quiet" if cell.over else "strong"
        became: Role = "strong" if cell.over else "quiet"
        parts: list[QWidget] = [self._use, Text(cell.answer, said, name)]
        parts += [Text(cell.details, "quiet")] if cell.details else []
        parts += [Text(cell.standing, became, f"{name}_standing")] if cell.standing else []
        lines = column(*parts, spacing=2)
        if cell.way is not None:
            lines.addLayout(row(self._link(cell.way, name), None))
        if cell.withdrawal:
            lines.addLayout(row(self._end(cell.withdrawal, name), None))
        lines.addStretch(1)
        self.setLayout(lines)

    def name_use(self, name: bool) -> None:
        """Say which use it is, where no head above says so."""
        reveal(self._use, name)

    def _link(self, way: Way, name: str) -> LinkButton:
        spoken = _("Open the record {code}").format(code=way.code)
        link = LinkButton(way.words, f"{name}_record", spoken)
        link.clicked.connect(lambda: self.opened.emit(way.record))
        return link

    def _end(self, about: str, name: str) -> LinkButton:
        link = LinkButton(_("Withdraw"), f"{name}_withdraw", _("Withdraw this use of this picture"))
        link.clicked.connect(lambda: self.withdraw_asked.emit(about))
        return link
