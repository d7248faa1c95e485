"""What falls due, asked of a few and of many consents (numbers.md, second table)."""

from __future__ import annotations

from random import Random

import pytest

from consentdesk.workflows.desk import Desk
from consentdesk.workflows.work_list import FIRST_LINES, Work, work_list
from tests.benchmarks.asking import Row, hold, measure, rows
from tests.benchmarks.test_gate import desks

__all__ = ["desks"]

MOST_GROWTH_OF_A_LINE = 3
BARE = (
    "SELECT until, record, image, use FROM standings INDEXED BY standings_by_until"
    " WHERE state = 'yes' AND until <> '' AND until >= ? ORDER BY until LIMIT 100"
)

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(3600)]


def _work_list(desk: Desk, chance: Random, consents: int) -> object:
    return work_list(desk)


def _bare(desk: Desk, chance: Random, consents: int) -> object:
    return rows(desk, BARE, str(desk.now().day))


MORE_FALLS_DUE = float("inf")  # in a large vault: what a line costs is gated instead
ROW = Row(_work_list, _bare, 80, MORE_FALLS_DUE, 50)


def test_what_falls_due_is_told_as_quickly_as_the_vault_grows(
    desks: dict[int, Desk], capsys: pytest.CaptureFixture[str]
) -> None:
    rounds = measure("what falls due", ROW, desks, capsys)
    hold(ROW, rounds)
    few, many = (sum(group.count for group in work_list(desk).groups) for desk in desks.values())
    growth = min(large.ours.p99 / small.ours.p99 for small, large in rounds)
    assert growth / many * few <= MOST_GROWTH_OF_A_LINE


def test_every_kind_of_work_waits_in_the_large_vault(desks: dict[int, Desk]) -> None:
    found = work_list(list(desks.values())[-1]).groups
    not_made_there = {Work.HELD, Work.SESSIONS, Work.CHECKS, Work.INCIDENTS}
    assert {group.kind for group in found} == set(Work) - not_made_there
    assert any(len(group.lines) == FIRST_LINES < group.count for group in found)
