"""A sealed record, to read.

objectNames: record_page, title, details, copy, print_copy, patient_file, home, correct, trouble, corrected
(corrected_open), corrects (corrects_open), decisions_card, people_card, signatures_card, pages_card,
explained_card, questions_card, proof_card, answer_<row>_<column> (answer_<row>_<column>_standing,
answer_<row>_<column>_record, answer_<row>_<column>_withdraw), withdraw, signer_<n>, ink_<n>, person_<n>,
explained_<n>, question_<n>, page_<n>, proof_<n>, image_<short id>, whole_picture, whole_close; of the
correction: correction_page, correction_reason, correction_begin, correction_back.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.domain.access import Act
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton
from consentdesk.ui.kit.card import Badge
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.text import Text, restyle
from consentdesk.ui.record.cell import Way
from consentdesk.ui.record.correcting import CorrectionPage
from consentdesk.ui.record.parts import (
    Decisions,
    SignedPages,
    explanation,
    people,
    proof,
    questions,
    signatures,
)
from consentdesk.ui.record.state import RecordState
from consentdesk.ui.record.viewing import WholePicture
from consentdesk.ui.withdrawing import ROOM, about
from consentdesk.ui.words import _


class RecordScreen(QWidget):
    """Draws a RecordState. `home_asked`, `patient_opened(id)`, `record_opened(id)`, `session_opened(draft
    id)`, `work_opened(room, about)` and `copy_opened(record id)` lead away."""

    home_asked = Signal()
    patient_opened = Signal(str)
    copy_opened = Signal(str)
    record_opened = Signal(str)
    session_opened = Signal(str)
    work_opened = Signal(str, str)
    image_asked = Signal(str)
    page_asked = Signal(int)
    correction_asked = Signal()
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
        self._withdraw = LinkButton(_("Withdraw…"), "withdraw", _("Withdraw what was agreed to"))
        self._correct = LinkButton(_("Correct this consent"), "correct")
        self._corrected, self._corrects = Bar("corrected"), Bar("corrects")
        self._cards, self._whole, self.correction = column(spacing=18), WholePicture(), CorrectionPage()
        self._connect()
        self._lay_out()

    def draw(self, state: RecordState) -> None:
        before, self._state = self._state, state
        self._title.setText(state.title)
        self._details.setText(state.details)
        self._trouble.show_bar(state.trouble, "warn")
        self._draw_copy(state)
        self._file.setVisible(state.loaded)
        self._withdraw.setVisible(state.loaded and Act.WITHDRAW in state.acts and bool(state.rows))
        may_correct = Act.CORRECT_RECORD in state.acts
        self._correct.setVisible(state.loaded and may_correct and state.corrected is None)
        if state.loaded and not before.loaded:
            self._draw_ways(state)
            self._draw_cards(state)
        self._page.setVisible(state.whole is None and state.correcting is None)
        self._whole.draw(state.whole)
        self.correction.draw(state.correcting)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._print.setFocus()

    def _draw_copy(self, state: RecordState) -> None:
        self._copy.setText(state.copy)
        self._copy.setVisible(bool(state.copy))
        restyle(self._copy, mood="warn" if state.copy_waits else "info")
        self._print.show_words(_("Give the copy") if state.copy_waits else _("Print the copy again"))
        self._print.setVisible(state.loaded and Act.GIVE_COPY in state.acts)

    def _draw_ways(self, state: RecordState) -> None:
        """Which record corrects this one, and which one this corrects."""
        leads = (("open", _("Open that record")),)
        if state.corrected is not None:
            self._corrected.show_bar(state.corrected.words, "warn", leads)
        if state.corrects is not None:
            self._corrects.show_bar(state.corrects.words, "info", leads)

    def _draw_cards(self, state: RecordState) -> None:
        clear(self._cards)
        decisions = Decisions(state)
        decisions.opened.connect(self.image_asked)
        decisions.record_opened.connect(self.record_opened)
        decisions.withdraw_asked.connect(self._ask_withdrawal)
        cards: list[QWidget] = [decisions, people(state.people), signatures(state.signed)]
        cards += [self._signed_pages(state)] if state.pages else []
        cards.append(explanation(state.explained))
        cards += [questions(state.asked)] if state.asked else []
        for card in (*cards, proof(state.proof)):
            self._cards.addWidget(card)

    def _signed_pages(self, state: RecordState) -> SignedPages:
        pages = SignedPages(state.pages)
        pages.opened.connect(self.page_asked)
        return pages

    def _connect(self) -> None:
        self._home.clicked.connect(self.home_asked)
        self._file.clicked.connect(lambda: self.patient_opened.emit(self._state.patient))
        self._print.clicked.connect(lambda: self.copy_opened.emit(self._state.record))
        self._whole.close_asked.connect(self.close_asked)
        self._withdraw.clicked.connect(lambda: self._ask_withdrawal(about(self._state.patient)))
        self._correct.clicked.connect(self.correction_asked)
        self._corrected.asked.connect(lambda name: self._follow(self._state.corrected))
        self._corrects.asked.connect(lambda name: self._follow(self._state.corrects))

    def _ask_withdrawal(self, about: str) -> None:
        self.work_opened.emit(ROOM, about)

    def _follow(self, way: Way | None) -> None:
        if way is not None:
            self.record_opened.emit(way.record)

    def _lay_out(self) -> None:
        ways = row(self._home, self._file, None, self._withdraw, self._correct)
        named = column(self._title, self._details, spacing=4)
        head = row(named, self._copy, self._print, spacing=20)
        head.setStretch(0, 1)
        bars = (self._corrected, self._corrects)
        self._page = held(column(ways, head, *bars, self._cards, None, spacing=18))
        page = column(self._trouble, self._page, self._whole, self.correction, spacing=14)
        page.setStretchFactor(self._whole, 1)
        self.setLayout(page)
