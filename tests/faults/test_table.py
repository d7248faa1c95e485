"""The table of figures at small counts; `python3 packaging/test.py --faults` plays it at the full ones."""

from __future__ import annotations

import pytest

from tests.faults import backups, damage, full_disk, kills, power_cuts, table
from tests.helpers.campaign import Bench, Campaign, is_seen_to_fail, play

PLAYED = [pytest.param(c, id=c.name) for c in table.CAMPAIGNS if c.small]
CONTROLLED = [pytest.param(c, id=c.name) for c in table.CAMPAIGNS if c.small and c.control]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("bench"))


@pytest.fixture
def playable(campaign: Campaign) -> Campaign:
    if reason := campaign.missing():
        pytest.skip(reason)
    return campaign


@pytest.mark.parametrize("campaign", PLAYED)
def test_every_trial_holds(playable: Campaign, bench: Bench) -> None:
    verdicts = play(playable.trial, bench, range(playable.small))
    assert [(seed, verdict.words) for seed, verdict in enumerate(verdicts) if verdict.broke] == []


@pytest.mark.parametrize("campaign", CONTROLLED)
def test_its_control_is_seen_to_fail(playable: Campaign, bench: Bench) -> None:
    control = playable.control
    assert control is not None
    assert is_seen_to_fail(control, play(control.trial, bench, range(control.small)))


def test_every_row_is_played_at_the_count_that_it_wants() -> None:
    full = dict.fromkeys(table.WANTED, 0)
    for campaign in table.CAMPAIGNS:
        full[campaign.row] += campaign.full
    assert all(full.values())
    assert full[kills.ROW] >= 1_000
    assert full[power_cuts.ROW] >= 10_000
    assert full[damage.ROW] >= 10_000
    assert full[full_disk.ROW] >= 200
    assert full[backups.ROW] >= 100


def test_every_row_has_a_control_or_tests_that_have_theirs() -> None:
    controlled = {c.row for c in table.CAMPAIGNS if c.control or not c.small}
    assert controlled == set(table.WANTED)
