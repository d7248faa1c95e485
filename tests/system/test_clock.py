"""The time, on the wall and in a rehearsal, and ids that follow it."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from threading import Thread
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import Refusal
from consentdesk.system.clock import FixedClock, SystemClock
from consentdesk.system.ids import Ids

NEW_YEAR = Moment(datetime(2026, 1, 1, 3, 30, tzinfo=UTC), -300)
milliseconds = st.integers(0, 2**44)


def at(ms: int) -> Moment:
    return Moment(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms))


def test_now_is_now_to_the_millisecond() -> None:
    before = datetime.now(UTC)
    now = SystemClock("Asia/Kolkata").now()
    assert before - timedelta(milliseconds=1) < now.utc <= datetime.now(UTC)
    assert now.utc.microsecond % 1000 == 0
    assert now.offset_minutes == 330
    assert Moment.parse(str(now)) == now


def test_without_a_zone_the_machines_own_offset_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "WARD-03:30")
    time.tzset()
    try:
        assert SystemClock().now().offset_minutes == 210
    finally:
        monkeypatch.undo()
        time.tzset()


def test_any_instant_is_told_as_the_wall_has_it_there_before_and_after_clocks_are_set() -> None:
    clock = SystemClock("Europe/Berlin")
    before, after = datetime(2026, 3, 29, 0, 59, tzinfo=UTC), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert [str(clock.wall(utc))[11:16] for utc in (before, after)] == ["01:59", "03:00"]
    fixed = FixedClock(Moment(before, -300))
    assert fixed.wall(after) == Moment(after, -300), "a rehearsal keeps its offset"


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd"])
def test_an_unknown_zone_is_refused(zone: str) -> None:
    with pytest.raises(Refusal) as refused:
        SystemClock(zone)
    assert refused.value.code == "zone_unknown"


def test_a_fixed_clock_starts_where_it_is_set_and_keeps_the_day_of_its_zone() -> None:
    clock = FixedClock(NEW_YEAR, ticking=False)
    assert clock.now() == NEW_YEAR
    assert clock.now().day == date(2025, 12, 31)


def test_a_ticking_clock_runs_on() -> None:
    clock = FixedClock(NEW_YEAR)
    time.sleep(0.02)
    passed = clock.now().utc - NEW_YEAR.utc
    assert timedelta(milliseconds=19) <= passed < timedelta(seconds=10)


def test_a_standing_clock_moves_only_when_advanced_and_never_back() -> None:
    clock = FixedClock(NEW_YEAR, ticking=False)
    clock.advance(timedelta(minutes=2))
    assert clock.now().utc == NEW_YEAR.utc + timedelta(minutes=2)
    with pytest.raises(ValueError, match="back"):
        clock.advance(timedelta(seconds=-1))


@given(milliseconds)
def test_an_id_is_a_uuid_of_version_7_with_its_millisecond(ms: int) -> None:
    made = UUID(Ids(lambda: at(ms)).new_id())
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == ms


def test_the_same_clock_and_the_same_chance_make_the_same_id() -> None:
    ids = Ids(lambda: at(0x017F22E279B0), lambda bits: 0x18C4DC0C0C07398F % 2**bits)
    # as in the example of RFC 9562, A.6, but for the 11 bits that start the counter
    assert ids.new_id() == "017f22e2-79b0-718f-98c4-dc0c0c07398f"


def test_random_bits_come_from_the_same_source() -> None:
    assert Ids(lambda: at(1), lambda bits: 2**bits - 1).random_bits(40) == 2**40 - 1


@given(st.lists(milliseconds, min_size=2, max_size=50))
def test_ids_only_grow_whatever_the_clock_does(times: list[int]) -> None:
    clock = iter(times)
    ids = Ids(lambda: at(next(clock)))
    made = [ids.new_id() for _ in times]
    assert made == sorted(set(made))


def test_ten_thousand_ids_in_one_millisecond_grow() -> None:
    ids = Ids(lambda: at(1), lambda bits: 2**bits - 1)
    made = [ids.new_id() for _ in range(10_000)]
    assert made == sorted(set(made))


def test_two_threads_never_make_the_same_id() -> None:
    ids = Ids(lambda: at(1), lambda bits: 0)
    made: list[str] = []
    threads = [Thread(target=lambda: made.extend(ids.new_id() for _ in range(2000))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 4000
