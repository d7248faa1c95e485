"""A record is corrected by a new one that names it; the old one stays readable and counts no more (R22)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from consentdesk.domain.draft import Draft, Step
from consentdesk.domain.facts import ConsentSigned, PatientRegistered
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Capacity, Circumstances, Patient, Representative
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.session import identify, offer
from consentdesk.domain.standing import Fate
from consentdesk.system.clock import FixedClock
from consentdesk.workflows.add_images import earlier_images, join_image
from consentdesk.workflows.correct_record import correct_record
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.give_copy import sealed_copy
from consentdesk.workflows.may_use import was_permitted
from consentdesk.workflows.standing import counts_today, what_became
from consentdesk.workflows.take_session import change, discard_session, enter_patient, take_image_out
from tests.helpers.sessions import NOW, patient, sealed_record
from tests.storage.consents import forget
from tests.workflows.sealing import begun, consent, seal, source_of, with_picture

FIRST, SECOND = source_of(1), source_of(2)
REASON = "The date of birth was wrong"


def days_later(desk: Desk, days: int = 1) -> Moment:
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(timedelta(days=days))
    return desk.now()


def allowed(desk: Desk, at: Moment, source: str = FIRST) -> bool:
    return was_permitted(desk, source, "teaching", "", at).allowed


def corrected(desk: Desk, old: ConsentRecord, who: Patient | None = None) -> ConsentRecord:
    """The record that takes the place of one, its patient put right where `who` is given."""
    draft = correct_record(desk, old.id, REASON)
    if who is not None:
        draft = enter_patient(desk, draft.id, who, Circumstances())
    return seal(desk, draft)


def test_a_correction_begins_with_everything_but_what_was_seen_said_and_signed(desk: Desk) -> None:
    old = consent(desk, 1, 2)
    draft = correct_record(desk, old.id, f"  {REASON}\n")
    assert draft == desk.vault.draft(draft.id)
    assert (draft.step, draft.patient, draft.offered) == (Step.PATIENT, old.patient, old.offered)
    assert (draft.language, draft.circumstances, draft.patient_is_known) == ("en", old.circumstances, True)
    assert [i.source_sha256 for i in draft.images] == [FIRST, SECOND]
    assert draft.corrects is not None
    assert (draft.corrects.record, draft.corrects.code, draft.corrects.reason) == (old.id, old.code, REASON)
    seen: tuple[tuple[object, ...], ...] = (draft.showings, draft.explained, draft.answers, draft.signatures)
    assert seen == ((), (), (), ())
    assert [line.corrects for line in desk.vault.drafts()] == [old.code]


def test_whether_the_patient_can_decide_is_asked_anew_in_a_correction(desk: Desk) -> None:
    asleep = Circumstances(Capacity.TEMPORARILY_LACKING, reason="In theatre")
    mother = Representative("Rosa Probe", "guardian", "court_appointed")
    old = replace(sealed_record(), circumstances=asleep, pathway="represented", representative=mother)
    desk.vault.append(PatientRegistered(old.patient), NOW, old.patient.id)
    desk.vault.append(ConsentSigned(old), NOW, old.patient.id)
    draft = correct_record(desk, old.id, REASON)
    assert (draft.circumstances, draft.representative) == (Circumstances(), None)


def test_a_correction_needs_a_reason(desk: Desk) -> None:
    old = consent(desk, 1)
    with pytest.raises(Refusal, match="correction_reason_missing"):
        correct_record(desk, old.id, " \n")
    assert desk.vault.drafts() == ()


def test_until_it_is_sealed_the_old_record_counts_and_then_it_does_no_more(desk: Desk) -> None:
    old = consent(desk, 1, 2)
    then, between = desk.now(), days_later(desk)
    draft = correct_record(desk, old.id, REASON)
    assert allowed(desk, between)
    take_image_out(desk, draft.id, SECOND)
    days_later(desk)
    new = seal(desk, desk.vault.draft(draft.id), refused=("medical_record",))
    now = desk.now()
    assert new.corrects is not None and new.corrects.reason == REASON
    assert (allowed(desk, then, SECOND), allowed(desk, between, SECOND)) == (True, True)
    assert not allowed(desk, now, SECOND), "nothing says yes to it any more"
    assert allowed(desk, now), "the new record does"
    became = what_became(desk, old)
    assert {b.standing.fate for b in became.values()} == {Fate.CORRECTED}
    assert {b.later.id for b in became.values() if b.later} == {new.id}
    assert desk.vault.record(old.id).record == old


def test_lists_say_which_record_corrects_which(desk: Desk) -> None:
    old = consent(desk, 1)
    days_later(desk)
    new = corrected(desk, old)
    newer, older = desk.vault.records_of(old.patient.id)
    assert older.corrected is not None
    assert (older.corrected.id, older.corrected.code, older.corrected.at) == (new.id, new.code, new.sealed_at)
    assert (newer.corrects, newer.corrected, older.corrects) == (old.code, None, "")


def test_a_wrong_date_of_birth_is_put_right_and_both_copies_stay_as_they_are(desk: Desk) -> None:
    old = consent(desk, 1)
    copy = sealed_copy(desk, old.id, "A4")
    days_later(desk)
    new = corrected(desk, old, replace(old.patient, born=date(1981, 5, 17)))
    assert (new.patient.born, old.patient.born) == (date(1981, 5, 17), date(1980, 5, 17))
    assert desk.vault.patient(old.patient.id).born == date(1981, 5, 17)
    assert sealed_copy(desk, old.id, "A4") == copy
    assert desk.vault.check().sound


def test_a_consent_of_the_wrong_patient_moves_to_the_right_one(desk: Desk) -> None:
    right, wrong = patient(id="patient-2", given_name="Zoë"), patient()
    seal(desk, with_picture(desk, begun(desk, replace(right, record_number="7")), 9))
    old = consent(desk, 1)
    days_later(desk)
    new = corrected(desk, old, desk.vault.patient("patient-2"))
    assert new.patient.id == "patient-2" and [i.source_sha256 for i in new.images] == [FIRST]
    assert desk.vault.images_of(wrong.id) == () and counts_today(desk, wrong.id) == {}
    assert {i.source_sha256 for i in desk.vault.images_of("patient-2")} == {FIRST, source_of(9)}
    (line,) = desk.vault.records_of(wrong.id)
    assert line.corrected is not None and line.corrected.id == new.id
    assert counts_today(desk, "patient-2")[FIRST, "teaching"].record.id == new.id
    forget(desk.vault, "patient-2", desk.now())  # type: ignore[arg-type]
    assert not allowed(desk, desk.now()), "erasing one patient never brings another's record back"
    desk.vault.rebuild()  # type: ignore[attr-defined]
    assert desk.vault.check().sound


def test_only_the_images_of_the_record_move_to_another_patient(desk: Desk) -> None:
    consent(desk, 2)
    days_later(desk)
    old = consent(desk, 1)
    draft = with_picture(desk, correct_record(desk, old.id, REASON), 2)
    other = patient(id="patient-2")
    after = change(desk, draft.id, lambda rules, d, now: identify(rules, d, other, Circumstances(), now))
    assert [i.source_sha256 for i in after.images] == [FIRST]


def test_a_record_is_corrected_once_and_its_correction_in_turn(desk: Desk) -> None:
    old = consent(desk, 1)
    days_later(desk)
    new = corrected(desk, old)
    with pytest.raises(Refusal) as no:
        correct_record(desk, old.id, REASON)
    assert (no.value.code, no.value.problems[0].details) == ("record_corrected_already", {"record": new.code})
    days_later(desk)
    newest = corrected(desk, new)
    assert newest.corrects is not None and newest.corrects.code == new.code


def test_a_correction_that_is_open_is_gone_on_with_and_not_begun_twice(desk: Desk) -> None:
    old = consent(desk, 1, refused=("medical_record", "teaching"))
    draft = correct_record(desk, old.id, REASON)
    with pytest.raises(Refusal, match="record_being_corrected"):
        correct_record(desk, old.id, REASON)
    discard_session(desk, draft.id)
    assert correct_record(desk, old.id, REASON).images == ()


def test_a_correction_that_comes_second_cannot_be_sealed(desk: Desk) -> None:
    old = consent(desk, 1)
    days_later(desk)
    draft = correct_record(desk, old.id, REASON)
    desk.vault.remove_draft(draft.id)
    corrected(desk, old)
    late: Draft = replace(draft, images=())
    desk.vault.save_draft(late, desk.now())
    with pytest.raises(Refusal, match="record_corrected_already"):
        seal(desk, with_picture(desk, late, 5))


def test_what_the_corrected_record_allowed_keeps_no_picture(desk: Desk) -> None:
    old = consent(desk, 1)
    days_later(desk)
    draft = correct_record(desk, old.id, REASON)
    change(desk, draft.id, lambda rules, d, now: offer(rules, d, ("medical_record",)))
    new = seal(desk, desk.vault.draft(draft.id), refused=("medical_record",))
    assert not new.images[0].kept
    with pytest.raises(Refusal, match="blob_unknown"):
        desk.vault.blob(FIRST)


def test_a_record_whose_picture_is_in_another_open_session_waits_for_that(desk: Desk) -> None:
    old = consent(desk, 1)
    draft = join_image(desk, begun(desk).id, FIRST)
    with pytest.raises(Refusal, match="image_in_another_session"):
        correct_record(desk, old.id, REASON)
    assert [line.id for line in desk.vault.drafts()] == [draft.id]


def test_an_older_yes_does_not_come_back_because_a_correction_is_silent(desk: Desk) -> None:
    consent(desk, 1)
    days_later(desk)
    draft = join_image(desk, begun(desk).id, FIRST)
    old = seal(desk, draft, refused=("teaching",))
    days_later(desk)
    draft = take_image_out(desk, correct_record(desk, old.id, REASON).id, FIRST)
    new = seal(desk, with_picture(desk, draft, 2))
    assert [(d.image, d.use) for d in new.still_refused] == [(FIRST, "teaching")]
    assert not allowed(desk, desk.now())
    assert counts_today(desk, old.patient.id)[FIRST, "teaching"].record.id == new.id
    days_later(desk)
    newest = corrected(desk, new)
    assert newest.still_refused == new.still_refused and not allowed(desk, desk.now())
    desk.vault.rebuild()  # type: ignore[attr-defined]
    assert not allowed(desk, desk.now()) and desk.vault.check().sound


def test_what_a_corrected_record_refused_keeps_no_picture_that_an_older_one_allowed(desk: Desk) -> None:
    consent(desk, 1, uses=("teaching",))
    days_later(desk)
    old = seal(desk, join_image(desk, begun(desk).id, FIRST), refused=("teaching",))
    days_later(desk)
    draft = correct_record(desk, old.id, REASON)
    change(desk, draft.id, lambda rules, d, now: offer(rules, d, ("medical_record",)))
    new = seal(desk, desk.vault.draft(draft.id), refused=("medical_record",))
    assert not allowed(desk, desk.now()) and not new.images[0].kept


def test_an_older_yes_counts_again_where_the_no_was_of_another_patient(desk: Desk) -> None:
    consent(desk, 1)
    days_later(desk)
    old = seal(desk, join_image(desk, begun(desk).id, FIRST), refused=("teaching",))
    days_later(desk)
    draft = take_image_out(desk, correct_record(desk, old.id, REASON).id, FIRST)
    right = patient(id="patient-2")
    enter_patient(desk, draft.id, replace(right, record_number="7"), Circumstances())
    seal(desk, with_picture(desk, draft, 2))
    assert allowed(desk, desk.now())


def test_a_picture_taken_out_of_a_correction_stays_to_be_asked_about_and_nothing_allows_it(
    desk: Desk,
) -> None:
    old = consent(desk, 1, 2)
    days_later(desk)
    seal(desk, take_image_out(desk, correct_record(desk, old.id, REASON).id, SECOND))
    assert (SECOND, "teaching") not in counts_today(desk, old.patient.id)
    later_on = begun(desk)
    assert SECOND in {line.source_sha256 for line in earlier_images(desk, later_on.id)}
    record = seal(desk, join_image(desk, later_on.id, SECOND), refused=("medical_record", "teaching"))
    assert not record.images[0].kept, "the first no to everything takes its bytes"
