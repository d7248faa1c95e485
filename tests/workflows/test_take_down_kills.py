"""A process killed while it says what became of take-downs: each is said whole, or not at all."""

from __future__ import annotations

import hashlib
import os
import random
from collections import Counter
from pathlib import Path

import pytest

from consentdesk.domain.placement import Outcome, PlaceKind, ProofKind
from consentdesk.domain.take_down import Which
from consentdesk.workflows.take_down import Shown, report
from tests.helpers.killing import Acknowledge, killed
from tests.storage.conftest import Place
from tests.storage.consents import consent
from tests.workflows.conftest import desk_over
from tests.workflows.taking_down import place, withdraw

TASKS = 12
LONGEST_WAIT_S = 0.006

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")


def picture_of(removal: str) -> bytes:
    return f"an empty wall, {removal}".encode() * 2000


def say_all(place: Place, acknowledge: Acknowledge) -> None:
    """Report every task, each with a picture, and say so."""
    desk = desk_over(place)
    for line in desk.vault.removals(Which.OPEN, ""):
        shown = Shown(ProofKind.PICTURE, (picture_of(line.removal.id),))
        report(desk, line.removal.id, Outcome.REMOVED, "", shown)
        acknowledge(line.removal.id)


@pytest.fixture(scope="module")
def waiting(clinic: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A vault with a dozen posters that have to come down."""
    vault = clinic.copy(tmp_path_factory.mktemp("waiting") / "vault")
    desk = desk_over(vault)
    consent(desk.vault)
    for n in range(TASKS):
        place(desk, n, kind=PlaceKind.DISPLAY)
    withdraw(desk)
    desk.vault.close()
    return vault


@pytest.mark.parametrize("after", range(TASKS))
def test_what_was_said_when_it_was_killed_is_there_whole(waiting: Place, tmp_path: Path, after: int) -> None:
    vault = waiting.copy(tmp_path / "vault")
    said = killed(vault, say_all, after, random.Random(after).uniform(0, LONGEST_WAIT_S))
    desk = desk_over(vault)
    try:
        closed = [desk.vault.removal(line.removal.id) for line in desk.vault.removals(Which.CLOSED, "")]
        assert {line.removal.id for line in closed} >= set(said) and len(closed) - len(said) in (0, 1)
        assert len(closed) + len(desk.vault.removals(Which.OPEN, "")) == TASKS
        for line in closed:
            proof = line.reports[0].proof
            assert proof is not None and line.place.outcome is Outcome.REMOVED
            assert desk.vault.blob(proof.pictures[0]) == picture_of(line.removal.id)
        kinds = Counter(kind for (kind,) in desk.vault._db.rows("SELECT kind FROM facts"))
        assert kinds["removal_reported"] == kinds["placement_ended"] == len(closed)
        pictures = {hashlib.sha256(picture_of(line.removal.id)).hexdigest() for line in closed}
        kept = {sha256 for (sha256,) in desk.vault._db.rows("SELECT sha256 FROM blobs")}
        assert kept == pictures, "no picture stays of what was not said"
    finally:
        desk.vault.close()
