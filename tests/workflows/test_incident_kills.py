"""A process killed while it tells of an incident, keeps evidence or takes images down: each act is whole, or
not there (R34)."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from consentdesk.domain.incident import IncidentStep, StepNote, StepState
from consentdesk.domain.route import ScannedPage
from consentdesk.workflows.incident import note_step
from consentdesk.workflows.incident_work import keep_evidence, take_down
from consentdesk.workflows.ports import Vault
from tests.helpers.killing import Acknowledge, killed
from tests.storage.conftest import Place
from tests.storage.consents import codes
from tests.workflows.conftest import desk_over
from tests.workflows.going_wrong import opened, tomorrow
from tests.workflows.sealing import consent, source_of

KILLS, LONGEST_WAIT_S = 16, 0.06
IMAGES = (source_of(1), source_of(2), source_of(3))
SOURCE, PAGES = bytes(80_000), [ScannedPage(bytes([n]) * 60_000) for n in range(3)]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")


@pytest.fixture(scope="module")
def three_images(clinic: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = clinic.copy(tmp_path_factory.mktemp("images") / "vault")
    desk = desk_over(place)
    consent(desk, 1, 2, 3)
    desk.vault.close()
    return place


def first_hour(place: Place, acknowledge: Acknowledge) -> None:
    desk = tomorrow(desk_over(place))
    acknowledge("open")
    id = opened(desk, images=IMAGES).incident.id
    acknowledge("told")
    take_down(desk, id)
    acknowledge("taken down")
    keep_evidence(desk, id, SOURCE, PAGES)
    acknowledge("kept")
    note_step(desk, id, StepNote(IncidentStep.RISK_MANAGEMENT, StepState.DONE, desk.now(), "Robin Risk"))
    acknowledge("noted")


@pytest.mark.parametrize("kill", range(KILLS))
def test_every_act_of_the_first_hour_is_whole_or_not_there(
    three_images: Place, tmp_path: Path, kill: int
) -> None:
    place = three_images.copy(tmp_path / "vault")
    said = killed(place, first_hour, 1 + kill % 3, random.Random(kill).uniform(0, LONGEST_WAIT_S))
    desk = tomorrow(desk_over(place))
    try:
        told = done(desk.vault)
        assert told in STATES, "no act is there in part"
        assert STATES.index(told) >= len(said) - 1, "what was acknowledged is durable"
        assert codes(desk.vault.check()) == set()
    finally:
        desk.vault.close()


STATES = [(0, 0, 0, 0, 0), (1, 3, 0, 0, 0), (1, 3, 3, 0, 0), (1, 3, 3, 4, 0), (1, 3, 3, 4, 1)]
"""How many incidents, verdicts, take-downs, stored files and noted steps there are after each act."""


def done(vault: Vault) -> tuple[int, ...]:
    lines = vault.incidents(open=True)
    files = [vault.incident_file(line.id) for line in lines]
    verdicts = sum(len(file.permission) for file in files)
    tasks = sum(len(vault.removals_at(place.placement.id)) for place in vault.placements_of("patient-1"))
    blobs = sum(len(kept.pages) + 1 for file in files for kept in file.evidence)
    return len(lines), verdicts, tasks, blobs, sum(len(file.notes) for file in files)
