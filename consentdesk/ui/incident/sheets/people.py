"""How many people are concerned, in all and by state where the rules ask for it (R36)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from consentdesk.domain.duties import Tell
from consentdesk.domain.incident import Affected, IncidentStep, InState
from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.ui.incident.room import Room
from consentdesk.ui.incident.sheet.state import Ask, Page
from consentdesk.ui.incident.sheets.asking import back, closed_to
from consentdesk.ui.incident.told import step_question
from consentdesk.ui.words import _
from consentdesk.workflows.incident import count_people
from consentdesk.workflows.incident_files import situation

STATE_LINES = 3
_PEOPLE = re.compile(r"\d{1,9}")
_STATE = re.compile(r"(?P<name>.*\D)\s+(?P<count>\d{1,9})|(?P<count_first>\d{1,9})\s+(?P<name_last>\D.*)")


@dataclass(frozen=True)
class PeopleSheet:
    room: Room
    incident: str

    def read(self) -> Page:
        known = situation(self.room.desk, self.incident)
        title, lead = step_question(IncidentStep.PEOPLE)
        by_state = any(duty.tell is Tell.MEDIA for duty in self.room.desk.pack.duties.breach.duties)
        people = Ask("people", _("In all"), short=True)
        hint = _("One a line: the state, then how many live there. Leave it empty for one state alone.")
        states = Ask("states", _("By state or region"), hint, lines=STATE_LINES)
        counted, shut = known.file.affected, closed_to(known, for_leads=True)
        entered = {"people": str(counted.people), "states": _typed(counted)} if counted else {"people": "1"}
        asks = (people, states) if by_state else (people,)
        return Page(title, lead, (), (), asks, entered, "" if shut else _("Note it"), shut)

    def save(self, entries: Mapping[str, str]) -> str:
        count_people(
            self.room.desk, self.incident, affected(entries.get("people", ""), entries.get("states", ""))
        )
        return back(self.incident)


def affected(people: str, states: str) -> Affected:
    """How many were typed. Raises Refusal `incident_people_wrong`, `incident_states_wrong`."""
    wrong = [] if _PEOPLE.fullmatch(people) else [Problem("incident_people_wrong", "people")]
    lines = [line.strip() for line in states.splitlines() if line.strip()]
    found = [_STATE.fullmatch(line) for line in lines]
    if not all(found):
        wrong.append(Problem("incident_states_wrong", "states"))
    if wrong:
        raise Refusal(*wrong)
    return Affected(int(people), tuple(_state(each) for each in found if each))


def _state(found: re.Match[str]) -> InState:
    name, count = found["name"] or found["name_last"], found["count"] or found["count_first"]
    return InState(name.strip(" :,;–-"), int(count))


def _typed(counted: Affected) -> str:
    return "\n".join(f"{state} {residents}" for state, residents in counted.in_states)
