"""One patient: who they are, what was decided and when, and the images.

objectNames: patient_file, patient_name, new_consent, new_consent_first (where there is no record yet),
record_<n> from 1 (its button open_<n>), image_<short id>, today_<row>_<column> from 1 (what counts today; its
record today_<row>_<column>_record, the way to withdraw it today_<row>_<column>_withdraw), may_use, release,
withdraw, withdrawal_<n> from 1 (its button withdrawal_<n>_open), erase, home, trouble, whole_picture,
whole_mask, whole_close.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.domain.access import Act
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton, SecondaryButton
from consentdesk.ui.kit.card import Badge, Card, RowCard
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.patient_file.state import PatientFileState, RecordRow, WithdrawalRow
from consentdesk.ui.patient_file.ways import PictureWays
from consentdesk.ui.record.cell import AnswerTable
from consentdesk.ui.record.tile import ImageTile
from consentdesk.ui.record.viewing import WholePicture
from consentdesk.ui.withdrawing import ROOM, about
from consentdesk.ui.words import _


class PatientFileScreen(QWidget):
    """Draws a PatientFileState. `home_asked`, `record_opened(id)`, `new_consent_asked(patient id)`,
    `work_opened(room, about)` and `erasure_asked(patient id)` lead away."""

    home_asked = Signal()
    record_opened = Signal(str)
    new_consent_asked = Signal(str)
    erasure_asked = Signal(str)
    work_opened = Signal(str, str)
    image_asked = Signal(str)
    close_asked = Signal()

    def __init__(self, state: PatientFileState) -> None:
        super().__init__()
        self.setObjectName("patient_file")
        self._state = state
        self._name, self._details = Text("", "title", "patient_name"), Text("", "body", "patient_details")
        self._home, self._trouble = LinkButton(_("‹  Home"), "home", _("Home")), Bar("trouble")
        self._new = PrimaryButton(_("New consent"), "new_consent")
        self._withdraw = SecondaryButton(_("Withdraw…"), "withdraw")
        self._withdraw.show_words(_("Withdraw…"), _("Withdraw what this patient's pictures may be used for"))
        self._erase = LinkButton(_("Erase…"), "erase", _("Erase something of this patient for good"))
        self._records, self._images = column(spacing=10), column()
        heading = _("Pictures, and what counts today")
        self._ways = PictureWays()
        self._image_card = Card(held(self._images), self._ways, heading=heading, name="images_card")
        self._said = column(spacing=10)
        self._withdrawals = Card(held(self._said), heading=_("Withdrawn"), name="withdrawals_card")
        self._whole = WholePicture()
        self._connect()
        self._lay_out()

    def draw(self, state: PatientFileState) -> None:
        before, self._state = self._state, state
        self._name.setText(state.name)
        self._details.setText(state.details)
        self._trouble.show_bar(state.trouble, "warn")
        if (state.records, state.loaded) != (before.records, before.loaded):
            self._draw_records(state)
        if (state.images, state.uses) != (before.images, before.uses):
            self._draw_images(state)
        if state.withdrawals != before.withdrawals:
            self._draw_withdrawals(state)
        self._ways.draw(state.images, state.acts)
        self._image_card.setVisible(bool(state.images))
        self._withdrawals.setVisible(bool(state.withdrawals))
        reveal(self._withdraw, Act.WITHDRAW in state.acts and bool(state.images))
        reveal(self._new, Act.TAKE_CONSENT in state.acts)
        reveal(self._erase, Act.ERASE in state.acts)
        self._page.setVisible(state.whole is None)
        self._whole.draw(state.whole)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._new.setFocus()

    def _draw_records(self, state: PatientFileState) -> None:
        clear(self._records)
        for number, record in enumerate(state.records, start=1):
            self._records.addWidget(self._row(record, number))
        if not state.records and state.loaded:
            self._records.addWidget(self._nothing_yet())

    def _row(self, record: RecordRow, number: int) -> RowCard:
        badge = Badge(record.copy, "warn" if record.waits else "info")
        button = LinkButton(_("Open"), f"open_{number}", _("Open the record of {day}").format(day=record.day))
        button.clicked.connect(partial(self._open, record.id))
        return RowCard(record.day, record.details, badge, button, name=f"record_{number}")

    def _nothing_yet(self) -> QWidget:
        begin = SecondaryButton(_("Start a consent"), "new_consent_first")
        begin.clicked.connect(self._ask_consent)
        reveal(begin, Act.TAKE_CONSENT in self._state.acts)
        return held(column(Text(_("There is no consent of this patient yet."), "body"), row(begin, None)))

    def _draw_images(self, state: PatientFileState) -> None:
        clear(self._images)
        table = AnswerTable(state.uses, "today")
        for image in state.images:
            tile = ImageTile(image.source_sha256, image.words, image.image, image.kept)
            tile.opened.connect(self.image_asked)
            table.add(tile, image.cells)
        table.record_opened.connect(self.record_opened)
        table.withdraw_asked.connect(self._ask_withdrawal)
        self._images.addWidget(table)

    def _draw_withdrawals(self, state: PatientFileState) -> None:
        clear(self._said)
        for number, said in enumerate(state.withdrawals, start=1):
            self._said.addWidget(self._withdrawal(said, number))

    def _withdrawal(self, said: WithdrawalRow, number: int) -> RowCard:
        badge = [Badge(_("To be settled"), "warn")] if said.waits else []
        name = f"withdrawal_{number}"
        button = LinkButton(_("Open"), f"{name}_open", _("Open: {what}").format(what=said.what))
        button.clicked.connect(partial(self._ask_withdrawal, said.id))
        return RowCard(said.what, said.details, *badge, button, name=name)

    def _ask_withdrawal(self, about: str) -> None:
        self.work_opened.emit(ROOM, about)

    def _open(self, record: str) -> None:
        self.record_opened.emit(record)

    def _ask_consent(self) -> None:
        self.new_consent_asked.emit(self._state.patient)

    def _connect(self) -> None:
        self._home.clicked.connect(self.home_asked)
        self._new.clicked.connect(self._ask_consent)
        self._erase.clicked.connect(lambda: self.erasure_asked.emit(self._state.patient))
        self._withdraw.clicked.connect(lambda: self._ask_withdrawal(about(self._state.patient)))
        self._ways.work_opened.connect(self.work_opened)
        self._whole.close_asked.connect(self.close_asked)
        self._whole.mask_asked.connect(partial(self.work_opened.emit, "masking"))

    def _lay_out(self) -> None:
        head = row(column(self._name, self._details, spacing=4), self._withdraw, self._new, spacing=12)
        head.setStretch(0, 1)
        records = Card(held(self._records), heading=_("Consents"), name="records_card")
        erase = row(None, self._erase)
        parts = (row(self._home, None), head, records, self._image_card, self._withdrawals, erase, None)
        self._page = held(column(*parts, spacing=18))
        page = column(self._trouble, self._page, self._whole, spacing=14)
        page.setStretchFactor(self._whole, 1)
        self.setLayout(page)
