"""A sealed record, to read.

objectNames: record_page, title, details, copy, print_copy, patient_file, home, trouble, decisions_card,
people_card, signatures_card, explained_card, proof_card, answer_<row>_<column>, signer_<n>, ink_<n>,
person_<n>, explained_<n>, proof_<n>, image_<short id>, whole_picture, whole_close.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton
from consentdesk.ui.kit.card import Badge
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.text import Text, restyle
from consentdesk.ui.record.parts import Decisions, explanation, people, proof, signatures
from consentdesk.ui.record.state import RecordState
from consentdesk.ui.record.viewing import WholePicture
from consentdesk.ui.words import _


class RecordScreen(QWidget):
    """Draws a RecordState. `home_asked`, `patient_opened(id)` and `copy_opened(record id)` lead away."""

    home_asked = Signal()
    patient_opened = Signal(str)
    copy_opened = Signal(str)
    image_asked = Signal(str)
    close_asked = Signal()

    def __init__(self, state: RecordState) -> None:
        super().__init__()
        self.setObjectName("record_page")
        self._state = state
        self._title, self._details = Text("", "title", "title"), Text("", "quiet", "details")
        self._copy, self._trouble = Badge(""), Bar("trouble")
        self._copy.setObjectName("copy")
        self._home = LinkButton(_("‹  Home"), "home", _("Home"))
        self._file = LinkButton(_("The patient's file"), "patient_file")
        self._print = PrimaryButton(_("Print the copy again"), "print_copy")
        self._cards, self._whole = column(spacing=18), WholePicture()
        self._connect()
        self._lay_out()

    def draw(self, state: RecordState) -> None:
        before, self._state = self._state, state
        self._title.setText(state.title)
        self._details.setText(state.details)
        self._trouble.show_bar(state.trouble, "warn")
        self._draw_copy(state)
        self._file.setVisible(state.loaded)
        if state.loaded and not before.loaded:
            self._draw_cards(state)
        self._page.setVisible(state.whole is None)
        self._whole.draw(state.whole)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._print.setFocus()

    def _draw_copy(self, state: RecordState) -> None:
        self._copy.setText(state.copy)
        self._copy.setVisible(bool(state.copy))
        restyle(self._copy, mood="warn" if state.copy_waits else "info")
        self._print.show_words(_("Give the copy") if state.copy_waits else _("Print the copy again"))
        self._print.setVisible(state.loaded)

    def _draw_cards(self, state: RecordState) -> None:
        clear(self._cards)
        decisions = Decisions(state)
        decisions.opened.connect(self.image_asked)
        others = (people(state.people), signatures(state.signed), explanation(state.explained))
        for card in (decisions, *others, proof(state.proof)):
            self._cards.addWidget(card)

    def _connect(self) -> None:
        self._home.clicked.connect(self.home_asked)
        self._file.clicked.connect(lambda: self.patient_opened.emit(self._state.patient))
        self._print.clicked.connect(lambda: self.copy_opened.emit(self._state.record))
        self._whole.close_asked.connect(self.close_asked)

    def _lay_out(self) -> None:
        ways = row(self._home, self._file, None)
        named = column(self._title, self._details, spacing=4)
        head = row(named, self._copy, self._print, spacing=20)
        head.setStretch(0, 1)
        self._page = held(column(ways, head, self._cards, None, spacing=18))
        page = column(self._trouble, self._page, self._whole, spacing=14)
        page.setStretchFactor(self._whole, 1)
        self.setLayout(page)
