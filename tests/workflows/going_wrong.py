"""Incidents with invented people, as they are told at a desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from consentdesk.domain.access import Role
from consentdesk.domain.facts import MemberChanged
from consentdesk.domain.incident import (
    Affected,
    FoundAs,
    FoundRisk,
    Incident,
    IncidentStep,
    InState,
    StepNote,
    StepState,
)
from consentdesk.domain.incident_file import IncidentFile
from consentdesk.domain.placement import PlaceKind
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.incident import assess, conclude, count_people, note_step, open_incident
from tests.workflows.sealing import source_of
from tests.workflows.withdrawing import at, moment

LATER_H = 24.0
"""How long after NOW it is when everything is told; it was discovered an hour before."""

POST = Incident(
    "",
    FoundAs.LINK,
    PlaceKind.SOCIAL_POST,
    moment(hours=LATER_H - 1),
    where="A post of a former colleague",
    found_by="Sam Finder",
    link="https://social.example/p/1",
    what="The picture stands there with its date.",
    images=(source_of(1),),
    use="social_media",
    outlet="Instagram",
    placed_on=date(2026, 3, 3),
)
CALLS = {
    IncidentStep.TAKE_DOWN: "",
    IncidentStep.EVIDENCE: "",
    IncidentStep.RISK_MANAGEMENT: "Robin Risk",
    IncidentStep.ETHICS_COMMITTEE: "Kim Ethics",
}
TOLD = {
    IncidentStep.TELL_PERSON: "Alex Probe",
    IncidentStep.TELL_AUTHORITY: "The portal of the authority",
}


def tomorrow(desk: Desk) -> Desk:
    """The same desk a day later, when the post was found."""
    return at(desk, hours=LATER_H)


def opened(desk: Desk, **more: object) -> IncidentFile:
    return open_incident(desk, replace(POST, **more))  # type: ignore[arg-type]


def noted(desk: Desk, file: IncidentFile, steps: dict[IncidentStep, str]) -> None:
    for step, contacted in steps.items():
        note_step(desk, file.incident.id, StepNote(step, StepState.DONE, desk.now(), contacted))


def assessed(desk: Desk, file: IncidentFile, risk: FoundRisk = FoundRisk.RISK) -> None:
    """Every factor in writing, a conclusion, and one person counted."""
    id = file.incident.id
    for factor in desk.pack.duties.breach.factors:
        assess(desk, id, factor, f"What is known of {factor}.")
    conclude(desk, id, risk, "Others could know who this is.")
    count_people(desk, id, Affected(1, (InState("Ohio", 1),)))


def sit(desk: Desk, *roles: Role) -> None:
    """Whoever sits here has these roles from now on."""
    desk.note(MemberChanged(replace(desk.vault.me, roles=roles), "roles"))
