"""The uses. objectNames: rules_uses; per use use_<id>_usual, use_<id>_change, use_<id>_remove; add_<id> per
use of the catalogue, split_teaching, own_use, add_own.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from consentdesk.ui.kit.buttons import LinkButton, SecondaryButton, ToggleChip
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.text import Text, restyle, reveal
from consentdesk.ui.kit.wrap import Wrap
from consentdesk.ui.rules.uses.state import UseRow, UsesState
from consentdesk.ui.words import _


class UsesScreen(QWidget):
    """Lines are made anew only where the uses changed; what is typed is never touched."""

    place_asked = Signal(str)
    usual_asked = Signal(str, bool)
    remove_asked = Signal(str)
    add_asked = Signal(str)
    split_asked = Signal()
    own_typed = Signal(str)
    own_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rules_uses")
        self._lines, self._offers = column(spacing=2), Wrap(spacing=10)
        self._own = Field("own_use", _("A use of your own"), _("As patients will read it"))
        self._add_own = SecondaryButton(_("Add it"), "add_own", _("Add a use of your own"))
        self._state: UsesState | None = None
        self._own.edited.connect(self.own_typed)
        self._own.entered.connect(self.own_asked)
        self._add_own.clicked.connect(self.own_asked)
        self._lay_out()

    def draw(self, state: UsesState) -> None:
        """Draw what has changed."""
        before, self._state = self._state, state
        self._own.show_text(state.own)
        self._own.show_problem(state.own_problem)
        if before is None or state.uses != before.uses:
            self._draw_lines(state)
        if before is None or (state.offers, state.can_split) != (before.offers, before.can_split):
            self._draw_offers(state)

    def _draw_lines(self, state: UsesState) -> None:
        here = self._focused()
        clear(self._lines)
        for use in state.uses:
            line = self._line(use)
            self._lines.addWidget(line)
            line.show()
        if here and (found := self.findChild(QWidget, here)) is not None:
            found.setFocus()

    def _focused(self) -> str:
        """The name of the chip that has the keyboard, which goes to the one that takes its place."""
        return next((w.objectName() for w in self.findChildren(ToggleChip) if w.hasFocus()), "")

    def _line(self, use: UseRow) -> QWidget:
        usual = ToggleChip(_("Usual"), f"use_{use.id}_usual", f"{_('Usual')}: {use.title}")
        usual.setChecked(use.usual)
        usual.clicked.connect(lambda: self.usual_asked.emit(use.id, usual.isChecked()))
        change = LinkButton(_("Change"), f"use_{use.id}_change", f"{_('Change')}: {use.title}")
        change.clicked.connect(lambda: self.place_asked.emit(f"use:{use.id}"))
        remove = LinkButton(_("Remove"), f"use_{use.id}_remove", f"{_('Remove')}: {use.title}")
        remove.clicked.connect(lambda: self.remove_asked.emit(use.id))
        kept = remove.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        remove.setSizePolicy(kept)
        reveal(remove, use.removable)
        return held(_across(_said(use), usual, change, remove))

    def _draw_offers(self, state: UsesState) -> None:
        clear(self._offers)
        for id, title in state.offers:
            button = SecondaryButton(title, f"add_{id}", _("Add: {use}").format(use=title))
            button.clicked.connect(partial(self.add_asked.emit, id))
            self._offers.addWidget(button)
            button.show()
        if state.can_split:
            split = SecondaryButton(_("Split teaching: here and elsewhere"), "split_teaching")
            split.clicked.connect(self.split_asked)
            self._offers.addWidget(split)
            split.show()
        self._ready.setVisible(bool(state.offers) or state.can_split)

    def _lay_out(self) -> None:
        self._ready = held(column(Text(_("Ready to add"), "strong"), held(self._offers), spacing=8))
        own = row(self._own, column(None, self._add_own), spacing=12)
        own.setStretch(0, 1)
        own_place = held(own)
        uses = Card(held(self._lines), heading=_("What sessions can ask about"))
        add = Card(self._ready, own_place, heading=_("Add a use"))
        for card in (uses, add):
            card.body.addStretch(1)
        across = row(uses, add, spacing=16)
        across.setStretch(0, 2)
        across.setStretch(1, 1)
        self.setLayout(column(across, None))


def _said(use: UseRow) -> QWidget:
    gap = Text("", "quiet")
    restyle(gap, missing=True)
    gap.show_words(use.gap)
    return held(column(Text(use.title, "strong"), Text(use.needs, "quiet"), gap, spacing=0))


def _across(said: QWidget, *ways: QWidget) -> QHBoxLayout:
    line = row(said, *ways, spacing=10, margins=(0, 3, 0, 3))
    line.setStretch(0, 1)
    return line
