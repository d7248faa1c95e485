"""Erase for good: one person proposes, another agrees, and content can never be read again (R40).

The ledger stays whole: that something was recorded, when and by whom stands for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from consentdesk.domain.access import Act
from consentdesk.domain.draft import Draft
from consentdesk.domain.erasure import (
    Agreement,
    Erasure,
    Ground,
    Keeping,
    Target,
    agreement,
    must_keep,
    note_problems,
    solo_from,
    stands_alone,
)
from consentdesk.domain.facts import ContentErased, ErasureDeclined, ErasureProposed
from consentdesk.domain.lines import ImageLine, MemberLine
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Patient
from consentdesk.domain.photographs import take_out
from consentdesk.domain.refusals import Problem, Refusal, refuse, refuse_if_any
from consentdesk.workflows.access import may, needs, needs_code
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.take_session import image_key, paper_key


@dataclass(frozen=True)
class Proposal:
    """What somebody wants erased; `ground` is None until one was chosen."""

    target: Target
    subject: str
    ground: Ground | None
    note: str = ""


@dataclass(frozen=True)
class ErasureLine:
    """A proposal as whoever sits here may see it: `patient` and `image` only for those who may look at
    patients, and only while they are there. `proposer` and `ender` are names; `agreement` says whether
    whoever sits here can agree now."""

    erasure: Erasure
    proposer: str
    ender: str
    is_mine: bool
    agreement: Agreement
    patient: Patient | None = None
    image: ImageLine | None = None


@dataclass(frozen=True)
class Prospect:
    """What proposing means for a patient: what has to be kept and until when at least, and from when whoever
    sits here could confirm alone (None where somebody else may agree)."""

    must_keep: tuple[Keeping, ...]
    alone_from: Moment | None


@needs(Act.SEE_ERASURES)
def erasures(desk: Desk) -> tuple[ErasureLine, ...]:
    """Every proposal, those that wait first, then the one that ended last."""
    people, shows = desk.vault.everyone(), Act.LOOK in may(desk)
    return tuple(_line(desk, erasure, people, shows) for erasure in desk.vault.erasures())


@needs(Act.SEE_ERASURES)
def waiting_erasures(desk: Desk) -> int:
    """How many proposals wait for an answer."""
    return desk.vault.erasures_waiting()


@needs(Act.LOOK)
def prospect(desk: Desk, patient: str, target: Target) -> Prospect:
    """Raises Refusal `patient_unknown`."""
    now = desk.now()
    alone = stands_alone(desk.vault.me.id, desk.vault.everyone(), desk.vault.newcomers(now))
    return Prospect(_must_keep(desk, patient, target), solo_from(now) if alone else None)


@needs_code(Act.ERASE)
def propose_erasure(desk: Desk, proposal: Proposal) -> Erasure:
    """Ask that content be erased; nothing is yet. Raises Refusal `erasure_ground_missing`,
    `note_names_patient`, `text_too_long`, `erasure_waits_already`, `patient_unknown`, `image_unknown`,
    `image_erased`."""
    patient, note = _concerned(desk, proposal), " ".join(proposal.note.split())
    missing = [] if proposal.ground else [Problem("erasure_ground_missing", "ground")]
    refuse_if_any([*missing, *note_problems(note, patient)])
    assert proposal.ground is not None
    if any(_same(erasure, proposal) for erasure in desk.vault.erasures()):
        raise refuse("erasure_waits_already")
    id = desk.ids.new_id()
    desk.note(ErasureProposed(id, proposal.target, proposal.subject, proposal.ground, note))
    return desk.vault.erasure(id)


@needs_code(Act.ERASE)
def agree_to_erasure(desk: Desk, erasure_id: str) -> None:
    """Agree, and erase: nothing of it can be read again, by anybody. One whose subject is gone already ends
    here without erasing anything. Raises Refusal `erasure_unknown`, `erasure_ended`, `erasure_came_later`,
    `erasure_needs_another`, `erasure_too_early` (details day); then nothing is erased."""
    erasure = _waiting(desk, erasure_id)
    found = agreement(erasure, desk.vault.me.id, desk.vault.everyone(), desk.now())
    if found.refusal:
        raise _refused(found)
    with desk.vault.erasing():
        keys = ERASE[erasure.target](desk, erasure.subject)
        desk.note(ContentErased(erasure.id, keys))


@needs_code(Act.ERASE)
def decline_erasure(desk: Desk, erasure_id: str) -> None:
    """Decline a proposal, or take one's own back. Raises Refusal `erasure_unknown`, `erasure_ended`."""
    desk.note(ErasureDeclined(_waiting(desk, erasure_id).id))


def _erase_image(desk: Desk, source_sha256: str) -> tuple[str, ...]:
    """An image goes out of open sessions, too: nobody can be shown it any more."""
    for line in desk.vault.drafts():
        draft = _readable(desk, line.id)
        if draft is not None and draft.image(source_sha256) is not None:
            desk.vault.save_draft(take_out(draft, source_sha256), desk.now())
    return desk.vault.erase_image(source_sha256, desk.now())


def _erase_patient(desk: Desk, patient: str) -> tuple[str, ...]:
    """Open sessions of the patient go, those that correct a record of theirs, and those in their name that
    are too damaged to tell."""
    known, records = _patient(desk, patient), {line.id for line in desk.vault.records_of(patient)}
    for line in desk.vault.drafts():
        draft = _readable(desk, line.id)
        if draft is None and known is not None and line.patient_name == known.name:
            desk.vault.remove_draft(line.id)
        if draft is not None and _is_about(draft, patient, records):
            _give_up(desk, draft)
    return desk.vault.erase_patient(patient, desk.now())


def _give_up(desk: Desk, draft: Draft) -> None:
    for image in draft.images:
        line = desk.vault.image(image.source_sha256)
        if line is None or not line.kept:
            desk.vault.destroy_key(image_key(image.source_sha256))
    desk.vault.destroy_key(paper_key(draft.id))
    desk.vault.remove_draft(draft.id)


ERASE: dict[Target, Callable[[Desk, str], tuple[str, ...]]] = {
    Target.IMAGE: _erase_image,
    Target.PATIENT: _erase_patient,
}


def _readable(desk: Desk, draft_id: str) -> Draft | None:
    """A session; None for one that is damaged: nothing else is to be kept from being erased by it."""
    try:
        return desk.vault.draft(draft_id)
    except Refusal:
        return None


def _is_about(draft: Draft, patient: str, records: set[str]) -> bool:
    corrects = draft.corrects is not None and draft.corrects.record in records
    return corrects or (draft.patient is not None and draft.patient.id == patient)


def _same(erasure: Erasure, proposal: Proposal) -> bool:
    waits = erasure.ending is None
    return waits and (erasure.target, erasure.subject) == (proposal.target, proposal.subject)


def _waiting(desk: Desk, erasure_id: str) -> Erasure:
    erasure = desk.vault.erasure(erasure_id)
    if erasure.ending is not None:
        raise refuse("erasure_ended")
    return erasure


def _refused(found: Agreement) -> Refusal:
    if found.possible_from is None:
        return refuse(found.refusal)
    return refuse(found.refusal, day=found.possible_from.day.isoformat())


def _concerned(desk: Desk, proposal: Proposal) -> Patient:
    """The patient whose content it is."""
    if proposal.target is Target.PATIENT:
        return desk.vault.patient(proposal.subject)
    line = desk.vault.image(proposal.subject)
    if line is None:
        raise refuse("image_unknown", "subject")
    if not line.kept:
        raise refuse("image_erased", "subject", day=(line.erased_at or line.recorded_at).day.isoformat())
    return desk.vault.patient(line.patient)


def _must_keep(desk: Desk, patient: str, target: Target) -> tuple[Keeping, ...]:
    who, sealed = desk.vault.patient(patient), [line.sealed_at.day for line in desk.vault.records_of(patient)]
    last = max(sealed, default=desk.now().day)
    return must_keep(desk.pack, target, who.born, last, max([last, *_last_days(desk, patient)]))


def _last_days(desk: Desk, patient: str) -> list[date]:
    """The days on which yeses end by themselves."""
    past = (
        p for image in desk.vault.images_of(patient) for p in desk.vault.decisions_on(image.source_sha256)
    )
    return [p.expiry.until for p in past if p.expiry is not None and p.expiry.until is not None]


def _line(desk: Desk, erasure: Erasure, people: tuple[MemberLine, ...], shows: bool) -> ErasureLine:
    me, names = desk.vault.me.id, {line.member.id: line.member.name for line in people}
    image = _image(desk, erasure) if shows else None
    return ErasureLine(
        erasure,
        names.get(erasure.proposed_by, ""),
        names.get(erasure.ending.member, "") if erasure.ending else "",
        erasure.proposed_by == me,
        agreement(erasure, me, people, desk.now()),
        patient=_patient(desk, image.patient if image else erasure.subject) if shows else None,
        image=image,
    )


def _image(desk: Desk, erasure: Erasure) -> ImageLine | None:
    return desk.vault.image(erasure.subject) if erasure.target is Target.IMAGE else None


def _patient(desk: Desk, patient: str) -> Patient | None:
    try:
        return desk.vault.patient(patient)
    except Refusal:
        return None
