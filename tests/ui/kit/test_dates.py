"""Dates as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consentdesk.ui.kit.dates import DayOrder, parse_day

BORN = date(2014, 3, 4)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("4 3 2014", "dmy"),
        ("04/03/2014", "dmy"),
        (" 4.3.2014 ", "dmy"),
        ("04032014", "dmy"),
        ("3/4/2014", "mdy"),
        ("03042014", "mdy"),
        ("2014-03-04", "dmy"),
        ("2014-03-04", "mdy"),
        ("20140304", "ymd"),
        ("٤/٣/٢٠١٤", "dmy"),
    ],
)
def test_a_day_is_understood_however_it_is_parted(text: str, order: DayOrder) -> None:
    assert parse_day(text, order) == BORN


@pytest.mark.parametrize(
    "text",
    ["", "4 3", "4 3 14", "30 2 2014", "4 13 2014", "4 March 2014", "4 3 2014 5", "0 0 0000", "²/3/2014"],
)
def test_what_names_no_day_is_none(text: str) -> None:
    assert parse_day(text, "dmy") is None


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["%d %m %Y", "%d/%m/%Y", "%d%m%Y", "%Y-%m-%d"]))
def test_every_day_written_out_is_read_back(day: date, pattern: str) -> None:
    assert parse_day(day.strftime(pattern), "dmy") == day


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    assert parse_day(text, "dmy") is None or isinstance(parse_day(text, "dmy"), date)
