"""The ledger of years: any page of it comes in milliseconds, and hardly slower than in a small one."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable

import pytest

from consentdesk.domain.facts import Body, LoggedIn, LoggedOut, PatientOpened, RecordOpened, TimesSet
from consentdesk.domain.ledger_lines import Group, Place, Wanted
from consentdesk.storage.vault import OpenVault
from tests.helpers.sessions import later
from tests.storage.conftest import Place as VaultPlace
from tests.storage.consents import consent

FEW, MANY = 1_000, 100_000
ASKED = 300
AT_MOST_MS, GROWTH_AT_MOST = 30, 3
OF_A_PATIENT = 30
BODIES: tuple[Body, ...] = (RecordOpened("record-1"), PatientOpened(), LoggedIn(), LoggedOut("quiet"))

pytestmark = [pytest.mark.long, pytest.mark.benchmark]


def filled(place: VaultPlace, facts: int) -> OpenVault:
    """A fact a minute; one in a thousand changes a setting."""
    vault = place.open()
    consent(vault)
    with vault.transaction():
        for n in range(facts):
            body = TimesSet(2, 15) if n % 1000 == 0 else BODIES[n % len(BODIES)]
            vault.append(body, later(minutes=n), f"patient-{n // OF_A_PATIENT}" if n % 2 else None)
    return vault


QUESTIONS: dict[str, Callable[[OpenVault, int], Wanted]] = {
    "everything": lambda vault, n: Wanted(),
    "a patient": lambda vault, n: Wanted(patient=f"patient-{n // OF_A_PATIENT}"),
    "a person": lambda vault, n: Wanted(person=vault.me.id),
    "a rare group": lambda vault, n: Wanted(groups=(Group.RULES,)),
    "every group": lambda vault, n: Wanted(groups=tuple(Group)),
    "a person's groups": lambda vault, n: Wanted(person=vault.me.id, groups=(Group.RULES, Group.LOOKS)),
    "some days": lambda vault, n: Wanted(first_day=later(minutes=n).day, last_day=later(minutes=n + 999).day),
}


def p99_ms(vault: OpenVault, facts: int, wanted: Callable[[OpenVault, int], Wanted]) -> float:
    """Of the first page and of pages anywhere."""
    chance, taken = random.Random(1), []
    for asked in range(ASKED):
        n = chance.randrange(facts)
        before = Place(str(later(minutes=n)), n) if asked % 2 else None
        started = time.perf_counter()
        vault.ledger_page(wanted(vault, n), before, names=True)
        taken.append(time.perf_counter() - started)
    return 1000 * sorted(taken)[ASKED * 99 // 100]


@pytest.fixture(scope="module")
def vaults(template: VaultPlace, tmp_path_factory: pytest.TempPathFactory) -> dict[int, OpenVault]:
    folder = tmp_path_factory.mktemp("years")
    return {facts: filled(template.copy(folder / f"{facts}"), facts) for facts in (FEW, MANY)}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_page_stays_quick_as_the_ledger_grows(
    vaults: dict[int, OpenVault], question: str, capsys: pytest.CaptureFixture[str]
) -> None:
    few, many = (min(p99_ms(vaults[n], n, QUESTIONS[question]) for _ in range(3)) for n in (FEW, MANY))
    with capsys.disabled():
        sys.stdout.write(f"\n{question}: p99 {few:.2f} ms of {FEW}, {many:.2f} ms of {MANY} facts\n")
    assert many <= AT_MOST_MS
    assert many <= GROWTH_AT_MOST * few or many <= AT_MOST_MS / 4


def test_the_large_ledger_can_be_closed(vaults: dict[int, OpenVault]) -> None:
    for vault in vaults.values():
        assert vault.ledger_page(Wanted())
        vault.close()
