"""What a vault knows of checks for what identifies a patient (R26, R27)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consentdesk.domain.access import Role
from consentdesk.domain.facts import (
    Body,
    MemberAdded,
    MemberRemoved,
    PatientCorrected,
    PostingAgreed,
    PostingDeclined,
    ReidentificationChecked,
)
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Member, Patient
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.reidentification.check import Check, SecondWord, particulars_hash
from consentdesk.domain.reidentification.identifier import Saying
from consentdesk.storage.vault import OpenVault
from tests.helpers.sessions import NOW, later, sealed_record
from tests.storage.consents import consent, images_of, register
from tests.storage.plans import heard, plans_of, walks

RECORD = sealed_record()
PATIENT, IMAGE = RECORD.patient, RECORD.images[0].source_sha256
KIMS_KEY = Ed25519PrivateKey.generate()
KIM = Member("kim", "Kim", "nurse", KIMS_KEY.public_key().public_bytes_raw().hex(), (Role.CLINICIAN,))


def finished(id: str = "check-1", of: Patient = PATIENT, **change: object) -> Check:
    made = Check(id, IMAGE, "print", "JAAD", Saying("A plaque", "Report"), (), (), (), (), ())
    return replace(made, outlet_id="jaad", particulars=particulars_hash(of), **change)  # type: ignore[arg-type]


@pytest.fixture
def filled(vault: OpenVault) -> OpenVault:
    consent(vault)
    vault.append(MemberAdded(KIM), NOW)
    return vault


@pytest.fixture
def say(filled: OpenVault) -> Callable[..., None]:
    """Appends a fact about the patient, in somebody's name."""

    def append(body: Body, minutes: int = 10, by: str = "") -> None:
        core = replace(filled._core, member=by, signing_key=KIMS_KEY) if by else filled._core
        OpenVault(core).append(body, later(minutes=minutes), PATIENT.id)

    return append


Say = Callable[..., None]


def waiting(vault: OpenVault, member: str = "kim", since: Moment = NOW) -> list[str]:
    return [line.id for line in vault.checks_waiting(("print", "online"), since, member, 50)]


def test_a_check_is_kept_word_for_word_and_the_gate_is_told_what_it_needs(
    filled: OpenVault, say: Say
) -> None:
    check = finished()
    say(ReidentificationChecked(check))
    assert filled.finished_check("check-1") == check
    ((known,),) = filled.checks_on([IMAGE, IMAGE, "unheard of"]).values()
    assert (known.id, known.use, known.outlet, known.outlet_id) == ("check-1", "print", "JAAD", "jaad")
    assert known.words == check.words and known.at == later(minutes=10) and known.same_patient
    assert known.by == filled.me.id
    with pytest.raises(Refusal, match="check_unknown"):
        filled.finished_check("another")
    with pytest.raises(Refusal, match="check_unknown"):
        filled.check_line("another")


def test_a_patient_who_is_corrected_is_not_who_was_looked_for_until_corrected_back(
    filled: OpenVault, say: Say
) -> None:
    say(ReidentificationChecked(finished()))
    for minutes, who, same in (
        (20, replace(PATIENT, given_name="Alexa"), False),
        (30, replace(PATIENT, record_number="another"), False),
        (40, PATIENT, True),
    ):
        say(PatientCorrected(who), minutes)
        ((known,),) = filled.checks_on([IMAGE]).values()
        assert known.same_patient is same and filled.check_line("check-1").same_patient is same


def test_an_image_that_became_another_patients_was_not_checked_for_them(filled: OpenVault, say: Say) -> None:
    say(ReidentificationChecked(finished()))
    register(filled, replace(PATIENT, id="patient-2", given_name="Bo"))
    filled.append(images_of(RECORD)[0], later(minutes=30), "patient-2")
    ((known,),) = filled.checks_on([IMAGE]).values()
    assert not known.same_patient


def test_who_agreed_and_who_did_not_counts_while_they_worked_here(filled: OpenVault, say: Say) -> None:
    say(ReidentificationChecked(finished()))
    say(PostingAgreed("check-1"), 11, "kim")
    say(PostingAgreed("check-1"), 11, "nobody")
    ((known,),) = filled.checks_on([IMAGE]).values()
    assert known.agreed_by == ("kim",) and known.declined_by == ()
    say(PostingDeclined("check-1", "It names the town"), 12, "kim")
    ((known,),) = filled.checks_on([IMAGE]).values()
    assert known.agreed_by == () and known.declined_by == ("kim",)
    no = SecondWord("kim", later(minutes=12), False, "It names the town")
    assert no in filled.check_line("check-1").said
    filled.append(MemberRemoved("kim", "Retired"), later(minutes=13))
    say(PostingAgreed("check-1"), 14, "kim")
    ((known,),) = filled.checks_on([IMAGE]).values()
    assert known.agreed_by == () and known.declined_by == (), "what they say last, they say as nobody here"


def test_a_check_counts_where_whoever_made_it_worked_here(filled: OpenVault, say: Say) -> None:
    say(ReidentificationChecked(finished()), 11, "kim")
    say(ReidentificationChecked(finished("check-2")), 11, "nobody")
    filled.append(MemberRemoved("kim", "Retired"), later(minutes=13))
    say(ReidentificationChecked(finished("check-3")), 14, "kim")
    ((known,),) = filled.checks_on([IMAGE]).values()
    assert known.id == "check-1"


def test_a_check_waits_for_somebody_else_until_they_said_something(filled: OpenVault, say: Say) -> None:
    me = filled.me.id
    say(ReidentificationChecked(finished()))
    say(ReidentificationChecked(finished("check-2", outlet="NEJM")), 12)
    say(ReidentificationChecked(finished("check-3", use="teaching")), 12)
    assert waiting(filled) == ["check-1", "check-2"] and waiting(filled, me) == []
    say(PostingAgreed("check-1"), 13)  # whoever made it
    assert waiting(filled) == ["check-1", "check-2"]
    say(PostingDeclined("check-1", "It names the town"), 14, "kim")
    assert waiting(filled) == ["check-2"] and waiting(filled, since=later(minutes=13)) == []
    say(ReidentificationChecked(finished("check-4", outlet="NEJM")), 15)
    assert waiting(filled) == ["check-4"], "the last of the same alone"
    say(PatientCorrected(replace(PATIENT, given_name="Alexa")), 20)
    assert waiting(filled) == []


def test_nobody_is_asked_about_an_image_that_was_erased(filled: OpenVault, say: Say) -> None:
    say(ReidentificationChecked(finished()))
    filled._keys.key_id(f"image:{IMAGE}")
    filled.erase_image(IMAGE, later(minutes=20))
    assert waiting(filled) == []


def test_what_a_second_person_said_before_the_check_arrived_is_known(filled: OpenVault, say: Say) -> None:
    say(PostingAgreed("check-1"), 11, "kim")
    say(ReidentificationChecked(finished()), 10)
    assert waiting(filled) == []
    ((known,),) = filled.checks_on([IMAGE]).values()
    assert known.agreed_by == ("kim",)


def test_a_patient_who_is_erased_takes_their_checks_along(filled: OpenVault, say: Say) -> None:
    say(ReidentificationChecked(finished()))
    say(PostingAgreed("check-1"), 11, "kim")
    with filled.erasing():
        filled.erase_patient(PATIENT.id, later(minutes=20))
    assert filled.checks_on([IMAGE]) == {}
    assert filled._db.rows("SELECT id FROM checks UNION SELECT about FROM agreements") == []


def test_no_question_about_checks_and_no_fact_of_theirs_walks_a_table(filled: OpenVault, say: Say) -> None:
    with heard(filled) as asked:
        say(ReidentificationChecked(finished()))
        say(PostingAgreed("check-1"), 11, "kim")
        say(PostingDeclined("check-1", "It names the town"), 12, "kim")
        assert filled.checks_on((IMAGE, "b")) and filled.check_line("check-1") and waiting(filled) == []
        filled.finished_check("check-1")
    assert len(asked) > 8 and [sql for sql, plan in plans_of(filled, asked).items() if walks(plan)] == []
