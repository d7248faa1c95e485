"""Age at the moment of signing, and who has to agree (R7–R11, R13)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consentdesk.domain.moment import Moment
from consentdesk.domain.pathway import circumstances_problems, departs, pathway_for
from consentdesk.domain.people import OVERRIDE, Capacity, Circumstances, Life, age_on, birthday
from consentdesk.domain.refusals import Problem
from tests.domain.journal import age as counted_birthdays
from tests.helpers.sessions import rules

PACK = rules().pack
FIRST_OF_MARCH = (3, 1)


def pathway_id(born: date, day: date, circumstances: Circumstances | None = None) -> str:
    return pathway_for(PACK, born, circumstances or Circumstances(), day).id


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2016, 5, 9), "young_minor"),
        (date(2016, 5, 10), "minor"),
        (date(2027, 5, 9), "minor"),
        (date(2027, 5, 10), "adult"),
    ],
)
def test_exactly_seven_and_exactly_eighteen_count_as_reached(day: date, expected: str) -> None:
    assert pathway_id(date(2009, 5, 10), day) == expected


@pytest.mark.parametrize(
    ("leap_birthday", "day", "years"),
    [
        (FIRST_OF_MARCH, date(2026, 2, 28), 17),
        (FIRST_OF_MARCH, date(2026, 3, 1), 18),
        ((2, 28), date(2026, 2, 27), 17),
        ((2, 28), date(2026, 2, 28), 18),
        (FIRST_OF_MARCH, date(2028, 2, 28), 19),
        (FIRST_OF_MARCH, date(2028, 2, 29), 20),
    ],
)
def test_a_birthday_on_29_february_falls_where_the_pack_says(
    leap_birthday: tuple[int, int], day: date, years: int
) -> None:
    assert age_on(date(2008, 2, 29), day, leap_birthday) == years


def test_1900_was_no_leap_year_and_2000_was() -> None:
    assert birthday(date(1896, 2, 29), 4, FIRST_OF_MARCH) == date(1900, 3, 1)
    assert birthday(date(1996, 2, 29), 4, FIRST_OF_MARCH) == date(2000, 2, 29)


@given(st.dates(date(1890, 1, 1), date(2026, 1, 1)), st.integers(0, 120))
def test_an_age_is_reached_on_its_birthday_and_not_before(born: date, years: int) -> None:
    day = birthday(born, years, FIRST_OF_MARCH)
    assert age_on(born, day, FIRST_OF_MARCH) == years
    assert age_on(born, day - timedelta(days=1), FIRST_OF_MARCH) == years - 1


@given(st.dates(date(1930, 1, 1), date(2026, 1, 1)), st.integers(0, 30_000))
def test_age_is_the_number_of_birthdays_had(born: date, days: int) -> None:
    day = born + timedelta(days=days)
    assert age_on(born, day, FIRST_OF_MARCH) == counted_birthdays(born, day)


def test_age_is_negative_before_birth() -> None:
    assert age_on(date(2026, 5, 2), date(2026, 5, 1), FIRST_OF_MARCH) == -1


@pytest.mark.parametrize("capacity", [Capacity.LACKING, Capacity.GUARDIAN])
@pytest.mark.parametrize("years", [3, 12, 45])
def test_a_guardian_or_lacking_capacity_is_its_own_pathway_at_any_age(capacity: Capacity, years: int) -> None:
    born = date(2026 - years, 1, 1)
    assert pathway_id(born, date(2026, 6, 1), Circumstances(capacity)) == "represented"


def test_a_disabled_adult_found_to_have_capacity_decides_alone() -> None:
    found = Circumstances(Capacity.FOUND, developmental_disability=True)
    assert pathway_id(date(1994, 1, 1), date(2026, 6, 1), found) == "adult"
    assert not problems(found)


def test_a_disability_asks_about_capacity_and_does_not_answer_it() -> None:
    unasked = Circumstances(developmental_disability=True)
    assert [p.code for p in problems(unasked)] == ["capacity_not_asked"]
    assert pathway_id(date(1994, 1, 1), date(2026, 6, 1), unasked) == "adult"


TODAY = date(2026, 6, 1)


def problems(found: Circumstances, born: date = date(1994, 1, 1)) -> list[Problem]:
    return circumstances_problems(rules().pack, born, found, TODAY)


@pytest.mark.parametrize("ground", ["emancipated", "lawful_care"])
@pytest.mark.parametrize(
    ("years", "pathway"), [(6, "young_minor"), (7, "minor_alone"), (17, "minor_alone"), (18, "adult")]
)
def test_a_minor_decides_alone_on_a_ground_of_the_pack(ground: str, years: int, pathway: str) -> None:
    alone = Circumstances(decides_alone=ground)
    born = TODAY.replace(year=TODAY.year - years)
    assert pathway_id(born, TODAY, alone) == pathway
    assert not problems(alone, born)


def test_a_ground_that_the_pack_does_not_know_changes_nothing() -> None:
    assert pathway_id(date(2012, 1, 1), TODAY, Circumstances(decides_alone="competent_child")) == "minor"


def test_a_minor_who_decides_alone_without_a_ground_is_an_override_with_its_reason() -> None:
    born, alone = date(2012, 1, 1), Circumstances(decides_alone=OVERRIDE)
    assert pathway_id(born, TODAY, alone) == "adult"
    assert [p.code for p in problems(alone, born)] == ["override_reason_missing"]
    assert not problems(Circumstances(decides_alone=OVERRIDE, reason="Married."), born)
    assert not departs(rules().pack, date(2008, 6, 1), alone, TODAY)


def test_a_guardian_decides_also_for_a_minor_who_decides_alone_otherwise() -> None:
    found = Circumstances(Capacity.GUARDIAN, decides_alone="emancipated")
    assert pathway_id(date(2012, 1, 1), TODAY, found) == "represented"


def test_a_temporary_lack_of_capacity_is_an_override_with_its_reason() -> None:
    asleep = Circumstances(Capacity.TEMPORARILY_LACKING)
    assert pathway_id(date(1994, 1, 1), TODAY, asleep) == "represented"
    assert [p.code for p in problems(asleep)] == ["override_reason_missing"]
    assert not problems(Circumstances(Capacity.TEMPORARILY_LACKING, reason="In theatre."))


@pytest.mark.parametrize("life", [Life.DECEASED, Life.STILLBORN])
def test_death_comes_before_age_and_capacity(life: Life) -> None:
    found = Circumstances(Capacity.GUARDIAN, True, life)
    assert pathway_id(date(2020, 1, 1), date(2026, 6, 1), found) == life.value
    assert not problems(Circumstances(Capacity.NO_DOUBT, True, life))


def test_the_day_is_the_clinics_not_that_of_utc() -> None:
    evening = Moment.parse("2026-03-01T23:30:00.000-05:00")
    assert evening.utc.date() == date(2026, 3, 2)
    assert evening.day == date(2026, 3, 1)
