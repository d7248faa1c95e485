"""Take images down: a task for every place that has to be left, and what became of it (R31, R32).

Who withdraws, lifts or notes calls the first three inside a transaction of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from consentdesk.domain.access import Act
from consentdesk.domain.duties import Step, TakeDown
from consentdesk.domain.facts import PlacementEnded, RemovalOpened, RemovalReported
from consentdesk.domain.lines import ImageLine
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Member
from consentdesk.domain.permission import Verdict, all_said, permitted
from consentdesk.domain.placement import (
    Outcome,
    Placement,
    PlacementLine,
    Proof,
    ProofKind,
    Removal,
    RemovalLine,
)
from consentdesk.domain.refusals import refuse, refuse_if_any
from consentdesk.domain.take_down import (
    LEAVES_PLACE,
    LetterLine,
    RemovalCounts,
    RemovalPlace,
    Which,
    due_from,
    has_to_go,
    refused_again,
    report_problems,
    sees_to,
)
from consentdesk.domain.withdrawal import Ending, Scope
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.known import staff_names

TASKS_A_PAGE = 20


@dataclass(frozen=True)
class TaskPage:
    """Tasks, and where more of them begin; None where there are none. `names` are those of everybody who ever
    worked here, by their id."""

    lines: tuple[RemovalLine, ...]
    more: RemovalPlace | None
    counts: RemovalCounts
    names: Mapping[str, str]


@dataclass(frozen=True)
class TaskFile:
    """Everything known of one task. `steps` are what to do now; `people` are those who work here, `names`
    those of everybody who ever did. `image` is None where nothing of it is left to show; `ending` is what
    asked for it last, None where the place itself was never allowed; `beside` are the open tasks for other
    images at the same place; `may_stay`: nobody asks for it any more."""

    line: RemovalLine
    image: ImageLine | None
    ending: Ending | None
    rule: TakeDown
    people: tuple[Member, ...]
    names: Mapping[str, str]
    letters: tuple[LetterLine, ...]
    beside: tuple[RemovalLine, ...]
    may_stay: bool

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.rule.steps_at(self.line.removal.level)


@dataclass(frozen=True)
class Shown:
    """What shows that an image is gone: pictures of the place (our own bytes, as read from a file), or what
    somebody saw, and on which day they opened the link."""

    kind: ProofKind
    pictures: tuple[bytes, ...] = field(default=(), repr=False)
    said: str = field(default="", repr=False)
    checked_on: date | None = None


@needs(Act.WITHDRAW)
def open_removals(desk: Desk, patient: str, ending: str, scope: Scope, by: Moment) -> tuple[Removal, ...]:
    """The task of every live place that a withdrawal or suspension (`ending`) reaches, opened at a moment; no
    suspension holds the medical record back. A place that has an open one already keeps it: it is now of this
    ending as well. Due by the pack; for whoever is said to own the place where they work here, else for
    whoever is at the desk."""
    reached = desk.vault.placements_reached(patient, scope)
    return tuple(_asked(desk, place, ending, by) for place in reached if _has_to_go(desk, place, by))


@needs(Act.KEEP_REGISTER)
def open_removals_for(desk: Desk, placement: Placement) -> tuple[Removal, ...]:
    """The task of a place, already noted, that the image may not stay at; none where it may. It is of the
    withdrawal or suspension that forbids it, unless that had its last receipt. A yes that has ended by itself
    since, or is frozen (R14), lets stay what was there before; what was found to be beyond control is not
    asked for again."""
    place, now = desk.vault.placement(placement.id), desk.now()
    if place is None or place.ended_at is not None:
        return ()
    verdict = _verdict(desk, place, now)
    if not has_to_go(place, verdict):
        return ()
    if any(_ended_as(line, Outcome.BEYOND_CONTROL) for line in desk.vault.removals_at(placement.id)):
        return ()
    return (_asked(desk, place, _forbidden_by(desk, verdict), now),)


@needs(Act.TAKE_DOWN)
def open_removal_now(desk: Desk, placement: str) -> Removal | None:
    """The task of a live place that has to be left whatever the record says, due at once (R34). None where
    the image has left it."""
    place, now = desk.vault.placement(placement), desk.now()
    if place is None or place.ended_at is not None:
        return None
    removal = _asked(desk, place, "", now)
    if removal.due > now.day:
        removal = replace(removal, due=now.day)
        desk.vault.append(RemovalOpened(removal), now, place.patient)
    return removal


@needs(Act.LIFT_SUSPENSION)
def call_off_removals(desk: Desk, suspension: str, reason: str, by: Moment) -> tuple[Removal, ...]:
    """End the open tasks that a suspension asked for, once it is lifted, where the images may stay now. What
    a withdrawal or another suspension asks for, too, stays."""
    lines = [line for line in desk.vault.removals_of(suspension) if line.open]
    off = [line for line in lines if not _has_to_go(desk, line.place, by)]
    for line in off:
        reported = RemovalReported(line.removal.id, Outcome.NOT_NEEDED, reason)
        desk.vault.append(reported, by, line.place.patient)
    return tuple(line.removal for line in off)


@needs(Act.TAKE_DOWN)
def report(
    desk: Desk,
    removal: str,
    outcome: Outcome,
    note: str = "",
    shown: Shown | None = None,
    everywhere: bool = False,
) -> RemovalLine:
    """Say what became of a task, with what shows it; `everywhere` says the same of each other image of the
    patient that has to leave this place. All of it or nothing is kept. Where the image has left,
    or print cannot be called back, the place is over; where it is beyond control it stays noted. A refusal by
    somebody else leaves the task open, one further up and with another day. Raises Refusal `removal_unknown`,
    `removal_closed`, `removal_still_needed` (for "not needed"), `outcome_not_of_this_place`, `proof_missing`,
    `proof_picture_missing`, `proof_note_missing`, `link_check_day_wrong`, `removal_note_missing`,
    `text_too_long`."""
    with desk.vault.transaction():
        line, now = _open(desk, removal), desk.now()
        rule = desk.pack.duties.taking_down(line.place.placement.kind)
        proof = _kept(desk, line.place.patient, shown)
        refuse_if_any(report_problems(rule, outcome, note, proof, now.day))
        for each in (line, *(desk.vault.removals_beside(line) if everywhere else ())):
            if outcome is Outcome.NOT_NEEDED and _has_to_go(desk, each.place, now):
                raise refuse("removal_still_needed", "outcome")
            _say(desk, each, RemovalReported(each.removal.id, outcome, note.strip(), proof), rule, now)
        return desk.vault.removal(removal)


@needs(Act.TAKE_DOWN)
def hand_on(desk: Desk, removal: str, owner: str, due: date) -> RemovalLine:
    """Give an open task to somebody who works here (their id), or another day. Raises Refusal
    `removal_unknown`, `removal_closed`, `member_unknown`, `due_day_past`."""
    with desk.vault.transaction():
        line = _open(desk, removal)
        if owner not in {member.id for member in desk.vault.members()}:
            raise refuse("member_unknown", "owner")
        if due < desk.now().day and due != line.removal.due:
            raise refuse("due_day_past", "due")
        after = replace(line.removal, owner=owner, due=due)
        if after != line.removal:
            desk.note(RemovalOpened(after), line.place.patient)
        return desk.vault.removal(removal)


@needs(Act.TAKE_DOWN)
def tasks(desk: Desk, which: Which, after: RemovalPlace | None = None) -> TaskPage:
    """A page of tasks, and how many there are: open ones by their day, closed ones the newest first."""
    vault, me = desk.vault, desk.vault.me.id
    lines = vault.removals(which, me, after, TASKS_A_PAGE + 1)
    shown = lines[:TASKS_A_PAGE]
    more = vault.removal_place(shown[-1].removal.id) if len(lines) > len(shown) else None
    return TaskPage(shown, more, vault.removal_counts(me, desk.now().day), staff_names(desk.vault))


@needs(Act.TAKE_DOWN)
def task(desk: Desk, removal: str) -> TaskFile:
    """Raises Refusal `removal_unknown`."""
    vault, line = desk.vault, desk.vault.removal(removal)
    placement = line.place.placement
    asked = (ending for ending in vault.endings_on(placement.image) if ending.id == line.removal.ending)
    return TaskFile(
        line,
        vault.image(placement.image),
        next(asked, None),
        desk.pack.duties.taking_down(placement.kind),
        vault.members(),
        staff_names(desk.vault),
        vault.letters_of(removal),
        vault.removals_beside(line),
        may_stay=line.open and not _has_to_go(desk, line.place, desk.now()),
    )


@needs(Act.TAKE_DOWN)
def overdue_removals(desk: Desk) -> int:
    """How many open tasks there are whose day has passed."""
    return desk.vault.removal_counts(desk.vault.me.id, desk.now().day).overdue


@needs(Act.TAKE_DOWN)
def proof_picture(desk: Desk, sha256: str) -> bytes:
    """A picture that shows a place without the image, as JPEG. Raises Refusal `blob_unknown`,
    `blob_damaged`."""
    return desk.vault.blob(sha256)


def _asked(desk: Desk, place: PlacementLine, ending: str, at: Moment) -> Removal:
    """The open task of a place, of this ending as well, or a new one."""
    vault, placement = desk.vault, place.placement
    line = next((line for line in vault.removals_at(placement.id) if line.open), None)
    if line is not None and ending in ("", line.removal.ending):
        return line.removal
    if line is not None:
        removal = replace(line.removal, ending=ending)
    else:
        rule = desk.pack.duties.taking_down(placement.kind)
        owner = sees_to(placement, vault.members(), vault.me)
        removal = Removal(desk.ids.new_id(), placement.id, ending, owner.id, due_from(rule, at.day))
    vault.append(RemovalOpened(removal), at, place.patient)
    return removal


def _has_to_go(desk: Desk, place: PlacementLine, now: Moment) -> bool:
    return has_to_go(place, _verdict(desk, place, now))


def _forbidden_by(desk: Desk, verdict: Verdict) -> str:
    """The id of the ending whose receipts have to tell of a place that came to light later (R32)."""
    endings = (str(reason.details["ending"]) for reason in verdict.reasons if "ending" in reason.details)
    return next((id for id in endings if not desk.vault.papers_of("final_receipt", id)), "")


def _verdict(desk: Desk, place: PlacementLine, now: Moment) -> Verdict:
    at, vault = place.placement, desk.vault
    history, endings = vault.decisions_on(at.image), vault.endings_on(at.image)
    said = all_said(now, history, endings)
    return permitted(desk.pack, desk.outlets(), history, at.use, at.outlet, said, endings)


def _open(desk: Desk, removal: str) -> RemovalLine:
    line = desk.vault.removal(removal)
    if not line.open:
        raise refuse("removal_closed", "outcome")
    return line


def _ended_as(line: RemovalLine, outcome: Outcome) -> bool:
    return any(report.outcome is outcome for report in line.reports)


def _kept(desk: Desk, patient: str, shown: Shown | None) -> Proof | None:
    """The proof, its pictures stored under the patient's key: they go with what identifies the patient."""
    if shown is None:
        return None
    hashes = tuple(desk.vault.put_blob(picture, f"patient:{patient}") for picture in shown.pictures)
    return Proof(shown.kind, hashes, shown.said.strip(), shown.checked_on)


def _say(desk: Desk, line: RemovalLine, said: RemovalReported, rule: TakeDown, now: Moment) -> None:
    vault, patient, place = desk.vault, line.place.patient, line.place
    vault.append(said, now, patient)
    if said.outcome in LEAVES_PLACE and place.ended_at is None:
        vault.append(PlacementEnded(place.placement.id, said.outcome, said.note), now, patient)
    if not said.outcome.closes:
        vault.append(RemovalOpened(refused_again(line.removal, rule, now.day)), now, patient)
