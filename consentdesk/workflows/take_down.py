"""Take images down: a task for every place that has to be left, and what became of it (R31, R32).

Who withdraws, lifts or notes calls the first three inside a transaction of their own.
"""

from __future__ import annotations

from dataclasses import replace

from consentdesk.domain.access import Act
from consentdesk.domain.facts import RemovalOpened, RemovalReported
from consentdesk.domain.moment import Moment
from consentdesk.domain.permission import permitted
from consentdesk.domain.placement import Outcome, Placement, PlacementLine, Removal
from consentdesk.domain.take_down import due_from, has_to_go, sees_to
from consentdesk.domain.withdrawal import Scope
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk


@needs(Act.WITHDRAW)
def open_removals(desk: Desk, patient: str, ending: str, scope: Scope, by: Moment) -> tuple[Removal, ...]:
    """The task of every live place that a withdrawal or suspension (`ending`) reaches, opened at a moment. A
    place that has an open one already keeps it: it is now of this ending as well. Due by the pack; for
    whoever is said to own the place where they work here, else for whoever is at the desk."""
    return tuple(_asked(desk, place, ending, by) for place in desk.vault.placements_reached(patient, scope))


@needs(Act.KEEP_REGISTER)
def open_removals_for(desk: Desk, placement: Placement) -> tuple[Removal, ...]:
    """The task of a place, already noted, that the image may not stay at; none where it may. A yes that is
    frozen since the patient came of age lets stay what was there before (R14)."""
    place, now = desk.vault.placement(placement.id), desk.now()
    if place is None or place.ended_at is not None or not _has_to_go(desk, placement, now):
        return ()
    return (_asked(desk, place, "", now),)


@needs(Act.LIFT_SUSPENSION)
def call_off_removals(desk: Desk, suspension: str, reason: str, by: Moment) -> tuple[Removal, ...]:
    """End the open tasks that only a suspension asked for, once it is lifted; a task that a withdrawal, or
    another suspension, asked for too stays."""
    lines = [line for line in desk.vault.removals_of(suspension) if line.open]
    off = [line for line in lines if not desk.vault.still_asked_for(line.removal.id)]
    for line in off:
        reported = RemovalReported(line.removal.id, Outcome.NOT_NEEDED, reason)
        desk.vault.append(reported, by, line.place.patient)
    return tuple(line.removal for line in off)


def _asked(desk: Desk, place: PlacementLine, ending: str, at: Moment) -> Removal:
    """The open task of a place, of this ending as well, or a new one."""
    vault, placement = desk.vault, place.placement
    line = next((line for line in vault.removals_at(placement.id) if line.open), None)
    if line is not None:
        removal = replace(line.removal, ending=ending or line.removal.ending)
    else:
        rule = desk.pack.duties.taking_down(placement.kind)
        owner = sees_to(placement, vault.members(), vault.me)
        removal = Removal(desk.ids.new_id(), placement.id, ending, owner.id, due_from(rule, at.day))
    vault.append(RemovalOpened(removal), at, place.patient)
    return removal


def _has_to_go(desk: Desk, placement: Placement, now: Moment) -> bool:
    history, endings = desk.vault.decisions_on(placement.image), desk.vault.endings_on(placement.image)
    args = (desk.pack, desk.outlets(), history, placement.use, placement.outlet, now, endings)
    return has_to_go(placement, permitted(*args))
