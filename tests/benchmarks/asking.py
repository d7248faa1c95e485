"""One question, asked a thousand times of a few and of many consents, beside one bare indexed query for the
same rows (numbers.md, second table). Only ratios are gated; milliseconds are told beside their limits."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from time import perf_counter, thread_time
from typing import TypeAlias

import pytest

from consentdesk.workflows.desk import Desk

FEW, SOME, MANY = 1_000, 10_000, 100_000
CALLS, WARM_UP, ROUNDS = 1_000, 50, 3
AS_THE_BARE_QUERY = 1.3  # how much more than that we may grow: whatever it grows by is the store's

Ask: TypeAlias = Callable[[Desk, Random, int], object]


@dataclass(frozen=True)
class Row:
    """A row of the table: what the program is asked, the bare query for the same rows, how many times as long
    the program may take in the large vault, how many times as long as in the small one, and the milliseconds
    (p99) to reach where nobody else is at work."""

    ask: Ask
    bare: Ask
    most_times_bare: float
    most_growth: float
    reach_ms: float


@dataclass(frozen=True)
class Taken:
    """Milliseconds of this thread's own work, and the p99 on the wall."""

    p50: float
    p99: float
    wall_p99: float

    def __str__(self) -> str:
        return f"{self.p50:.2f} / {self.p99:.2f} ms (wall {self.wall_p99:.1f})"


@dataclass(frozen=True)
class Asked:
    """What a row took in a vault, and what the bare query did there."""

    ours: Taken
    bare: Taken

    @property
    def times_bare(self) -> float:
        """At p50 or at p99, the lower: what comes of noise comes of it in one of them."""
        return min(self.ours.p50 / self.bare.p50, self.ours.p99 / self.bare.p99)


def many_consents(config: pytest.Config) -> int:
    return MANY if config.getoption("--long") else SOME


def rows(desk: Desk, sql: str, *values: object) -> list[tuple[object, ...]]:
    """The bare query: past everything but SQLCipher."""
    return desk.vault._db.rows(sql, *values)  # type: ignore[attr-defined, no-any-return]


def measure(
    name: str, row: Row, desks: Mapping[int, Desk], capsys: pytest.CaptureFixture[str]
) -> list[Asked]:
    """Ask each vault, the smallest first, and tell what it took."""
    found = []
    for consents, desk in desks.items():
        asked = Asked(_taken(row.ask, desk, consents), _taken(row.bare, desk, consents))
        over = "" if asked.ours.p99 <= row.reach_ms else ", OVER"
        with capsys.disabled():
            sys.stdout.write(
                f"\n{name}, {consents} consents: p50 / p99 {asked.ours}, to reach {row.reach_ms} ms{over};"
                f" bare {asked.bare}, {asked.times_bare:.1f} times"
            )
        found.append(asked)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{name}: grows {_growth(found, 'ours'):.1f}, bare {_growth(found, 'bare'):.1f} times\n"
        )
    return found


def hold(row: Row, found: list[Asked]) -> None:
    """Fail where we cost too many times the bare query in the large vault, or grow by more than is allowed
    and by more than it does."""
    assert found[-1].times_bare <= row.most_times_bare
    assert _growth(found, "ours") <= max(row.most_growth, AS_THE_BARE_QUERY * _growth(found, "bare"))


def _growth(found: list[Asked], whose: str) -> float:
    few, many = (getattr(asked, whose).p99 for asked in found)
    return float(many / few)


def _taken(ask: Ask, desk: Desk, consents: int) -> Taken:
    """The quietest of a few rounds."""
    return min((_round(ask, desk, consents) for _ in range(ROUNDS)), key=lambda taken: taken.p99)


def _round(ask: Ask, desk: Desk, consents: int) -> Taken:
    chance, own, wall = Random(consents), list[float](), list[float]()
    for _ in range(WARM_UP + CALLS):
        worked, begun = thread_time(), perf_counter()
        ask(desk, chance, consents)
        own.append(1000 * (thread_time() - worked))
        wall.append(1000 * (perf_counter() - begun))
    own, wall = sorted(own[WARM_UP:]), sorted(wall[WARM_UP:])
    return Taken(own[CALLS // 2], own[CALLS * 99 // 100], wall[CALLS * 99 // 100])
