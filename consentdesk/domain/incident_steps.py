"""What is still to be done of an incident, and why something cannot be said of it (R34, R36, R37)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from consentdesk.domain.deadlines import Deadline, strictest
from consentdesk.domain.duties import Breach, Tell
from consentdesk.domain.incident import Affected, FoundAs, Incident, IncidentStep, StepNote, StepState
from consentdesk.domain.incident_file import IncidentFile
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import reason_problems, too_long
from consentdesk.domain.refusals import Problem

MAX_LINK = 2000
MAX_WRITTEN = 4000
"""Of what is assessed, concluded and told in writing: a page of the report."""

TOLD = {
    IncidentStep.TELL_PERSON: Tell.PERSON,
    IncidentStep.TELL_AUTHORITY: Tell.AUTHORITY,
    IncidentStep.TELL_MEDIA: Tell.MEDIA,
}
STEP_OF = {tell: step for step, tell in TOLD.items()}
CONTACTS = frozenset({IncidentStep.RISK_MANAGEMENT, IncidentStep.ETHICS_COMMITTEE, *TOLD})
"""Steps of reaching somebody: done with a name and a time."""

OF_THEMSELVES = frozenset({IncidentStep.FACTORS, IncidentStep.PEOPLE})
"""Steps that are done by writing down what they ask for, and not by saying so."""

FOR_WHO_LEADS = OF_THEMSELVES | {*TOLD}


@dataclass(frozen=True)
class OpenStep:
    """A step that is neither done nor reasoned away. `factors` are those that nobody has assessed yet;
    `deadline` is the strictest that waits for it."""

    step: IncidentStep
    factors: tuple[str, ...] = ()
    deadline: Deadline | None = None


def open_steps(
    file: IncidentFile, breach: Breach, due: Sequence[Deadline], places_open: int = 0
) -> tuple[OpenStep, ...]:
    """What is open, in the order of the first hour. `places_open` counts the places that the images still
    have to leave: until then nothing was taken down, unless that is reasoned away. Nobody is told whom no
    duty that holds, or may hold, names."""
    return tuple(_open_steps(file, breach, due, places_open))


def step_problems(note: StepNote, discovered_at: Moment, now: Moment) -> list[Problem]:
    """Why a step cannot be noted so."""
    found = _time_problems(note.at, discovered_at, now)
    found += [*too_long({"contacted": note.contacted}), *too_long({"words": note.words}, MAX_WRITTEN)]
    if note.state is StepState.NOT_NEEDED:
        return [*found, *_missing("incident_reason_missing", words=note.words)]
    if note.step in OF_THEMSELVES:
        return [*found, Problem("incident_step_not_noted", "step", {"step": note.step})]
    reaches = note.step in CONTACTS or note.state is StepState.ASKED
    return [*found, *(_missing("incident_contact_missing", contacted=note.contacted) if reaches else ())]


def incident_problems(incident: Incident, now: Moment) -> list[Problem]:
    """Why an incident cannot be told so, each by its field."""
    found = _missing("incident_finder_missing", found_by=incident.found_by)
    found += _WHERE[incident.found_as](incident)
    if incident.discovered_at.utc > now.utc:
        found.append(Problem("incident_discovery_to_come", "discovered_at"))
    if incident.placed_on is not None and incident.placed_on > incident.discovered_at.day:
        found.append(Problem("incident_placed_after_discovery", "placed_on"))
    found += too_long({"where": incident.where, "found_by": incident.found_by, "outlet": incident.outlet})
    return [
        *found,
        *too_long({"link": incident.link}, MAX_LINK),
        *too_long({"what": incident.what}, MAX_WRITTEN),
    ]


def tidied(incident: Incident) -> Incident:
    """The same with single spaces in what stands on one line, each image once."""
    where, by, link = (" ".join(t.split()) for t in (incident.where, incident.found_by, incident.link))
    images = tuple(dict.fromkeys(incident.images))
    return replace(incident, where=where, found_by=by, link=link, what=incident.what.strip(), images=images)


def people_problems(affected: Affected) -> list[Problem]:
    """Why that many people cannot be concerned: fewer than none, or more in states than in all."""
    residents = [count for _state, count in affected.in_states]
    names = [state.strip() for state, _count in affected.in_states]
    found = [] if min((affected.people, *residents)) >= 0 else [Problem("incident_people_wrong", "people")]
    if sum(residents) > affected.people:
        found.append(Problem("incident_states_exceed_people", "in_states"))
    if len({name.casefold() for name in names if name}) < len(names):
        found.append(Problem("incident_state_unnamed", "in_states"))
    return [*found, *too_long({"in_states": max(names, key=len, default="")})]


def written_problems(words: str, where: str, missing: str) -> list[Problem]:
    """Why something in writing does not do: there is nothing (the code `missing`), or it is too long."""
    return [*reason_problems(words.strip()[:1], where, missing), *too_long({where: words}, MAX_WRITTEN)]


def _open_steps(
    file: IncidentFile, breach: Breach, due: Sequence[Deadline], places_open: int
) -> Iterator[OpenStep]:
    for step in IncidentStep:
        told = TOLD.get(step)
        waits = strictest(due, told) if told else None
        if (told and waits is None) or _settled(file, breach, step, places_open):
            continue
        missing = _unassessed(file, breach) if step is IncidentStep.FACTORS else ()
        yield OpenStep(step, missing, waits)


def _settled(file: IncidentFile, breach: Breach, step: IncidentStep, places_open: int) -> bool:
    note = file.note(step)
    if note is not None and note.state is StepState.NOT_NEEDED:
        return True
    done = note is not None and note.state.settles
    if step is IncidentStep.TAKE_DOWN:
        return done and not places_open
    return done or _said(file, breach).get(step, False)


def _said(file: IncidentFile, breach: Breach) -> Mapping[IncidentStep, bool]:
    """The steps that what was written down or kept settles."""
    return {
        IncidentStep.EVIDENCE: bool(file.evidence),
        IncidentStep.PERMISSION: bool(file.permission),
        IncidentStep.FACTORS: file.conclusion is not None and not _unassessed(file, breach),
        IncidentStep.PEOPLE: file.affected is not None,
    }


def _unassessed(file: IncidentFile, breach: Breach) -> tuple[str, ...]:
    return tuple(factor for factor in breach.factors if file.assessment(factor) is None)


def _time_problems(at: Moment, discovered_at: Moment, now: Moment) -> list[Problem]:
    if at.utc > now.utc:
        return [Problem("incident_time_to_come", "at")]
    return [Problem("incident_time_before_discovery", "at")] if at.utc < discovered_at.utc else []


def _missing(code: str, **field: str) -> list[Problem]:
    return [Problem(code, where) for where, text in field.items() if not text.strip()]


def _image_known(incident: Incident) -> list[Problem]:
    return [] if incident.images else [Problem("incident_image_missing", "images")]


def _link_known(incident: Incident) -> list[Problem]:
    return _missing("incident_link_missing", link=incident.link)


def _place_known(incident: Incident) -> list[Problem]:
    return _missing("incident_where_missing", where=incident.where)


_WHERE: Mapping[FoundAs, Callable[[Incident], list[Problem]]] = {
    FoundAs.IMAGE: lambda incident: [*_image_known(incident), *_place_known(incident)],
    FoundAs.LINK: _link_known,
    FoundAs.PRINTOUT: _place_known,
}
