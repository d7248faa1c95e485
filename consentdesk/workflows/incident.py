"""An incident from its discovery to its closing: told, each step noted, assessed, concluded (R34–R37). Every
act is one transaction: whole, or not there."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from consentdesk.domain.access import Act
from consentdesk.domain.facts import (
    Body,
    FactorAssessed,
    IncidentClosed,
    IncidentOpened,
    IncidentStepNoted,
    PeopleCounted,
    PermissionRead,
    RiskConcluded,
)
from consentdesk.domain.incident import (
    Affected,
    Assessment,
    Conclusion,
    FoundRisk,
    Incident,
    InState,
    PermissionThen,
    StepNote,
    StepState,
)
from consentdesk.domain.incident_file import IncidentFile
from consentdesk.domain.incident_steps import (
    FOR_WHO_LEADS,
    incident_problems,
    people_problems,
    step_problems,
    tidied,
    written_problems,
)
from consentdesk.domain.permission import Verdict
from consentdesk.domain.refusals import Problem, refuse, refuse_if_any
from consentdesk.workflows.access import needs, require
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.incident_files import next_steps, permission_then
from consentdesk.workflows.ports import Vault


@needs(Act.OPEN_INCIDENT)
def open_incident(desk: Desk, told: Incident) -> IncidentFile:
    """Open an incident, with a new id, and read from the record what was permitted on that day. Raises
    Refusal `incident_finder_missing`, `incident_where_missing`, `incident_link_missing`,
    `incident_image_missing`, `incident_discovery_to_come`, `incident_placed_after_discovery`,
    `image_unknown`, `use_unknown`, `text_too_long`, each by its field."""
    return _tell(desk, replace(told, id=desk.ids.new_id()))


@needs(Act.OPEN_INCIDENT)
def correct_incident(desk: Desk, told: Incident) -> IncidentFile:
    """Say anew what was found, where and when: another discovery moves every clock. What the record said of
    images that were erased since stays as it was read. Raises Refusal as `open_incident` does, and
    `incident_unknown`, `incident_closed`."""
    return _tell(desk, told, open_file(desk.vault, told.id))


@needs(Act.OPEN_INCIDENT)
def note_step(desk: Desk, incident: str, note: StepNote) -> IncidentFile:
    """Say what became of a step. Telling somebody, and reasoning a step away, is for whoever leads. Raises
    Refusal `incident_unknown`, `incident_closed`, `not_allowed`, `incident_contact_missing`,
    `incident_reason_missing`, `incident_step_not_noted`, `incident_time_to_come`,
    `incident_time_before_discovery`, `text_too_long`."""
    file = open_file(desk.vault, incident)
    if note.state is StepState.NOT_NEEDED or note.step in FOR_WHO_LEADS:
        require(desk, Act.LEAD_INCIDENT)
    said = replace(note, contacted=note.contacted.strip(), words=note.words.strip())
    refuse_if_any(step_problems(said, file.incident.discovered_at, desk.now()))
    return _noted(desk, incident, IncidentStepNoted(incident, said))


@needs(Act.LEAD_INCIDENT)
def assess(desk: Desk, incident: str, factor: str, words: str) -> IncidentFile:
    """Assess one factor of the rules in writing (R36). Raises Refusal `incident_unknown`, `incident_closed`,
    `incident_factor_unknown`, `incident_words_missing`, `text_too_long`."""
    open_file(desk.vault, incident)
    if factor not in desk.pack.duties.breach.factors:
        raise refuse("incident_factor_unknown", factor, factor=factor)
    refuse_if_any(written_problems(words, factor, "incident_words_missing"))
    return _noted(desk, incident, FactorAssessed(incident, Assessment(factor, words.strip())))


@needs(Act.LEAD_INCIDENT)
def conclude(desk: Desk, incident: str, risk: FoundRisk, words: str) -> IncidentFile:
    """Say how great the risk to people is, once every factor was assessed. Raises Refusal
    `incident_unknown`, `incident_closed`, `incident_factor_missing` by each factor,
    `incident_words_missing`, `text_too_long`."""
    file = open_file(desk.vault, incident)
    factors = (f for f in desk.pack.duties.breach.factors if file.assessment(f) is None)
    missing = [Problem("incident_factor_missing", factor, {"factor": factor}) for factor in factors]
    refuse_if_any([*missing, *written_problems(words, "conclusion", "incident_words_missing")])
    return _noted(desk, incident, RiskConcluded(incident, Conclusion(risk, words.strip())))


@needs(Act.LEAD_INCIDENT)
def count_people(desk: Desk, incident: str, affected: Affected) -> IncidentFile:
    """Say how many people are concerned. Raises Refusal `incident_unknown`, `incident_closed`,
    `incident_people_wrong`, `incident_states_exceed_people`, `incident_state_unnamed`, `text_too_long`."""
    open_file(desk.vault, incident)
    refuse_if_any(people_problems(affected))
    states = tuple(InState(" ".join(state.split()), count) for state, count in affected.in_states)
    return _noted(desk, incident, PeopleCounted(incident, replace(affected, in_states=states)))


@needs(Act.LEAD_INCIDENT)
def close_incident(desk: Desk, incident: str, words: str = "") -> IncidentFile:
    """Close an incident for good (R37). Raises one Refusal with `incident_step_open` for each step that is
    neither done nor reasoned away, by its name, and `incident_task_open`; `incident_unknown`,
    `incident_closed`, `text_too_long`."""
    with desk.vault.transaction():
        file = open_file(desk.vault, incident)
        waiting = [
            Problem("incident_step_open", s.step, {"step": s.step}) for s in next_steps(desk, incident)
        ]
        undone = sum(not task.done for task in file.tasks)
        tasks = [Problem("incident_task_open", "tasks", {"count": undone})] if undone else []
        long = written_problems(words, "words", "incident_words_missing") if words.strip() else []
        refuse_if_any([*waiting, *tasks, *long])
        return _noted(desk, incident, IncidentClosed(incident, words.strip()))


def open_file(vault: Vault, incident: str) -> IncidentFile:
    """An incident that something can be said of. Raises Refusal `incident_unknown`, `incident_closed`."""
    file = vault.incident_file(incident)
    if file.closed_at is not None:
        raise refuse("incident_closed", "incident")
    return file


def _tell(desk: Desk, told: Incident, before: IncidentFile | None = None) -> IncidentFile:
    told, vault = tidied(told), desk.vault
    earlier = before.incident.images if before else ()
    erased = {image for image in earlier if image in told.images and vault.image(image) is None}
    refuse_if_any([*incident_problems(told, desk.now()), *_unknown(desk, told, erased)])
    stays = [then for then in before.permission if then.image in erased] if before else []
    with vault.transaction():
        desk.note(IncidentOpened(told))
        verdicts = permission_then(desk, told)
        read = (_read(vault, told, image, verdict) for image, verdict in verdicts.items())
        return _noted(desk, told.id, PermissionRead(told.id, (*stays, *read)))


def _unknown(desk: Desk, told: Incident, erased: Set[str]) -> list[Problem]:
    found = []
    if not all(image in erased or desk.vault.image(image) for image in told.images):
        found.append(Problem("image_unknown", "images"))
    if told.use and told.use not in desk.pack.uses_by_id:
        found.append(Problem("use_unknown", "use", {"use": told.use}))
    return found


def _read(vault: Vault, told: Incident, image: str, verdict: Verdict) -> PermissionThen:
    asked_at = vault.told_no(image, told.use)
    before = asked_at is not None and asked_at.utc < told.discovered_at.utc
    return PermissionThen(
        image,
        told.use,
        told.outlet,
        told.day_of_use,
        verdict.allowed,
        tuple(reason.code for reason in verdict.reasons),
        verdict.record,
        asked_at if before else None,
    )


def _noted(desk: Desk, incident: str, body: Body) -> IncidentFile:
    desk.note(body)
    return desk.vault.incident_file(incident)
