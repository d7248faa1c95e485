"""May I use it? At a real desk: now through the gate, and on every past day (R24, R39)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from consentdesk.domain.facts import UsesAsked
from consentdesk.domain.ledger_lines import Wanted
from consentdesk.domain.lines import CheckReport, Finding
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import Refusal
from consentdesk.workflows.check_vault import ASKED, note_check
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.may_use import Question, may_use, moment_of, note_asked, was_permitted, who_signed
from tests.helpers.sessions import NOW, later
from tests.workflows.sealing import consent, source_of

TEACHING = Question(source_of(1), "teaching")
UNKNOWN = Question("0" * 64, "teaching")


def codes(desk: Desk, question: Question = TEACHING, on: Moment | None = None) -> list[str]:
    (answer,) = may_use(desk, [question], on)
    return [reason.code for reason in answer.verdict.reasons]


def check_found(desk: Desk, findings: Sequence[Finding]) -> None:
    note_check(desk, CheckReport(9, 2, 0, "ab", NOW, findings=tuple(findings)), ASKED)


def test_one_question_has_one_answer_with_its_record_and_whose_signature(desk: Desk) -> None:
    record = consent(desk, 1)
    (answer,) = may_use(desk, [TEACHING])
    assert answer.allowed and answer.verdict.record == record.id
    assert answer.line and answer.line.source_sha256 == source_of(1)
    assert [signature.name for signature in who_signed(desk, answer.verdict.record)] == ["Alex Probe"]


def test_many_questions_are_answered_in_their_order_and_the_unknown_is_refused(desk: Desk) -> None:
    consent(desk, 1, 2, refused=("teaching",))
    questions = [UNKNOWN, Question(source_of(2), "medical_record"), TEACHING]
    answers = may_use(desk, questions)
    assert [answer.question for answer in answers] == questions
    assert [answer.allowed for answer in answers] == [False, True, False]
    assert answers[0].line is None and codes(desk, UNKNOWN) == ["image_unknown"]
    assert may_use(desk, []) == ()


def test_what_the_last_check_found_refuses_until_a_check_finds_nothing(desk: Desk) -> None:
    consent(desk, 1)
    for finding in (Finding("blob_damaged", source_of(1)), Finding("fact_hash_wrong", "a fact")):
        check_found(desk, [finding])
        assert codes(desk) == ["image_may_be_damaged"]
    check_found(desk, [Finding("blob_damaged", source_of(2))])
    assert codes(desk) == []


def test_publication_waits_for_its_check_and_a_past_day_does_not(desk: Desk) -> None:
    consent(desk, 1, uses=("medical_record", "print"))
    (answer,) = may_use(desk, [Question(source_of(1), "print", "JAAD")])
    assert [reason.code for reason in answer.verdict.reasons] == ["reidentification_not_checked"]
    assert was_permitted(desk, source_of(1), "print", "JAAD", desk.now()).allowed


def test_a_day_is_today_or_one_that_is_over_to_its_last_moment(desk: Desk) -> None:
    consent(desk, 1)
    assert moment_of(desk, NOW.day) is None
    yesterday = moment_of(desk, later(NOW, days=-1).day)
    assert yesterday is not None and str(yesterday) == "2026-03-01T23:59:59.999-05:00"
    assert codes(desk, on=yesterday) == ["not_asked"]
    with pytest.raises(Refusal, match="day_to_come"):
        moment_of(desk, later(NOW, days=1).day)


def test_that_it_was_asked_is_noted_under_the_patients_key_where_it_is_about_one(desk: Desk) -> None:
    consent(desk, 1, 2)
    answers = may_use(desk, [TEACHING, Question(source_of(2), "teaching"), UNKNOWN])
    note_asked(desk, answers, "teaching", "", NOW.day, "window", unknown=1)
    (line,) = (line for line in desk.vault.ledger_page(Wanted()) if line.header.kind == UsesAsked.KIND)
    assert line.header.patient == "patient-1" and isinstance(line.body, UsesAsked)
    assert line.body == UsesAsked(
        (source_of(1), source_of(2)), "teaching", "", NOW.day, allowed=2, unknown=1, how="window"
    )
