"""Arbitrary acts in arbitrary order never seal a record that breaks a rule; legal sessions always seal."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from consentdesk.domain.pack import ALONE, PATHWAYS
from tests.domain.mischief import near_miss
from tests.domain.random_sessions import QUICK, Sessions, tally


def test_no_sequence_of_acts_seals_a_record_that_breaks_a_rule() -> None:
    tally.clear()
    run_state_machine_as_test(Sessions, settings=QUICK)
    assert tally["sealed before the end"] >= tally["sessions"] / 3, tally


@pytest.mark.long
def test_no_sequence_of_acts_seals_a_record_that_breaks_a_rule_at_length() -> None:
    run_state_machine_as_test(Sessions, settings=settings(QUICK, max_examples=3000, stateful_step_count=50))


def test_no_near_miss_seals_a_record_that_breaks_a_rule() -> None:
    sealed = [near_miss(seed).seal() for seed in range(400)]
    assert 100 <= sum(record is not None for record in sealed) <= 300
    assert {record.pathway for record in sealed if record} == {*PATHWAYS, ALONE}


@pytest.mark.long
def test_no_near_miss_seals_a_record_that_breaks_a_rule_at_length() -> None:
    sealed = [near_miss(seed).seal() for seed in range(100_000)]
    assert any(sealed)
