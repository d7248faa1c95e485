"""After how many quiet minutes the desk covers and locks itself: set by who may, within bounds."""

from __future__ import annotations

import pytest

from consentdesk.domain.facts import TimesSet
from consentdesk.domain.refusals import Refusal
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.desk_times import USUAL, set_times, times_in_force


def problems(desk: Desk, cover: int, lock: int) -> list[tuple[str, str]]:
    with pytest.raises(Refusal) as refused:
        set_times(desk, cover, lock)
    return [(problem.code, problem.where) for problem in refused.value.problems]


def test_two_and_fifteen_minutes_count_until_somebody_says_otherwise(desk: Desk) -> None:
    assert times_in_force(desk) == TimesSet(2, 15)
    assert set_times(desk, 1, 60) == times_in_force(desk) == TimesSet(1, 60)


@pytest.mark.parametrize(("cover", "lock"), [(1, 5), (15, 60), (4, 5)])
def test_the_bounds_themselves_are_allowed(desk: Desk, cover: int, lock: int) -> None:
    assert set_times(desk, cover, lock) == TimesSet(cover, lock)


@pytest.mark.parametrize("cover", [0, -1, 16])
def test_a_cover_outside_one_to_fifteen_minutes_is_refused(desk: Desk, cover: int) -> None:
    assert problems(desk, cover, 30) == [("cover_minutes_out_of_range", "cover_minutes")]


@pytest.mark.parametrize("lock", [4, 61])
def test_a_lock_outside_five_to_sixty_minutes_is_refused(desk: Desk, lock: int) -> None:
    assert problems(desk, 2, lock) == [("lock_minutes_out_of_range", "lock_minutes")]


def test_both_are_named_when_both_are_wrong(desk: Desk) -> None:
    assert len(problems(desk, 0, 0)) == 2
    assert times_in_force(desk) == USUAL


@pytest.mark.parametrize(("cover", "lock"), [(5, 5), (15, 10)])
def test_a_desk_that_locks_before_it_covers_is_refused(desk: Desk, cover: int, lock: int) -> None:
    assert problems(desk, cover, lock) == [("lock_before_cover", "lock_minutes")]


def test_the_same_times_again_leave_no_fact(desk: Desk) -> None:
    set_times(desk, 3, 20)
    facts = desk.vault.check().facts
    set_times(desk, 3, 20)
    assert desk.vault.check().facts == facts
