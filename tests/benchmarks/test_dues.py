"""What falls due, asked of a few and of many consents: p99 over a thousand calls, beside one bare indexed
query (numbers.md). On a machine where others work the medians are held against the limits instead."""

from __future__ import annotations

import sys
from random import Random

import pytest

from consentdesk.workflows.desk import Desk
from consentdesk.workflows.work_list import FIRST_LINES, Work, work_list
from tests.benchmarks.test_gate import CALLS, MOST_GROWTH, Ask, _times_ms, desks

__all__ = ["desks"]

MOST_MS = 50
NOISY = 20  # times its median, that the slowest bare query takes where others work on this machine
BARE = (
    "SELECT until, record, image, use FROM standings INDEXED BY standings_by_until"
    " WHERE state = 'yes' AND until <> '' AND until >= ? ORDER BY until LIMIT 100"
)

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(3600)]


def _work_list(desk: Desk, chance: Random, consents: int) -> object:
    return work_list(desk)


def _bare(desk: Desk, chance: Random, consents: int) -> object:
    return desk.vault._db.rows(BARE, str(desk.now().day))  # type: ignore[attr-defined]


def _p50_p99(ask: Ask, desk: Desk, consents: int) -> tuple[float, float]:
    taken = _times_ms(ask, desk, consents)
    return taken[CALLS // 2], taken[CALLS * 99 // 100]


def test_what_falls_due_is_told_as_quickly_as_the_vault_grows(
    desks: dict[int, Desk], capsys: pytest.CaptureFixture[str]
) -> None:
    p50s, p99s, quiet = [], [], True
    for consents, desk in desks.items():
        (bare50, bare99), (p50, p99) = (_p50_p99(ask, desk, consents) for ask in (_bare, _work_list))
        quiet = quiet and bare99 <= NOISY * bare50
        p50s.append(p50)
        p99s.append(p99)
        kinds = {group.kind.value: group.count for group in work_list(desk).groups}
        with capsys.disabled():
            sys.stdout.write(
                f"\nwhat falls due, {consents} consents: {p50:.1f} / {p99:.1f} ms (p50 / p99), "
                f"bare query {bare50:.2f} / {bare99:.2f} ms; {kinds}"
            )
    few, many = p99s if quiet else p50s
    assert many <= MOST_MS
    assert many <= MOST_GROWTH * few or many <= MOST_MS / 2


def test_every_kind_of_work_waits_in_the_large_vault(desks: dict[int, Desk]) -> None:
    found = work_list(list(desks.values())[-1]).groups
    sealed_only = {Work.HELD, Work.SESSIONS}
    assert {group.kind for group in found} == set(Work) - sealed_only
    assert any(len(group.lines) == FIRST_LINES < group.count for group in found)
