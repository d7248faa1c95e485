"""Attest and seal: the session becomes a record and its facts, in one transaction (R19, R22, R38)."""

from __future__ import annotations

from consentdesk.domain.access import Act
from consentdesk.domain.draft import Attestation, Draft, binding
from consentdesk.domain.facts import (
    Body,
    ConsentSigned,
    ImageAdded,
    PatientCorrected,
    PatientRegistered,
    RecordMoved,
)
from consentdesk.domain.lines import SealedRecord
from consentdesk.domain.moment import Moment
from consentdesk.domain.record import ConsentRecord, Decision, seal, seal_problems
from consentdesk.domain.record_code import RANDOM_BITS, make_code
from consentdesk.domain.refusals import Problem, refuse_if_any
from consentdesk.domain.signing import overtaken
from consentdesk.domain.standing import allowed_uses
from consentdesk.workflows.access import needs, require
from consentdesk.workflows.correct_record import require_uncorrected, still_refused
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.take_session import (
    erase_unless_recorded,
    follow_patient,
    load_session,
    refuse_taken_number,
    require_entitled,
)


@needs(Act.TAKE_CONSENT)
def attest_and_seal(desk: Desk, draft_id: str, code: str) -> SealedRecord:
    """Seal a session with the explainer's code. Where anything is missing, one Refusal names all of it before
    the code is looked at, and the draft stays as it was. Raises also `code_wrong` and `locked_by_codes`,
    `not_allowed` to whoever may not correct a record where it corrects one, `signed_before_withdrawal` where
    what was agreed to was withdrawn since, and where another session was sealed meanwhile
    `record_corrected_already` (by another correction) and `record_number_taken` (by another patient)."""
    draft, now = load_session(desk, draft_id), desk.now()
    if draft.patient is not None:
        refuse_taken_number(desk, draft.patient)
        require_entitled(desk, draft.patient, draft.circumstances)
    if draft.corrects is not None:
        require(desk, Act.CORRECT_RECORD)
        require_uncorrected(desk, draft.corrects.record)
    rules = desk.rules(draft)
    attestation = _attestation(desk, draft, now)
    refuse_if_any([*seal_problems(rules, draft, attestation, now), *_overtaken(desk, draft)])
    record_id = desk.ids.new_id()
    signed = desk.vault.attest(code, attested_bytes(record_id, attestation.binding))
    attestation = _attestation(desk, draft, now, signed)
    refused = still_refused(desk, draft)
    before = _allowed_before(desk, draft, refused, now)
    record = seal(rules, draft, attestation, record_id, _new_code(desk), now, before, refused)
    return _append(desk, draft, record, now)


def attested_bytes(record_id: str, bound: str) -> bytes:
    """What the explainer's key signs."""
    return f"consentdesk attestation {record_id} {bound}".encode()


def _overtaken(desk: Desk, draft: Draft) -> list[Problem]:
    if draft.patient is None:
        return []
    return overtaken(draft, desk.vault.withdrawals_of(draft.patient.id))


def _allowed_before(
    desk: Desk, draft: Draft, refused: tuple[Decision, ...], now: Moment
) -> dict[str, frozenset[str]]:
    """The uses that earlier records allow each image for; of a record that is being corrected only what it
    `refused` counts."""
    corrected = draft.corrects.record if draft.corrects else ""
    images = (i.source_sha256 for i in draft.images)
    return {
        i: allowed_uses(desk.vault.decisions_on(i), now, without=corrected)
        - {d.use for d in refused if d.image == i}
        for i in images
    }


def _attestation(desk: Desk, draft: Draft, now: Moment, key_signature: str = "") -> Attestation:
    me = desk.vault.me
    meaning = desk.staff_wording.meanings["explainer"]
    bound = binding(draft, "explainer")
    return Attestation(me.id, me.name, me.role, meaning, now, bound, key_signature)


def _new_code(desk: Desk) -> str:
    while True:
        code = make_code(desk.ids.random_bits(RANDOM_BITS))
        if desk.vault.record_with_code(code) is None:
            return code


def _append(desk: Desk, draft: Draft, record: ConsentRecord, now: Moment) -> SealedRecord:
    patient = record.patient.id
    with desk.vault.transaction():
        for body in (*_patient_facts(desk, draft), *_image_facts(draft, record)):
            desk.vault.append(body, now, patient)
        fact = desk.vault.append(ConsentSigned(record), now, patient)
        _note_moved(desk, record, now)
        for image in record.images:
            if not image.kept:
                erase_unless_recorded(desk, image.source_sha256)
        desk.vault.remove_draft(draft.id)
        follow_patient(desk, record.patient)
    return SealedRecord(record, fact.hash)


def _note_moved(desk: Desk, record: ConsentRecord, now: Moment) -> None:
    """Tell it among the facts of the patient whose record is corrected, where that is another one."""
    old = record.corrects
    if old is None or (whose := desk.vault.record_line(old.record).patient) == record.patient.id:
        return
    moved = RecordMoved(old.record, old.code, record.id, record.code, record.sealed_at)
    desk.vault.append(moved, now, whose)


def _patient_facts(desk: Desk, draft: Draft) -> list[Body]:
    assert draft.patient is not None
    if not draft.patient_is_known:
        return [PatientRegistered(draft.patient)]
    changed = desk.vault.patient(draft.patient.id) != draft.patient
    return [PatientCorrected(draft.patient)] if changed else []


def _image_facts(draft: Draft, record: ConsentRecord) -> list[Body]:
    kept = {i.source_sha256: i.kept for i in record.images}
    return [
        ImageAdded(
            i.source_sha256,
            i.pixels_sha256,
            i.view_sha256,
            i.thumbnail_sha256,
            i.format,
            i.width,
            i.height,
            i.label,
            kept[i.source_sha256],
            i.by,
            i.derived_from,
            i.look,
        )
        for i in draft.images
    ]
