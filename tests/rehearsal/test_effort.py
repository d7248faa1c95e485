"""What the standard sessions cost in clicks, keys and operator time, counted on the real window.

Typing of names and drawing of signatures aside; times are keystroke-level estimates, without reading and
talking.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from consentdesk.rehearsal.hands import Effort
from consentdesk.rehearsal.player import play
from consentdesk.rehearsal.scenario import AnswerPart, AssentPart, NoPart, Scenario, WithdrawalPart
from consentdesk.rehearsal.stage import Stage, stage
from tests.helpers.pictures import jpeg, photograph
from tests.journeys.journey import FIVE_USES, MORNING, MOTHER, TWO_USES, scenario

ADULT, CHILD = date(1984, 7, 9), date(2014, 3, 4)
FIVE_ANSWERS = [
    AnswerPart("print", "yes", 1, "peer_reviewed_medical"),
    AnswerPart("print", "no", 2),
    AnswerPart("online", "no"),
    AnswerPart("social_media", "no"),
]


@pytest.fixture(scope="module")
def photographs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("photographs")
    paths = [folder / f"photo-{seed}.jpg" for seed in range(5)]
    for seed, path in enumerate(paths):
        path.write_bytes(jpeg(photograph(seed=seed)))
    return paths


def cost(on_stage: Stage, played: Scenario, photographs: Sequence[Path]) -> Effort:
    """What it costs from "New consent" to the copy."""
    on_stage.hands.start_counting()
    play(on_stage.visit(played, photographs))
    return on_stage.hands.effort


def told(session: str, effort: Effort, acts: int, seconds: int) -> str:
    counted = f"{effort.clicks} clicks and {effort.keys} keys of {acts}"
    return f"{session}: {counted}, {effort.operator_seconds} s of {seconds} s"


def test_the_standard_sessions_stay_within_their_clicks_and_seconds(
    qapp: Any, tmp_path: Path, photographs: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    adult = scenario(ADULT, FIVE_USES, FIVE_ANSWERS, 2, name=("Rowan", "Example"), record_number="")
    known = scenario(ADULT, TWO_USES, name=("Rowan", "Example"), known_patient=True)
    child = scenario(
        CHILD,
        FIVE_USES,
        FIVE_ANSWERS,
        2,
        name=("Alex", "Probe"),
        record_number="",
        representative=MOTHER,
        assent=AssentPart("agrees", noes=(NoPart(2, "teaching"),), may_be_named=True),
    )
    taken_back = WithdrawalPart("Rowan Example", "teaching")
    withdrawn = replace(known, uses=(), images=(), answers=(), withdrawal=taken_back)
    with stage(tmp_path / "vault", tmp_path, MORNING) as on_stage:
        on_stage.set_up(lambda name: None)
        costs = {
            "adult, new, 2 images, five uses": (cost(on_stage, adult, photographs[:2]), 48, 100),
            "adult, known, 1 image, two uses": (cost(on_stage, known, photographs[2:3]), 30, 60),
            "12 years, new, 2 images, five uses": (cost(on_stage, child, photographs[3:]), 60, 130),
            "withdraw one use of one image": (cost(on_stage, withdrawn, ()), 8, 20),
        }
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(told(name, *cost) for name, cost in costs.items()) + "\n")
    assert [s for s, (effort, acts, _) in costs.items() if effort.acts > acts] == []
    assert [s for s, (effort, _, seconds) in costs.items() if effort.operator_seconds > seconds] == []
