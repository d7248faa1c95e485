"""Incidents in the overview: told whole inside, and outside without small counts and weeks."""

from __future__ import annotations

from datetime import timedelta

from consentdesk.domain.incident_figures import Incidents
from consentdesk.domain.overview import FEW, Overview, Weeks, week_of
from consentdesk.domain.placement import PlaceKind
from consentdesk.domain.report import Section
from consentdesk.ui.overview.told import Telling
from tests.helpers.sessions import NOW

MONDAY = week_of(NOW.day)
NEXT = MONDAY + timedelta(weeks=1)
FOUND = Incidents(
    {(MONDAY, PlaceKind.SOCIAL_POST): 6, (NEXT, PlaceKind.SOCIAL_POST): 2, (NEXT, PlaceKind.PRINT): 1},
    permitted=1,
    not_permitted=7,
    told_before=6,
    down_days=1.2,
    closed_days=21.0,
    up=1,
    open=5,
)


def sections(found: Incidents, outside: bool = False) -> tuple[Section, Section]:
    told = Overview(Weeks(MONDAY, NEXT), incidents=found)
    *_, where, outcomes = Telling(told, {}, NOW.day, str, outside).sections()
    return where, outcomes


def test_inside_every_week_and_place_is_told() -> None:
    where, outcomes = sections(FOUND)
    assert where.rows == (
        (str(MONDAY), "Post", "6"),
        (str(NEXT), "In print", "1"),
        (str(NEXT), "Post", "2"),
    )
    assert ("Not known", "1") in outcomes.rows
    assert ("Told no before", "6") in outcomes.rows
    assert [days for _what, days in outcomes.rows[-2:]] == ["1 day", "21 days"]


def test_outside_no_small_count_and_no_week_is_told() -> None:
    where, outcomes = sections(FOUND, outside=True)
    assert ("Post", "8") in where.rows
    counts = [count for _what, count in (*where.rows, *outcomes.rows[:6])]
    assert all(count == f"<{FEW}" or int(count) >= FEW for count in counts)
    for section in (where, outcomes):
        assert section.plot and all(not value or value >= FEW for value in section.plot.values)
        assert str(MONDAY) not in repr(section)


def test_outside_days_of_a_few_incidents_are_not_told() -> None:
    few = Incidents({(MONDAY, PlaceKind.PRINT): 2}, down_days=1.0, closed_days=3.0)
    assert [days for _what, days in sections(few, outside=True)[1].rows[-2:]] == ["–", "–"]


def test_where_nothing_went_wrong_that_is_one_sentence() -> None:
    for section in sections(Incidents()):
        assert section.rows == () and "No incident was discovered" in section.nothing
