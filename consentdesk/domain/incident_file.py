"""An incident as it stands: everything that was said of it, in order, and as lists show it (R34, R37)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from consentdesk.domain.facts.of_incidents import OfIncident
from consentdesk.domain.incident import (
    Affected,
    Assessment,
    Conclusion,
    Evidence,
    FoundRisk,
    Incident,
    IncidentPaper,
    IncidentStep,
    IncidentTask,
    PermissionThen,
    StepNote,
)
from consentdesk.domain.moment import Moment
from consentdesk.domain.placement import PlaceKind


@dataclass(frozen=True)
class PaperLine:
    """A letter or a report of an incident that was made: what it is about, as its sealed document has it.
    `given` is "printed", "saved", "declined" or "" while it was not given; `given_at` when."""

    kind: IncidentPaper
    about: str
    at: Moment
    given: str = ""
    given_at: Moment | None = None


@dataclass(frozen=True)
class Noted:
    """Something that was said of an incident, when and by whom (a member's id): a line of its timeline.
    `body` is the fact."""

    at: Moment
    by: str
    body: OfIncident


@dataclass(frozen=True)
class IncidentFile:
    """All that is known of an incident: what was found, and everything said since, oldest first; of tasks and
    of what the record said the last word alone. `approved` are the letters (what each is about) that somebody
    who leads has approved."""

    incident: Incident
    opened_at: Moment
    opened_by: str
    notes: tuple[StepNote, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    conclusion: Conclusion | None = None
    affected: Affected | None = None
    evidence: tuple[Evidence, ...] = ()
    tasks: tuple[IncidentTask, ...] = ()
    permission: tuple[PermissionThen, ...] = ()
    approved: tuple[str, ...] = ()
    papers: tuple[PaperLine, ...] = ()
    timeline: tuple[Noted, ...] = ()
    closed_at: Moment | None = None

    @property
    def told_before(self) -> bool:
        """Whether somebody had been told no before, and an image was used all the same."""
        return any(each.told_before for each in self.permission)

    def assessment(self, factor: str) -> Assessment | None:
        """The last word on a factor."""
        return next((said for said in reversed(self.assessments) if said.factor == factor), None)

    def note(self, step: IncidentStep) -> StepNote | None:
        """The last word on a step."""
        return next((note for note in reversed(self.notes) if note.step is step), None)


class IncidentPlace(NamedTuple):
    """Where an incident stands in a list: by its discovery in milliseconds, and by its id."""

    discovered_ms: int
    id: str


@dataclass(frozen=True)
class IncidentLine:
    """An incident as lists show it. `images` counts those known here; `risk` and `affected` are the last
    words; `settled` are the steps that were noted done or reasoned away."""

    id: str
    kind: PlaceKind
    where: str = field(repr=False)
    discovered_at: Moment
    opened_at: Moment
    opened_by: str
    images: int
    risk: FoundRisk | None = None
    affected: Affected | None = None
    settled: frozenset[IncidentStep] = frozenset()
    closed_at: Moment | None = None

    @property
    def place(self) -> IncidentPlace:
        return IncidentPlace(round(self.discovered_at.utc.timestamp() * 1000), self.id)

    @property
    def taken_down(self) -> bool:
        return IncidentStep.TAKE_DOWN in self.settled
