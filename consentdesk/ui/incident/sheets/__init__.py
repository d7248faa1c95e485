"""What the pages of an incident ask, one thing each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from consentdesk.domain.incident import IncidentStep
from consentdesk.ui.incident.room import Room
from consentdesk.ui.incident.sheet import open_sheet
from consentdesk.ui.incident.sheet.presenter import Sheet
from consentdesk.ui.incident.sheets.closing import ClosingSheet
from consentdesk.ui.incident.sheets.correcting import CorrectingSheet
from consentdesk.ui.incident.sheets.letters import LetterSheet
from consentdesk.ui.incident.sheets.people import PeopleSheet
from consentdesk.ui.incident.sheets.permission import PermissionSheet
from consentdesk.ui.incident.sheets.risk import ConclusionSheet, FactorSheet
from consentdesk.ui.incident.sheets.steps import StepSheet
from consentdesk.ui.incident.sheets.tasks import TaskSheet
from consentdesk.ui.incident.sheets.timeline import TimelineSheet


def _step(room: Room, incident: str, which: str) -> Sheet:
    step = IncidentStep(which)
    if step is IncidentStep.PERMISSION:
        return PermissionSheet(room, incident)
    return PeopleSheet(room, incident) if step is IncidentStep.PEOPLE else StepSheet(room, incident, step)


SHEETS: dict[str, Callable[[Room, str, str], Sheet]] = {
    "step": _step,
    "factor": FactorSheet,
    "letter": LetterSheet,
    "conclusion": lambda room, incident, _which: ConclusionSheet(room, incident),
    "task": lambda room, incident, _which: TaskSheet(room, incident),
    "correct": lambda room, incident, _which: CorrectingSheet(room, incident),
    "timeline": lambda room, incident, _which: TimelineSheet(room, incident),
    "close": lambda room, incident, _which: ClosingSheet(room, incident),
}
"""The kinds of pages that ask something; each takes an incident's id and which of several it is."""


def open_part(kind: str) -> Callable[[Room, str], QWidget]:
    def part(room: Room, about: str) -> QWidget:
        incident, _slash, which = about.partition("/")
        return open_sheet(room, f"{kind}:{about}", SHEETS[kind](room, incident, which))

    return part
