"""Correct a record: a new session, filled in from the record, whose seal takes that one's place (R22)."""

from __future__ import annotations

from dataclasses import replace

from consentdesk.domain.access import Act
from consentdesk.domain.draft import Correction, Draft, Known
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import reason_problems
from consentdesk.domain.photographs import add_image
from consentdesk.domain.record import ConsentRecord, Decision, RecordImage
from consentdesk.domain.refusals import refuse, refuse_if_any
from consentdesk.domain.session import Rules, identify, offer, represent, support
from consentdesk.workflows.access import needs
from consentdesk.workflows.add_images import as_kept, refuse_elsewhere
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.recall import Adults, lasting


@needs(Act.CORRECT_RECORD)
def correct_record(desk: Desk, record_id: str, reason: str) -> Draft:
    """Begin the correction of a record: a session at its first step that has the record's people, language,
    uses and kept images, and nothing that anyone saw, answered or signed. The record stays as it is, and
    counts until the new one is sealed.

    Raises Refusal `correction_reason_missing`, `text_too_long`, `record_corrected_already` (details record:
    the code of the newer one, which can be corrected in turn), `record_being_corrected` (that session is
    open), `image_in_another_session`, `record_unknown`."""
    why = " ".join(reason.split())
    refuse_if_any(reason_problems(why, "correction_reason", "correction_reason_missing"))
    with desk.vault.transaction():
        old = desk.vault.record(record_id).record
        require_uncorrected(desk, old.id)
        if any(line.corrects == old.code for line in desk.vault.drafts()):
            raise refuse("record_being_corrected", "correction_reason", record=old.code)
        draft = _begun_again(desk, old, why, desk.now())
        desk.vault.save_draft(draft, desk.now())
    return draft


@needs(Act.TAKE_CONSENT)
def require_uncorrected(desk: Desk, record_id: str) -> None:
    """Raises Refusal `record_corrected_already` (details record: the code of the one that corrects
    this one)."""
    later = desk.vault.record_line(record_id).corrected
    if later is not None:
        raise refuse("record_corrected_already", "correction_reason", record=later.code)


@needs(Act.TAKE_CONSENT)
def still_refused(desk: Desk, draft: Draft) -> tuple[Decision, ...]:
    """What the record that a session corrects refused and the session does not ask about. It stays refused
    until the patient is asked again; nothing of it does where the record was the wrong patient's, or of an
    image that turned out to be somebody else's since."""
    if draft.corrects is None or draft.patient is None:
        return ()
    old = desk.vault.record(draft.corrects.record).record
    if old.patient.id != draft.patient.id:
        return ()
    noes = (d for d in (*old.decisions, *old.still_refused) if not d.effective)
    silent = (d for d in noes if draft.answer(d.image, d.use) is None)
    return tuple(d for d in silent if _is_of(desk, old, d.image))


def _is_of(desk: Desk, old: ConsentRecord, image: str) -> bool:
    """Whether an image of a record is its patient's still."""
    line = desk.vault.image(image)
    return line is None or line.patient == old.patient.id


def _begun_again(desk: Desk, old: ConsentRecord, why: str, now: Moment) -> Draft:
    spoken = old.language if old.language in desk.wordings else desk.staff_wording.language
    correction = Correction(old.id, old.code, why)
    draft = Draft(desk.ids.new_id(), now, desk.vault.me.id, language=spoken, corrects=correction)
    rules = desk.rules(draft)
    draft = _with_people(rules, draft, desk, old, now)
    known = {use.id for use in rules.pack.uses}
    draft = offer(rules, draft, tuple(use for use in old.offered if use in known))
    draft = replace(draft, photography=old.photography)
    for image in old.images:
        draft = _with_image(desk, draft, old, image, now)
    return draft


def _with_people(rules: Rules, draft: Draft, desk: Desk, old: ConsentRecord, now: Moment) -> Draft:
    """Those of the record; the patient as known today, who may have been put right since. Whether they can
    decide is asked anew, as at every signing (R10, R15)."""
    patient = desk.vault.patient(old.patient.id)
    draft = identify(rules, draft, patient, lasting(old.circumstances), now, known=True)
    path = rules.pathway(draft, now.day)
    assert path is not None
    adults = Adults(old.representative, old.second_representative, old.one_signs).on(path)
    return support(represent(draft, *adults), old.supporters)


def _with_image(desk: Desk, draft: Draft, old: ConsentRecord, image: RecordImage, now: Moment) -> Draft:
    line = desk.vault.image(image.source_sha256)
    if line is None or not line.kept or not _is_of(desk, old, image.source_sha256):
        return draft
    refuse_elsewhere(desk, draft.id, image.source_sha256)
    return add_image(draft, as_kept(line, old.id, old.sealed_at, Known.CHOSEN, now))
