"""Finding, asked of a few and of many consents (numbers.md, second table)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from consentdesk.domain.listing import ListedImage, ListPlace, Status, WantedImages
from consentdesk.storage.views.lists import LOOKED_AT
from consentdesk.storage.views.putting import ms
from consentdesk.system.clock import FixedClock
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.find import find
from consentdesk.workflows.lists import A_PAGE, list_images
from consentdesk.workflows.look_up import open_record
from tests.benchmarks.asking import FEW, Ask, Row, hold, many_consents, measure, rows
from tests.benchmarks.big_vault import FAMILY, GIVEN, big_vault, number, patient, sealed_at, today
from tests.workflows.conftest import desk_over

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(3600)]


def _whole_number(desk: Desk, chance: Random, consents: int) -> object:
    return find(desk, number(chance.randrange(consents)))


def _number_begun(desk: Desk, chance: Random, consents: int) -> object:
    return find(desk, number(chance.randrange(consents))[: chance.randrange(5, 11)])


def _bare_number(desk: Desk, chance: Random, consents: int) -> object:
    typed = number(chance.randrange(consents)).casefold()[:8]
    sql = "SELECT * FROM patients INDEXED BY patients_by_number WHERE number_key >= ? AND number_key < ?"
    return rows(desk, f"{sql} LIMIT 50", typed, f"{typed}~")


def _name(desk: Desk, chance: Random, consents: int) -> object:
    given, family = chance.choice(GIVEN), chance.choice(FAMILY)
    return find(desk, chance.choice((given[:2], family[:4], f"{given[:2]} {family[:3]}")))


def _bare_name(desk: Desk, chance: Random, consents: int) -> object:
    words = f'"{chance.choice(GIVEN)[:2]}"*'
    sql = "SELECT rowid FROM patient_words WHERE patient_words MATCH ? ORDER BY rowid DESC LIMIT 50"
    return rows(desk, f"SELECT p.* FROM ({sql}) f JOIN patients p ON p.place = f.rowid", words)


def _birth(desk: Desk, chance: Random, consents: int) -> object:
    born = patient(chance.randrange(consents)).born
    return find(desk, str(born), born)


def _bare_birth(desk: Desk, chance: Random, consents: int) -> object:
    born = patient(chance.randrange(consents)).born
    return rows(desk, "SELECT * FROM patients INDEXED BY patients_by_born WHERE born = ?", str(born))


def _record(desk: Desk, chance: Random, consents: int) -> object:
    return open_record(desk, f"record-{chance.randrange(consents)}")


def _bare_record(desk: Desk, chance: Random, consents: int) -> object:
    sql = "SELECT f.* FROM records r JOIN facts f ON f.id = r.fact WHERE r.id = ?"
    return rows(desk, sql, f"record-{chance.randrange(consents)}")


def _page(wanted: WantedImages) -> Ask:
    """A page of 60, anywhere in a list."""

    def ask(desk: Desk, chance: Random, consents: int) -> object:
        return list_images(desk, wanted, ListPlace(ms(sealed_at(chance.randrange(consents))), ""))

    return ask


def _bare_page(lines: int) -> Ask:
    """So many images, anywhere in the list of all."""
    sql = (
        "SELECT i.* FROM (SELECT image, patient FROM listed INDEXED BY listed_by_time"
        f" WHERE (at_ms, image) < (?, '') ORDER BY at_ms DESC, image DESC LIMIT {lines}) l"
        " CROSS JOIN images i ON i.source_sha256 = l.image AND i.patient = l.patient"
    )

    def ask(desk: Desk, chance: Random, consents: int) -> object:
        return rows(desk, sql, ms(sealed_at(chance.randrange(consents))))

    return ask


FEW_OR_NONE = float("inf")  # no growth of a page that is nearly empty in the small vault


def _listed(growth: float = 3, most_times_bare: float = 10, lines: int = A_PAGE, **wanted: object) -> Row:
    """`lines` is how many have to be looked at to fill the page."""
    page = _page(WantedImages(**wanted))  # type: ignore[arg-type]
    return Row(page, _bare_page(lines), most_times_bare, growth, 30)


ROWS = {
    "record number, exact": Row(_whole_number, _bare_number, 4, 3, 5),
    "record number, prefix": Row(_number_begun, _bare_number, 6, 3, 5),
    "name, as prefix words": Row(_name, _bare_name, 8, 5, 20),
    "birth date": Row(_birth, _bare_birth, 8, 3, 5),
    "open a record": Row(_record, _bare_record, 20, 1.5, 20),
    "page of all pictures": _listed(),
    "page of those allowed for teaching": _listed(use="teaching", status=Status.ALLOWED),
    "page of those not asked for online": _listed(use="online", status=Status.NOT_ASKED),
    "page of those ended for print": _listed(FEW_OR_NONE, use="print", status=Status.EXPIRED),
    "page of those frozen for teaching": _listed(FEW_OR_NONE, use="teaching", status=Status.FROZEN),
    "page of those withdrawn for anything": _listed(status=Status.WITHDRAWN),
    "page of those suspended for teaching": _listed(FEW_OR_NONE, use="teaching", status=Status.SUSPENDED),
    "page of those erased": _listed(FEW_OR_NONE, status=Status.ERASED),
    "page by words of what they show": _listed(3, 20, site="left fore"),
    "page by photographer": _listed(photographer="photographer-3"),
    "page by use, status, words and photographer": _listed(
        FEW_OR_NONE,
        12,
        LOOKED_AT,
        use="teaching",
        status=Status.REFUSED,
        site="scalp",
        photographer="photographer-1",
    ),
}


@pytest.fixture(scope="module")
def desks(pytestconfig: pytest.Config) -> Iterator[dict[int, Desk]]:
    made = {consents: _desk(consents) for consents in (FEW, many_consents(pytestconfig))}
    yield made
    for desk in made.values():
        desk.vault.close()


def _desk(consents: int) -> Desk:
    return replace(desk_over(big_vault(consents)), clock=FixedClock(today(consents)))


@pytest.mark.parametrize("name", ROWS)
def test_finding_stays_quick_as_the_vault_grows(
    desks: dict[int, Desk], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    hold(ROWS[name], measure(name, ROWS[name], desks, capsys))


def test_pages_of_any_list_hold_every_picture_once(desks: dict[int, Desk]) -> None:
    desk = desks[FEW]
    met, place = list[ListedImage](), None
    while (page := list_images(desk, WantedImages(), place)).older:
        met += page.images
        place = page.older
    met += page.images
    assert len(met) == len({line.source_sha256 for line in met}) == FEW * 2 - FEW // 10 * 2
    assert met[-1].consented_at.day == date(2014, 8, 4)
