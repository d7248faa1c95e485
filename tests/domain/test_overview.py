"""What is counted of a record: whose age, what was given, how long each stage took."""

from __future__ import annotations

import statistics
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consentdesk.domain.overview import (
    FEW,
    AgeBand,
    Figure,
    Given,
    Stage,
    Weeks,
    age_band,
    blurred,
    median,
    roughly,
    stage_seconds,
    tally,
    week_of,
)
from consentdesk.domain.route import Route
from tests.helpers.sessions import ALL_USES, later, sealed_record
from tests.helpers.timed import STAGES, timed

RECORD = sealed_record(uses=ALL_USES, images=2, refused=("print",))


@given(st.lists(st.integers(0, 3000), min_size=len(STAGES), max_size=len(STAGES)))
def test_each_stage_is_the_time_between_two_that_the_record_holds(seconds: list[int]) -> None:
    found = stage_seconds(timed(RECORD, seconds, later(days=1)))
    assert found == {**dict(zip(STAGES, seconds, strict=True)), Stage.WHOLE: sum(seconds)}


def test_a_stage_that_was_gone_back_from_has_no_length_and_the_others_do() -> None:
    record = timed(RECORD, (60, 60, 60, 60, 60, 60), later(days=1))
    back = replace(record, explained=tuple(replace(p, shown_at=record.started_at) for p in record.explained))
    assert set(Stage) - set(stage_seconds(back)) == {Stage.SHOW}


def test_a_session_on_paper_and_one_without_images_are_told_as_far_as_they_can_be() -> None:
    assert stage_seconds(replace(RECORD, route=Route.PAPER)) == {}
    nothing = replace(RECORD, images=(), decisions=())
    assert set(stage_seconds(nothing)) <= {Stage.EXPLAIN, Stage.SEAL, Stage.WHOLE}


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (0, "0-6"),
        (6, "0-6"),
        (7, "7-17"),
        (17, "7-17"),
        (18, "18-39"),
        (40, "40-64"),
        (65, "65+"),
        (101, "65+"),
    ],
)
def test_ages_fall_into_bands(age: int, band: str) -> None:
    assert age_band(replace(RECORD, age_years=age)) == band


def test_who_had_died_has_no_age() -> None:
    for pathway in ("deceased", "stillborn"):
        assert age_band(sealed_record(pathway)) is AgeBand.DIED


def test_a_record_adds_an_answer_for_each_image_and_use() -> None:
    counts = tally(RECORD)
    answers = {key: n for key, n in counts.items() if key[0] == Figure.ANSWERS}
    assert sum(answers.values()) == len(RECORD.decisions)
    band = age_band(RECORD)
    assert answers[Figure.ANSWERS, "print", band, Given.NO] == 2
    assert counts[Figure.CONSENTS, RECORD.clinic.name, "", ""] == 1


@given(st.integers(0, 20_000))
def test_times_are_told_to_about_a_tenth(seconds: int) -> None:
    told = roughly(seconds)
    assert roughly(told) == told
    if 30 <= seconds <= 4 * 3600:
        assert abs(told - seconds) <= 0.125 * seconds + 1


@given(st.lists(st.integers(0, 50), min_size=1))
def test_the_middle_is_found_from_counts(values: list[int]) -> None:
    assert median(Counter(values)) == statistics.median_low(values)


@given(st.lists(st.integers(0, 60), min_size=3, max_size=3))
def test_what_is_told_outside_fits_several_small_counts(counts: list[int]) -> None:
    """Whatever a reader reckons, a small count may have been any number under five."""
    told = blurred(dict(zip(Given, counts, strict=True)))
    for count, words in zip(counts, told.values(), strict=True):
        assert words == f"<{FEW}" if count < FEW else int(words) >= FEW


def test_one_answer_more_in_one_week_more_is_not_reckoned_from_what_is_told_outside() -> None:
    assert blurred({Given.YES: 21, Given.NO: 6, Given.DISSENT: 5}) == blurred(
        {Given.YES: 20, Given.NO: 6, Given.DISSENT: 5}
    )


def test_many_weeks_are_told_by_the_month_in_which_they_begin() -> None:
    year = Weeks(date(2026, 1, 5), date(2026, 12, 28))
    assert year.count == len(year.periods()) == 52 and year.period(date(2026, 3, 2)) == date(2026, 3, 2)
    two_years = Weeks(date(2025, 1, 6), date(2026, 12, 28))
    assert two_years.periods()[:2] == (date(2025, 1, 1), date(2025, 2, 1)) and len(two_years.periods()) == 24


def test_a_week_is_named_by_its_monday() -> None:
    assert week_of(date(2026, 3, 1)) == date(2026, 2, 23) and week_of(date(2026, 3, 2)) == date(2026, 3, 2)
