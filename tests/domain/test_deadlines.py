"""By when somebody has to be told, across months, leap days, year ends, summer times and zones (R36)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consentdesk.domain.deadlines import Deadline, Holds, deadlines, due_from, strictest
from consentdesk.domain.duties import Breach, ClockStart, Duty, Risk, Tell, Unit
from consentdesk.domain.incident import Affected, FoundRisk, InState
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import RulePack
from consentdesk.domain.pack_text import parse_pack
from tests.helpers.packs import filled_in, pack_text

Wall = Callable[[datetime], Moment]
SIXTY = Duty(Tell.PERSON, Risk.NOT_LOW, 60, Unit.CALENDAR_DAYS, ClockStart.DISCOVERY, 1, 0, "")
YEARLY = Duty(Tell.AUTHORITY, Risk.NOT_LOW, 60, Unit.CALENDAR_DAYS, ClockStart.YEAR_END, 1, 499, "")
HOURS = Duty(Tell.AUTHORITY, Risk.RISK, 72, Unit.HOURS, ClockStart.DISCOVERY, 1, 0, "")
WORKDAYS = Duty(Tell.AUTHORITY, Risk.RISK, 5, Unit.BUSINESS_DAYS, ClockStart.DISCOVERY, 1, 0, "")


def zone(name: str) -> Wall:
    def wall(utc: datetime) -> Moment:
        there = utc.astimezone(ZoneInfo(name)).utcoffset() or timedelta()
        return Moment(utc, int(there.total_seconds() // 60))

    return wall


def fixed(offset_minutes: int) -> Wall:
    return lambda utc: Moment(utc, offset_minutes)


def found(local: str, where: str) -> Moment:
    """A discovery by the clock on the wall there, the first of two same times."""
    return zone(where)(datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(where)).astimezone(UTC))


NEW_YORK, BERLIN, LONDON = "America/New_York", "Europe/Berlin", "Europe/London"
TABLE = (
    # across month ends, leap days and year ends
    (SIXTY, NEW_YORK, "2026-01-31T09:00", "2026-04-01T23:59:59.999-04:00"),
    (SIXTY, NEW_YORK, "2027-12-31T09:00", "2028-02-29T23:59:59.999-05:00"),
    (SIXTY, NEW_YORK, "2026-12-31T09:00", "2027-03-01T23:59:59.999-05:00"),
    (YEARLY, NEW_YORK, "2027-06-15T09:00", "2028-02-29T23:59:59.999-05:00"),
    (YEARLY, NEW_YORK, "2026-06-15T09:00", "2027-03-01T23:59:59.999-05:00"),
    (YEARLY, NEW_YORK, "2026-12-31T23:59:59", "2027-03-01T23:59:59.999-05:00"),
    (YEARLY, NEW_YORK, "2027-01-01T00:00:00", "2028-02-29T23:59:59.999-05:00"),
    # discovered just before midnight, and just after
    (SIXTY, NEW_YORK, "2026-03-02T23:59:59", "2026-05-01T23:59:59.999-04:00"),
    (SIXTY, NEW_YORK, "2026-03-03T00:00:00", "2026-05-02T23:59:59.999-04:00"),
    # hours are hours, whatever the clocks do
    (HOURS, BERLIN, "2026-03-27T12:00", "2026-03-30T13:00:00.000+02:00"),
    (HOURS, BERLIN, "2026-10-23T12:00", "2026-10-26T11:00:00.000+01:00"),
    (HOURS, LONDON, "2026-03-28T00:30", "2026-03-31T01:30:00.000+01:00"),
    (HOURS, LONDON, "2028-02-27T10:00", "2028-03-01T10:00:00.000+00:00"),
    # a last day that clocks are set on is still one whole day
    (SIXTY, BERLIN, "2026-01-28T10:00", "2026-03-29T23:59:59.999+02:00"),
    (SIXTY, BERLIN, "2026-08-26T10:00", "2026-10-25T23:59:59.999+01:00"),
    # where clocks go back at midnight, the second time that it is that day
    (SIXTY, "America/Sao_Paulo", "2017-12-19T10:00", "2018-02-17T23:59:59.999-03:00"),
    # a day that Samoa left out
    (SIXTY, "Pacific/Apia", "2011-10-31T10:00", "2011-12-29T23:59:59.999-10:00"),
    # Monday to Friday
    (WORKDAYS, BERLIN, "2026-03-02T09:00", "2026-03-09T23:59:59.999+01:00"),
    (WORKDAYS, BERLIN, "2026-03-07T09:00", "2026-03-13T23:59:59.999+01:00"),
    (WORKDAYS, BERLIN, "2026-12-31T09:00", "2027-01-07T23:59:59.999+01:00"),
)


@pytest.mark.parametrize(("duty", "where", "discovered", "due"), TABLE)
def test_the_last_moment_that_is_in_time(duty: Duty, where: str, discovered: str, due: str) -> None:
    assert str(due_from(duty, found(discovered, where), zone(where))) == due


@pytest.mark.parametrize("offset", [-14 * 60, -12 * 60, -300, 0, 345, 12 * 60, 14 * 60])
def test_a_day_is_the_one_of_the_clock_on_the_wall(offset: int) -> None:
    last_second = Moment(datetime(2026, 3, 2, 23, 59, 59, tzinfo=UTC) - timedelta(minutes=offset), offset)
    due = due_from(SIXTY, last_second, fixed(offset))
    assert due is not None and (due.day, due.local.hour, due.local.minute) == (date(2026, 5, 1), 23, 59)


moments = st.builds(
    Moment,
    st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)),
    st.integers(-14 * 60, 14 * 60),
)
duties = st.builds(
    Duty,
    st.sampled_from(Tell),
    st.sampled_from(Risk),
    st.integers(1, 400),
    st.sampled_from(Unit),
    st.sampled_from(ClockStart),
    st.just(1),
    st.just(0),
    st.just(""),
)
walls = st.one_of(
    st.integers(-14 * 60, 14 * 60).map(fixed),
    st.sampled_from([NEW_YORK, BERLIN, "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kathmandu"]).map(
        zone
    ),
)


@given(duties, moments, walls)
def test_nobody_is_late_before_a_duty_has_lasted(duty: Duty, discovered: Moment, wall: Wall) -> None:
    discovered = wall(discovered.utc)
    due = due_from(duty, discovered, wall)
    assert due is not None and due.utc > discovered.utc
    if duty.unit is Unit.HOURS and duty.counted_from is ClockStart.DISCOVERY:
        assert due.utc - discovered.utc == timedelta(hours=duty.within)
    elif duty.unit is Unit.CALENDAR_DAYS:
        start = (
            date(discovered.day.year, 12, 31) if duty.counted_from is ClockStart.YEAR_END else discovered.day
        )
        assert (due.day - start).days == duty.within
        assert wall(due.utc + timedelta(milliseconds=1)).day > due.day, "the day is over then"


@given(moments, st.integers(1, 300), walls)
def test_business_days_are_so_many_mondays_to_fridays(discovered: Moment, count: int, wall: Wall) -> None:
    discovered = wall(discovered.utc)
    duty = Duty(Tell.PERSON, Risk.RISK, count, Unit.BUSINESS_DAYS, ClockStart.DISCOVERY, 1, 0, "")
    due = due_from(duty, discovered, wall)
    assert due is not None and due.day.weekday() < 5
    days = (discovered.day + timedelta(days=n + 1) for n in range((due.day - discovered.day).days))
    assert sum(day.weekday() < 5 for day in days) == count


@given(moments, st.timedeltas(timedelta(), timedelta(days=900)), duties)
def test_an_earlier_discovery_never_gives_more_time(first: Moment, after: timedelta, duty: Duty) -> None:
    wall = zone(BERLIN)
    earlier, later = wall(first.utc), wall(first.utc + after)
    due, due_later = due_from(duty, earlier, wall), due_from(duty, later, wall)
    assert due is not None and due_later is not None and due.utc <= due_later.utc


def bundled(id: str) -> RulePack:
    return parse_pack(filled_in(pack_text(id)), f"{id}.toml")


def holding(id: str, risk: FoundRisk | None, affected: Affected | None) -> list[tuple[str, int, str]]:
    """Who is told of a breach under a bundled pack, from how many people on, and whether that holds."""
    breach = bundled(id).duties.breach
    made = deadlines(breach, found("2026-06-01T09:00", NEW_YORK), risk, affected, zone(NEW_YORK))
    return [(d.duty.tell.value, d.duty.from_people, d.holds.value) for d in made]


@pytest.mark.parametrize(
    ("people", "authority", "yearly", "media"),
    [
        (Affected(0), "no", "yes", "no"),  # it is the risk that is low then
        (Affected(1), "no", "yes", "no"),
        (Affected(499), "no", "yes", "no"),
        (Affected(500), "yes", "no", "no"),
        (Affected(501), "yes", "no", "open"),  # nobody has said in which states
        (Affected(501, (InState("Ohio", 501),)), "yes", "no", "yes"),
        (Affected(501, (InState("Ohio", 500), InState("Iowa", 1))), "yes", "no", "no"),
        (Affected(900, (InState("Ohio", 450), InState("Iowa", 450))), "yes", "no", "no"),
        (Affected(900, (InState("Ohio", 450),)), "yes", "no", "open"),  # the others may all live there
        (None, "open", "open", "open"),
    ],
)
def test_media_are_told_from_501_of_a_state_and_the_authority_at_once_from_500(
    people: Affected | None, authority: str, yearly: str, media: str
) -> None:
    assert holding("us", FoundRisk.RISK, people) == [
        ("person", 1, "yes"),
        ("media", 501, media),
        ("authority", 500, authority),
        ("authority", 1, yearly),
    ]


def test_what_was_not_concluded_is_open_and_never_hidden() -> None:
    assert {holds for _, _, holds in holding("us", None, None)} == {"open"}
    assert holding("us", None, Affected(1))[1][2] == "no", "however great the risk"
    assert {holds for _, _, holds in holding("us", FoundRisk.LOW, None)} == {"no"}


@pytest.mark.parametrize("pack", ["eu", "uk"])
def test_where_the_test_is_of_risk_people_are_told_only_of_a_high_one(pack: str) -> None:
    told = {
        risk: dict.fromkeys((tell, holds) for tell, _, holds in holding(pack, risk, None))
        for risk in FoundRisk
    }
    assert list(told[FoundRisk.LOW]) == [("authority", "no"), ("person", "no")]
    assert list(told[FoundRisk.RISK]) == [("authority", "yes"), ("person", "no")]
    assert list(told[FoundRisk.HIGH]) == [("authority", "yes"), ("person", "yes")]


def made(
    *duties: Duty, risk: FoundRisk | None = None, people: Affected | None = None
) -> tuple[Deadline, ...]:
    return deadlines(Breach((), duties, ""), found("2026-06-01T09:00", BERLIN), risk, people, zone(BERLIN))


def test_the_strictest_counts_until_it_is_known_which_holds() -> None:
    first = made(SIXTY, YEARLY, HOURS)
    assert strictest(first) == first[2] and strictest(first, Tell.PERSON) == first[0]
    assert strictest(made(YEARLY, risk=FoundRisk.LOW)) is None
    without_figure = Duty(Tell.PERSON, Risk.HIGH, 0, Unit.CALENDAR_DAYS, ClockStart.DISCOVERY, 1, 0, "")
    with_none = made(without_figure, SIXTY)
    assert with_none[0].due is None and strictest(with_none) == with_none[1]
    assert strictest(made(without_figure)) is not None, "at once is stricter than never"


def test_us_shows_the_day_of_the_great_breach_until_somebody_counted() -> None:
    breach = bundled("us").duties.breach
    discovered = found("2026-06-01T09:00", NEW_YORK)
    days = []
    for people in (None, Affected(3)):
        due = strictest(deadlines(breach, discovered, None, people, zone(NEW_YORK)), Tell.AUTHORITY)
        assert due is not None and due.due is not None and due.holds is Holds.OPEN
        days.append(str(due.due.day))
    assert days == ["2026-07-31", "2027-03-01"]


@pytest.mark.parametrize(("unit", "to_the_hour", "holidays"), [
    (Unit.HOURS, True, False), (Unit.CALENDAR_DAYS, False, False), (Unit.BUSINESS_DAYS, False, True),
])  # fmt: skip
def test_a_deadline_says_what_it_does_not_know(unit: Unit, to_the_hour: bool, holidays: bool) -> None:
    duty = Duty(Tell.PERSON, Risk.RISK, 3, unit, ClockStart.DISCOVERY, 1, 0, "")
    (deadline,) = made(duty)
    assert (deadline.to_the_hour, deadline.holidays_count_as_work) == (to_the_hour, holidays)


@pytest.mark.parametrize(("risk", "reached"), list(product(Risk, FoundRisk)))
def test_a_duty_holds_from_its_risk_on(risk: Risk, reached: FoundRisk) -> None:
    needed = {Risk.NOT_LOW: 1, Risk.RISK: 1, Risk.HIGH: 2}
    assert reached.reaches(risk) is (list(FoundRisk).index(reached) >= needed[risk])
