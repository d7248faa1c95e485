"""Whatever happened to an image, the gate says what the rules say, for every past day and for now."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from random import Random

import pytest

from tests.domain.gate_faults import FAULTS
from tests.domain.gate_history import History, Question
from tests.domain.gate_oracle import Oracle
from tests.domain.gate_program import RULE_OF, DomainProgram, differs, standing_differs
from tests.domain.gate_questions import every_day, questions
from tests.domain.random_checks import about_checks, with_checks
from tests.domain.random_histories import Teller

HISTORIES, QUESTIONS, CHECKS = 60, 300, 100
REASONS = {*RULE_OF} - {"image_unknown"}

Compared = tuple[int, Counter[str], list[str]]


@cache
def told(seed: int) -> tuple[History, Oracle, tuple[Question, ...]]:
    history = with_checks(Teller(seed).history, seed)
    asked = (*questions(history, Random(seed), QUESTIONS), *about_checks(history, Random(seed), CHECKS))
    return history, Oracle(history), asked


def differences(seed: int, asked: Iterable[Question] = ()) -> Iterator[str]:
    history, oracle, usual = told(seed)
    program = DomainProgram(history)
    for question in asked or usual:
        if found := differs(program, oracle, question):
            yield f"{found} in history {seed}"


def compared(seeds: Iterable[int]) -> Counter[str]:
    """How often each answer was right. Fails at the first history with a wrong one."""
    counted: Counter[str] = Counter()
    for seed in seeds:
        _, oracle, asked = told(seed)
        assert list(differences(seed)) == []
        counted["questions"] += len(asked)
        counted.update(reason for question in asked for reason in oracle.why_not(question) or {"allowed"})
    return counted


def test_the_gate_says_what_the_rules_say() -> None:
    counted = compared(range(HISTORIES))
    sys.stdout.write(f"\n{dict(counted)}\n")
    assert {*REASONS, "allowed"} <= set(counted), "not every reason was met"


@pytest.mark.long
def test_the_gate_says_what_the_rules_say_a_hundred_thousand_times() -> None:
    counted = compared(range(1000, 1400))
    sys.stdout.write(f"\n{dict(counted)}\n")
    assert counted["questions"] >= 100_000


@pytest.mark.parametrize("seed", [30])
def test_every_day_of_a_history_has_its_answer(seed: int) -> None:
    assert list(differences(seed, every_day(told(seed)[0], Random(seed)))) == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2000, 2010))
def test_every_day_of_many_histories_has_its_answer(seed: int) -> None:
    asked = tuple(every_day(told(seed)[0], Random(seed)))
    sys.stdout.write(f"\n{len(asked)} questions\n")
    assert list(differences(seed, asked)) == []


def test_what_became_of_each_answer_is_what_the_rules_say() -> None:
    found = [d for seed in range(15) for d in standing_differs(*told(seed)[:2])]
    assert found == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_gate_is_caught(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for room, name, wrong in FAULTS[fault]:
        monkeypatch.setattr(room, name, wrong)
    rules = set(re.findall(r"R\d+", fault))
    caught = (
        rules & set(re.findall(r"R\d+", found))
        for seed in range(2 * HISTORIES)
        for found in differences(seed)
    )
    assert any(caught)
