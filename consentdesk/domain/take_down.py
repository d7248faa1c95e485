"""Getting images back from where they are: who sees to it by when, and what may be said to have become of it
(R31, R32)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from consentdesk.domain.duties import TakeDown
from consentdesk.domain.moment import Moment
from consentdesk.domain.outlets import folded
from consentdesk.domain.people import MAX_REASON, Member, reason_problems, too_long
from consentdesk.domain.permission import Verdict
from consentdesk.domain.placement import Outcome, Placement, PlacementLine, Proof, ProofKind, Removal
from consentdesk.domain.refusals import Problem

GONE = frozenset({Outcome.REMOVED, Outcome.REPLACED})
"""The outcomes that need proof: the image is no longer there."""

LEAVES_PLACE = GONE | {Outcome.CANNOT_RETRACT}
"""The outcomes after which nothing is left to do at the place; what is beyond control is still out there."""


class Which(StrEnum):
    """Which tasks a list shows."""

    OPEN = "open"
    MINE = "mine"  # open, and of whoever looks
    CLOSED = "closed"


class RemovalPlace(NamedTuple):
    """Where a task stands in its list: by its due day, or where it is closed by when that was in
    milliseconds; and by its id."""

    key: str
    id: str


@dataclass(frozen=True)
class LetterLine:
    """A letter that was written for a task. `number` counts from 1, `given` is "printed", "saved", "declined"
    or "" while it was not given."""

    number: int
    at: Moment
    given: str = ""


@dataclass(frozen=True)
class RemovalCounts:
    """How many tasks are open, how many of those are late, and how many are one's own."""

    open: int = 0
    overdue: int = 0
    mine: int = 0


def same_place(one: Placement, other: Placement) -> bool:
    """Whether two images are at one place, as far as what was noted tells."""
    return (one.kind, one.title, one.outlet, one.link) == (other.kind, other.title, other.outlet, other.link)


def sees_to(placement: Placement, members: Iterable[Member], me: Member) -> Member:
    """Who sees to it that an image leaves a place: its owner where they work here, else whoever is at the
    desk."""
    named = {folded(placement.owner)} - {""}
    return next((m for m in members if m.id == placement.owner or folded(m.name) in named), me)


def due_from(rule: TakeDown, day: date) -> date:
    """By when, counted from the day on which somebody asked."""
    return day + timedelta(days=rule.within_days)


def refused_again(removal: Removal, rule: TakeDown, day: date) -> Removal:
    """The task after somebody said no: one further up, with time for an answer."""
    return replace(removal, level=removal.level + 1, due=day + timedelta(days=rule.again_within_days))


def report_problems(
    rule: TakeDown, outcome: Outcome, note: str, proof: Proof | None, day: date
) -> list[Problem]:
    """Why that cannot be said of a place, on this day: it cannot become of its kind, nothing shows it, or
    there is no reason in words (R32)."""
    if outcome not in (*rule.outcomes, Outcome.NOT_NEEDED):
        return [Problem("outcome_not_of_this_place", "outcome", {"outcome": outcome})]
    if outcome not in GONE:
        return reason_problems(note, "note", "removal_note_missing")
    return [*too_long({"note": note}, MAX_REASON), *_proof_problems(rule, proof, day)]


def _proof_problems(rule: TakeDown, proof: Proof | None, day: date) -> list[Problem]:
    if proof is None or proof.kind not in rule.proof:
        return [Problem("proof_missing", "proof")]
    if proof.kind is ProofKind.PICTURE:
        return [] if proof.pictures else [Problem("proof_picture_missing", "proof")]
    if proof.kind is ProofKind.NOTE:
        return reason_problems(proof.said, "note", "proof_note_missing")
    checked = proof.checked_on
    late = checked is None or checked > day
    return [Problem("link_check_day_wrong", "day")] if late else too_long({"note": proof.said}, MAX_REASON)


def has_to_go(place: PlacementLine, verdict: Verdict) -> bool:
    """Whether an image may not stay where it was put. What was there while its yes held stays where that has
    only ended by itself since, or is frozen as the patient came of age (R14)."""
    put_on = place.placement.placed_on or place.noted_at.day
    return not all(_came_later(reason, put_on) for reason in verdict.reasons)


def _came_later(reason: Problem, put_on: date) -> bool:
    if reason.code not in ("frozen_at_majority", "expired"):
        return False
    day = date.fromisoformat(str(reason.details["day"]))
    return put_on <= day if reason.code == "expired" else put_on < day
