"""How the gates of the questions judge: only what every round shows is a turn for the worse."""

from __future__ import annotations

from random import Random

import pytest

from consentdesk.workflows.desk import Desk
from tests.benchmarks.asking import Asked, Row, Taken, hold

BARE_MS = 1.0


def row(most_times_bare: float = 4, most_growth: float = 3) -> Row:
    return Row(_nothing, _nothing, most_times_bare, most_growth, 30)


def _nothing(desk: Desk, chance: Random, consents: int) -> object:
    return None


def found(few_ms: float, many_ms: float, bare_many_ms: float = BARE_MS) -> tuple[Asked, ...]:
    small, large = Taken(few_ms, few_ms, few_ms), Taken(many_ms, many_ms, many_ms)
    bare = Taken(bare_many_ms, bare_many_ms, bare_many_ms)
    return Asked(small, Taken(BARE_MS, BARE_MS, BARE_MS)), Asked(large, bare)


def test_what_grows_too_much_in_every_round_fails() -> None:
    with pytest.raises(AssertionError):
        hold(row(), [found(1, 3.2), found(1, 3.1)])


def test_what_one_round_alone_shows_is_noise() -> None:
    hold(row(), [found(1, 3.2), found(1, 2.9)])


def test_growth_that_the_bare_query_has_as_well_is_the_store_s() -> None:
    hold(row(most_growth=1.5), [found(1, 3.2, bare_many_ms=2.6)])
    with pytest.raises(AssertionError):
        hold(row(most_growth=1.5), [found(1, 3.2, bare_many_ms=2.4)])


def test_what_costs_too_many_times_the_bare_query_in_every_round_fails() -> None:
    hold(row(most_times_bare=2), [found(1, 1.9), found(1, 2.5)])
    with pytest.raises(AssertionError):
        hold(row(most_times_bare=2), [found(1, 2.1), found(1, 2.5)])
