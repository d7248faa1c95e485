"""Who can agree to an erasure and when, what a note must not say, what has to be kept meanwhile (R40)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from consentdesk.domain.access import Role
from consentdesk.domain.duties import Kept
from consentdesk.domain.erasure import (
    MAX_NOTE,
    SOLO_DELAY,
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
from consentdesk.domain.lines import MemberLine
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Member, Patient
from tests.helpers.sessions import NOW, rules

OFFICER, ADMINISTRATOR, CLINICIAN = Role.PRIVACY_OFFICER, Role.ADMINISTRATOR, Role.CLINICIAN
PROPOSED = Erasure("e1", Target.PATIENT, "patient-1", Ground.PATIENT_ASKS, "", "ann", NOW, NOW)
ANN_BORN = date(1980, 2, 29)


def person(id: str, *roles: Role, left: bool = False) -> MemberLine:
    return MemberLine(Member(id, id.title(), "physician", "", roles), NOW, NOW if left else None)


def after(**delta: float) -> Moment:
    return Moment(NOW.utc + timedelta(**delta), NOW.offset_minutes)


ANN, BEN = person("ann", OFFICER), person("ben", ADMINISTRATOR)


def test_who_proposed_cannot_agree_while_somebody_else_may() -> None:
    assert agreement(PROPOSED, "ann", (ANN, BEN), after(days=99)) == Agreement("erasure_needs_another")
    assert agreement(PROPOSED, "ben", (ANN, BEN), NOW) == Agreement()


@pytest.mark.parametrize(
    "ben", [person("ben", CLINICIAN), person("ben", ADMINISTRATOR, left=True), person("ben", Role.AUDITOR)]
)
def test_whoever_left_or_may_not_erase_agrees_to_nothing_and_counts_for_nobody(ben: MemberLine) -> None:
    assert agreement(PROPOSED, "ben", (ANN, ben), after(days=99)) == Agreement("not_allowed")
    assert agreement(PROPOSED, "ann", (ANN, ben), NOW).refusal == "erasure_too_early"
    assert stands_alone("ann", (ANN, ben)) and not stands_alone("ann", (ANN, BEN))


def test_a_stranger_agrees_to_nothing() -> None:
    assert agreement(PROPOSED, "eve", (ANN, BEN), NOW) == Agreement("not_allowed")


def test_whoever_came_after_the_proposal_is_no_second_person_for_it() -> None:
    later = replace(PROPOSED, came_later=("ben",))
    assert agreement(later, "ben", (ANN, BEN), after(days=99)) == Agreement("erasure_came_later")
    assert agreement(later, "ann", (ANN, BEN), NOW).refusal == "erasure_too_early", "still alone"
    assert agreement(later, "ann", (ANN, BEN), after(days=7)).refusal == ""


def test_what_a_newcomer_proposes_waits_for_the_delay() -> None:
    by_new = replace(PROPOSED, came_later=("ann",))
    due = Moment(NOW.utc + SOLO_DELAY, NOW.offset_minutes)
    assert agreement(by_new, "ben", (ANN, BEN), NOW) == Agreement("erasure_too_early", due)
    assert agreement(by_new, "ben", (ANN, BEN), due).refusal == ""


def test_whoever_proposed_is_not_too_new_for_it() -> None:
    both = replace(PROPOSED, came_later=("ann", "ben"))
    assert agreement(both, "ann", (ANN, BEN), after(days=7)).refusal == ""
    ann_alone = replace(PROPOSED, came_later=("ann",))
    assert agreement(ann_alone, "ann", (ANN, BEN), after(days=7)).refusal == "erasure_needs_another"


def test_alone_one_confirms_once_the_delay_is_over() -> None:
    due = Moment(NOW.utc + SOLO_DELAY, NOW.offset_minutes)
    just_before = Moment(due.utc - timedelta(milliseconds=1), NOW.offset_minutes)
    assert agreement(PROPOSED, "ann", (ANN,), just_before) == Agreement("erasure_too_early", due)
    assert agreement(PROPOSED, "ann", (ANN,), due) == Agreement("", due)
    assert solo_from(NOW) == due


def test_a_clock_that_was_set_back_for_the_proposal_shortens_no_delay() -> None:
    backdated = replace(PROPOSED, proposed_at=after(days=-30), delay_from=NOW)
    assert agreement(backdated, "ann", (ANN,), after(days=6)).refusal == "erasure_too_early"
    assert agreement(backdated, "ann", (ANN,), after(days=-3)).refusal == "erasure_too_early"
    assert agreement(backdated, "ann", (ANN,), after(days=7)).refusal == ""


PACK = rules().pack
WHO = Patient("p", "Zoë Maria", "O'Neil-Ünal", ANN_BORN, "MRN-00 4711")


@pytest.mark.parametrize(
    "note",
    [
        "zoe asked",
        "by letter of Ünal",
        "unal, by letter",
        "see mrn 004711",
        "MRN00-4711",
        "maria",
        "ma\u00adria",
        "zo\u200be",
    ],
)
def test_a_note_that_names_the_patient_is_refused(note: str) -> None:
    assert [p.code for p in note_problems(note, WHO)] == ["note_names_patient"]


@pytest.mark.parametrize("note", ["", "order of the court of 3 March", "letter of today", "4711 Main St"])
def test_a_note_that_names_nobody_does(note: str) -> None:
    assert note_problems(note, WHO) == []
    assert note_problems("zoe", None) == []


def test_a_name_in_writing_without_spaces_is_found_within_a_sentence() -> None:
    who = replace(WHO, given_name="小明", family_name="王", record_number="7")
    assert note_problems("应小明的要求 7", who) and not note_problems("7", who)


def test_a_long_note_is_refused() -> None:
    (problem,) = note_problems("x" * (MAX_NOTE + 1), WHO)
    assert (problem.code, problem.where, problem.details) == ("text_too_long", "note", {"most": MAX_NOTE})


def test_the_rules_say_until_when_something_has_to_be_kept() -> None:
    last, effective = date(2031, 3, 2), date(2036, 3, 2)
    grown = must_keep(PACK, Target.PATIENT, date(1990, 1, 1), last, effective)
    assert grown == (
        Keeping(Kept.MEDICAL_RECORD, date(2041, 3, 2)),
        Keeping(Kept.CONSENT_RECORD, date(2042, 3, 2)),
    )
    (child, _record) = must_keep(PACK, Target.PATIENT, date(2024, 2, 29), last, effective)
    assert child == Keeping(Kept.MEDICAL_RECORD, date(2052, 2, 29)), "until 28"
    assert [k.kept for k in must_keep(PACK, Target.IMAGE, ANN_BORN, last, last)] == [Kept.MEDICAL_RECORD]


def test_rules_that_say_nothing_of_keeping_oblige_to_nothing_known_here() -> None:
    silent = replace(PACK, duties=replace(PACK.duties, retention=()))
    assert must_keep(silent, Target.PATIENT, ANN_BORN, NOW.day, NOW.day) == ()
