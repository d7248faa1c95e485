"""May I use it, asked of a few and of many consents: p99 over a thousand calls, beside one bare indexed query
on the same rows (numbers.md)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter, thread_time

import pytest

from consentdesk.bootstrap import bundled_words
from consentdesk.documents.consent_copy import Copies
from consentdesk.documents.paper_form import PaperForms
from consentdesk.documents.papers import Papers
from consentdesk.storage.views.questions import DECISION, IMAGE
from consentdesk.storage.views.uses import ENDING
from consentdesk.system.clock import FixedClock
from consentdesk.system.ids import Ids
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.may_use import Question, may_use
from consentdesk.workflows.words_in_force import WordsInForce
from tests.benchmarks.big_vault import big_vault, source, today
from tests.helpers.sessions import ALL_USES, RESOURCES

CALLS, WARM_UP, ROUNDS = 1_000, 50, 3
FEW, SOME, MANY = 1_000, 10_000, 100_000
AT_ONCE = 50
MOST_GROWTH = 3.0
LIST = f"({', '.join('?' * AT_ONCE)})"

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(3600)]

Ask = Callable[[Desk, Random, int], object]


@dataclass(frozen=True)
class Row:
    """A row of the table: what the program is asked, the bare query for the same rows, how many times as long
    the program may take, and the milliseconds to reach where nobody else is at work."""

    ask: Ask
    bare: Ask
    most_times_bare: float
    reach_ms: float


@dataclass(frozen=True)
class Taken:
    """Milliseconds: of this thread's own work, and p99 on the wall."""

    p50: float
    p99: float
    wall_p99: float

    def __str__(self) -> str:
        return f"{self.p50:.2f} / {self.p99:.2f} ms (on the wall {self.wall_p99:.2f})"


def _image(chance: Random, consents: int) -> str:
    return source(chance.randrange(consents))


def _single(desk: Desk, chance: Random, consents: int) -> object:
    return may_use(desk, [Question(_image(chance, consents), "teaching")])


def _bare_single(desk: Desk, chance: Random, consents: int) -> object:
    return _read(desk, "(?)", _image(chance, consents))


def _batch(desk: Desk, chance: Random, consents: int) -> object:
    images = [_image(chance, consents) for _ in range(AT_ONCE)]
    return may_use(desk, [Question(image, use, "JAAD") for image in images for use in ALL_USES])


def _bare_batch(desk: Desk, chance: Random, consents: int) -> object:
    return _read(desk, LIST, *(_image(chance, consents) for _ in range(AT_ONCE)))


def _read(desk: Desk, among: str, *images: str) -> object:
    """What is known of images, as it lies there."""
    db = desk.vault._db  # type: ignore[attr-defined]
    return (
        db.rows(f"SELECT {IMAGE} FROM images WHERE source_sha256 IN {among}", *images),
        db.rows(f"SELECT {DECISION} FROM decisions d WHERE image IN {among}", *images),
        db.rows(f"SELECT {ENDING} WHERE i.source_sha256 IN {among}", *images),
    )


ROWS = {
    "may I use this image for that, now": Row(_single, _bare_single, 4, 2),
    "50 images × 5 uses at once": Row(_batch, _bare_batch, 12, 10),
}


@pytest.fixture
def desks(pytestconfig: pytest.Config, tmp_path: Path) -> Iterator[dict[int, Desk]]:
    many = MANY if pytestconfig.getoption("--long") else SOME
    made = {consents: _desk(consents) for consents in (FEW, many)}
    yield made
    for desk in made.values():
        desk.vault.close()


def _desk(consents: int) -> Desk:
    clock, words = FixedClock(today(consents)), [RESOURCES / room for room in ("fonts", "copy", "statements")]
    wordings = WordsInForce(bundled_words(RESOURCES))
    vault = big_vault(consents).open()
    return Desk(vault, clock, Ids(clock.now), wordings, Copies(*words), PaperForms(*words), Papers(*words))


def _one_round(ask: Ask, desk: Desk, consents: int) -> Taken:
    chance, own, wall = Random(consents), [], []
    for _ in range(WARM_UP + CALLS):
        started, began = thread_time(), perf_counter()
        ask(desk, chance, consents)
        own.append(1000 * (thread_time() - started))
        wall.append(1000 * (perf_counter() - began))
    own, wall = sorted(own[WARM_UP:]), sorted(wall[WARM_UP:])
    return Taken(own[CALLS // 2], own[CALLS * 99 // 100], wall[CALLS * 99 // 100])


def _taken(ask: Ask, desk: Desk, consents: int) -> Taken:
    """The quietest of a few rounds."""
    return min((_one_round(ask, desk, consents) for _ in range(ROUNDS)), key=lambda taken: taken.p99)


@pytest.mark.parametrize("name", ROWS)
def test_the_gate_stays_quick_as_the_vault_grows(
    desks: dict[int, Desk], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    row, grown = ROWS[name], []
    for consents, desk in desks.items():
        bare, asked = _taken(row.bare, desk, consents), _taken(row.ask, desk, consents)
        with capsys.disabled():
            sys.stdout.write(
                f"\n{name}, {consents} consents: p50 / p99 {asked}, to reach {row.reach_ms} ms; bare {bare}"
            )
        assert asked.p50 <= row.most_times_bare * bare.p50
        grown.append(asked.p99)
    assert grown[1] <= MOST_GROWTH * grown[0]
