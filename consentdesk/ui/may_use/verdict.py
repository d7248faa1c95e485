"""The answer in large, with what would make it a yes and where to go from here."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consentdesk.ui.kit.buttons import LinkButton, SecondaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.text import Text, restyle, reveal
from consentdesk.ui.kit.wrap import Wrap
from consentdesk.ui.may_use.state import MayUseState
from consentdesk.ui.words import _


class VerdictCard(QWidget):
    """`consent_asked` and `patient_opened` carry a patient's id, `record_opened` a record's."""

    consent_asked = Signal(str)
    patient_opened = Signal(str)
    record_opened = Signal(str)
    release_asked = Signal()
    check_asked = Signal()
    report_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._patient = self._record = ""
        self._word, self._about = (
            Text("", "verdict", "answer_word", wrap=False),
            Text("", "lead", "answer_about"),
        )
        self._lines, self._ways = column(spacing=4), column(spacing=4)
        said = row(self._word, self._about, spacing=20)
        said.setStretchFactor(self._about, 1)
        self._answer = Card(held(said), held(self._lines), name="the_answer")
        self._consent = SecondaryButton(_("Start a consent"), "new_consent")
        self._show_record = LinkButton(_("Show the record"), "open_record")
        self._show_patient = LinkButton(_("Patient's file"), "open_patient")
        self._release = SecondaryButton(_("Release…"), "release")
        self._check = SecondaryButton(_("Check…"), "check", _("Check whether the patient can be recognised"))
        self._report = LinkButton(_("It is out there already…"), "report_incident")
        self._remedies = Card(held(self._ways), heading=_("What would make it a yes"), name="remedies")
        self._connect()
        ways = (
            self._consent,
            self._check,
            self._release,
            self._show_record,
            self._show_patient,
            self._report,
        )
        leads = held(Wrap(*ways, spacing=12))
        self.setLayout(column(self._answer, self._remedies, leads, None, spacing=16))

    def draw(self, state: MayUseState) -> None:
        """Show the answer, or nothing before there is one."""
        answer, only = state.answer, state.only
        reveal(self, answer is not None)
        if answer is None:
            return
        self._patient = only.patient if only else ""
        self._record = only.record if only else ""
        self._word.setText(answer.word)
        self._about.setText(state.about)
        restyle(self._answer, mood="good" if answer.good else "bad")
        restyle(self._word, mood="good" if answer.good else "bad")
        _fill(self._lines, "answer_more", answer.more)
        _fill(self._ways, "remedy", answer.remedies)
        reveal(self._remedies, bool(answer.remedies))
        known = only is not None and bool(only.record or answer.remedies)
        reveal(self._consent, not answer.good and known and bool(self._patient) and state.can_ask)
        reveal(self._release, state.can_release and bool(state.allowed_images) and answer.good)
        reveal(self._check, state.can_release and bool(state.unchecked_images))
        reveal(self._report, state.can_report and bool(state.refused_images))
        reveal(self._show_record, bool(self._record and self._patient))
        reveal(self._show_patient, bool(self._patient))

    def _connect(self) -> None:
        self._consent.clicked.connect(lambda: self.consent_asked.emit(self._patient))
        self._show_patient.clicked.connect(lambda: self.patient_opened.emit(self._patient))
        self._show_record.clicked.connect(lambda: self.record_opened.emit(self._record))
        self._release.clicked.connect(self.release_asked)
        self._check.clicked.connect(self.check_asked)
        self._report.clicked.connect(self.report_asked)


def _fill(lines: QVBoxLayout, name: str, said: tuple[str, ...]) -> None:
    clear(lines)
    for number, words in enumerate(said, start=1):
        bullet = f"•  {words}" if len(said) > 1 else words
        line = Text(bullet, "body", f"{name}_{number}")
        lines.addWidget(line)
        line.show()
