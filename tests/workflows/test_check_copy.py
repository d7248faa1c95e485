"""A copy that somebody brings: genuine, outlived, corrected, altered, erased, or not ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from consentdesk.domain.access import Role
from consentdesk.domain.copy_code import CopyCode, parse_hash, read_copy_code
from consentdesk.domain.draft import Correction
from consentdesk.domain.facts import ConsentSigned, CopyChecked, MemberChanged
from consentdesk.domain.ledger_lines import Group, Wanted
from consentdesk.domain.record_code import make_code
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.route import ScannedPage
from consentdesk.domain.standing import Fate
from consentdesk.domain.withdrawal import Scope
from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.system.clock import FixedClock
from consentdesk.workflows.check_copy import CheckedCopy, Outcome, check_copy, code_on, patient_of_copy
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.give_copy import sealed_copy
from consentdesk.workflows.withdraw import withdraw
from tests.helpers.sessions import NOW
from tests.workflows.sealing import consent, source_of
from tests.workflows.withdrawing import CALLER, SISTER

LATER = replace(NOW, utc=NOW.utc + timedelta(hours=1))


def at(desk: Desk, **delta: float) -> Desk:
    moment = replace(NOW, utc=NOW.utc + timedelta(**delta))
    return replace(desk, clock=FixedClock(moment, ticking=False))


@pytest.fixture
def copy(desk: Desk) -> CopyCode:
    """What stands on a patient's copy."""
    record = consent(desk, 1, 2)
    return CopyCode(record.code, desk.vault.record(record.id).chain_hash)


def noted(desk: Desk) -> CopyChecked:
    line = desk.vault.ledger_page(Wanted(groups=(Group.COPIES,)), limit=1)[0]
    assert isinstance(line.body, CopyChecked)
    return line.body


def test_a_copy_is_genuine_by_code_and_hash(desk: Desk, copy: CopyCode) -> None:
    checked = check_copy(desk, copy.code, copy.chain_hash)
    assert (checked.outcome, checked.with_hash, checked.answers) == (Outcome.GENUINE, True, 4)
    assert checked.sealed_at is not None and checked.outlived == ()
    record = desk.vault.record_with_code(copy.code)
    assert record is not None and noted(desk) == CopyChecked(record.id, "genuine")


def test_the_hash_can_be_typed_as_it_is_printed_or_left_out(desk: Desk, copy: CopyCode) -> None:
    grouped = " ".join(copy.chain_hash[n : n + 4] for n in range(0, 64, 4)).upper()
    assert check_copy(desk, copy.code.lower(), grouped).outcome is Outcome.GENUINE
    assert check_copy(desk, copy.code, copy.chain_hash[:16]).with_hash
    without = check_copy(desk, copy.code)
    assert (without.outcome, without.with_hash) == (Outcome.GENUINE, False)


def test_the_text_of_the_qr_code_says_both(desk: Desk, copy: CopyCode) -> None:
    assert read_copy_code(str(copy)) == copy
    checked = check_copy(desk, f" {copy}\n")
    assert (checked.outcome, checked.with_hash, checked.code) == (Outcome.GENUINE, True, copy.code)


def test_another_hash_than_the_ledgers_is_not_genuine(desk: Desk, copy: CopyCode) -> None:
    altered = copy.chain_hash[:-1] + ("0" if copy.chain_hash[-1] != "0" else "1")
    assert check_copy(desk, copy.code, altered).outcome is Outcome.HASH_DIFFERS
    assert check_copy(desk, copy.code, "f" * 16).outcome is Outcome.HASH_DIFFERS
    assert noted(desk).verdict == "hash_differs"


def test_a_code_of_another_clinic_is_not_ours(desk: Desk, copy: CopyCode) -> None:
    checked = check_copy(desk, make_code(7))
    assert (checked.outcome, checked.gap) == (Outcome.NOT_OURS, False)
    assert noted(desk) == CopyChecked("", "not_ours")
    assert check_copy(desk, make_code(7), copy.chain_hash).outcome is Outcome.NOT_OURS, "an altered code"


@pytest.mark.parametrize(
    ("code", "chain_hash", "refused"),
    [
        (" ", "", "record_code_missing"),
        ("K7QF-2M9D-XR40", "", "record_code_wrong"),
        (make_code(7), "abc", "copy_hash_wrong"),
        (make_code(7), "g" * 64, "copy_hash_wrong"),
        (make_code(7), "a" * 65, "copy_hash_wrong"),
        ("consentdesk:not-a-code:" + "a" * 64, "", "record_code_wrong"),
    ],
)
def test_what_cannot_stand_on_a_copy_is_refused(desk: Desk, code: str, chain_hash: str, refused: str) -> None:
    with pytest.raises(Refusal, match=refused):
        check_copy(desk, code, chain_hash)


def test_answers_that_a_later_record_took_the_place_of_are_told(desk: Desk, copy: CopyCode) -> None:
    later = consent(at(desk, hours=1), 1, uses=("medical_record", "teaching"), refused=("teaching",))
    checked = check_copy(at(desk, hours=2), copy.code, copy.chain_hash)
    assert checked.outcome is Outcome.OUTLIVED and checked.answers == 4
    told = {
        (o.picture, o.use, o.became.standing.fate, o.became.later and o.became.later.code)
        for o in checked.outlived
    }
    assert told == {(1, use, Fate.SUPERSEDED, later.code) for use in ("medical_record", "teaching")}


def test_a_corrected_record_names_the_one_in_its_place(desk: Desk, copy: CopyCode) -> None:
    old = desk.vault.record_with_code(copy.code)
    assert old is not None
    first = desk.vault.record(old.id).record
    code = make_code(99)
    second = replace(
        first, id="second", code=code, sealed_at=LATER, corrects=Correction(old.id, old.code, "wrong eye")
    )
    desk.vault.append(ConsentSigned(second), LATER, first.patient.id)
    checked = check_copy(at(desk, hours=2), copy.code, copy.chain_hash)
    assert checked.outcome is Outcome.CORRECTED
    assert checked.corrected is not None and checked.corrected.code == code
    assert {o.became.standing.fate for o in checked.outlived} == {Fate.CORRECTED}


def test_answers_that_were_withdrawn_or_are_held_back_are_told(desk: Desk, copy: CopyCode) -> None:
    whose = patient_of_copy(desk, copy.code)
    withdraw(at(desk, hours=1), whose, Scope((source_of(1),), ("teaching",)), CALLER)
    checked = check_copy(at(desk, hours=2), copy.code, copy.chain_hash)
    assert checked.outcome is Outcome.WITHDRAWN and checked.answers == 4
    ((picture, fate),) = ((o.picture, o.became.standing.fate) for o in checked.outlived)
    assert (picture, fate) == (1, Fate.WITHDRAWN)
    withdraw(at(desk, hours=3), whose, Scope((source_of(2),)), SISTER)
    later = check_copy(at(desk, hours=4), copy.code, copy.chain_hash)
    assert {o.became.standing.fate for o in later.outlived} == {Fate.WITHDRAWN, Fate.SUSPENDED}


def test_a_record_that_was_erased_is_known_by_its_hash(desk: Desk, copy: CopyCode) -> None:
    desk.vault.destroy_key("patient:patient-1")
    assert check_copy(desk, copy.code, copy.chain_hash).outcome is Outcome.ERASED
    assert check_copy(desk, copy.code).outcome is Outcome.NOT_OURS


def test_an_auditor_can_check_a_copy_and_learns_no_name(desk: Desk, copy: CopyCode) -> None:
    me = desk.vault.me
    desk.note(MemberChanged(replace(me, roles=(Role.AUDITOR,)), "roles"))
    checked = check_copy(desk, copy.code, copy.chain_hash)
    assert checked.outcome is Outcome.GENUINE and "Probe" not in repr(vars_of(checked))


def vars_of(checked: CheckedCopy) -> object:
    return [getattr(checked, name) for name in checked.__dataclass_fields__]


def test_administrators_check_no_copies(desk: Desk, copy: CopyCode) -> None:
    desk.note(MemberChanged(replace(desk.vault.me, roles=(Role.ADMINISTRATOR,)), "roles"))
    with pytest.raises(Refusal, match="not_allowed"):
        check_copy(desk, copy.code)


def page(*codes: str) -> ScannedPage:
    return ScannedPage(b"", codes)


def test_the_code_is_found_on_any_page_among_other_codes() -> None:
    told = str(CopyCode(make_code(7), "a" * 64))
    assert code_on([page(), page("https://example.org", told), page(told)]) == told
    with pytest.raises(Refusal, match="copy_code_not_seen"):
        code_on([page("https://example.org")])
    with pytest.raises(Refusal, match="copies_of_several"):
        code_on([page(told), page(str(CopyCode(make_code(8), "a" * 64)))])


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_real_copy_is_read_back_from_its_pdf(desk: Desk, copy: CopyCode, paper: str) -> None:
    record = desk.vault.record_with_code(copy.code)
    assert record is not None
    decoder = ConfinedDecoder(workers=1)
    try:
        pages = decoder.read_pages(sealed_copy(desk, record.id, paper))
    finally:
        decoder.close()
    assert code_on(pages) == str(copy)


def test_a_hash_is_whole_or_at_least_what_the_foot_of_a_page_shows() -> None:
    assert parse_hash("") == "" and parse_hash(" ABCD " * 4) == "abcd" * 4
    for wrong in ("a" * 15, "a" * 65, "xyz" * 8):
        with pytest.raises(Refusal, match="copy_hash_wrong"):
            parse_hash(wrong)
