"""Finding, asked of a few and of many consents: p99 over a thousand calls of the program, beside one bare
indexed query for the same rows (numbers.md, second table)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from time import perf_counter, thread_time

import pytest

from consentdesk.domain.listing import ListPlace, Status, WantedImages
from consentdesk.storage.views.putting import ms
from consentdesk.system.clock import FixedClock
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.find import find
from consentdesk.workflows.lists import list_images
from consentdesk.workflows.look_up import open_record
from tests.benchmarks.big_vault import FAMILY, GIVEN, big_vault, number, patient, sealed_at, today
from tests.workflows.conftest import desk_over

FEW, SOME, MANY = 1_000, 10_000, 100_000
CALLS, WARM_UP, ROUNDS = 1_000, 50, 3
NOISE = 2

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(3600)]

Ask = Callable[[Desk, Random, int], object]


@dataclass(frozen=True)
class Row:
    """A row of the table: what the program is asked, a bare query for the same rows, and what to reach: a p99
    in milliseconds, and how many times as long it may become."""

    ask: Ask
    bare: Ask
    most_ms: float
    most_growth: float


def _rows(desk: Desk, sql: str, *values: object) -> object:
    return desk.vault._db.rows(sql, *values)  # type: ignore[attr-defined]


def _whole_number(desk: Desk, chance: Random, consents: int) -> object:
    return find(desk, number(chance.randrange(consents)))


def _number_begun(desk: Desk, chance: Random, consents: int) -> object:
    return find(desk, number(chance.randrange(consents))[: chance.randrange(5, 11)])


def _bare_number(desk: Desk, chance: Random, consents: int) -> object:
    typed = number(chance.randrange(consents)).casefold()[:8]
    sql = "SELECT * FROM patients INDEXED BY patients_by_number WHERE number_key >= ? AND number_key < ?"
    return _rows(desk, f"{sql} LIMIT 50", typed, f"{typed}~")


def _name(desk: Desk, chance: Random, consents: int) -> object:
    given, family = chance.choice(GIVEN), chance.choice(FAMILY)
    return find(desk, chance.choice((given[:2], family[:4], f"{given[:2]} {family[:3]}")))


def _bare_name(desk: Desk, chance: Random, consents: int) -> object:
    words = f'"{chance.choice(GIVEN)[:2]}"*'
    sql = "SELECT rowid FROM patient_words WHERE patient_words MATCH ? ORDER BY rowid DESC LIMIT 50"
    return _rows(desk, f"SELECT p.* FROM ({sql}) f JOIN patients p ON p.place = f.rowid", words)


def _birth(desk: Desk, chance: Random, consents: int) -> object:
    born = patient(chance.randrange(consents)).born
    return find(desk, str(born), born)


def _bare_birth(desk: Desk, chance: Random, consents: int) -> object:
    born = patient(chance.randrange(consents)).born
    return _rows(desk, "SELECT * FROM patients INDEXED BY patients_by_born WHERE born = ?", str(born))


def _record(desk: Desk, chance: Random, consents: int) -> object:
    return open_record(desk, f"record-{chance.randrange(consents)}")


def _bare_record(desk: Desk, chance: Random, consents: int) -> object:
    sql = "SELECT f.* FROM records r JOIN facts f ON f.id = r.fact WHERE r.id = ?"
    return _rows(desk, sql, f"record-{chance.randrange(consents)}")


def _page(wanted: WantedImages) -> Ask:
    """A page of 60, anywhere in a list."""

    def ask(desk: Desk, chance: Random, consents: int) -> object:
        return list_images(desk, wanted, ListPlace(ms(sealed_at(chance.randrange(consents))), ""))

    return ask


def _bare_page(desk: Desk, chance: Random, consents: int) -> object:
    sql = (
        "SELECT i.* FROM (SELECT image, patient FROM listed INDEXED BY listed_by_time"
        " WHERE (at_ms, image) < (?, '') ORDER BY at_ms DESC, image DESC LIMIT 60) l"
        " CROSS JOIN images i ON i.source_sha256 = l.image AND i.patient = l.patient"
    )
    return _rows(desk, sql, ms(sealed_at(chance.randrange(consents))))


def _listed(growth: float = 3, **wanted: object) -> Row:
    return Row(_page(WantedImages(**wanted)), _bare_page, 30, growth)  # type: ignore[arg-type]


FEW_OR_NONE = float("inf")  # no growth of a page that is nearly empty in the small vault


ROWS = {
    "record number, exact": Row(_whole_number, _bare_number, 5, 3),
    "record number, prefix": Row(_number_begun, _bare_number, 5, 3),
    "name, as prefix words": Row(_name, _bare_name, 20, 5),
    "birth date": Row(_birth, _bare_birth, 5, 3),
    "open a record": Row(_record, _bare_record, 20, 1.5),
    "page of all pictures": _listed(),
    "page of those allowed for teaching": _listed(use="teaching", status=Status.ALLOWED),
    "page of those not asked for online": _listed(use="online", status=Status.NOT_ASKED),
    "page of those ended for print": _listed(FEW_OR_NONE, use="print", status=Status.EXPIRED),
    "page of those frozen for teaching": _listed(FEW_OR_NONE, use="teaching", status=Status.FROZEN),
    "page of those withdrawn for anything": _listed(status=Status.WITHDRAWN),
    "page of those suspended for teaching": _listed(FEW_OR_NONE, use="teaching", status=Status.SUSPENDED),
    "page of those erased": _listed(FEW_OR_NONE, status=Status.ERASED),
    "page by words of what they show": _listed(site="left fore"),
    "page by photographer": _listed(photographer="photographer-3"),
    "page by use, status, words and photographer": _listed(
        use="teaching", status=Status.REFUSED, site="scalp", photographer="photographer-1"
    ),
}


@pytest.fixture(scope="module")
def desks(pytestconfig: pytest.Config) -> Iterator[dict[int, Desk]]:
    many = MANY if pytestconfig.getoption("--long") else SOME
    made = {consents: _desk(consents) for consents in (FEW, many)}
    yield made
    for desk in made.values():
        desk.vault.close()


def _desk(consents: int) -> Desk:
    return replace(desk_over(big_vault(consents)), clock=FixedClock(today(consents)))


@dataclass(frozen=True)
class Taken:
    """Milliseconds of this thread's own work, and the p99 on the wall."""

    p50: float
    p99: float
    wall_p99: float

    def __str__(self) -> str:
        return f"{self.p50:.2f} / {self.p99:.2f} ms (wall {self.wall_p99:.1f})"


def taken(ask: Ask, desk: Desk, consents: int) -> Taken:
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


@pytest.mark.parametrize("name", ROWS)
def test_finding_stays_quick_as_the_vault_grows(
    desks: dict[int, Desk], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    row, grown = ROWS[name], []
    for consents, desk in desks.items():
        bare, asked = taken(row.bare, desk, consents), taken(row.ask, desk, consents)
        grown.append(asked.p99)
        with capsys.disabled():
            told = f"p50 / p99 {asked}, to reach {row.most_ms:.0f}; bare {bare}"
            sys.stdout.write(f"\n{name}, {consents} consents: {told}")
    few, many = grown
    with capsys.disabled():
        sys.stdout.write(f"\n{name}: grows {many / few:.1f} times\n")
    assert many <= row.most_ms * NOISE
    assert many <= row.most_growth * NOISE * few or many <= row.most_ms / 4


def test_pages_of_any_list_hold_every_picture_once(desks: dict[int, Desk]) -> None:
    desk = desks[FEW]
    met, place = list[str](), None
    while (page := list_images(desk, WantedImages(), place)).older:
        met += [line.source_sha256 for line in page.images]
        place = page.older
    met += [line.source_sha256 for line in page.images]
    assert len(met) == len(set(met)) == FEW * 2 - FEW // 10 * 2
    assert page.images[-1].consented_at.day == date(2014, 8, 4)
