"""After how many quiet minutes the desk covers itself, and after how many it locks."""

from __future__ import annotations

from collections.abc import Iterator

from consentdesk.domain.access import Act
from consentdesk.domain.facts import TimesSet
from consentdesk.domain.refusals import Problem, refuse_if_any
from consentdesk.workflows.access import needs, open_to_all
from consentdesk.workflows.desk import Desk

COVER_MINUTES, LOCK_MINUTES = range(1, 16), range(5, 61)
USUAL = TimesSet(cover_minutes=2, lock_minutes=15)


@open_to_all
def times_in_force(desk: Desk) -> TimesSet:
    """Those that were set last, else the usual ones."""
    return desk.vault.times() or USUAL


@needs(Act.SET_TIMES)
def set_times(desk: Desk, cover_minutes: int, lock_minutes: int) -> TimesSet:
    """From now on the desk covers and locks itself after so many minutes; the same as before leaves no fact.
    Raises one Refusal with every problem: `cover_minutes_out_of_range`, `lock_minutes_out_of_range` (details
    least, most), `lock_before_cover`."""
    refuse_if_any(tuple(_problems(cover_minutes, lock_minutes)))
    times = TimesSet(cover_minutes, lock_minutes)
    if times != times_in_force(desk):
        desk.note(times)
    return times


def _problems(cover: int, lock: int) -> Iterator[Problem]:
    if cover not in COVER_MINUTES:
        yield _out_of_range("cover_minutes", COVER_MINUTES)
    if lock not in LOCK_MINUTES:
        yield _out_of_range("lock_minutes", LOCK_MINUTES)
    elif cover in COVER_MINUTES and lock <= cover:
        yield Problem("lock_before_cover", "lock_minutes")


def _out_of_range(where: str, allowed: range) -> Problem:
    return Problem(f"{where}_out_of_range", where, {"least": allowed[0], "most": allowed[-1]})
