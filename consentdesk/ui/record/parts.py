"""The cards of a record's page, each drawn once from what was signed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.drawn_signature import DrawnSignature
from consentdesk.ui.kit.layout import column, held
from consentdesk.ui.kit.picture import Thumbnail, ThumbnailButton
from consentdesk.ui.kit.text import Text
from consentdesk.ui.kit.wrap import Wrap
from consentdesk.ui.record.cell import TOP, AnswerTable
from consentdesk.ui.record.state import (
    Asked,
    DecisionRow,
    Explained,
    Facts,
    RecordState,
    Signed,
    SignedPage,
)
from consentdesk.ui.record.tile import ImageTile
from consentdesk.ui.words import _

INK_PX = 72
ACROSS = 3


class Decisions(Card):
    """Image by image and use by use; `opened(str)` names the source hash of an image that was pressed.
    A cell is called `answer_<image row>_<use column>`, both from 1; `record_opened(str)` names the record
    that took an answer's place, `withdraw_asked(str)` what is to be withdrawn."""

    opened = Signal(str)
    record_opened = Signal(str)
    withdraw_asked = Signal(str)

    def __init__(self, state: RecordState) -> None:
        super().__init__(heading=_("What was decided"), name="decisions_card")
        if state.nothing:
            self.body.addWidget(Text(state.nothing, "body", "nothing"))
        if state.rows:
            self.body.addWidget(self._table(state))

    def _table(self, state: RecordState) -> AnswerTable:
        table = AnswerTable(state.uses, "answer")
        table.record_opened.connect(self.record_opened)
        table.withdraw_asked.connect(self.withdraw_asked)
        for decided in state.rows:
            table.add(self._image(decided), decided.cells)
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
    """Everyone who signed, the drawing above the name, where anybody drew one."""
    cards, inked = _grid(32, 20), any(each.drawing is not None for each in signed)
    for number, each in enumerate(signed):
        cards.addWidget(_signature(each, number + 1, inked), number // ACROSS, number % ACROSS, TOP)
    for at in range(ACROSS):
        cards.setColumnStretch(at, 1)
    return Card(held(cards), heading=_("Who signed"), name="signatures_card")


def explanation(pages: Sequence[Explained]) -> Card:
    """What was explained, word for word as it was shown (R41)."""
    told = [held(_page(page, number)) for number, page in enumerate(pages, start=1)]
    return Card(*told, heading=_("What was explained, in the words shown"), name="explained_card")


def questions(asked: Sequence[Asked]) -> Card:
    """The questions about the explanation, with every reply in order."""
    told = [held(_asked(question, number)) for number, question in enumerate(asked, start=1)]
    return Card(*told, heading=_("What was asked about the explanation"), name="questions_card")


class SignedPages(Card):
    """The pages that were signed in ink; `opened(int)` names one that was pressed."""

    opened = Signal(int)

    def __init__(self, pages: Sequence[SignedPage]) -> None:
        super().__init__(heading=_("The pages signed in ink"), name="pages_card")
        tiles = Wrap(spacing=16)
        for page in pages:
            button = ThumbnailButton(
                Thumbnail(str(page.number), page.words, page.image), f"page_{page.number}"
            )
            button.clicked.connect(partial(self._open, page.number))
            tiles.addWidget(held(column(button, Text(page.words, "quiet"), spacing=4)))
        self.body.addWidget(held(tiles))

    def _open(self, number: int) -> None:
        self.opened.emit(number)


def _asked(asked: Asked, number: int) -> QGridLayout:
    lines = _grid(0, 4)
    lines.addWidget(Text(asked.question, "strong", f"question_{number}"))
    for reply in asked.replies:
        lines.addWidget(Text(reply, "body"))
    return lines


def _signature(signed: Signed, number: int, inked: bool) -> QWidget:
    ink = [_ink(signed, number)] if inked else []
    role = f"{signed.role[:1].upper()}{signed.role[1:]}"
    lines = (Text(signed.name, "strong", f"signer_{number}"), Text(role), Text(f"“{signed.meaning}”"))
    notes = [Text(note, "quiet") for note in (signed.at, signed.note) if note]
    return held(column(*ink, *lines, *notes, None, spacing=4))


def _ink(signed: Signed, number: int) -> QWidget:
    ink = QWidget()
    if signed.drawing is not None:
        words = _("Signature of {name}").format(name=signed.name)
        ink = DrawnSignature(signed.drawing, f"ink_{number}", words)
    ink.setFixedHeight(INK_PX)
    return ink


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


def _grid(across: int, down: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(across)
    grid.setVerticalSpacing(down)
    return grid
