"""The oracle and the tables are no rubber stamps: each fault that is put into the domain is caught."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, zip_longest

import pytest

from tests.domain.decision_cases import PACKS, Person, adults, people
from tests.domain.decision_seals import Case, cases
from tests.domain.decisions import (
    patient_page_differs,
    seal_differs,
    shown_differs,
    signers_differ,
    who_differs,
)
from tests.domain.faults import BRINGS_OUT, RECORD_FAULTS, TABLE_FAULTS, Patch
from tests.domain.mischief import near_miss
from tests.domain.play import RuleBroken

NEAR_MISSES = 8000
RIGHT = (("-", "-"), ("right", "alone"), ("right", "right"))


def broken_rules(seed: int, mischief: str = "") -> str:
    """What the oracle says of one near miss; empty where nothing was sealed, or rightly."""
    try:
        near_miss(seed, mischief).seal()
    except RuleBroken as wrong:
        return str(wrong)
    return ""


def rule_of(fault: str) -> re.Pattern[str]:
    return re.compile(fault[fault.index("(R") + 1 :].split(",")[0].rstrip(")") + r"\b")


def put_in(fault: list[Patch], monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name, wrong in fault:
        monkeypatch.setattr(module, name, wrong)


@pytest.mark.parametrize("fault", RECORD_FAULTS)
def test_the_oracle_catches_a_fault(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put_in(RECORD_FAULTS[fault], monkeypatch)
    between = BRINGS_OUT.get(fault, "")
    assert any(rule_of(fault).search(broken_rules(seed, between)) for seed in range(NEAR_MISSES))


@cache
def some_people() -> tuple[tuple[Person, str, str], ...]:
    every = chain.from_iterable(people(pack) for pack in PACKS)
    return tuple((one, *pair) for one in list(every)[::23] for pair in adults(one.pack, one.facts["pathway"]))


@cache
def some_cases() -> tuple[Case, ...]:
    every = list(chain.from_iterable(cases(pack) for pack in PACKS))
    return tuple(case for case in every if case.adults in RIGHT)[::7] + tuple(every[::401])


def differences() -> Iterator[str]:
    """What the program and the tables differ in, one comparison of each kind after the other, "" where they
    agree, over some of all combinations."""
    sealable = [case for case in some_cases() if not case.problems][::3]
    every = (
        (chain(who_differs(one[0]), patient_page_differs(*one)) for one in some_people()),
        (seal_differs(case) for case in some_cases()),
        (chain(signers_differ(case), shown_differs(case)) for case in sealable),
    )
    for compared in zip_longest(*every, fillvalue=()):
        yield from (" ".join(found) for found in compared)


@pytest.mark.parametrize("fault", TABLE_FAULTS)
def test_the_tables_catch_a_fault(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put_in(TABLE_FAULTS[fault], monkeypatch)
    assert any(rule_of(fault).search(wrong) for wrong in differences())


def test_without_a_fault_nothing_is_caught() -> None:
    between = ("", *BRINGS_OUT.values())
    assert not any(broken_rules(seed, mischief) for mischief in between for seed in range(200))
    assert not any(differences())
