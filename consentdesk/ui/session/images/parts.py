"""The parts of the images page that come before the photographs themselves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from consentdesk.ui.kit.bar import BusyBar
from consentdesk.ui.kit.buttons import LinkButton, SecondaryButton, ToggleChip
from consentdesk.ui.kit.card import Card, RowCard
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.text import Text
from consentdesk.ui.kit.yes_no import YesNo
from consentdesk.ui.session.images.state import ImagesState, UseChip
from consentdesk.ui.words import _

CHIPS_A_ROW = 5


class Uses(Card):
    """What this session asks about: one large chip a use, in the pack's order."""

    toggled = Signal(str, bool)
    usual_asked = Signal()
    all_asked = Signal()

    def __init__(self, uses: Sequence[UseChip]) -> None:
        super().__init__(name="offered")
        self._problem = Text("", "problem")
        self._usual = LinkButton("", "usual_uses")
        self._usual.clicked.connect(self.usual_asked)
        self._all = LinkButton(_("All of them"), "all_uses", _("Ask about all of them"))
        self._all.clicked.connect(self.all_asked)
        self._chips = {use.id: self._chip(use) for use in uses}
        title = row(Text(_("This session asks about"), "heading", wrap=False), None, self._usual, self._all)
        for part in (held(title), self._problem, self._laid_out()):
            self.body.addWidget(part)
        self.setFocusProxy(next(iter(self._chips.values())))

    def draw(self, state: ImagesState) -> None:
        for use in state.uses:
            self._chips[use.id].setChecked(use.chosen)
        self._usual.show_words(state.usual_words)
        self._usual.setVisible(bool(state.usual_words))
        self._all.setVisible(not all(use.chosen for use in state.uses))
        self._problem.show_words(dict(state.problems).get("offered", ""))

    def _chip(self, use: UseChip) -> ToggleChip:
        chip = ToggleChip(use.words, f"use_{use.id}")
        chip.setAccessibleDescription(use.hint)
        chip.setToolTip(use.hint)
        chip.clicked.connect(lambda: self.toggled.emit(use.id, chip.isChecked()))
        return chip

    def _laid_out(self) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        for place, chip in enumerate(self._chips.values()):
            grid.addWidget(chip, *divmod(place, CHIPS_A_ROW))
        return held(grid)


class Adding(Card):
    """Where photographs come in: a button, a place to drop them on, and what is kept since earlier
    consents."""

    add_asked = Signal()
    earlier_asked = Signal()
    photography_asked = Signal()

    def __init__(self) -> None:
        super().__init__(name="images")
        self._problem = Text("", "problem")
        add = SecondaryButton(_("Add pictures"), "add_images")
        add.clicked.connect(self.add_asked)
        hint = Text(_("or drop them here, or paste them"), "quiet", wrap=False)
        self._earlier = SecondaryButton(_("From earlier consents"), "earlier_images")
        self._earlier.clicked.connect(self.earlier_asked)
        self._ask = LinkButton(_("No pictures yet? Ask permission first"), "photography_more")
        self._ask.clicked.connect(self.photography_asked)
        self.body.addWidget(self._problem)
        self.body.addLayout(row(add, hint, self._earlier, None, self._ask, spacing=16))
        self.setFocusProxy(add)

    def draw(self, state: ImagesState) -> None:
        self._problem.show_words(dict(state.problems).get("images", ""))
        self._ask.setVisible(not state.photography_open and not state.cards)
        self._earlier.setVisible(bool(state.earlier) and not state.earlier_open)


class Photography(QWidget):
    """May photographs be taken? Asked before the first one, and recorded either way (R1)."""

    answered = Signal(bool)

    def __init__(self, first_name: str) -> None:
        super().__init__()
        self.setObjectName("photography_row")
        question = _("May we take photographs of {name}?").format(name=first_name)
        self._pair = YesNo("photography", question, _("Yes"), _("No"))
        self._pair.answered.connect(self.answered)
        self._problem = Text("", "problem")
        self._said = Text("", "quiet")
        hint = _("Asked before the first photograph. Saying no changes nothing about the care.")
        self.setLayout(column(self._problem, RowCard(question, hint, self._pair), self._said, spacing=6))

    def draw(self, state: ImagesState) -> None:
        self.setVisible(state.photography_open)
        self._pair.show_answer(state.photography)
        self._problem.show_words(dict(state.problems).get("photography", ""))
        refused = _("The no is recorded. The session can go on to its end without pictures.")
        self._said.show_words(refused if state.photography is False else "")


class Arriving(QWidget):
    """How far the photographs on their way are, and which were refused."""

    cancel_asked = Signal()
    forget_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._busy = BusyBar("adding", _("Cancel the rest"))
        self._busy.cancel_asked.connect(self.cancel_asked)
        self._lines = column(spacing=4)
        close = LinkButton(_("Close this list"), "refused_close")
        close.clicked.connect(self.forget_asked)
        self._refused = Card(
            held(self._lines), held(row(close, None)), heading=_("What did not work"), name="refused"
        )
        self._shown: object = None
        self.setLayout(column(self._busy, self._refused))

    def draw(self, state: ImagesState) -> None:
        self._busy.show_progress(state.progress, state.done, state.total)
        self._refused.setVisible(bool(state.refused))
        if state.refused != self._shown:
            self._shown = state.refused
            clear(self._lines)
            for number, (name, reason) in enumerate(state.refused, start=1):
                self._lines.addWidget(Text(f"{name}: {reason}", "body", f"refused_{number}"))
        self.setVisible(bool(state.progress or state.refused))
