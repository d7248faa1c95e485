"""Answers in a table, image by image and use by use: what was said, under which conditions, what became of
it, and the way to the record that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.layout import column, row
from consentdesk.ui.kit.text import Role, Text
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
    """A column a use, a row an image. A cell is called `<name>_<row>_<column>`, both from 1; `record_opened(
    str)` names a record that a cell leads to, `withdraw_asked(str)` what is to be withdrawn."""

    record_opened = Signal(str)
    withdraw_asked = Signal(str)

    def __init__(self, uses: Sequence[str], name: str) -> None:
        super().__init__()
        self._name, self._rows, self._grid = name, 0, QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(16)
        for at, title in enumerate((_("Picture"), *uses)):
            self._grid.addWidget(Text(title, "strong"), 0, at, TOP)
            self._grid.setColumnStretch(at, 1)

    def add(self, image: QWidget, cells: Sequence[Cell]) -> None:
        """Put one image and its answers below the others."""
        self._rows += 1
        self._grid.addWidget(image, self._rows, 0, TOP)
        for at, cell in enumerate(cells, start=1):
            answer = AnswerCell(cell, f"{self._name}_{self._rows}_{at}")
            answer.opened.connect(self.record_opened)
            answer.withdraw_asked.connect(self.withdraw_asked)
            self._grid.addWidget(answer, self._rows, at, TOP)


class AnswerCell(QWidget):
    """The answer carries `name`, what became of it `<name>_standing`, the way `<name>_record`, the way to
    withdraw it `<name>_withdraw`."""

    opened = Signal(str)
    withdraw_asked = Signal(str)

    def __init__(self, cell: Cell, name: str) -> None:
        super().__init__()
        said: Role = "quiet" if cell.over else "strong"
        became: Role = "strong" if cell.over else "quiet"
        parts: list[QWidget] = [Text(cell.answer, said, name)]
        parts += [Text(cell.details, "quiet")] if cell.details else []
        parts += [Text(cell.standing, became, f"{name}_standing")] if cell.standing else []
        lines = column(*parts, spacing=2)
        if cell.way is not None:
            lines.addLayout(row(self._link(cell.way, name), None))
        if cell.withdrawal:
            lines.addLayout(row(self._end(cell.withdrawal, name), None))
        lines.addStretch(1)
        self.setLayout(lines)

    def _link(self, way: Way, name: str) -> LinkButton:
        spoken = _("Open the record {code}").format(code=way.code)
        link = LinkButton(way.words, f"{name}_record", spoken)
        link.clicked.connect(lambda: self.opened.emit(way.record))
        return link

    def _end(self, about: str, name: str) -> LinkButton:
        link = LinkButton(_("Withdraw"), f"{name}_withdraw", _("Withdraw this use of this picture"))
        link.clicked.connect(lambda: self.withdraw_asked.emit(about))
        return link
