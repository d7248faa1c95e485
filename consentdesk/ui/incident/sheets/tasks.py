"""Something that somebody has to do about an incident."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from consentdesk.domain.incident import IncidentTask
from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.ui.incident.room import Room
from consentdesk.ui.incident.sheet.state import Ask, Page
from consentdesk.ui.incident.sheets.asking import back, closed_to
from consentdesk.ui.words import _
from consentdesk.workflows.incident_files import situation
from consentdesk.workflows.incident_work import set_task


@dataclass(frozen=True)
class TaskSheet:
    room: Room
    incident: str

    def read(self) -> Page:
        known = situation(self.room.desk, self.incident)
        people = tuple((member.id, member.name) for member in known.members)
        asks = (
            Ask("words", _("What"), lines=2),
            Ask("owner", _("Who sees to it"), options=people),
            Ask("due", _("By when"), short=True),
        )
        entered = {"owner": people[0][0]} if len(people) == 1 else {}
        shut = closed_to(known, for_leads=True)
        title = _("What has to be done, and by whom?")
        return Page(title, "", (), (), asks, entered, "" if shut else _("Add the task"), shut)

    def save(self, entries: Mapping[str, str]) -> str:
        typed = entries.get("due", "")
        due = self.room.parse_day(typed) if typed else None
        wrong = [] if due or not typed else [self.room.day_problem("due")]
        if not entries.get("owner"):
            wrong.append(Problem("incident_owner_missing", "owner"))
        if wrong:
            raise Refusal(*wrong)
        task = IncidentTask("", entries.get("words", ""), entries["owner"], due)
        set_task(self.room.desk, self.incident, task)
        return back(self.incident)
