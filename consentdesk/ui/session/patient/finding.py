"""Finding the patient: one box, who fits, and the way to begin somebody new."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.buttons import SecondaryButton
from consentdesk.ui.kit.card import RowCard
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import clear, column
from consentdesk.ui.kit.text import Text
from consentdesk.ui.session.patient.state import Match, PatientState
from consentdesk.ui.words import _, more_fit


class Finding(QWidget):
    """Rows are rebuilt only when others fit; what is typed is never touched."""

    typed = Signal(str)
    picked = Signal(str)
    new_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("finding")
        self._box = Field("find", _("Find the patient, or enter somebody new"), _("Name or record number"))
        self._box.edited.connect(self.typed)
        self._box.entered.connect(self._enter)
        self._matches: tuple[Match, ...] = ()
        self._new_words = ""
        self._rows = column(spacing=8)
        self._more = Text("", "quiet", "more_matches")
        self.setLayout(column(self._box, self._rows, self._more, None, spacing=14))
        self.setFocusProxy(self._box)

    def draw(self, state: PatientState) -> None:
        self._box.show_text(state.form.find)
        self._box.show_problem(state.problem_words.get("find", ""))
        if (state.matches, state.new_words) != (self._matches, self._new_words):
            self._matches, self._new_words = state.matches, state.new_words
            self._rebuild()
        self._more.show_words(more_fit(state.more_matches) if state.more_matches else "")

    def _enter(self) -> None:
        if self._new_words and not self._matches:
            self.new_asked.emit()

    def _rebuild(self) -> None:
        clear(self._rows)
        for number, match in enumerate(self._matches, start=1):
            self._rows.addWidget(self._row(number, match))
        if self._new_words:
            begin = SecondaryButton(_("Enter this patient"), "new_patient")
            begin.clicked.connect(self.new_asked)
            hint = _("Nobody here has this name or number") if not self._matches else _("None of these")
            self._rows.addWidget(RowCard(self._new_words, hint, begin, name="new_patient_row"))

    def _row(self, number: int, match: Match) -> RowCard:
        words = _("This patient")
        pick = SecondaryButton(words, f"match_{number}", f"{words}: {match.name}, {match.details}")
        pick.clicked.connect(lambda: self.picked.emit(match.id))
        return RowCard(match.name, match.details, pick, name=f"match_{number}_row")
