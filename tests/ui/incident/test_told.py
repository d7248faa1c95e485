"""What pages of incidents say and read, without a window."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consentdesk.domain.deadlines import Deadline, Holds, due_from
from consentdesk.domain.duties import ClockStart, Duty, Risk, Tell, Unit
from consentdesk.domain.incident import FoundAs, IncidentStep, InState
from consentdesk.domain.moment import Moment
from consentdesk.domain.placement import PlaceKind
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.incident.clocks import due_words, left_words
from consentdesk.ui.incident.found.reading import Known, found_as
from consentdesk.ui.incident.how import how_to_take_down, kind_choices, not_first, who_can
from consentdesk.ui.incident.room import Room, parse_time
from consentdesk.ui.incident.sheets.people import affected
from consentdesk.ui.incident.told import factor_words, place_words, step_question, step_words
from consentdesk.ui.reporting import FIRST_PAGE, About, of_images, of_place
from tests.helpers.sessions import RESOURCES

HOURS_72 = Duty(Tell.AUTHORITY, Risk.RISK, 72, Unit.HOURS, ClockStart.DISCOVERY, 0, 0, "gdpr_33")
DAYS_60 = Duty(Tell.PERSON, Risk.NOT_LOW, 60, Unit.CALENDAR_DAYS, ClockStart.DISCOVERY, 0, 0, "cfr_164_404")
UNNAMED = Duty(Tell.PERSON, Risk.HIGH, 0, Unit.CALENDAR_DAYS, ClockStart.DISCOVERY, 0, 0, "gdpr_34")
HASHES = st.lists(st.text("0123456789abcdef", min_size=64, max_size=64), min_size=1, max_size=4)


@dataclass(frozen=True)
class WallClock:
    """A clock on a wall in a real zone."""

    at: datetime
    zone: str = "Europe/Berlin"

    def now(self) -> Moment:
        return self.wall(self.at)

    def wall(self, utc: datetime) -> Moment:
        offset = utc.astimezone(ZoneInfo(self.zone)).utcoffset() or timedelta()
        return Moment(utc, int(offset.total_seconds() // 60))


def room(at: datetime) -> Room:
    machine: Any = SimpleNamespace(clock=WallClock(at), month_first=False, day_order="dmy")
    return Room(machine, None)  # type: ignore[arg-type]  # no vault is asked


def deadline(duty: Duty, found: datetime) -> Deadline:
    clock = WallClock(found)
    return Deadline(duty, Holds.YES, due_from(duty, clock.now(), clock.wall))


def test_72_hours_count_down_by_the_hour_even_over_a_night_when_clocks_change() -> None:
    found = datetime(2026, 10, 24, 10, 0, tzinfo=UTC)  # clocks go back on the 25th
    due = deadline(HOURS_72, found)
    assert due_words(room(found), due) == "by 27 October 2026, 11:00"
    assert left_words(room(found), due) == ("72 hours left", "info")
    assert left_words(room(found + timedelta(hours=49)), due) == ("23 hours left", "warn")
    assert left_words(room(found + timedelta(hours=72, minutes=1)), due) == ("Late", "bad")


def test_days_count_down_by_the_day_and_the_last_one_counts_whole() -> None:
    found = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
    due = deadline(DAYS_60, found)
    assert due_words(room(found), due) == "by 22 January 2027"
    assert left_words(room(found), due) == ("60 days left", "info")
    assert left_words(room(datetime(2027, 1, 22, 22, 30, tzinfo=UTC)), due) == ("Today", "warn")
    assert left_words(room(datetime(2027, 1, 22, 23, 30, tzinfo=UTC)), due) == ("Late", "bad")


def test_where_the_rules_name_no_day_it_is_now() -> None:
    found = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
    due = deadline(UNNAMED, found)
    assert due_words(room(found), due) == "without unreasonable delay"
    assert left_words(room(found), due) == ("Now", "warn")


@pytest.mark.parametrize(
    ("typed", "read"),
    [("14:05", time(14, 5)), ("9.30", time(9, 30)), ("0905", time(9, 5)), ("24:00", None), ("noon", None)],
)
def test_a_time_is_read_as_people_type_it(typed: str, read: time | None) -> None:
    assert parse_time(typed) == read


def test_a_time_that_the_clock_showed_twice_is_the_first_of_both() -> None:
    here = room(datetime(2026, 10, 26, 12, 0, tzinfo=UTC))
    moment, wrong = here.moment("25 10 2026", "02:30")
    assert not wrong and moment is not None
    assert moment.utc == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_time_before_the_clocks_changed_keeps_the_offset_of_that_day() -> None:
    here = room(datetime(2026, 10, 26, 12, 0, tzinfo=UTC))
    moment, _wrong = here.moment("24 10 2026", "12:00")
    assert moment == Moment(datetime(2026, 10, 24, 10, 0, tzinfo=UTC), 120)


@given(HASHES, st.sampled_from(("", "teaching", "social_media")), st.text("abc ÄñØ/:,-", max_size=20))
def test_what_a_page_hands_on_is_read_back(images: list[str], use: str, outlet: str) -> None:
    outlet = " ".join(outlet.split())
    about = About.read(of_images(images, use, outlet).removeprefix(FIRST_PAGE))
    assert about == About(tuple(images), use, outlet)


def test_a_place_is_handed_on_and_nothing_is_nothing() -> None:
    assert About.read(of_place("p-1").removeprefix(FIRST_PAGE)) == About(place="p-1")
    assert About.read("") == About()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("https://a.example/p/1", (FoundAs.LINK, "a.example", "https://a.example/p/1")),
        ("www.a.example/p", (FoundAs.LINK, "www.a.example", "www.a.example/p")),
        ("Poster in room 3", (FoundAs.PRINTOUT, "Poster in room 3", "")),
    ],
)
def test_an_address_is_told_from_words(typed: str, found: tuple[FoundAs, str, str]) -> None:
    assert found_as(typed, Known()) == found


def test_a_known_picture_makes_it_an_image_with_its_place() -> None:
    assert found_as("https://a.example/p", Known(("ab",)))[0] is FoundAs.IMAGE


def test_states_are_read_a_line_each_in_either_order() -> None:
    assert affected("12", "Ohio 5\n7 New York").in_states == (InState("Ohio", 5), InState("New York", 7))


@pytest.mark.parametrize(
    ("people", "states", "code"),
    [
        ("many", "", "incident_people_wrong"),
        ("3²", "", "incident_people_wrong"),
        ("9" * 5000, "", "incident_people_wrong"),
        ("3", "Ohio", "incident_states_wrong"),
        ("3", f"Ohio {'9' * 5000}", "incident_states_wrong"),
    ],
)
def test_a_count_that_is_none_is_refused(people: str, states: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        affected(people, states)


def test_every_kind_of_place_says_how_it_is_taken_down_with_a_screenshot_first() -> None:
    assert {value for value, _words in kind_choices()} == {kind.value for kind in PlaceKind}
    for kind in PlaceKind:
        first, *others = how_to_take_down(kind)
        assert others and who_can(kind) and place_words(kind)
        assert any(word in first for word in ("screenshot", "photograph", "Write down", "Keep one copy"))
    assert "screenshot" in not_first()[0]


def test_every_step_and_every_factor_of_every_pack_has_its_words() -> None:
    for step in IncidentStep:
        assert step_words(step) and step_question(step)[0]
    for pack in ("us", "uk", "eu"):
        data = tomllib.loads((RESOURCES / "rulepacks" / f"{pack}.toml").read_text("utf-8"))
        for factor in data["breach"]["factors"]:
            question, guidance = factor_words(factor)
            assert question.endswith("?") and guidance
