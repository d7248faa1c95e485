"""The overview. objectNames: rules_overview, open_packs, open_contact, open_uses, open_history; per language
words_<code>, language_<code>, and approve_<code> or word_use_<code>.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from consentdesk.ui.kit.bar import Mood
from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.card import Badge, Card
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.text import Text
from consentdesk.ui.rules.overview.state import LanguageRow, OverviewState
from consentdesk.ui.words import _

BADGE_PX = 190


class OverviewScreen(QWidget):
    """`place_asked(str)` leads to another page of the room."""

    place_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rules_overview")
        self._cards = QGridLayout()
        self._state: OverviewState | None = None
        self._lay_out()

    def draw(self, state: OverviewState) -> None:
        if state == self._state:
            return
        self._state = state
        clear(self._cards)
        left = (self._rules(state), self._contact(state), self._uses(state))
        words = self._words(state)
        for line, card in enumerate(left):
            self._cards.addWidget(card, line, 0)
        self._cards.addWidget(words, 0, 1, len(left), 1)
        for card in (*left, words):
            card.show()

    def _rules(self, state: OverviewState) -> Card:
        words = (Text(state.pack, "lead"), Text(state.rules, "quiet"), Text(state.modelled_on, "quiet"))
        return self._card(_("Rules"), "packs", _("Other rules"), *words)

    def _contact(self, state: OverviewState) -> Card:
        clinic, name, ways = state.contact
        words = (Text(clinic, "lead"), Text(name), Text(ways, "quiet"), Text(state.contact_hint, "quiet"))
        return self._card(_("Contact"), "contact", _("Change"), *words)

    def _uses(self, state: OverviewState) -> Card:
        usual = ", ".join(title for title, is_usual in state.uses if is_usual)
        others = ", ".join(title for title, is_usual in state.uses if not is_usual)
        words = [Text(_("Usually: {uses}").format(uses=usual), "body")]
        words += [Text(_("Also: {uses}").format(uses=others), "quiet")] if others else []
        return self._card(_("Uses"), "uses", _("Change"), *words)

    def _words(self, state: OverviewState) -> Card:
        lines = [self._language(line) for line in state.languages]
        return self._card(_("Words for patients"), "history", _("Every version"), *lines)

    def _language(self, line: LanguageRow) -> QWidget:
        badge = Badge(*_review(line))
        badge.setObjectName(f"language_{line.code}")
        badge.setFixedWidth(BADGE_PX)
        links = [*self._next(line)]
        links.append(self._link(f"words_{line.code}", f"words:{line.code}", _("Change"), line.name))
        said = column(Text(line.name, "strong"), Text(line.hint, "quiet"), spacing=0)
        across = row(said, badge, *links, spacing=10, margins=(0, 3, 0, 3))
        across.setStretch(0, 1)
        return held(across)

    def _next(self, line: LanguageRow) -> Iterator[LinkButton]:
        """What a language still needs."""
        if line.unworded:
            place = f"use:{line.unworded}:{line.code}"
            yield self._link(f"word_use_{line.code}", place, _("Word it"), line.name)
        elif not line.reviewed:
            yield self._link(f"approve_{line.code}", f"approve:{line.code}", _("Approve"), line.name)

    def _card(self, heading: str, place: str, words: str, *parts: QWidget) -> Card:
        card = Card()
        card.body.setSpacing(6)
        head = row(Text(heading, "heading"), self._link(f"open_{place}", place, words, heading))
        head.setStretch(0, 1)
        card.body.addLayout(head)
        for part in parts:
            card.body.addWidget(part)
        card.body.addStretch(1)
        return card

    def _link(self, name: str, place: str, words: str, about: str) -> LinkButton:
        link = LinkButton(words, name, f"{words}: {about}")
        link.clicked.connect(lambda: self.place_asked.emit(place))
        return link

    def _lay_out(self) -> None:
        self._cards.setSpacing(16)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setColumnStretch(0, 2)
        self._cards.setColumnStretch(1, 3)
        self.setLayout(column(held(self._cards), None))


def _review(line: LanguageRow) -> tuple[str, Mood]:
    if line.unworded:
        return _("Not offered"), "bad"
    return (_("Approved"), "good") if line.reviewed else (_("Draft, not reviewed"), "warn")
