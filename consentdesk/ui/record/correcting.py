"""What is wrong in a record: asked before its correction begins (R22)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.text import Text
from consentdesk.ui.words import _


@dataclass(frozen=True)
class Correcting:
    """`problem` is why the correction does not begin, in words."""

    problem: str = ""


class CorrectionPage(QWidget):
    """Asks for the reason; what was typed stays until the page is left with "Go back". objectNames:
    correction_page, correction_reason, correction_begin, correction_back."""

    begin_asked = Signal(str)
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("correction_page")
        hint = _("The patient's name or date of birth, the wrong patient, an answer taken down wrongly …")
        self._reason = Field("correction_reason", _("What was wrong"), hint, lines=3)
        begin = PrimaryButton(_("Begin the correction"), "correction_begin")
        begin.clicked.connect(lambda: self.begin_asked.emit(self._reason.text))
        back = LinkButton(_("Go back"), "correction_back")
        back.clicked.connect(self.back_asked)
        told = (
            _("This record stays as it is, for ever readable, with its copy."),
            _("A new session begins, filled in from it. Put right what was wrong."),
            _("Pictures are shown again, questions asked again, and people sign again."),
            _("Once the new record is sealed, it counts in place of this one."),
        )
        lines = column(*(Text(line, "body") for line in told), spacing=6)
        card = Card(held(lines), self._reason, held(row(begin, back, None, spacing=16)))
        self.setLayout(column(Text(_("What is wrong in this consent?"), "title"), card, None, spacing=18))
        self.hide()

    def draw(self, correcting: Correcting | None) -> None:
        """Ask, or not."""
        begins = correcting is not None and self.isHidden()
        if correcting is not None:
            self._reason.show_problem(correcting.problem)
        self.setVisible(correcting is not None)
        if begins or (correcting is not None and correcting.problem):
            self._reason.setFocus()
