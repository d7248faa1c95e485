"""One question, asked a thousand times of a few and of many consents, beside one bare indexed query for the
same rows (numbers.md, second table). Only ratios are gated; milliseconds are told beside their limits."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
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
    """What a row took in a vault, and what the bare query did there, in one round."""

    ours: Taken
    bare: Taken

    @property
    def times_bare(self) -> float:
        """At p50 or at p99, the lower: what comes of noise comes of it in one of them."""
        return min(self.ours.p50 / self.bare.p50, self.ours.p99 / self.bare.p99)


Rounds: TypeAlias = list[tuple[Asked, ...]]  # one for each vault, the smallest first


def many_consents(config: pytest.Config) -> int:
    return MANY if config.getoption("--long") else SOME


def rows(desk: Desk, sql: str, *values: object) -> list[tuple[object, ...]]:
    """The bare query: past everything but SQLCipher."""
    return desk.vault._db.rows(sql, *values)  # type: ignore[attr-defined, no-any-return]


def measure(name: str, row: Row, desks: Mapping[int, Desk], capsys: pytest.CaptureFixture[str]) -> Rounds:
    """Ask each vault, one after the other, round by round, and tell what it took in the quietest."""
    rounds = [
        tuple(
            Asked(_taken(row.ask, desk, consents), _taken(row.bare, desk, consents))
            for consents, desk in desks.items()
        )
        for _ in range(ROUNDS)
    ]
    with capsys.disabled():
        for number, consents in enumerate(desks):
            asked = min((found[number] for found in rounds), key=lambda asked: asked.ours.p99)
            over = "" if asked.ours.p99 <= row.reach_ms else ", OVER"
            sys.stdout.write(
                f"\n{name}, {consents} consents: p50 / p99 {asked.ours}, to reach {row.reach_ms} ms{over};"
                f" bare {asked.bare}, {asked.times_bare:.1f} times"
            )
        ours, bare = (_span(_growth(found, whose) for found in rounds) for whose in ("ours", "bare"))
        sys.stdout.write(f"\n{name}: grows {ours}, bare {bare} times\n")
    return rounds


def hold(row: Row, rounds: Rounds) -> None:
    """Fail where in every round we cost too many times the bare query in the large vault, or in every round
    grow by more than is allowed and by more than it does."""
    assert min(found[-1].times_bare for found in rounds) <= row.most_times_bare
    assert min(_growth(found, "ours") / _most_growth(row, found) for found in rounds) <= 1


def _most_growth(row: Row, found: tuple[Asked, ...]) -> float:
    return max(row.most_growth, AS_THE_BARE_QUERY * _growth(found, "bare"))


def _growth(found: tuple[Asked, ...], whose: str) -> float:
    few, many = (getattr(asked, whose).p99 for asked in found)
    return float(many / few)


def _span(ratios: Iterable[float]) -> str:
    low, *_others, high = sorted(ratios)
    return f"{low:.1f}–{high:.1f}"


def _taken(ask: Ask, desk: Desk, consents: int) -> Taken:
    chance, own, wall = Random(consents), list[float](), list[float]()
    for _ in range(WARM_UP + CALLS):
        worked, begun = thread_time(), perf_counter()
        ask(desk, chance, consents)
        own.append(1000 * (thread_time() - worked))
        wall.append(1000 * (perf_counter() - begun))
    own, wall = sorted(own[WARM_UP:]), sorted(wall[WARM_UP:])
    return Taken(own[CALLS // 2], own[CALLS * 99 // 100], wall[CALLS * 99 // 100])
