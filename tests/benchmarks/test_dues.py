"""What falls due, asked of a few and of many consents: p99 over a thousand calls, of this thread's own work,
beside one bare indexed query (numbers.md)."""

from __future__ import annotations

import sys
from random import Random

import pytest

from consentdesk.workflows.desk import Desk
from consentdesk.workflows.work_list import FIRST_LINES, Work, work_list
from tests.benchmarks.test_gate import MOST_GROWTH, _one_round, desks

__all__ = ["desks"]

MOST_MS = 50
BARE = (
    "SELECT until, record, image, use FROM standings INDEXED BY standings_by_until"
    " WHERE state = 'yes' AND until <> '' AND until >= ? ORDER BY until LIMIT 100"
)

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(3600)]


def _work_list(desk: Desk, chance: Random, consents: int) -> object:
    return work_list(desk)


def _bare(desk: Desk, chance: Random, consents: int) -> object:
    return desk.vault._db.rows(BARE, str(desk.now().day))  # type: ignore[attr-defined]


def test_what_falls_due_is_told_as_quickly_as_the_vault_grows(
    desks: dict[int, Desk], capsys: pytest.CaptureFixture[str]
) -> None:
    a_line = []  # what each costs: in a small vault less falls due
    for consents, desk in desks.items():
        bare, asked = _one_round(_bare, desk, consents), _one_round(_work_list, desk, consents)
        kinds = {group.kind.value: group.count for group in work_list(desk).groups}
        a_line.append(asked.p99 / sum(kinds.values()))
        with capsys.disabled():
            sys.stdout.write(
                f"\nwhat falls due, {consents} consents: p50 / p99 {asked}, to reach {MOST_MS} ms;"
                f" bare {bare}; {kinds}"
            )
        assert asked.p99 <= MOST_MS
    few, many = a_line
    assert many <= MOST_GROWTH * few


def test_every_kind_of_work_waits_in_the_large_vault(desks: dict[int, Desk]) -> None:
    found = work_list(list(desks.values())[-1]).groups
    sealed_only = {Work.HELD, Work.SESSIONS}
    assert {group.kind for group in found} == set(Work) - sealed_only
    assert any(len(group.lines) == FIRST_LINES < group.count for group in found)
