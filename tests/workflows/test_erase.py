"""Erasing for good at a real desk: who may, what goes, what stays (R40)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from consentdesk.domain.access import Role
from consentdesk.domain.draft import Step
from consentdesk.domain.erasure import Erasure, Ground, Target
from consentdesk.domain.facts import ContentErased, MemberChanged
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.ledger import readable_facts
from consentdesk.system.clock import FixedClock
from consentdesk.workflows.correct_record import correct_record
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.erase import (
    Proposal,
    agree_to_erasure,
    decline_erasure,
    erasures,
    propose_erasure,
    prospect,
)
from consentdesk.workflows.find import find
from consentdesk.workflows.give_copy import sealed_copy
from consentdesk.workflows.look_up import open_patient, open_record
from consentdesk.workflows.may_use import was_permitted
from consentdesk.workflows.notices import Notice, notices
from consentdesk.workflows.ports import Secrets
from tests.documents.reading import text_of
from tests.helpers.sessions import NOW, later, patient
from tests.storage.conftest import CODE
from tests.workflows.sealing import (
    begun,
    consent,
    picture,
    ready_to_seal,
    seal,
    source_of,
    thumbnail,
    with_picture,
)

ADMINISTRATOR, OFFICER, CLINICIAN = Role.ADMINISTRATOR, Role.PRIVACY_OFFICER, Role.CLINICIAN
OTHER_CODE = "770131"
WHOLE = Proposal(Target.PATIENT, "patient-1", Ground.PATIENT_ASKS, "by letter")


def with_newcomer(desk: Desk, *roles: Role, name: str = "Ada") -> Desk:
    """The same desk with somebody else at it, who was let in now."""
    secrets = Secrets(f"{name} sails over nine hills", OTHER_CODE)
    desk.vault.admit(name, "manager", roles, name, secrets, desk.now())
    return taken_over(desk, secrets, name)


def with_colleague(desk: Desk, *roles: Role) -> Desk:
    """As with a newcomer, a week later: the clock of both desks says so."""
    other = with_newcomer(desk, *roles)
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(timedelta(days=7))
    return other


def taken_over(desk: Desk, secrets: Secrets, name: str) -> Desk:
    return replace(desk, vault=desk.vault.hand_over(secrets.passphrase, name))


def at(desk: Desk, moment: Moment) -> Desk:
    return replace(desk, clock=FixedClock(moment, ticking=False))


def in_days(days: int) -> Moment:
    """Whole days from now, and as long as a test may take."""
    return later(days=days, minutes=5)


def an_image(n: int = 1, ground: Ground | None = Ground.BY_MISTAKE) -> Proposal:
    return Proposal(Target.IMAGE, source_of(n), ground)


def erased(desk: Desk, proposal: Proposal = WHOLE, after: int = 7) -> Erasure:
    """What somebody alone erased after so many days."""
    proposed = propose_erasure(desk, CODE, proposal)
    agree_to_erasure(at(desk, in_days(after)), CODE, proposed.id)
    return desk.vault.erasure(proposed.id)


def gone(ask: Callable[[], object], code: str) -> bool:
    with pytest.raises(Refusal, match=code):
        ask()
    return True


def test_one_proposes_and_another_agrees(desk: Desk) -> None:
    consent(desk, 1)
    other = with_colleague(desk, OFFICER)
    proposed = propose_erasure(desk, CODE, WHOLE)
    assert gone(lambda: agree_to_erasure(desk, CODE, proposed.id), "erasure_needs_another")
    assert gone(lambda: agree_to_erasure(at(desk, in_days(99)), CODE, proposed.id), "erasure_needs_another")
    assert desk.vault.patient("patient-1"), "nothing was erased"
    agree_to_erasure(other, OTHER_CODE, proposed.id)
    (line,) = erasures(desk)
    assert line.erasure.ending and line.erasure.ending.erased and line.ender == "Ada"
    (fact,) = readable_facts(desk.vault._db, desk.vault._keys, ["content_erased"])  # type: ignore[attr-defined]
    assert isinstance(fact.body, ContentErased) and fact.header.actor == other.vault.me.id
    ids = {id.hex() for (id,) in desk.vault._db.rows("SELECT id FROM erased")}  # type: ignore[attr-defined]
    assert set(fact.body.keys) <= ids and len(fact.body.keys) == 2


@pytest.mark.parametrize("roles", [(CLINICIAN,), (Role.PHOTOGRAPHER,), (Role.AUDITOR,)])
def test_whose_roles_do_not_cover_it_neither_proposes_nor_agrees(desk: Desk, roles: tuple[Role, ...]) -> None:
    consent(desk, 1)
    other, proposed = with_colleague(desk, *roles), propose_erasure(desk, CODE, WHOLE)
    for act in (
        lambda: propose_erasure(other, OTHER_CODE, an_image()),
        lambda: agree_to_erasure(other, OTHER_CODE, proposed.id),
        lambda: decline_erasure(other, OTHER_CODE, proposed.id),
        lambda: erasures(other),
    ):
        assert gone(act, "not_allowed")
    assert all(notice.code != "erasures" for notice in notices(other))
    agree_to_erasure(at(desk, in_days(14)), CODE, proposed.id)


def test_a_wrong_code_erases_nothing(desk: Desk) -> None:
    consent(desk, 1)
    proposed = propose_erasure(desk, CODE, WHOLE)
    assert gone(lambda: agree_to_erasure(at(desk, in_days(7)), "000000", proposed.id), "code_wrong")
    assert open_patient(desk, "patient-1")


def test_alone_one_waits_and_sees_until_when(desk: Desk) -> None:
    consent(desk, 1)
    proposed = propose_erasure(desk, CODE, WHOLE)
    with pytest.raises(Refusal) as refused:
        agree_to_erasure(at(desk, in_days(6)), CODE, proposed.id)
    assert refused.value.problems[0].details == {"day": "2026-03-09"}
    alone_from = prospect(desk, "patient-1", Target.PATIENT).alone_from
    assert alone_from and alone_from.day == later(days=7).day
    agree_to_erasure(at(desk, in_days(7)), CODE, proposed.id)
    assert gone(lambda: open_patient(desk, "patient-1"), "patient_unknown")


def test_a_clock_set_back_while_proposing_shortens_no_delay(desk: Desk) -> None:
    consent(desk, 1)
    proposed = propose_erasure(at(desk, later(days=-30)), CODE, WHOLE)
    assert proposed.proposed_at.day == later(days=-30).day and proposed.delay_from.day == NOW.day
    assert gone(lambda: agree_to_erasure(at(desk, in_days(6)), CODE, proposed.id), "erasure_too_early")
    assert gone(lambda: agree_to_erasure(at(desk, later(days=-3)), CODE, proposed.id), "erasure_too_early")


def test_whoever_is_let_in_afterwards_can_only_decline(desk: Desk) -> None:
    consent(desk, 1)
    proposed = propose_erasure(desk, CODE, WHOLE)
    other = with_colleague(desk, OFFICER)
    assert gone(lambda: agree_to_erasure(other, OTHER_CODE, proposed.id), "erasure_came_later")
    decline_erasure(other, OTHER_CODE, proposed.id)
    assert gone(lambda: agree_to_erasure(at(desk, in_days(9)), CODE, proposed.id), "erasure_ended")
    agree_to_erasure(other, OTHER_CODE, propose_erasure(desk, CODE, WHOLE).id)


def test_nobody_alone_lets_a_second_person_in_for_an_erasure(desk: Desk) -> None:
    consent(desk, 1)
    other = with_newcomer(desk, OFFICER)
    alone_from = prospect(desk, "patient-1", Target.PATIENT).alone_from
    proposed = propose_erasure(desk, CODE, WHOLE)
    assert gone(lambda: agree_to_erasure(other, OTHER_CODE, proposed.id), "erasure_came_later")
    assert gone(lambda: agree_to_erasure(at(desk, in_days(6)), CODE, proposed.id), "erasure_too_early")
    assert alone_from and alone_from.day == later(days=7).day
    agree_to_erasure(at(desk, in_days(7)), CODE, proposed.id)


def test_a_clock_set_back_while_letting_somebody_in_makes_no_second_person(desk: Desk) -> None:
    consent(desk, 1)
    other = with_newcomer(at(desk, later(days=-30)), OFFICER)
    proposed = propose_erasure(desk, CODE, WHOLE)
    assert gone(lambda: agree_to_erasure(other, OTHER_CODE, proposed.id), "erasure_came_later")


@pytest.mark.parametrize("renewed", [True, False])
def test_nobody_alone_proposes_in_a_name_of_their_making(desk: Desk, renewed: bool) -> None:
    consent(desk, 1)
    other, days = with_newcomer(desk, OFFICER), 0
    if renewed:
        assert isinstance(desk.clock, FixedClock)
        desk.clock.advance(timedelta(days=7))
        made, days = Secrets("eight paper boats at dawn", OTHER_CODE), 7
        desk.vault.renew_secrets(other.vault.me.id, made, desk.now())
        other = taken_over(desk, made, "Ada")
    proposed = propose_erasure(other, OTHER_CODE, WHOLE)
    assert gone(lambda: agree_to_erasure(at(desk, in_days(days + 6)), CODE, proposed.id), "erasure_too_early")
    agree_to_erasure(at(desk, in_days(days + 7)), CODE, proposed.id)


@pytest.mark.parametrize("renewed_first", [True, False])
def test_nobody_agrees_in_a_name_whose_secrets_they_made_anew(desk: Desk, renewed_first: bool) -> None:
    consent(desk, 1)
    other, made = with_colleague(desk, OFFICER), Secrets("eight paper boats at dawn", OTHER_CODE)
    id = other.vault.me.id
    if renewed_first:
        desk.vault.renew_secrets(id, made, desk.now())
    proposed = propose_erasure(desk, CODE, WHOLE)
    if not renewed_first:
        desk.vault.renew_secrets(id, made, desk.now())
    mine = taken_over(desk, made, "Ada")
    assert gone(lambda: agree_to_erasure(mine, OTHER_CODE, proposed.id), "erasure_came_later")
    decline_erasure(mine, OTHER_CODE, proposed.id)


def test_sending_the_other_away_starts_the_delay_anew(desk: Desk) -> None:
    consent(desk, 1)
    other = with_colleague(desk, OFFICER)
    proposed = propose_erasure(desk, CODE, WHOLE)
    desk.vault.dismiss(other.vault.me.id, "left", later(days=15))
    assert gone(lambda: agree_to_erasure(other, OTHER_CODE, proposed.id), "not_allowed")
    assert gone(lambda: agree_to_erasure(at(desk, in_days(21)), CODE, proposed.id), "erasure_too_early")
    agree_to_erasure(at(desk, in_days(22)), CODE, proposed.id)


def test_taking_the_other_s_role_away_starts_the_delay_anew(desk: Desk) -> None:
    consent(desk, 1)
    other = with_colleague(desk, OFFICER)
    proposed = propose_erasure(desk, CODE, WHOLE)
    desk.vault.append(MemberChanged(replace(other.vault.me, roles=(CLINICIAN,)), "roles"), later(days=15))
    assert gone(lambda: agree_to_erasure(other, OTHER_CODE, proposed.id), "not_allowed")
    assert gone(lambda: agree_to_erasure(at(desk, in_days(16)), CODE, proposed.id), "erasure_too_early")


def test_a_proposal_needs_a_ground_and_a_note_that_names_nobody(desk: Desk) -> None:
    consent(desk, 1)
    with pytest.raises(Refusal) as refused:
        propose_erasure(desk, CODE, replace(WHOLE, ground=None, note="Alex asked"))
    assert {p.code for p in refused.value.problems} == {"erasure_ground_missing", "note_names_patient"}
    assert gone(
        lambda: propose_erasure(desk, CODE, replace(an_image(), note="of Probe")), "note_names_patient"
    )
    assert gone(lambda: propose_erasure(desk, CODE, replace(WHOLE, note="x" * 201)), "text_too_long")
    assert gone(lambda: propose_erasure(desk, CODE, replace(WHOLE, subject="nobody")), "patient_unknown")
    assert gone(lambda: propose_erasure(desk, CODE, replace(an_image(), subject="none")), "image_unknown")
    assert erasures(desk) == ()


def test_the_same_is_proposed_once_and_waits_as_a_notice(desk: Desk) -> None:
    consent(desk, 1)
    propose_erasure(desk, CODE, WHOLE)
    assert gone(lambda: propose_erasure(desk, CODE, WHOLE), "erasure_waits_already")
    taken_back = propose_erasure(desk, CODE, an_image())
    assert Notice("erasures", "erasure", {"count": 2}) in notices(desk)
    decline_erasure(desk, CODE, taken_back.id)
    assert Notice("erasures", "erasure", {"count": 1}) in notices(desk)
    assert gone(lambda: decline_erasure(desk, CODE, taken_back.id), "erasure_ended")
    assert gone(lambda: decline_erasure(desk, CODE, "none"), "erasure_unknown")


def test_an_administrator_sees_the_proposal_and_not_whom_it_is_about(desk: Desk) -> None:
    consent(desk, 1)
    propose_erasure(desk, CODE, WHOLE)
    propose_erasure(desk, CODE, an_image())
    other = with_colleague(desk, ADMINISTRATOR)
    assert [(line.patient, line.image) for line in erasures(other)] == [(None, None)] * 2
    assert {line.patient.name for line in erasures(desk) if line.patient} == {"Alex Probe"}


def test_an_erased_patient_is_nowhere_and_the_ledger_is_whole(desk: Desk) -> None:
    record = consent(desk, 1)
    sealed_copy(desk, record.id, "A4")
    other = consent_of_another(desk)
    facts = desk.vault.check().facts
    erased(desk)
    assert gone(lambda: open_patient(desk, "patient-1"), "patient_unknown")
    assert gone(lambda: open_record(desk, record.id), "record_unknown")
    assert gone(lambda: was_permitted(desk, source_of(1), "teaching", "", NOW), "image_unknown")
    assert gone(lambda: desk.vault.blob(source_of(1)), "blob_unknown")
    assert [found.line.id for found in find(desk, "pro")] == ["patient-2"]
    report = desk.vault.check()
    assert report.findings == () and report.erased == 4 and report.facts == facts + 2
    assert open_record(desk, other).record.patient.id == "patient-2" and desk.vault.blob(source_of(2))


def consent_of_another(desk: Desk, n: int = 2) -> str:
    """The record of another patient, by its id."""
    who = replace(patient(id="patient-2", given_name="Kim"), record_number="77")
    draft = with_picture(desk, begun(desk, who), n)
    return seal(desk, draft).id


def test_open_sessions_of_the_patient_and_those_that_correct_their_records_go_too(desk: Desk) -> None:
    record = consent(desk, 1)
    with_picture(desk, begun(desk), 3)
    correct_record(desk, record.id, "the wrong patient")
    staying = with_picture(desk, begun(desk, replace(patient(id="patient-2"), record_number="77")), 4)
    erased(desk)
    assert [line.id for line in desk.vault.drafts()] == [staying.id]
    assert gone(lambda: desk.vault.blob(source_of(3)), "blob_unknown")
    assert desk.vault.blob(source_of(4))
    assert desk.vault.check().findings == ()


def test_a_damaged_session_keeps_nothing_from_being_erased(desk: Desk) -> None:
    consent(desk, 1)
    begun(desk)
    staying = begun(desk, replace(patient(id="patient-2", given_name="Kim"), record_number="77"))
    desk.vault._db.run("UPDATE drafts SET data = zeroblob(99)")  # type: ignore[attr-defined]
    erased(desk, an_image())
    erased(desk, after=15)
    assert [line.id for line in desk.vault.drafts()] == [staying.id]


def test_an_erased_image_leaves_its_hash_its_record_and_no_bytes(desk: Desk) -> None:
    record = consent(desk, 1, 2)
    proof = sealed_copy(desk, record.id, "A4")
    erased(desk, an_image(1))
    for bytes_ in (source_of(1), picture(1)[1].view_sha256):
        assert gone(lambda sha256=bytes_: desk.vault.blob(sha256), "blob_unknown")
    assert open_record(desk, record.id).record == record
    lines = {line.source_sha256: line for line in open_patient(desk, "patient-1").images}
    assert not lines[source_of(1)].kept and lines[source_of(1)].erased_at is not None
    assert lines[source_of(2)].kept and desk.vault.blob(source_of(2))
    again = sealed_copy(desk, record.id, "A4")
    assert again != proof and again == sealed_copy(desk, record.id, "A4")
    assert thumbnail(1) in unpacked(proof) and thumbnail(1) not in unpacked(again)
    assert thumbnail(2) in unpacked(again)
    assert "made again without it" in text_of(again) and "made again" not in text_of(proof)
    assert desk.vault.check().findings == ()


def test_an_erased_image_is_permitted_no_more_and_was_before(desk: Desk) -> None:
    consent(desk, 1)
    erased(desk, an_image())
    assert was_permitted(desk, source_of(1), "teaching", "", later(days=6)).allowed
    verdict = was_permitted(desk, source_of(1), "teaching", "", in_days(8))
    assert [p.code for p in verdict.reasons] == ["image_erased"]
    assert gone(lambda: propose_erasure(desk, CODE, an_image()), "image_erased")


def test_an_erased_image_goes_out_of_an_open_session(desk: Desk) -> None:
    record = consent(desk, 1, 2)
    draft = correct_record(desk, record.id, "the name")
    assert {i.source_sha256 for i in draft.images} == {source_of(1), source_of(2)}
    erased(desk, an_image(1))
    assert [i.source_sha256 for i in desk.vault.draft(draft.id).images] == [source_of(2)]


def test_an_erased_image_can_be_consented_to_anew(desk: Desk) -> None:
    consent(desk, 1)
    erased(desk, an_image())
    after = at(desk, in_days(8))
    consent(after, 1)
    (line,) = open_patient(desk, "patient-1").images
    assert line.kept and line.erased_at is None and desk.vault.blob(source_of(1))
    assert desk.vault.check().findings == ()


def test_what_is_gone_already_ends_without_erasing_anything(desk: Desk) -> None:
    consent(desk, 1)
    image = propose_erasure(desk, CODE, an_image())
    erased(desk)
    agree_to_erasure(at(desk, in_days(8)), CODE, image.id)
    ended = desk.vault.erasure(image.id).ending
    assert ended and ended.erased and desk.vault.check().findings == ()


def test_the_rules_say_what_has_to_be_kept(desk: Desk) -> None:
    consent(desk, 1)
    found = prospect(desk, "patient-1", Target.PATIENT)
    assert [keeping.until.year for keeping in found.must_keep] == [2036, 2032]
    other = with_colleague(desk, OFFICER)
    assert prospect(other, "patient-1", Target.IMAGE).alone_from is None


def test_a_session_up_to_its_signature_loses_the_image_and_the_signature(desk: Desk) -> None:
    consent(desk, 1)
    draft = ready_to_seal(desk, 1)
    assert draft.step is Step.SIGN
    erased(desk, an_image(1))
    assert desk.vault.draft(draft.id).images == ()


def unpacked(pdf: bytes) -> bytes:
    """The bytes of every picture in a PDF."""
    streams = (
        stream.get_object()
        for page in PdfReader(BytesIO(pdf)).pages
        for stream in page["/Resources"].get("/XObject", {}).values()
    )
    return b"\0".join(stream._data for stream in streams)
