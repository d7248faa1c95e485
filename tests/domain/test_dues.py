"""When what others agreed to becomes the patient's own to decide (R13, R14)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consentdesk.domain.dues import born_by, turning
from consentdesk.domain.people import birthday
from tests.helpers.sessions import rules

AGES = rules().pack.ages
days = st.dates(date(1950, 1, 1), date(2040, 12, 31))
leap_birthdays = st.sampled_from([(3, 1), (2, 28)])


@given(st.one_of(days, st.sampled_from([date(2028, 2, 29), date(2027, 2, 28), date(2027, 3, 1)])),
       st.integers(1, 25), leap_birthdays)  # fmt: skip
def test_the_latest_birth_is_the_last_one_whose_birthday_has_come(
    day: date, age: int, leap_birthday: tuple[int, int]
) -> None:
    born = born_by(day, age, leap_birthday)
    assert birthday(born, age, leap_birthday) <= day
    assert birthday(born + timedelta(days=1), age, leap_birthday) > day


@pytest.mark.parametrize(
    ("born", "agreed_on", "until", "expected"),
    [
        (date(2008, 2, 29), date(2020, 1, 1), None, (18, date(2026, 3, 1))),
        (date(2008, 5, 6), date(2026, 5, 5), None, (18, date(2026, 5, 6))),
        (date(2008, 5, 6), date(2026, 5, 6), None, None),
        (date(2008, 5, 6), date(2030, 1, 1), None, None),
        (date(2008, 5, 6), date(2020, 1, 1), date(2026, 5, 5), None),
        (date(2008, 5, 6), date(2020, 1, 1), date(2026, 5, 6), (18, date(2026, 5, 6))),
    ],
)
def test_an_answer_turns_on_the_first_birthday_after_it_that_it_lives_to_see(
    born: date, agreed_on: date, until: date | None, expected: tuple[int, date] | None
) -> None:
    assert turning(AGES, born, agreed_on, until) == expected


def test_where_the_law_has_two_ages_the_next_one_counts() -> None:
    two = replace(AGES, adult_with_capacity_from=16)
    assert turning(two, date(2008, 5, 6), date(2020, 1, 1)) == (16, date(2024, 5, 6))
    assert turning(two, date(2008, 5, 6), date(2024, 5, 6)) == (18, date(2026, 5, 6))
    assert turning(two, date(2008, 5, 6), date(2026, 5, 6)) is None
