"""Leads to the letter for a new adult."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal

from consentdesk.domain.access import Act
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.machine import Machine
from consentdesk.ui.new_adult_letter.state import LetterState
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.words import _, day_in_words, sentence
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.new_adult_letter import NewAdult, new_adult


class LetterPresenter(Presenter[LetterState]):
    """`found(Document)` once there is something to write about."""

    found = Signal(object)

    def __init__(self, machine: Machine, desk: Desk, patient: str) -> None:
        super().__init__(LetterState())
        self._machine, self._desk, self._patient = machine, desk, patient

    def open(self) -> None:
        """Look what is frozen for the patient, and since when."""
        desk, patient = self._desk, self._patient
        self._machine.lane.run(self, lambda: new_adult(desk, patient), self._show, self._refused)

    def _show(self, who: NewAdult) -> None:
        day = day_in_words(who.since, self._machine.month_first)
        details = _("Turned {age} on {day}").format(age=who.age, day=day)
        self.become(LetterState(who.name, details, Act.TAKE_CONSENT in who.acts))
        self.found.emit(who.letter)

    def _refused(self, refusal: Refusal) -> None:
        self.become(replace(self.state, trouble=sentence(refusal.problems[0])))
