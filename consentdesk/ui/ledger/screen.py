"""The ledger: who saw or changed what. objectNames: ledger_page, ledger_subject (whom to look for, with
found_<n> from 1), chosen_<patient|person>, group_<group>, ledger_first_day, ledger_last_day, line_<n> from 1
(with details_<n>, only_person_<n>, only_patient_<n>), nothing, newer, older, check_copy, integrity,
save_table, ledger_asking (ledger_code, ledger_save, ledger_save_cancel), ledger_saving
(ledger_saving_cancel), ledger_saved, trouble.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from consentdesk.domain.ledger_lines import Group
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import LinkButton, ListButton, SecondaryButton, ToggleChip
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.field import Field, side_by_side
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.kit.wrap import Wrap
from consentdesk.ui.ledger.lines import Lines
from consentdesk.ui.ledger.looking import FIRST_DAY, LAST_DAY, SUBJECT
from consentdesk.ui.ledger.saving_part import SavingPart
from consentdesk.ui.ledger.state import LedgerState, Subject
from consentdesk.ui.ledger.told import group_words
from consentdesk.ui.words import _

DAY_PX = 170


class LedgerScreen(QWidget):
    """`subject_chosen(kind, id, words)`, `subject_dropped(kind)`, `group_chosen(group, on)` and
    `days_given(first, last)` say what is looked for; `only_asked(line, kind)` looks for the patient or the
    person of a line."""

    search_asked = Signal(str)
    first_asked = Signal()
    subject_chosen = Signal(str, str, str)
    subject_dropped = Signal(str)
    group_chosen = Signal(str, bool)
    days_given = Signal(str, str)
    line_pressed = Signal(str)
    only_asked = Signal(str, str)
    newer_asked = Signal()
    older_asked = Signal()
    save_asked = Signal()
    room_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ledger_page")
        self._state = LedgerState()
        self._trouble, self._found = Bar("trouble"), column(spacing=2)
        self._subject = Field(SUBJECT, _("Patient or person"))
        self._first, self._last = Field(FIRST_DAY, _("From")), Field(LAST_DAY, _("To"))
        self._chips = {group: ToggleChip(group_words(group), f"group_{group}") for group in Group}
        self._chosen = column(spacing=8)
        self.saving, self._lines, self._nothing = SavingPart(), Lines(), Text("", "quiet", "nothing")
        self._newer, self._older = SecondaryButton(_("Newer"), "newer"), SecondaryButton(_("Older"), "older")
        self._connect()
        self._lay_out()

    def draw(self, state: LedgerState) -> None:
        """Draw what has changed; what is typed stays, and so does the keyboard."""
        before, self._state = self._state, state
        self._trouble.show_bar(state.trouble, "bad")
        self._subject.show_placeholder(_whom(state.names))
        for field in (self._subject, self._first, self._last):
            field.show_problem(state.problem(field.input.objectName()))
        if state.found != before.found:
            self._draw_found(state)
        if state.chosen != before.chosen:
            self._draw_chosen(state)
        for group, chip in self._chips.items():
            chip.setChecked(group in state.groups)
        self._lines.draw(state.lines, state.open)
        self._nothing.show_words(_nothing(state))
        reveal(self._newer, state.newer)
        reveal(self._older, state.older)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._subject.setFocus()

    def _draw_found(self, state: LedgerState) -> None:
        clear(self._found)
        for number, subject in enumerate(state.found, start=1):
            button = ListButton(subject.words, f"found_{number}")
            button.clicked.connect(partial(self._choose, subject))
            self._found.addWidget(button)
            button.show()
        reveal(self._results, bool(state.found))

    def _draw_chosen(self, state: LedgerState) -> None:
        clear(self._chosen)
        for subject in state.chosen:
            chip = ToggleChip(subject.words, f"chosen_{subject.kind}", _("Show everybody again"))
            chip.setChecked(True)
            chip.clicked.connect(partial(self.subject_dropped.emit, subject.kind))
            self._chosen.addWidget(chip, alignment=Qt.AlignmentFlag.AlignLeft)
            chip.show()
        reveal(self._alone, bool(state.chosen))
        self._subject.show_text("")  # what was typed stands there as chosen
        self._subject.setFocus()  # what was pressed is gone

    def _choose(self, subject: Subject) -> None:
        self.subject_chosen.emit(subject.kind, subject.id, subject.words)

    def _tell_group(self, group: Group) -> None:
        self.group_chosen.emit(group.value, self._chips[group].isChecked())

    def _give_days(self) -> None:
        self.days_given.emit(self._first.text, self._last.text)

    def _connect(self) -> None:
        self._subject.edited.connect(self.search_asked)
        self._subject.entered.connect(self.first_asked)
        for field in (self._first, self._last):
            assert isinstance(field.input, QLineEdit)
            field.input.editingFinished.connect(self._give_days)
        for group, chip in self._chips.items():
            chip.clicked.connect(partial(self._tell_group, group))
        self._lines.pressed_line.connect(self.line_pressed)
        self._lines.only_asked.connect(self.only_asked)
        self._newer.clicked.connect(self.newer_asked)
        self._older.clicked.connect(self.older_asked)

    def _lay_out(self) -> None:
        for field in (self._first, self._last):
            field.setFixedWidth(DAY_PX)
        looked_for = side_by_side(self._subject, self._first, self._last)
        self._results = Card(held(self._found), name="ledger_found")
        self._results.hide()
        self._alone = held(self._chosen)
        self._alone.hide()
        groups = held(Wrap(*self._chips.values()))
        lines = Card(self._lines, self._nothing, name="ledger_card")
        page = column(
            self._head(), self._trouble, self.saving, held(looked_for), self._results, self._alone,
            groups, lines, row(self._newer, None, self._older), None, spacing=14,
        )  # fmt: skip
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)

    def _head(self) -> QWidget:
        check, integrity = (
            LinkButton(_("Check a copy"), "check_copy"),
            LinkButton(_("Health of the vault"), "integrity"),
        )
        check.clicked.connect(partial(self.room_asked.emit, "copy_check"))
        integrity.clicked.connect(partial(self.room_asked.emit, "integrity"))
        save = SecondaryButton(_("Save as a table"), "save_table")
        save.clicked.connect(self.save_asked)
        return held(row(Text(_("Ledger"), "title"), None, check, integrity, save, spacing=16))


def _whom(names: bool) -> str:
    """What can be typed to look for somebody."""
    if names:
        return _("Name, record number or a record's code; or who works here")
    return _("A record's code or a patient's id; or who works here")


def _nothing(state: LedgerState) -> str:
    if state.lines or not state.loaded:
        return ""
    return _("Nothing in the ledger fits what you look for.")
