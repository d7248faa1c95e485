"""Withdrawing: at once and whole, by whoever asks; suspended where they are not known to be entitled."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consentdesk.domain.access import Role
from consentdesk.domain.facts import ImageAdded, MemberChanged
from consentdesk.domain.placement import Outcome
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.route import ScannedPage
from consentdesk.domain.signature import Drawing, Point, Stroke
from consentdesk.domain.standing import Fate
from consentdesk.domain.withdrawal import Asking, Scope
from consentdesk.storage.vault import OpenVault
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.may_use import Question, may_use
from consentdesk.workflows.sign_consent import attest_and_seal
from consentdesk.workflows.standing import counts_today, what_became
from consentdesk.workflows.take_down import report
from consentdesk.workflows.take_session import change
from consentdesk.workflows.withdraw import (
    lift_suspension,
    reach,
    settle,
    withdraw,
    withdrawal,
    withdrawals_of,
)
from tests.helpers.sessions import hash_of, later, patient, signed
from tests.storage import consents
from tests.storage.conftest import CODE
from tests.storage.consents import codes
from tests.workflows.sealing import agreed, begun, consent, source_of, with_picture
from tests.workflows.withdrawing import (
    CALLER,
    MOTHER,
    PATIENT,
    SISTER,
    WRITER,
    at,
    placed,
    reasons,
)

ONE = Scope((source_of(1),), ("teaching",))
WHO = "patient-1"
PAGE = ScannedPage(b"a page")


@pytest.fixture
def today(desk: Desk) -> Desk:
    """An hour after two images of a patient got every yes."""
    assert consent(desk, 1, 2).patient.id == WHO
    return at(desk, hours=1)


def derive(desk: Desk, n: int, source: str) -> str:
    """A crop of an image, taken into the patient's file."""
    crop = hash_of(f"crop {n}")
    added = ImageAdded(crop, hash_of(f"{n}p"), crop, crop, "JPEG", 40, 30, "crop", True, derived_from=source)
    desk.vault.append(added, desk.now(), WHO)
    return crop


def test_one_use_of_one_image_ends_and_nothing_else(today: Desk) -> None:
    done = withdraw(today, WHO, ONE, PATIENT)
    assert (done.suspended, done.removals) == (False, ())
    assert reasons(today, source_of(1), "teaching") == ["withdrawn"]
    assert reasons(today, source_of(1), "medical_record") == []
    assert reasons(today, source_of(2), "teaching") == []


def test_it_holds_from_that_second_and_not_before(today: Desk) -> None:
    withdraw(today, WHO, ONE, PATIENT)
    now = today.now()
    assert reasons(today, source_of(1), "teaching", now) == ["withdrawn"]
    assert reasons(today, source_of(1), "teaching", later(now, seconds=-1)) == []


def test_one_use_of_all_images_ends(today: Desk) -> None:
    withdraw(today, WHO, Scope(uses=("teaching",)), CALLER)
    assert [reasons(today, source_of(n), "teaching") for n in (1, 2)] == [["withdrawn"]] * 2
    assert reasons(today, source_of(2), "medical_record") == []


def test_withdrawing_the_medical_record_stops_everything(today: Desk) -> None:
    withdraw(today, WHO, Scope((source_of(1),), ("medical_record",)), PATIENT)
    assert reasons(today, source_of(1), "teaching") == ["withdrawn"]
    assert reasons(today, source_of(1), "medical_record") == ["withdrawn"]
    assert today.vault.records_of(WHO) != (), "the record of the consent stays (R33)"


def test_every_place_that_it_reaches_gets_its_task(today: Desk) -> None:
    poster, slides = placed(today, source_of(1)), placed(today, source_of(2), id="p2")
    done = withdraw(today, WHO, ONE, PATIENT)
    assert [task.placement for task in done.removals] == [poster.id]
    assert [line.removal for line in today.vault.removals_of(done.id)] == list(done.removals)
    rest = withdraw(today, WHO, Scope(), PATIENT)
    assert {task.placement for task in rest.removals} == {poster.id, slides.id}


def test_what_is_not_permitted_any_more_can_be_withdrawn(today: Desk) -> None:
    withdraw(today, WHO, ONE, PATIENT)
    again = withdraw(at(today, hours=2), WHO, ONE, CALLER)
    assert not again.suspended
    withdraw(at(today, hours=3), WHO, Scope(uses=("social_media",)), PATIENT)
    assert len(withdrawals_of(today, WHO)) == 3


def test_a_yes_given_later_counts(today: Desk) -> None:
    withdraw(today, WHO, ONE, PATIENT)
    consent(at(today, hours=2), 1)
    assert reasons(at(today, hours=3), source_of(1), "teaching") == []


def test_a_clock_that_was_set_back_does_not_make_it_miss(desk: Desk) -> None:
    sealed = consent(at(desk, hours=5), 1).sealed_at
    withdraw(at(desk, hours=1), WHO, ONE, PATIENT)
    assert reasons(desk, source_of(1), "teaching", later(sealed, days=1)) == ["withdrawn"]


# Who asks


def test_a_familys_request_suspends_at_once_and_opens_tasks(today: Desk) -> None:
    placed(today, source_of(1))
    done = withdraw(today, WHO, Scope(), SISTER)
    assert done.suspended and len(done.removals) == 1
    assert reasons(today, source_of(1), "teaching") == ["suspended"]
    assert reasons(today, source_of(1), "medical_record") == []
    fate = counts_today(today, WHO)[source_of(1), "teaching"].standing.fate
    assert fate is Fate.SUSPENDED and withdrawal(today, done.id).waits


def minors(desk: Desk, pathway: str = "minor") -> str:
    """The image of a patient for whom somebody else agreed."""
    assert isinstance(desk.vault, OpenVault)
    consents.consent(desk.vault, pathway=pathway)
    return next(line.source_sha256 for line in desk.vault.images_of(WHO))


@pytest.mark.parametrize("pathway", ["minor", "young_minor"])
def test_a_parent_withdraws_for_a_minor_and_a_child_for_themself(desk: Desk, pathway: str) -> None:
    image = minors(desk, pathway)
    for asking in (MOTHER, PATIENT):
        done = withdraw(at(desk, hours=1), WHO, Scope((image,), ("teaching",)), asking)
        assert not done.suspended


def test_after_the_patient_came_of_age_a_parent_only_suspends(desk: Desk) -> None:
    image, grown_up = minors(desk), at(desk, days=6 * 365)
    assert reasons(grown_up, image, "teaching") == ["frozen_at_majority"]
    assert withdraw(grown_up, WHO, Scope((image,), ("teaching",)), MOTHER).suspended
    assert reasons(grown_up, image, "teaching") == ["suspended", "frozen_at_majority"]


@pytest.mark.parametrize(("relationship", "authority"), [("sibling", "court_order"), ("mother", "")])
def test_without_authority_a_representative_only_suspends(
    desk: Desk, relationship: str, authority: str
) -> None:
    minors(desk)
    someone = replace(MOTHER, relationship=relationship, authority=authority)
    assert withdraw(at(desk, hours=1), WHO, Scope(), someone).suspended


def test_the_next_of_kin_withdraws_for_a_deceased_patient(desk: Desk) -> None:
    minors(desk, "deceased")
    spouse = replace(MOTHER, relationship="spouse_or_partner", authority="state_law_next_of_kin")
    assert withdraw(at(desk, hours=1), WHO, Scope(), PATIENT).suspended, "nobody can be that patient"
    assert not withdraw(at(desk, hours=2), WHO, Scope(), spouse).suspended


# How they ask


def test_a_letter_is_kept_under_the_patients_key(today: Desk) -> None:
    done = withdraw(today, WHO, ONE, WRITER, letter=[PAGE, ScannedPage(b"another")])
    letter = withdrawal(today, done.id).asking.letter
    assert [today.vault.blob(page) for page in letter] == [b"a page", b"another"]
    assert isinstance(today.vault, OpenVault)
    today.vault._db.run("DELETE FROM blobs WHERE sha256 = ?", letter[0])
    findings = today.vault.check().findings
    assert [f.about for f in findings if f.code == "blob_missing" and f.about in letter] == [letter[0]]
    today.vault.destroy_key(f"patient:{WHO}")
    with pytest.raises(Refusal, match="blob_unknown"):
        today.vault.blob(letter[1])


DOT = Drawing((Stroke((Point(0, 5.0, 5.0),)),), 560, 200)
MARK = Drawing((Stroke((Point(0, 5.0, 5.0), Point(20, 25.0, 25.0))),), 560, 200)


def test_a_signature_is_kept_as_it_was_drawn(today: Desk) -> None:
    done = withdraw(today, WHO, ONE, PATIENT)
    assert withdrawal(today, done.id).asking == PATIENT


def test_a_mark_or_none_does_with_a_reason(today: Desk) -> None:
    for drawn in (MARK, None):
        asking = replace(PATIENT, drawn=drawn, unsigned="Her hand is in plaster")
        assert withdrawal(today, withdraw(today, WHO, ONE, asking).id).asking == asking


@pytest.mark.parametrize(
    ("asking", "refused"),
    [
        (replace(PATIENT, name=" "), "asker_name_missing"),
        (replace(PATIENT, drawn=None), "withdrawal_not_signed"),
        (replace(PATIENT, drawn=DOT), "withdrawal_not_signed"),
        (replace(PATIENT, drawn=MARK), "withdrawal_not_signed"),
        (replace(CALLER, known_by=""), "caller_not_known"),
        (WRITER, "letter_missing"),
        (replace(SISTER, relationship=""), "asker_relationship_missing"),
        (replace(CALLER, told="x" * 501), "text_too_long"),
        (replace(CALLER, name="x" * 201), "text_too_long"),
    ],
)
def test_what_is_missing_of_who_asks_is_refused_and_nothing_kept(
    today: Desk, asking: Asking, refused: str
) -> None:
    with pytest.raises(Refusal, match=refused):
        withdraw(today, WHO, ONE, asking)
    assert withdrawals_of(today, WHO) == () and reasons(today, source_of(1), "teaching") == []


@pytest.mark.parametrize(
    ("scope", "kept", "refused"),
    [
        (Scope((hash_of("somebody else's"),)), (), "image_unknown"),
        (Scope(uses=("billboards",)), (), "use_unknown"),
        (ONE, (source_of(2),), "image_unknown"),
    ],
)
def test_what_is_not_there_cannot_be_withdrawn(
    today: Desk, scope: Scope, kept: tuple[str, ...], refused: str
) -> None:
    with pytest.raises(Refusal, match=refused):
        withdraw(today, WHO, scope, PATIENT, kept)


def test_a_patient_who_is_not_here_or_has_no_image_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal, match="patient_unknown"):
        withdraw(desk, "nobody", Scope(), PATIENT)
    assert isinstance(desk.vault, OpenVault)
    consents.register(desk.vault, consents.person())
    with pytest.raises(Refusal, match="nothing_to_withdraw"):
        withdraw(desk, WHO, Scope(), PATIENT)


# What was made from it (R28)


def test_what_was_made_from_a_withdrawn_image_goes_with_it_unless_it_is_to_stay(today: Desk) -> None:
    crop, stays = derive(today, 1, source_of(1)), derive(today, 2, source_of(1))
    of_crop = derive(today, 3, crop)
    asked = {line.source_sha256 for line in reach(today, WHO, ONE).derived}
    assert asked == {crop, stays, of_crop}
    done = withdraw(today, WHO, ONE, PATIENT, kept=(stays,))
    said = withdrawal(today, done.id)
    assert (set(said.scope.images), said.kept) == ({source_of(1), crop, of_crop}, (stays,))
    reached = {e.id for image in (crop, of_crop) for e in today.vault.endings_on(image)}
    assert reached == {done.id} and today.vault.endings_on(stays) == ()


def test_a_crop_can_stay_when_everything_else_ends(today: Desk) -> None:
    crop = derive(today, 1, source_of(1))
    withdraw(today, WHO, Scope(), PATIENT, kept=(crop,))
    assert reasons(today, source_of(2), "teaching") == ["withdrawn"]
    assert today.vault.endings_on(crop) == ()


def test_withdrawing_a_crop_leaves_its_source(today: Desk) -> None:
    crop = derive(today, 1, source_of(1))
    withdraw(today, WHO, Scope((crop,)), PATIENT)
    assert reasons(today, source_of(1), "teaching") == []


def test_a_suspension_holds_back_what_was_made_from_it_too(today: Desk) -> None:
    crop = derive(today, 1, source_of(1))
    withdraw(today, WHO, ONE, SISTER, kept=(crop,))
    assert today.vault.endings_on(crop) != ()


# What follows a suspension


def test_a_lifted_suspension_frees_what_it_held_and_its_tasks_are_not_needed(today: Desk) -> None:
    placed(today, source_of(1))
    done = withdraw(today, WHO, ONE, SISTER)
    off = lift_suspension(at(today, hours=2), done.id, "Alex wants it to stay, asked by telephone")
    assert [task.id for task in off] == [task.id for task in done.removals]
    assert reasons(at(today, hours=3), source_of(1), "teaching") == []
    assert reasons(today, source_of(1), "teaching", later(today.now(), minutes=30)) == ["suspended"]
    (line,) = today.vault.removals_of(done.id)
    assert [report.outcome for report in line.reports] == [Outcome.NOT_NEEDED]
    said = withdrawal(today, done.id)
    assert (said.waits, said.reason) == (False, "Alex wants it to stay, asked by telephone")


def test_a_settled_suspension_is_a_withdrawal_and_its_tasks_stay(today: Desk) -> None:
    placed(today, source_of(1))
    done = withdraw(today, WHO, ONE, SISTER)
    settled = settle(at(today, hours=2), done.id, "Alex called back", CALLER)
    assert not settled.suspended and [task.id for task in settled.removals] == [done.removals[0].id]
    assert reasons(at(today, hours=3), source_of(1), "teaching") == ["withdrawn"]
    followed, before = withdrawals_of(today, WHO)
    assert (followed.id, followed.settles, followed.asking) == (settled.id, done.id, CALLER)
    assert (before.settled_by, before.waits) == (settled.id, False)
    assert today.vault.removals_of(settled.id)[0].open


def test_settling_can_let_a_crop_stay(today: Desk) -> None:
    crop = derive(today, 1, source_of(1))
    done = withdraw(today, WHO, ONE, SISTER)
    settle(at(today, hours=2), done.id, "Alex called back", CALLER, kept=(crop,))
    held = [e.id for e in today.vault.endings_on(crop) if e.holds(at(today, hours=3).now())]
    assert held == [] and reasons(at(today, hours=3), source_of(1), "teaching") == ["withdrawn"]


def test_it_is_settled_once_and_with_a_reason(today: Desk) -> None:
    done = withdraw(today, WHO, ONE, SISTER)
    with pytest.raises(Refusal, match="settling_reason_missing"):
        lift_suspension(today, done.id, " ")
    with pytest.raises(Refusal, match="settling_reason_missing"):
        settle(today, done.id, "")
    lift_suspension(today, done.id, "a mistake")
    for again in (lift_suspension, settle):
        with pytest.raises(Refusal, match="suspension_settled"):
            again(today, done.id, "again")  # type: ignore[operator]
    plain = withdraw(today, WHO, ONE, PATIENT)
    with pytest.raises(Refusal, match="suspension_settled"):
        lift_suspension(today, plain.id, "no suspension at all")
    with pytest.raises(Refusal, match="withdrawal_unknown"):
        lift_suspension(today, "nothing", "why")


def as_role(desk: Desk, role: Role) -> None:
    me = desk.vault.me
    desk.vault.append(MemberChanged(replace(me, roles=(role,)), "roles"), desk.now())


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_who_does_not_work_with_patients_cannot_withdraw(today: Desk, role: Role) -> None:
    as_role(today, role)
    for act in (withdraw, reach, withdrawals_of):
        with pytest.raises(Refusal, match="not_allowed"):
            act(today, WHO, ONE, PATIENT)  # type: ignore[operator]


@pytest.mark.parametrize("role", [Role.CLINICIAN, Role.PHOTOGRAPHER])
def test_only_the_privacy_officer_settles_a_suspension(today: Desk, role: Role) -> None:
    done = withdraw(today, WHO, ONE, SISTER)
    as_role(today, role)
    for act in (settle, lift_suspension):
        with pytest.raises(Refusal, match="not_allowed"):
            act(today, done.id, "why")  # type: ignore[operator]
    assert reasons(today, source_of(1), "teaching") == ["suspended"]


def test_the_views_fold_the_same_again(today: Desk) -> None:
    placed(today, source_of(1))
    derive(today, 1, source_of(1))
    done = withdraw(today, WHO, ONE, SISTER)
    settle(at(today, hours=2), done.id, "Alex called back", CALLER)
    withdraw(at(today, hours=3), WHO, Scope(), PATIENT)
    assert isinstance(today.vault, OpenVault)
    assert codes(today.vault.check()) == set()


def test_a_session_signed_before_a_withdrawal_gives_no_later_yes(today: Desk) -> None:
    draft = with_picture(today, begun(today, patient(id=WHO)), 1)
    signed_at_once = agreed(today, draft).id
    withdraw(at(today, hours=2), WHO, Scope(), CALLER)
    evening = at(today, hours=3)
    with pytest.raises(Refusal, match=r"^signed_before_withdrawal$"):
        attest_and_seal(evening, signed_at_once, CODE)
    assert reasons(evening, source_of(1), "teaching") == ["withdrawn"]
    change(evening, signed_at_once, lambda rules, draft, now: signed(draft, now))
    attest_and_seal(evening, signed_at_once, CODE)
    assert reasons(evening, source_of(1), "teaching") == [], "they agreed once more since"


def test_a_withdrawal_of_something_else_holds_no_signed_session_up(today: Desk) -> None:
    signed_at_once = agreed(today, with_picture(today, begun(today, patient(id=WHO)), 2)).id
    withdraw(at(today, hours=2), WHO, ONE, CALLER)
    withdraw(at(today, hours=2), WHO, Scope(), SISTER)
    attest_and_seal(at(today, hours=3), signed_at_once, CODE)


def test_nothing_withdrawn_is_free_again_where_a_record_was_sealed_with_a_clock_that_ran_ahead(
    today: Desk,
) -> None:
    ahead = consent(at(today, days=400), 1)
    withdraw(at(today, hours=2), WHO, ONE, PATIENT)
    now = at(today, hours=3)
    (answer,) = may_use(now, [Question(source_of(1), "teaching")])
    assert [reason.code for reason in answer.verdict.reasons] == ["withdrawn"]
    assert counts_today(now, WHO)[source_of(1), "teaching"].standing.fate is Fate.WITHDRAWN
    assert what_became(now, ahead)[source_of(1), "teaching"].standing.fate is Fate.WITHDRAWN


def test_no_place_may_stay_where_a_record_was_sealed_with_a_clock_that_ran_ahead(today: Desk) -> None:
    placed(today, source_of(1))
    consent(at(today, days=400), 1)
    (task,) = withdraw(at(today, hours=2), WHO, ONE, PATIENT).removals
    with pytest.raises(Refusal, match=r"^removal_still_needed$"):
        report(at(today, hours=3), task.id, Outcome.NOT_NEEDED, "it may stay")
