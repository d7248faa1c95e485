"""The lane keeps order and threads apart, and tells a refusal from a bug."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from time import monotonic

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.ui.lane import Lane, Pool


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[Lane]:
    made = Lane()
    yield made
    made.close()


@pytest.fixture
def pool(qtbot: QtBot) -> Iterator[Pool]:
    made = Pool(threads=2)
    yield made
    made.close()


def unwanted(refusal: Refusal) -> None:
    raise AssertionError(refusal.code)


def test_work_is_done_in_order_on_one_other_thread(lane: Lane, qtbot: QtBot) -> None:
    owner, begun, got = QObject(), [], []

    def work(number: int) -> int:
        begun.append((number, threading.current_thread()))
        return number * number

    for number in range(50):
        lane.run(owner, lambda number=number: work(number), got.append, unwanted)  # type: ignore[misc]
    qtbot.waitUntil(lambda: lane.idle)
    assert got == [n * n for n in range(50)]
    assert [number for number, _ in begun] == list(range(50))
    assert len({thread for _, thread in begun}) == 1
    assert begun[0][1] is not threading.current_thread()


def test_what_comes_back_is_handed_over_on_the_gui_thread(lane: Lane, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    lane.run(QObject(lane), lambda: None, lambda _: threads.append(threading.current_thread()), unwanted)
    qtbot.waitUntil(lambda: lane.idle)
    assert threads == [threading.current_thread()]


def test_nothing_is_handed_over_before_the_caller_is_done(lane: Lane, qtbot: QtBot) -> None:
    got: list[int] = []
    ready = threading.Event()
    lane.run(QObject(lane), lambda: ready.set() or 7, got.append, unwanted)
    assert ready.wait(5)
    assert got == []
    qtbot.waitUntil(lambda: got == [7])


def test_a_refusal_reaches_its_asker_and_is_no_bug(lane: Lane, qtbot: QtBot) -> None:
    refusals: list[str] = []
    bugs: list[str] = []
    lane.broke.connect(bugs.append)

    def work() -> None:
        raise refuse("disk_full", free_mb=3)

    lane.run(QObject(lane), work, lambda _: refusals.append("done"), lambda r: refusals.append(r.code))
    qtbot.waitUntil(lambda: lane.idle)
    assert (refusals, bugs) == (["disk_full"], [])


def test_a_bug_is_told_by_type_and_place_without_its_message(lane: Lane, qtbot: QtBot) -> None:
    def work() -> None:
        raise ValueError("Alex Probe has no birth date")

    with qtbot.waitSignal(lane.broke) as broke:
        lane.run(QObject(lane), work, unwanted, unwanted)
    (place,) = broke.args
    assert place.startswith("ValueError\n")
    assert "test_lane.py" in place and "in work" in place
    assert "Alex" not in place


def test_the_lane_goes_on_after_a_bug(lane: Lane, qtbot: QtBot) -> None:
    got: list[int] = []
    owner = QObject()
    lane.run(owner, lambda: 1 // 0, got.append, unwanted)
    lane.run(owner, lambda: 5, got.append, unwanted)
    qtbot.waitUntil(lambda: lane.idle)
    assert got == [5]


def test_a_result_whose_owner_is_gone_is_dropped(lane: Lane, qtbot: QtBot) -> None:
    parent = QObject()
    owner, hold, got = QObject(parent), threading.Event(), []
    lane.run(owner, lambda: hold.wait(5), got.append, unwanted)
    parent.deleteLater()
    with qtbot.waitSignal(parent.destroyed):
        pass
    hold.set()
    qtbot.waitUntil(lambda: lane.idle)
    assert got == []


def test_what_work_holds_is_let_go_on_the_gui_thread(lane: Lane, qtbot: QtBot) -> None:
    class Held:
        def __del__(self) -> None:
            let_go.append(threading.current_thread())

    let_go: list[threading.Thread] = []
    held = Held()
    lane.run(QObject(lane), lambda held=held: None, lambda _: None, unwanted)  # type: ignore[misc]
    del held
    qtbot.waitUntil(lambda: lane.idle)
    qtbot.waitUntil(lambda: bool(let_go))
    assert let_go == [threading.current_thread()]


def test_two_thousand_jobs_all_come_back(lane: Lane, qtbot: QtBot) -> None:
    owner, got = QObject(), []
    for number in range(2000):
        lane.run(owner, lambda number=number: number, got.append, unwanted)  # type: ignore[misc]
    qtbot.waitUntil(lambda: lane.idle, timeout=10_000)
    assert got == list(range(2000))


def test_closing_finishes_what_was_asked_for_and_leaves_no_thread(qtbot: QtBot) -> None:
    lane, saved, told = Lane("closing"), [], []
    for number in range(20):
        lane.run(lane, lambda number=number: saved.append(number), told.append, unwanted)  # type: ignore[misc]
    lane.close()
    qtbot.wait(10)
    assert saved == list(range(20))
    assert told == [], "nobody is left to be told"
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("closing")]


def test_closing_within_a_time_waits_no_longer_than_that(qtbot: QtBot) -> None:
    lane, owner, over = Lane("hurried"), QObject(), threading.Event()
    lane.run(owner, over.wait, unwanted, unwanted)
    began = monotonic()
    lane.close(within_s=0.1)
    assert 0.1 <= monotonic() - began < 1 and not over.is_set()
    over.set()


def test_a_closed_lane_takes_no_more_work_and_can_be_closed_again(qtbot: QtBot) -> None:
    lane = Lane()
    lane.close()
    lane.close()
    with pytest.raises(RuntimeError):
        lane.run(lane, lambda: None, lambda _: None, unwanted)


def test_a_pool_works_on_several_things_at_once(pool: Pool, qtbot: QtBot) -> None:
    both, got = threading.Barrier(2, timeout=5), []
    for _ in range(2):
        pool.run(pool, lambda: both.wait() >= 0, got.append, unwanted)
    qtbot.waitUntil(lambda: pool.idle)
    assert got == [True, True]


def test_cancelled_work_never_begins_and_has_no_result(pool: Pool, qtbot: QtBot) -> None:
    leaving, staying = QObject(), QObject()
    hold, begun, got = threading.Event(), [], []
    for _ in range(2):
        pool.run(leaving, lambda: hold.wait(5), lambda _: got.append("under way"), unwanted)
    pool.run(leaving, lambda: begun.append("queued"), lambda _: got.append("queued"), unwanted)
    pool.run(staying, lambda: "kept", got.append, unwanted)
    pool.cancel(leaving)
    hold.set()
    qtbot.waitUntil(lambda: pool.idle)
    assert (begun, got) == ([], ["kept"])


def test_an_owner_may_ask_again_after_cancelling(pool: Pool, qtbot: QtBot) -> None:
    got: list[int] = []
    pool.cancel(pool)
    pool.run(pool, lambda: 3, got.append, unwanted)
    qtbot.waitUntil(lambda: pool.idle)
    assert got == [3]
