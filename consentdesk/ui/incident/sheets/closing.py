"""Closing: what is still open is listed, each with the way there (R37)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from consentdesk.ui.incident.room import Room
from consentdesk.ui.incident.sheet.state import Ask, Page, Said
from consentdesk.ui.incident.sheets.asking import back, closed_to
from consentdesk.ui.incident.told import step_words
from consentdesk.ui.incident.ways import page_of
from consentdesk.ui.words import _, pgettext
from consentdesk.workflows.incident import close_incident
from consentdesk.workflows.incident_files import Situation, situation


@dataclass(frozen=True)
class ClosingSheet:
    room: Room
    incident: str

    def read(self) -> Page:
        known = situation(self.room.desk, self.incident)
        shut, still = closed_to(known, for_leads=True), self._still_open(known)
        if still:
            title = _("This is still open")
            lead = _("Each has to be done, or reasoned away, before the incident can be closed.")
            return Page(title, lead, (), still, closed_to=shut)
        title = _("Close the incident?")
        lead = _("Every step is done or reasoned away. Once closed, nothing can be added.")
        ask = Ask("words", _("What was learned, and what changes from now on"), lines=4)
        return Page(title, lead, (), (), (ask,), {}, "" if shut else _("Close the incident"), shut)

    def save(self, entries: Mapping[str, str]) -> str:
        close_incident(self.room.desk, self.incident, entries.get("words", ""))
        return back(self.incident)

    def _still_open(self, known: Situation) -> tuple[Said, ...]:
        steps = [
            Said(
                step_words(each.step),
                pgettext("incidents", "Open"),
                "warn",
                page_of(known, each.step),
                _("Go there"),
            )
            for each in known.open_steps
        ]
        tasks = [
            Said(task.words, _("Task"), "warn", back(self.incident), _("Go there"))
            for task in known.file.tasks
            if not task.done
        ]
        return (*steps, *tasks)
