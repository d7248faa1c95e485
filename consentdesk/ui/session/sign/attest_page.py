"""The last page of a session: whoever explained says so, and the session is sealed.

objectNames: step_sign (the frame), back, later, continue, problems_<n>, who, attest_meaning, signed_<n>
from 1, way, code, sealing.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from consentdesk.ui.kit.bar import BusyBar
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.frames import SessionFrame
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.text import Text
from consentdesk.ui.session.sign.state import AttestState, Words
from consentdesk.ui.words import _

CODE_PX = 340


class AttestScreen(QWidget):
    """Draws an AttestState; `seal_asked` carries the code, which does not stay on the page."""

    seal_asked = Signal(str)
    fix_asked = Signal(str)

    def __init__(self, frame: SessionFrame) -> None:
        super().__init__()
        self._problems = ProblemSummary(_("There is a problem"))
        self._who, self._meaning = Text("", "strong", "who"), Text("", "lead", "attest_meaning")
        self._way, self._code = Text("", "quiet", "way"), _code_field()
        self._sealing, self._shown = BusyBar("sealing"), AttestState("", "", ())
        self._people = column(spacing=8)
        self._connect(frame)
        self._lay_out(frame)

    def draw(self, state: AttestState) -> None:
        before, self._shown = self._shown, state
        self._who.setText(state.who)
        self._meaning.setText(state.meaning)
        self._way.setText(state.way)
        if state.signed != before.signed:
            self._draw_people(state.signed)
        self._sealing.show_progress(_("Sealing the session") if state.sealing else "")
        self._code.show_problem(dict(state.problems).get("code", ""))
        if state.problems != before.problems:
            self._problems.show_problems(state.problems)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._code.setFocus()

    def _seal(self) -> None:
        code = self._code.text
        self._code.show_text("")
        self.seal_asked.emit(code)

    def _draw_people(self, signed: Words) -> None:
        clear(self._people)
        for number, (person, did) in enumerate(signed, start=1):
            line = row(Text(person, "body"), Text(did, "quiet", f"signed_{number}"), spacing=16)
            line.setStretch(0, 1)
            line.setStretch(1, 1)
            self._people.addWidget(held(line))

    def _connect(self, frame: SessionFrame) -> None:
        frame.continue_asked.connect(self._seal)
        self._code.entered.connect(self._seal)
        self._problems.asked.connect(self.fix_asked)

    def _lay_out(self, frame: SessionFrame) -> None:
        self.setObjectName("attest")
        own = Card(self._meaning, self._who, held(row(self._code, None)), name="attest_card")
        before = Card(self._way, held(self._people), heading=_("Who agreed"), name="signed_card")
        own.body.addStretch(1)
        before.body.addStretch(1)
        final = Text(
            _("After this nothing in the record can be changed. A correction is a new consent."), "quiet"
        )
        cards = row(own, before, spacing=24)
        cards.setStretch(0, 1)
        cards.setStretch(1, 1)
        title = Text(_("You explained this"), "title")
        self.setLayout(column(self._problems, title, self._sealing, cards, final, None, spacing=18))
        frame.set_content(self)


def _code_field() -> Field:
    field = Field("code", _("Your code"), _("It signs with your key"), secret=True)
    field.setFixedWidth(CODE_PX)
    assert isinstance(field.input, QLineEdit)
    field.input.setInputMethodHints(
        Qt.InputMethodHint.ImhDigitsOnly
        | Qt.InputMethodHint.ImhSensitiveData
        | Qt.InputMethodHint.ImhHiddenText
    )
    return field
