"""What is done about an incident beside its steps: images taken down, evidence kept, tasks given (R34)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from consentdesk.domain.access import Act
from consentdesk.domain.facts import EvidenceKept, IncidentTaskSet, PlacementNoted
from consentdesk.domain.incident import Evidence, Incident, IncidentTask
from consentdesk.domain.incident_file import IncidentFile
from consentdesk.domain.incident_steps import MAX_WRITTEN, written_problems
from consentdesk.domain.people import too_long
from consentdesk.domain.placement import Placement, Removal
from consentdesk.domain.refusals import Problem, refuse, refuse_if_any
from consentdesk.domain.route import ScannedPage
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.incident import open_file
from consentdesk.workflows.incident_files import is_found_at, places_of
from consentdesk.workflows.take_down import open_removal_now, open_removals_for


@needs(Act.TAKE_DOWN)
def take_down(desk: Desk, incident: str) -> tuple[Removal, ...]:
    """The task of the place where each image was found, noted now where nobody had, due at once whatever the
    record says; and of every other place where the image may not stay. All of it or nothing is kept. Raises
    Refusal `incident_unknown`, `incident_closed`, `incident_image_missing` where none is known here,
    `incident_use_missing` where nobody has said for what it was used."""
    with desk.vault.transaction():
        told = open_file(desk.vault, incident).incident
        known = [image for image in told.images if desk.vault.image(image) is not None]
        missing = [] if known else [Problem("incident_image_missing", "images")]
        refuse_if_any([*missing, *([] if told.use else [Problem("incident_use_missing", "use")])])
        found = [removal for image in known for removal in _left_by(desk, told, image)]
        return tuple({removal.id: removal for removal in found}.values())


@needs(Act.OPEN_INCIDENT)
def keep_evidence(
    desk: Desk, incident: str, source: bytes, pages: Sequence[ScannedPage], words: str = ""
) -> IncidentFile:
    """Keep a file as it came, its SHA-256, and its pages as they were read from it, under a key of their own.
    The same file is kept once. Raises Refusal `incident_unknown`, `incident_closed`, `evidence_empty`,
    `text_too_long`."""
    with desk.vault.transaction():
        file = open_file(desk.vault, incident)
        empty = [] if source and pages else [Problem("evidence_empty", "evidence")]
        refuse_if_any([*empty, *too_long({"words": words}, MAX_WRITTEN)])
        sha256 = hashlib.sha256(source).hexdigest()
        if any(kept.file_sha256 == sha256 for kept in file.evidence):
            return file
        id = desk.ids.new_id()
        key = f"evidence:{id}"
        desk.vault.put_blob(source, key)
        shown = tuple(desk.vault.put_blob(page.picture, key) for page in pages)
        desk.note(EvidenceKept(incident, Evidence(id, sha256, shown, words.strip())))
        return desk.vault.incident_file(incident)


@needs(Act.OPEN_INCIDENT)
def evidence_picture(desk: Desk, incident: str, sha256: str) -> bytes:
    """A page of an incident's evidence, as JPEG, and no other picture: not everybody who leads may look at
    patients. Raises Refusal `incident_unknown`, `blob_unknown`, `blob_damaged`."""
    kept = {page for one in desk.vault.incident_file(incident).evidence for page in one.pages}
    if sha256 not in kept:
        raise refuse("blob_unknown", "vault", blob=sha256)
    return desk.vault.blob(sha256)


@needs(Act.LEAD_INCIDENT)
def set_task(desk: Desk, incident: str, task: IncidentTask) -> IncidentFile:
    """Give a task to somebody who works here (their id), with a new id where it has none; said again with the
    same id, it is changed. Raises Refusal `incident_unknown`, `incident_closed`, `incident_task_missing`
    without words, `member_unknown`, `due_day_past`, `text_too_long`."""
    file = open_file(desk.vault, incident)
    before = next((known for known in file.tasks if known.id == task.id), None)
    refuse_if_any(
        [*written_problems(task.words, "task", "incident_task_missing"), *_given(desk, task, before)]
    )
    return _set(desk, incident, replace(task, id=task.id or desk.ids.new_id(), words=task.words.strip()))


@needs(Act.OPEN_INCIDENT)
def finish_task(desk: Desk, incident: str, task: str, done: bool = True) -> IncidentFile:
    """Say that a task is done, or is not after all. Raises Refusal `incident_unknown`, `incident_closed`,
    `incident_task_unknown`."""
    file = open_file(desk.vault, incident)
    found = next((known for known in file.tasks if known.id == task), None)
    if found is None:
        raise refuse("incident_task_unknown", "task")
    return file if found.done is done else _set(desk, incident, replace(found, done=done))


def _left_by(desk: Desk, told: Incident, image: str) -> Iterable[Removal]:
    places = tuple(places_of(desk.vault, image))
    here = [place for place in places if is_found_at(told, place)]
    at = [place.placement.id for place in here] or [_noted(desk, told, image)]
    yield from (removal for id in at if (removal := open_removal_now(desk, id)) is not None)
    for place in places:
        yield from open_removals_for(desk, place.placement)


def _noted(desk: Desk, told: Incident, image: str) -> str:
    """The id of the place where an image was found, as it is noted now."""
    line = desk.vault.image(image)
    assert line is not None, "only images that are known here are taken down"
    placement = Placement(
        desk.ids.new_id(),
        image,
        told.use,
        told.kind,
        told.where or told.link,
        told.outlet,
        told.link,
        placed_on=told.placed_on,
    )
    desk.note(PlacementNoted(placement), line.patient)
    return placement.id


def _given(desk: Desk, task: IncidentTask, before: IncidentTask | None) -> list[Problem]:
    here = {member.id for member in desk.vault.members()}
    found = [] if task.owner in here else [Problem("member_unknown", "owner")]
    moved = task.due is not None and (before is None or before.due != task.due)
    late = moved and task.due is not None and task.due < desk.now().day
    return [*found, *([Problem("due_day_past", "due")] if late else [])]


def _set(desk: Desk, incident: str, task: IncidentTask) -> IncidentFile:
    desk.note(IncidentTaskSet(incident, task))
    return desk.vault.incident_file(incident)
