"""A process killed while it withdraws: the withdrawal is there with all its tasks, or not at all (R31)."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass
from pathlib import Path

import pytest

from consentdesk.domain.placement import PlaceKind
from consentdesk.domain.route import ScannedPage
from consentdesk.domain.withdrawal import Scope
from consentdesk.workflows.withdraw import lift_suspension, settle, withdraw, withdrawals_of
from tests.helpers.killing import Acknowledge, killed
from tests.storage.conftest import Place
from tests.storage.consents import codes
from tests.workflows.conftest import desk_over
from tests.workflows.sealing import consent, source_of
from tests.workflows.withdrawing import SISTER, WRITER, at, placed, reasons

PLACES, KILLS, LONGEST_WAIT_S = 6, 12, 0.05
WHO = "patient-1"
LETTER = [ScannedPage(bytes(60_000))]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")


@pytest.fixture(scope="module")
def many_places(clinic: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A patient whose image is at several places."""
    place = clinic.copy(tmp_path_factory.mktemp("places") / "vault")
    desk = desk_over(place)
    consent(desk, 1)
    for n, kind in zip(range(PLACES), PlaceKind, strict=True):
        placed(desk, source_of(1), id=f"p{n}", kind=kind)
    desk.vault.close()
    return place


def withdraw_by_letter(place: Place, acknowledge: Acknowledge) -> None:
    desk = at(desk_over(place), hours=1)
    acknowledge("open")
    withdraw(desk, WHO, Scope((source_of(1),), ("teaching",)), WRITER, letter=LETTER)
    acknowledge("withdrawn")


@pytest.mark.parametrize("kill", range(KILLS))
def test_a_withdrawal_that_is_killed_is_whole_or_not_there(
    many_places: Place, tmp_path: Path, kill: int
) -> None:
    place = many_places.copy(tmp_path / "vault")
    said = killed(place, withdraw_by_letter, 1, random.Random(kill).uniform(0, LONGEST_WAIT_S))
    desk = at(desk_over(place), hours=2)
    try:
        found = withdrawals_of(desk, WHO)
        tasks = sum(len(desk.vault.removals_of(one.id)) for one in found)
        letters = [desk.vault.blob(page) for one in found for page in one.asking.letter]
        assert (len(found), tasks, len(letters)) in {(0, 0, 0), (1, PLACES, 1)}
        assert reasons(desk, source_of(1), "teaching") == (["withdrawn"] if found else [])
        assert ("withdrawn" in said) <= bool(found), "what was acknowledged is durable"
        assert codes(desk.vault.check()) == set()
    finally:
        desk.vault.close()


@dataclass(frozen=True)
class Held:
    """A vault in which something is held back."""

    place: Place
    suspension: str
    withdraws: bool


def settle_it(held: Held, acknowledge: Acknowledge) -> None:
    desk = at(desk_over(held.place), hours=2)
    acknowledge("open")
    if held.withdraws:
        settle(desk, held.suspension, "Alex called back")
    else:
        lift_suspension(desk, held.suspension, "Alex wants it to stay")
    acknowledge("settled")


@pytest.mark.parametrize("kill", range(KILLS))
def test_settling_that_is_killed_never_frees_what_is_to_end(
    many_places: Place, tmp_path: Path, kill: int
) -> None:
    place = many_places.copy(tmp_path / "vault")
    desk = at(desk_over(place), hours=1)
    suspension = withdraw(desk, WHO, Scope(), SISTER).id
    desk.vault.close()
    held = Held(place, suspension, withdraws=kill % 2 == 0)
    killed(held, settle_it, 1, random.Random(kill).uniform(0, LONGEST_WAIT_S))
    desk = at(desk_over(place), hours=3)
    try:
        waits = desk.vault.withdrawal(suspension).waits
        still_open = sum(line.open for line in desk.vault.removals_of(suspension))
        ended = ["withdrawn"] if held.withdraws else []
        assert reasons(desk, source_of(1), "teaching") == (["suspended"] if waits else ended)
        assert still_open == (PLACES if waits or held.withdraws else 0)
    finally:
        desk.vault.close()
