"""Withdraw: permissions end at once, or are held back until it is settled who was entitled (R28–R33).

One transaction holds the fact and a removal task for every place that has to be left: all of it, or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from consentdesk.domain.access import Act
from consentdesk.domain.duties import Kept, Retention
from consentdesk.domain.facts import ConsentWithdrawn, SuspensionLifted, UseSuspended
from consentdesk.domain.lines import ImageLine
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Circumstances, reason_problems
from consentdesk.domain.placement import PlacementLine, Removal, RemovalLine
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.refusals import Problem, refuse, refuse_if_any
from consentdesk.domain.route import ScannedPage
from consentdesk.domain.standing import Fate
from consentdesk.domain.withdrawal import (
    Asking,
    Scope,
    Withdrawal,
    asking_problems,
    entitled,
    with_derived,
)
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.standing import LastWord, counts_today
from consentdesk.workflows.take_down import call_off_removals, open_removals


@dataclass(frozen=True)
class Withdrawn:
    """What came of it: the id of the withdrawal, or of the suspension where it was only `suspended`, and the
    tasks of taking images down that it opened."""

    id: str
    suspended: bool
    removals: tuple[Removal, ...]


@dataclass(frozen=True)
class Reach:
    """What withdrawing this would reach: the images made from those named, each to be asked about (R28), the
    places that have to be left (R31), what the clinic has to keep all the same (R33), and whether any of it
    is allowed today: what is not can be withdrawn as well."""

    derived: tuple[ImageLine, ...]
    places: tuple[PlacementLine, ...]
    has_to_keep: tuple[Retention, ...]
    allowed_today: bool


@needs(Act.WITHDRAW)
def reach(desk: Desk, patient: str, scope: Scope) -> Reach:
    """Raises Refusal `image_unknown`."""
    derived = _derived(desk, patient, scope.images)
    wider = with_derived(scope, scope.images, [line.source_sha256 for line in derived], ())
    places = desk.vault.placements_reached(patient, wider)
    kept = (r for r in desk.pack.duties.retention if _is_kept(r, scope))
    today = counts_today(desk, patient)
    allowed = any(_allows(word) for (image, use), word in today.items() if wider.reaches(image, use))
    return Reach(derived, places, tuple(kept), allowed)


@needs(Act.WITHDRAW)
def withdraw(
    desk: Desk,
    patient: str,
    scope: Scope,
    asking: Asking,
    kept: Sequence[str] = (),
    letter: Sequence[ScannedPage] = (),
) -> Withdrawn:
    """End what a patient's images are permitted for, from this second; suspend it where whoever asks is not
    known to be entitled. What is not permitted (any more) can be withdrawn all the same. `kept` are images
    made from those named which are to stay; `letter` are the pages of one, kept under the patient's key.

    Raises one Refusal with every problem: `image_unknown`, `use_unknown`, `nothing_to_withdraw` (the patient
    has no images), `asker_name_missing`, `asker_relationship_missing`, `withdrawal_not_signed`,
    `caller_not_known`, `letter_missing`, `text_too_long`; or `patient_unknown`."""
    with desk.vault.transaction():
        desk.vault.patient(patient)
        refuse_if_any([*_scope_problems(desk, patient, scope, kept), *asking_problems(asking, len(letter))])
        at = _moment(desk, patient)
        ends = _entitled(desk, patient, asking, at)
        whole = _with_derived(desk, patient, scope, kept if ends else ())
        return _note(desk, patient, whole, _with_letter(desk, patient, asking, letter), kept, ends, at)


@needs(Act.LIFT_SUSPENSION)
def settle(
    desk: Desk, suspension: str, reason: str, asking: Asking | None = None, kept: Sequence[str] = ()
) -> Withdrawn:
    """Make a withdrawal of a suspension, once it is known that whoever asked was entitled, or that somebody
    is who asks too (`asking`), with the reason. What was held back was never free in between. Raises Refusal
    `withdrawal_unknown`, `suspension_settled`, `settling_reason_missing`, `asker_name_missing`,
    `asker_relationship_missing`, `text_too_long`, `image_unknown`."""
    with desk.vault.transaction():
        said = _waiting(desk, suspension, reason)
        now_asks = asking or said.asking
        refuse_if_any([*_who_problems(now_asks), *_kept_problems(desk, said.patient, said.scope, kept)])
        at, id = _moment(desk, said.patient), desk.ids.new_id()
        scope = _with_derived(desk, said.patient, said.scope, kept)
        withdrawal = ConsentWithdrawn(id, scope, now_asks, tuple(kept), suspension)
        desk.vault.append(withdrawal, at, said.patient)
        removals = open_removals(desk, said.patient, id, scope, at)
        _lift(desk, said, reason, at)
    return Withdrawn(id, False, removals)


@needs(Act.LIFT_SUSPENSION)
def lift_suspension(desk: Desk, suspension: str, reason: str) -> tuple[Removal, ...]:
    """What was held back counts again, with the reason; tasks that only the suspension asked for are not
    needed any more, and are returned. Raises Refusal `withdrawal_unknown`, `suspension_settled`,
    `settling_reason_missing`, `text_too_long`."""
    with desk.vault.transaction():
        said = _waiting(desk, suspension, reason)
        return _lift(desk, said, reason, _moment(desk, said.patient))


@needs(Act.LOOK)
def withdrawal(desk: Desk, ending: str) -> Withdrawal:
    """A withdrawal or a suspension. Raises Refusal `withdrawal_unknown`."""
    return desk.vault.withdrawal(ending)


@needs(Act.LOOK)
def withdrawals_of(desk: Desk, patient: str) -> tuple[Withdrawal, ...]:
    """Every withdrawal and suspension about a patient, newest first."""
    return desk.vault.withdrawals_of(patient)


@needs(Act.LOOK)
def tasks_of(desk: Desk, ending: str) -> tuple[RemovalLine, ...]:
    """Every task of taking images down that a withdrawal or a suspension asked for, and what became of it."""
    return desk.vault.removals_of(ending)


@needs(Act.LOOK)
def last_record(desk: Desk, patient: str) -> ConsentRecord | None:
    """The newest record of a patient that no other corrects; None where there is none."""
    newest = next((line for line in desk.vault.records_of(patient) if line.corrected is None), None)
    return desk.vault.record(newest.id).record if newest else None


def _entitled(desk: Desk, patient: str, asking: Asking, at: Moment) -> bool:
    last = last_record(desk, patient)
    circumstances = last.circumstances if last else Circumstances()
    return entitled(desk.pack, desk.vault.patient(patient).born, circumstances, asking, at.day)


def _moment(desk: Desk, patient: str) -> Moment:
    """Now; where the clock was set back, when the last record was sealed: what was decided then ends."""
    sealed = (line.sealed_at for line in desk.vault.records_of(patient))
    return max((desk.now(), *sealed), key=lambda moment: moment.utc)


def _note(
    desk: Desk, patient: str, scope: Scope, asking: Asking, kept: Sequence[str], ends: bool, at: Moment
) -> Withdrawn:
    id = desk.ids.new_id()
    body = ConsentWithdrawn(id, scope, asking, tuple(kept)) if ends else UseSuspended(id, scope, asking)
    desk.vault.append(body, at, patient)
    return Withdrawn(id, not ends, open_removals(desk, patient, id, scope, at))


def _lift(desk: Desk, said: Withdrawal, reason: str, at: Moment) -> tuple[Removal, ...]:
    desk.vault.append(SuspensionLifted(said.id, reason.strip()), at, said.patient)
    return call_off_removals(desk, said.id, reason.strip(), at)


def _waiting(desk: Desk, suspension: str, reason: str) -> Withdrawal:
    said = desk.vault.withdrawal(suspension)
    if not said.waits:
        raise refuse("suspension_settled")
    refuse_if_any(reason_problems(reason, "reason", "settling_reason_missing"))
    return said


def _scope_problems(desk: Desk, patient: str, scope: Scope, kept: Sequence[str]) -> list[Problem]:
    mine = {line.source_sha256 for line in desk.vault.images_of(patient)}
    asked = {past.use for image in mine for past in desk.vault.decisions_on(image)}
    known = asked | {use.id for use in desk.pack.uses}
    found = [] if mine else [Problem("nothing_to_withdraw", "scope")]
    found += [Problem("image_unknown", "scope")] * (not mine.issuperset(scope.images))
    found += [Problem("use_unknown", "scope", {"use": use}) for use in scope.uses if use not in known]
    return [*found, *_kept_problems(desk, patient, scope, kept)]


def _kept_problems(desk: Desk, patient: str, scope: Scope, kept: Sequence[str]) -> list[Problem]:
    """Only what was made from a withdrawn image can be asked about, and stay."""
    derived = {line.source_sha256 for line in _derived(desk, patient, scope.images)}
    return [] if derived.issuperset(kept) else [Problem("image_unknown", "kept")]


def _who_problems(asking: Asking) -> list[Problem]:
    """How they asked is for whoever settles it to judge."""
    return [p for p in asking_problems(asking, 1) if p.where in ("asker_name", "relationship")]


def _with_derived(desk: Desk, patient: str, scope: Scope, kept: Sequence[str]) -> Scope:
    mine = [line.source_sha256 for line in desk.vault.images_of(patient)]
    derived = [line.source_sha256 for line in _derived(desk, patient, scope.images)]
    return with_derived(scope, mine, derived, kept)


def _derived(desk: Desk, patient: str, images: Sequence[str]) -> tuple[ImageLine, ...]:
    """What was made from these images of a patient, or from any of theirs where none is named."""
    mine = desk.vault.images_of(patient)
    named = images or [line.source_sha256 for line in mine]
    made = {made.source_sha256 for image in named for made in desk.vault.images_made_from(image)}
    return tuple(line for line in mine if line.source_sha256 in made)


def _with_letter(desk: Desk, patient: str, asking: Asking, letter: Sequence[ScannedPage]) -> Asking:
    pages = tuple(desk.vault.put_blob(page.picture, f"patient:{patient}") for page in letter)
    return replace(asking, letter=pages)


def _allows(word: LastWord) -> bool:
    return word.effective and word.standing.fate is Fate.STANDS


def _is_kept(retention: Retention, scope: Scope) -> bool:
    """The record of the consent stays in any case; the image itself in the medical record, where that is
    concerned."""
    return retention.kept is Kept.CONSENT_RECORD or not scope.whole.uses
