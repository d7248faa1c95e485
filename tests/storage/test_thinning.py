"""Which backups stay as the days go by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from consentdesk.storage.backups.thinning import kept

NOON = datetime(2031, 3, 2, 12, tzinfo=UTC)
DAYS = st.lists(st.integers(0, 800), min_size=1, max_size=120)


def thinned_daily(days: int) -> frozenset[datetime]:
    """What is there after a backup every day, each followed by a thinning."""
    there: frozenset[datetime] = frozenset()
    for day in range(days):
        now = NOON + timedelta(days=day)
        there = kept([*there, now], now)
    return there


def test_two_years_of_daily_backups_leave_a_week_eight_weeks_and_a_year() -> None:
    ages = sorted((NOON + timedelta(days=729) - time).days for time in thinned_daily(730))
    assert ages[:8] == list(range(8))
    assert 20 <= len(ages) <= 8 + 8 + 12
    assert max(b - a for a, b in pairwise(ages) if b <= 56) <= 7
    assert max(b - a for a, b in pairwise(ages)) <= 31
    assert 335 <= ages[-1] <= 366


def test_the_only_backup_stays_however_old() -> None:
    assert kept([NOON - timedelta(days=4000)], NOON) == {NOON - timedelta(days=4000)}


def test_a_backup_from_the_future_stays() -> None:
    ahead = NOON + timedelta(days=30)
    assert kept([NOON, ahead], NOON) == {NOON, ahead}


@given(DAYS)
def test_thinning_again_changes_nothing_and_the_newest_stays(days: list[int]) -> None:
    taken = [NOON - timedelta(days=day) for day in days]
    once = kept(taken, NOON)
    assert kept(once, NOON) == once
    assert max(taken) in once


@given(DAYS)
def test_everything_of_the_last_seven_days_stays(days: list[int]) -> None:
    taken = [NOON - timedelta(days=day) for day in days]
    assert {time for time in taken if NOON - time <= timedelta(days=7)} <= kept(taken, NOON)
