"""The cards of a record's page, each drawn once from what was signed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.drawn_signature import DrawnSignature
from consentdesk.ui.kit.layout import column, held
from consentdesk.ui.kit.text import Text
from consentdesk.ui.record.state import Cell, DecisionRow, Explained, Facts, RecordState, Signed
from consentdesk.ui.record.tile import ImageTile
from consentdesk.ui.words import _

INK_PX = 72
ACROSS = 3
TOP = Qt.AlignmentFlag.AlignTop


class Decisions(Card):
    """Image by image and use by use; `opened(str)` names the source hash of an image that was pressed.
    A cell is called `answer_<image row>_<use column>`, both from 1."""

    opened = Signal(str)

    def __init__(self, state: RecordState) -> None:
        super().__init__(heading=_("What was decided"), name="decisions_card")
        if state.nothing:
            self.body.addWidget(Text(state.nothing, "body", "nothing"))
        if state.rows:
            self.body.addWidget(held(self._table(state)))

    def _table(self, state: RecordState) -> QGridLayout:
        table = _grid(24, 16)
        for at, title in enumerate((_("Image"), *state.uses)):
            table.addWidget(Text(title, "strong"), 0, at, TOP)
            table.setColumnStretch(at, 1)
        for line, decided in enumerate(state.rows, start=1):
            table.addWidget(self._image(decided), line, 0, TOP)
            for at, cell in enumerate(decided.cells, start=1):
                table.addWidget(_answer(cell, f"answer_{line}_{at}"), line, at, TOP)
        return table

    def _image(self, decided: DecisionRow) -> QWidget:
        words = "\n".join(part for part in (decided.words, decided.shown) if part)
        tile = ImageTile(decided.source_sha256, words, decided.image, decided.kept)
        tile.opened.connect(self.opened)
        return tile


def people(facts: Facts) -> Card:
    """Who took part, as (label, words)."""
    return Card(held(_facts(facts, "person")), heading=_("Who took part"), name="people_card")


def proof(facts: Facts) -> Card:
    """What proves that nothing was changed."""
    return Card(held(_facts(facts, "proof")), heading=_("What proves this record"), name="proof_card")


def signatures(signed: Sequence[Signed]) -> Card:
    """Everyone who signed, the drawing above the name."""
    cards = _grid(32, 20)
    for number, each in enumerate(signed):
        cards.addWidget(_signature(each, number + 1), number // ACROSS, number % ACROSS, TOP)
    for at in range(ACROSS):
        cards.setColumnStretch(at, 1)
    return Card(held(cards), heading=_("Who signed"), name="signatures_card")


def explanation(pages: Sequence[Explained]) -> Card:
    """What was explained, word for word as it was shown (R41)."""
    told = [held(_page(page, number)) for number, page in enumerate(pages, start=1)]
    return Card(*told, heading=_("What was explained, in the words shown"), name="explained_card")


def _signature(signed: Signed, number: int) -> QWidget:
    ink = _ink(signed, number)
    ink.setFixedHeight(INK_PX)
    role = f"{signed.role[:1].upper()}{signed.role[1:]}"
    lines = (Text(signed.name, "strong", f"signer_{number}"), Text(role), Text(f"“{signed.meaning}”"))
    notes = [Text(note, "quiet") for note in (signed.at, signed.note) if note]
    return held(column(ink, *lines, *notes, None, spacing=4))


def _ink(signed: Signed, number: int) -> QWidget:
    if signed.drawing is None:
        return QWidget()
    return DrawnSignature(signed.drawing, f"ink_{number}", _("Signature of {name}").format(name=signed.name))


def _page(page: Explained, number: int) -> QGridLayout:
    lines = _grid(0, 6)
    lines.addWidget(Text(page.heading, "strong", f"explained_{number}"))
    for title, text in page.paragraphs:
        lines.addWidget(Text(f"{title} {text}", "body"))
    lines.addWidget(Text(page.source, "quiet"))
    return lines


def _facts(facts: Facts, name: str) -> QGridLayout:
    lines = _grid(24, 8)
    lines.setColumnStretch(1, 1)
    for number, (label, words) in enumerate(facts):
        lines.addWidget(Text(label, "quiet"), number, 0, TOP)
        lines.addWidget(Text(words, "body", f"{name}_{number + 1}"), number, 1, TOP)
    return lines


def _answer(cell: Cell, name: str) -> QWidget:
    details = [Text(cell.details, "quiet")] if cell.details else []
    return held(column(Text(cell.answer, "strong", name), *details, None, spacing=2))


def _grid(across: int, down: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(across)
    grid.setVerticalSpacing(down)
    return grid
