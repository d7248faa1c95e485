"""The oracle is no rubber stamp: it catches each fault that is put into the domain on purpose."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from consentdesk.domain import pathway, readiness, record, session, signing
from consentdesk.domain.draft import Answer, Draft, Step
from consentdesk.domain.draft import binding as honest_binding
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Representative
from consentdesk.domain.people import age_on as honest_age
from consentdesk.domain.session import Rules
from tests.domain import play
from tests.domain.mischief import near_miss
from tests.domain.play import RuleBroken
from tests.helpers import sessions
from tests.helpers.sessions import signer_name


def nothing_is_wrong(*_: object, **__: object) -> list[Any]:
    return []


def patched(step: Step, check: Any) -> dict[Step, Any]:
    return {**readiness._CHECKS, step: check}


def binds_no_answers(draft: Draft, role: str) -> str:
    return honest_binding(replace(draft, answers=()), role)


def keeps_everything(draft: Draft, adult: Representative | None, *_: object) -> Draft:
    return replace(draft, representative=adult)


def answers_unseen(
    rules: Rules, draft: Draft, image: str, use: str, yes: bool, now: Moment, spoken: bool = False
) -> Draft:
    if use not in draft.offered or draft.image(image) is None:
        return draft
    path = rules.pathway(draft, now.day)
    by = path.decides if path else ""
    return session._with_answer(draft, Answer(image, use, yes, now, by, spoken))


def forgets_single_noes(draft: Draft) -> Draft:
    return replace(draft, assent=replace(draft.assent, noes=())) if draft.assent else draft


def lets_the_leap_day_be_early(born: date, day: date, leap: tuple[int, int]) -> int:
    return honest_age(born, day, (2, 28))


def counts_from_the_day_after(born: date, day: date, leap: tuple[int, int]) -> int:
    return honest_age(born, day - timedelta(days=1), leap)


FAULTS: dict[str, list[tuple[Any, str, Any]]] = {
    "a birthday counts a day late (R7, R13)": [(pathway, "age_on", counts_from_the_day_after)],
    "29 February is had on the 28th (R7, R13)": [(pathway, "age_on", lets_the_leap_day_be_early)],
    "capacity is not asked about (R10)": [(readiness, "circumstances_problems", nothing_is_wrong)],
    "a held session goes on, nobody is identified (R12)": [
        (readiness, "_CHECKS", patched(Step.PATIENT, nothing_is_wrong))
    ],
    "any adult may decide (R12)": [(readiness, "_representative", nothing_is_wrong)],
    "another adult inherits the answers (R3)": [(session, "represent", keeps_everything)],
    "images are answered unseen (R3)": [
        (session, "answer", answers_unseen),
        (readiness, "_CHECKS", patched(Step.SHOW, nothing_is_wrong)),
    ],
    "nothing is explained (R5)": [
        (session, "unexplained", nothing_is_wrong),
        (readiness, "unexplained", nothing_is_wrong),
    ],
    "answers may be missing, warnings too (R2, R27)": [
        (readiness, "_CHECKS", patched(Step.CHOOSE, nothing_is_wrong))
    ],
    "a yes needs no outlet or authorisation (R4, R21)": [(readiness, "_grant", nothing_is_wrong)],
    "any outlet fits (R4)": [(readiness, "fits", lambda *_: True)],
    "the warnings are not shown (R27)": [(readiness, "_needs_warnings", lambda *_: False)],
    "assent is not asked (R8)": [(readiness, "_assent", nothing_is_wrong)],
    "a child's no is not heard (R8)": [(readiness, "dissented", lambda *_: False)],
    "a child's single no gets lost (R8)": [(session, "_tidy", forgets_single_noes)],
    "nobody needs to sign (R7)": [(readiness, "unsigned", nothing_is_wrong)],
    "an interpreter's language is not asked for (R16)": [(readiness, "_supporters", nothing_is_wrong)],
    "anything is a signature (R18)": [
        (signing, "is_signature", lambda _: True),
        (signing, "is_mark", lambda _: True),
    ],
    "signatures do not bind the answers (R22)": [
        (signing, "binding", binds_no_answers),
        (record, "binding", binds_no_answers),
        (sessions, "binding", binds_no_answers),
        (play, "binding", binds_no_answers),
    ],
    "anyone signs for anyone (R17)": [
        (signing, "signer_names", lambda draft, role: ("Someone Else", signer_name(draft, role)))
    ],
    "the explainer may stand for the patient (R19)": [(record, "folded", lambda name: object())],
    "pictures of which every use was refused are kept (R6)": [(record, "_has_yes", lambda *_: True)],
    "a birthday between asking and sealing is not noticed (R7)": [
        (readiness, "out_of_place", lambda *_: False),
        (session, "out_of_place", lambda *_: False),
    ],
}
NEAR_MISSES = 4000


def broken_rules(seed: int) -> str:
    """What the oracle says of one near miss; empty where nothing was sealed, or rightly."""
    try:
        near_miss(seed).seal()
    except RuleBroken as wrong:
        return str(wrong)
    return ""


@pytest.mark.parametrize("fault", FAULTS)
def test_the_oracle_catches_a_fault(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name, wrong in FAULTS[fault]:
        monkeypatch.setattr(module, name, wrong)
    rule = re.compile(fault[fault.index("(R") + 1 :].split(",")[0].rstrip(")") + r"\b")
    assert any(rule.search(broken_rules(seed)) for seed in range(NEAR_MISSES))
