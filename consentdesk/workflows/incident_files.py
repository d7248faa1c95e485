"""Incidents as they stand: lists of them, everything known of one, what the record says of that day, what is
open, and who has to be told by when (R35–R37)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from consentdesk.domain.access import Act
from consentdesk.domain.deadlines import Deadline, deadlines, strictest
from consentdesk.domain.gate import House, was_allowed
from consentdesk.domain.incident import Incident, IncidentStep
from consentdesk.domain.incident_file import IncidentFile, IncidentLine, IncidentPlace
from consentdesk.domain.incident_steps import STEP_OF, OpenStep, open_steps
from consentdesk.domain.moment import Moment, Wall, last_moment_on
from consentdesk.domain.people import Member
from consentdesk.domain.permission import Verdict
from consentdesk.domain.placement import PlacementLine, RemovalLine
from consentdesk.workflows.access import may, needs
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.known import staff_names
from consentdesk.workflows.ports import Vault

INCIDENTS_A_PAGE, MOST_DUE = 20, 50
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class ListedIncident:
    """An incident in a list; `due` is the strictest deadline that nobody has met yet."""

    line: IncidentLine
    due: Deadline | None


@dataclass(frozen=True)
class IncidentPage:
    """Incidents, and where more of them begin; None where there are none."""

    lines: tuple[ListedIncident, ...]
    more: IncidentPlace | None


@dataclass(frozen=True)
class Situation:
    """Everything known of an incident, as it stands now. `deadlines` are all duties of the rules in force,
    `due` the strictest that nobody has met; `verdicts` what the record says now of each image for that day;
    `removals` the tasks at the places of its images, for whoever may look at those. `names` are those of
    everybody who ever worked here, by their id; `acts` is what whoever sits here may do."""

    file: IncidentFile
    deadlines: tuple[Deadline, ...]
    due: Deadline | None
    open_steps: tuple[OpenStep, ...]
    verdicts: Mapping[str, Verdict]
    removals: tuple[RemovalLine, ...]
    members: tuple[Member, ...]
    names: Mapping[str, str]
    acts: frozenset[Act]

    @property
    def factors(self) -> tuple[str, ...]:
        """The factors that nobody has assessed yet."""
        return next((step.factors for step in self.open_steps if step.step is IncidentStep.FACTORS), ())


@needs(Act.OPEN_INCIDENT)
def incidents(desk: Desk, open: bool = True, after: IncidentPlace | None = None) -> IncidentPage:
    """A page of incidents: open ones from the first discovered on, closed ones from the last."""
    found = desk.vault.incidents(open, after, INCIDENTS_A_PAGE + 1)
    shown = found[:INCIDENTS_A_PAGE]
    more = shown[-1].place if len(found) > len(shown) else None
    return IncidentPage(tuple(listed(desk, line) for line in shown), more)


@needs(Act.OPEN_INCIDENT)
def incidents_with(desk: Desk, source_sha256: str) -> tuple[ListedIncident, ...]:
    """Every incident that an image is in."""
    return tuple(listed(desk, line) for line in desk.vault.incidents_with(source_sha256))


@needs(Act.OPEN_INCIDENT)
def incidents_due(desk: Desk) -> tuple[ListedIncident, ...]:
    """The open incidents that whoever sits here sees to, what is still up before the rest, the first due
    first: all of them for whoever leads, for others those that they told of and that are still up. Of very
    many, those discovered first."""
    leads, me = Act.LEAD_INCIDENT in may(desk), desk.vault.me.id
    found = desk.vault.incidents(True, limit=MOST_DUE)
    mine = (line for line in found if leads or (line.opened_by == me and not line.taken_down))
    return tuple(sorted((listed(desk, line) for line in mine), key=_urgency))


@needs(Act.OPEN_INCIDENT)
def situation(desk: Desk, incident: str) -> Situation:
    """Raises Refusal `incident_unknown`."""
    vault, file, acts = desk.vault, desk.vault.incident_file(incident), may(desk)
    removals = removals_of(vault, file.incident)
    waiting = _open_steps(desk, file)
    return Situation(
        file,
        due_dates(desk, file),
        strictest(step.deadline for step in waiting if step.deadline),
        waiting,
        permission_then(desk, file.incident),
        removals if Act.LOOK in acts else (),
        vault.members(),
        staff_names(vault),
        acts,
    )


@needs(Act.OPEN_INCIDENT)
def next_steps(desk: Desk, incident: str) -> tuple[OpenStep, ...]:
    """What is neither done nor reasoned away, in order. Raises Refusal `incident_unknown`."""
    return _open_steps(desk, desk.vault.incident_file(incident))


@needs(Act.OPEN_INCIDENT)
def permission_then(desk: Desk, incident: Incident) -> dict[str, Verdict]:
    """Whether that use of each image known here was permitted on that day, with every reason why not,
    straight from the record (R35, R39). Nothing where nobody has said for what the image was used."""
    at = _moment_of_use(incident, desk.clock.wall)
    pack = desk.pack_at(at)
    house = House(pack, desk.outlets(at), at, desk.vault.restored_with_gap(at))
    known = desk.vault.known_images(incident.images) if incident.use else {}
    return {id: was_allowed(house, image, incident.use, incident.outlet) for id, image in known.items()}


@needs(Act.OPEN_INCIDENT)
def listed(desk: Desk, line: IncidentLine) -> ListedIncident:
    """As lists show it."""
    breach = desk.pack.duties.breach
    due = deadlines(breach, line.discovered_at, line.risk, line.affected, desk.clock.wall)
    waiting = (d for d in due if STEP_OF[d.duty.tell] not in line.settled)
    return ListedIncident(line, None if line.closed_at else strictest(waiting))


@needs(Act.OPEN_INCIDENT)
def due_dates(desk: Desk, file: IncidentFile) -> tuple[Deadline, ...]:
    """Every duty of the rules in force, whether it holds and by when, as far as is known (R36)."""
    risk = file.conclusion.risk if file.conclusion else None
    breach, discovered = desk.pack.duties.breach, file.incident.discovered_at
    return deadlines(breach, discovered, risk, file.affected, desk.clock.wall)


def removals_of(vault: Vault, incident: Incident) -> tuple[RemovalLine, ...]:
    """The tasks at every place where an incident's images are, or ever were."""
    places = (line for image in incident.images for line in places_of(vault, image, live=False))
    return tuple(removal for line in places for removal in vault.removals_at(line.placement.id))


def places_of(vault: Vault, source_sha256: str, live: bool = True) -> Iterator[PlacementLine]:
    """Where an image is, or ever was."""
    line = vault.image(source_sha256)
    found = vault.placements_of(line.patient, live) if line else ()
    return (place for place in found if place.placement.image == source_sha256)


def is_found_at(incident: Incident, place: PlacementLine) -> bool:
    """Whether a place is the one at which an incident's images were found, as far as what was noted tells."""
    at = place.placement
    same = at.link == incident.link if incident.link else at.title == incident.where
    return same and at.kind is incident.kind


def _urgency(listed: ListedIncident) -> tuple[bool, datetime, IncidentPlace]:
    """What is still up comes first, then what is due."""
    due = listed.due.due if listed.due else None
    return listed.line.taken_down, due.utc if due else _NEVER, listed.line.place


def _open_steps(desk: Desk, file: IncidentFile) -> tuple[OpenStep, ...]:
    found = removals_of(desk.vault, file.incident)
    still_there = sum(line.open and is_found_at(file.incident, line.place) for line in found)
    return open_steps(file, desk.pack.duties.breach, due_dates(desk, file), still_there)


def _moment_of_use(incident: Incident, wall: Wall) -> Moment:
    """The end of the day of use, and no later than the discovery."""
    end = last_moment_on(incident.day_of_use, wall)
    return min(end, incident.discovered_at, key=lambda at: at.utc)
