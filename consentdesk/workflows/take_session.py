"""A session from its first page to its last: started, changed act by act, held, discarded.

Every act is loaded, made and saved in one transaction, so that a crash loses nothing that a page showed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from consentdesk.domain.access import Act
from consentdesk.domain.answering import name_outlet
from consentdesk.domain.draft import Draft, Step
from consentdesk.domain.facts import SessionDiscarded, SessionHeld
from consentdesk.domain.moment import Moment
from consentdesk.domain.outlets import as_offered
from consentdesk.domain.pathway import departs, settled
from consentdesk.domain.people import Circumstances, Patient, Supporter
from consentdesk.domain.photographs import take_out
from consentdesk.domain.readiness import problems_before
from consentdesk.domain.refusals import refuse, refuse_if_any
from consentdesk.domain.rules_in_force import conform
from consentdesk.domain.session import Rules, go_to, hold, identify, jot, represent, speak, support
from consentdesk.workflows.access import needs, require
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.recall import NOBODY, Adults, recall
from consentdesk.workflows.register import register_outlet

Change = Callable[[Rules, Draft, Moment], Draft]


@dataclass(frozen=True)
class People:
    """Who is there: the patient, who decides beside or for them, who helps."""

    patient: Patient
    circumstances: Circumstances
    adults: Adults = NOBODY
    supporters: tuple[Supporter, ...] = ()


@needs(Act.TAKE_CONSENT)
def start_session(desk: Desk, patient: str | None = None) -> Draft:
    """A new session, for a known patient or for one still to be entered. Where the patient has a record, its
    language and the people in it are filled in, as far as they may decide today; else the language is that of
    staff until another is chosen. The clinic's usual uses are not offered by themselves: choosing them is one
    press on the images step."""
    now = desk.now()
    draft = Draft(desk.ids.new_id(), now, desk.vault.me.id, language=desk.staff_wording.language)
    if patient is not None:
        draft = _as_last_time(desk, draft, desk.vault.patient(patient), now)
    desk.vault.save_draft(draft, now)
    return draft


def _as_last_time(desk: Desk, draft: Draft, patient: Patient, now: Moment) -> Draft:
    last = recall(desk, patient.id)
    if last is None:
        return identify(desk.rules(draft), draft, patient, Circumstances(), now, known=True)
    language = last.language if last.language in desk.wordings else draft.language
    rules = desk.rules(replace(draft, language=language))
    draft = identify(rules, replace(draft, language=language), patient, last.circumstances, now, known=True)
    path = rules.pathway(draft, now.day)
    return represent(draft, *last.adults(path)) if path is not None else draft


@needs(Act.TAKE_CONSENT)
def usual_uses(desk: Desk) -> tuple[str, ...]:
    """The uses that this clinic's sessions usually ask about."""
    return desk.vault.preset_uses()


@needs(Act.TAKE_CONSENT)
def load_session(desk: Desk, draft_id: str) -> Draft:
    """A session as the rules in force know it. Raises Refusal `draft_unknown`."""
    draft = desk.vault.draft(draft_id)
    return conform(desk.rules(draft), draft)


@needs(Act.TAKE_CONSENT)
def change(desk: Desk, draft_id: str, act: Change) -> Draft:
    """Do one act to a session and save it. A refusal leaves it as it was."""
    with desk.vault.transaction():
        draft = desk.vault.draft(draft_id)
        rules, now = desk.rules(draft), desk.now()
        after = act(rules, conform(rules, draft), now)
        if after != draft:
            desk.vault.save_draft(after, now)
    return after


@needs(Act.TAKE_CONSENT)
def enter_patient(desk: Desk, draft_id: str, patient: Patient, circumstances: Circumstances) -> Draft:
    """Say who the patient is. A record number that another patient has is refused
    (`record_number_taken`), a chosen known patient keeps their identity. Copies of images that are kept for
    somebody else go out (R28)."""
    refuse_taken_number(desk, patient)
    require_entitled(desk, patient, circumstances)
    known = any(line.patient == patient.id for line in desk.vault.records_of(patient.id))
    with desk.vault.transaction():
        draft = change(desk, draft_id, lambda r, d, now: identify(r, d, patient, circumstances, now, known))
        for image in tuple(_copies_of_anothers(desk, draft, patient.id)):
            draft = take_image_out(desk, draft_id, image)
    return draft


def _copies_of_anothers(desk: Desk, draft: Draft, patient: str) -> Iterator[str]:
    """The images (source hashes) that were made of one that is kept for another patient. In a correction they
    go where the record goes."""
    for image in draft.images if draft.corrects is None else ():
        origin = image
        for _ in draft.images:  # no line of copies is longer
            origin = draft.image(origin.derived_from) or origin
        line = desk.vault.image(origin.derived_from) if origin.derived_from else None
        if line is not None and line.patient != patient:
            yield image.source_sha256


@needs(Act.TAKE_CONSENT)
def refuse_taken_number(desk: Desk, patient: Patient) -> None:
    """Raises Refusal `record_number_taken` (details patient: the id of whoever has it)."""
    number = patient.record_number
    other = desk.vault.patient_with_number(number) if number else None
    if other is not None and other.id != patient.id:
        raise refuse("record_number_taken", "record_number", patient=other.id)


@needs(Act.TAKE_CONSENT)
def require_entitled(desk: Desk, patient: Patient, circumstances: Circumstances) -> None:
    """Raises Refusal `not_allowed` where the session departs from the rules of age and capacity, and whoever
    sits here may not decide that (R15)."""
    if departs(desk.pack, patient.born, circumstances, desk.now().day):
        require(desk, Act.DEPART_FROM_RULES)


@needs(Act.TAKE_CONSENT)
def follow_patient(desk: Desk, patient: Patient) -> None:
    """Put right in every open session of a patient what was put right about them in another one; what was
    signed there is void then (R22), and who decides may be somebody else (R13)."""
    for line in desk.vault.drafts():
        draft = desk.vault.draft(line.id)
        if draft.patient is not None and draft.patient.id == patient.id:
            change(desk, line.id, lambda r, d, now: identify(r, d, patient, d.circumstances, now, known=True))


@needs(Act.TAKE_CONSENT)
def enter_people(desk: Desk, draft_id: str, people: People) -> Draft:
    """Say who the patient is, who decides and who helps, all of it or nothing; what was only typed until
    then is dropped. What the pathway has no place for is not kept: a representative where the patient decides
    alone, a second one where one is enough, a ground or a reason where the rules are followed. Raises the
    refusals of `enter_patient`."""

    def others(rules: Rules, draft: Draft, now: Moment) -> Draft:
        path = rules.pathway(draft, now.day)
        adults = people.adults.on(path) if path is not None else NOBODY
        return jot(support(represent(draft, *adults), people.supporters), {})

    patient, day = people.patient, desk.now().day
    circumstances = settled(desk.pack, patient.born, people.circumstances, day)
    with desk.vault.transaction():
        enter_patient(desk, draft_id, patient, circumstances)
        return change(desk, draft_id, others)


@needs(Act.TAKE_CONSENT)
def speak_with_patient(desk: Desk, draft_id: str, language: str) -> Draft:
    """Go on in another of the desk's languages, on the pages of whoever decides."""
    return change(desk, draft_id, lambda rules, d, now: speak(desk.rules(replace(d, language=language)), d))


@needs(Act.TAKE_CONSENT)
def walk_to(desk: Desk, draft_id: str, step: Step) -> Draft:
    """Go to a step. Going on is refused while an earlier step lacks something; going back never is."""

    def act(rules: Rules, draft: Draft, now: Moment) -> Draft:
        if step.number > draft.step.number:
            refuse_if_any(problems_before(rules, draft, step, now))
        return go_to(draft, step)

    return change(desk, draft_id, act)


@needs(Act.TAKE_CONSENT)
def hold_session(desk: Desk, draft_id: str, reason: str) -> Draft:
    """Hold the session: the adult present may not decide (R12)."""
    with desk.vault.transaction():
        draft = change(desk, draft_id, lambda rules, d, now: hold(d, reason))
        desk.note(SessionHeld(draft_id, draft.held), draft.patient.id if draft.patient else None)
    return draft


@needs(Act.TAKE_CONSENT)
def take_image_out(desk: Desk, draft_id: str, source_sha256: str) -> Draft:
    """Take an image out of the session and erase its bytes, unless an earlier record speaks of it (R6)."""
    with desk.vault.transaction():
        draft = change(desk, draft_id, lambda rules, d, now: take_out(d, source_sha256))
        erase_unless_recorded(desk, source_sha256)
    return draft


@needs(Act.TAKE_CONSENT)
def discard_session(desk: Desk, draft_id: str) -> None:
    """Give a session up: draft, pixels and scanned pages are erased, one fact without content stays (R6)."""
    with desk.vault.transaction():
        draft = desk.vault.draft(draft_id)
        for image in draft.images:
            erase_unless_recorded(desk, image.source_sha256)
        desk.vault.destroy_key(paper_key(draft_id))
        desk.vault.remove_draft(draft_id)
        desk.note(SessionDiscarded(draft_id))


@needs(Act.TAKE_CONSENT)
def name_other_outlet(desk: Desk, draft_id: str, image: str, use: str, name: str) -> Draft:
    """Say where a yes reaches by a name that was typed; an unknown one enters the clinic's register (R4).
    Raises Refusal `outlet_missing`."""
    with desk.vault.transaction():
        entry = register_outlet(desk, name, use)
        outlet = as_offered(entry, desk.rules(desk.vault.draft(draft_id)).wording)
        return change(desk, draft_id, lambda rules, d, now: name_outlet(d, image, use, outlet))


def image_key(source_sha256: str) -> str:
    """The id of the key that an image's bytes, view and thumbnail are sealed under."""
    return f"image:{source_sha256}"


def paper_key(draft_id: str) -> str:
    """The id of the key that the scanned pages of a session's form are sealed under."""
    return f"paper:{draft_id}"


@needs(Act.TAKE_CONSENT)
def erase_unless_recorded(desk: Desk, source_sha256: str) -> None:
    line = desk.vault.image(source_sha256)
    if line is None or not line.kept:
        desk.vault.destroy_key(image_key(source_sha256))
