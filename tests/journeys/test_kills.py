"""The program killed in the middle of a session: what was on the page is there, and the session goes on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

import pytest

from consentdesk.domain.codec import canonical, parse
from consentdesk.domain.draft import Draft, Step
from tests.journeys.doomed import WHOLE
from tests.journeys.journey import Journey, decided

Photographs = Callable[[int], list[Path]]
HOUSE = Path(__file__).parents[2]
LONGEST_PLAY_S = 6.0
STEPS = {
    "patient": Step.PATIENT,
    "images": Step.IMAGES,
    "show-1": Step.SHOW,
    "explain-undo": Step.EXPLAIN,
    "explain-replied-Q2": Step.EXPLAIN,
    "choose-1": Step.CHOOSE,
    "check": Step.CHECK,
    "sign-attest": Step.SIGN,
}
OTHER_PAGES = ("patient-find", "show-2", "explain-care", "explain-who", "choose-2", "sign-representative")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")


@contextmanager
def doomed(journey: Journey, page: str, taken: list[Path]) -> Iterator[subprocess.Popen[str]]:
    """A process that plays a session; killed when the block ends."""
    command = [sys.executable, "-m", "tests.journeys.doomed", str(journey.folder), page, *map(str, taken)]
    process = subprocess.Popen(
        command, cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        yield process
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()


def killed_at(journey: Journey, page: str, taken: list[Path]) -> str:
    """What the session held when the process was killed on this page."""
    with doomed(journey, page, taken) as process:
        assert process.stdout is not None
        for line in process.stdout:
            name, _tab, held = line.rstrip("\n").partition("\t")
            if name == page:
                return held
    raise AssertionError(f"it ended before {page}")


def killed_after(journey: Journey, seconds: float, taken: list[Path]) -> list[str]:
    """What it had said that the session holds, when it was killed so long after its first page."""
    with doomed(journey, "-", taken) as process:
        assert process.stdout is not None
        said = [process.stdout.readline()]
        time.sleep(seconds)
        os.kill(process.pid, signal.SIGKILL)
        said += process.stdout.readlines()
    return [held for line in said if (held := line.rstrip("\n").partition("\t")[2])]


def finish(journey: Journey, taken: list[Path]) -> None:
    """Take the session up from home and play it to the copy; then everything is as if nothing had been."""
    journey.play_on(WHOLE, taken)
    assert_whole(journey, taken)


def assert_whole(journey: Journey, taken: list[Path]) -> None:
    sealed = journey.sealed()
    assert journey.is_sound(sealed.chain_hash)
    journey.assert_images(sealed.record, taken)
    assert [s.role for s in sealed.record.signatures] == ["representative", "assent"]
    assert sum(counts for _, counts in decided(sealed.record).values()) == 4
    assert "Alex Example" in journey.copy()
    with journey.vault() as vault:
        assert vault.drafts() == ()


@pytest.mark.parametrize("page", [*STEPS, *(pytest.param(p, marks=pytest.mark.long) for p in OTHER_PAGES)])
def test_a_session_killed_on_any_page_is_there_as_it_was_and_goes_on(
    journey: Journey, photographs: Photographs, page: str
) -> None:
    taken = photographs(2)
    held = killed_at(journey, page, taken)
    assert journey.is_sound()
    draft = journey.draft()
    assert canonical(draft).decode() == held
    assert page not in STEPS or draft.step is STEPS[page]
    finish(journey, taken)


def test_what_was_typed_on_the_patient_page_survives_a_kill(
    journey: Journey, photographs: Photographs
) -> None:
    killed_at(journey, "patient", photographs(2))
    with journey.program() as on_stage:
        on_stage.hands.click("waiting_1")
        typed = ("given_name", "family_name", "born", "record_number", "representative_name")
        assert [on_stage.hands.text_of(name) for name in typed] == [
            "Alex",
            "Example",
            "4 3 2014",
            "004 392",
            "Sam Probe",
        ]


def test_a_kill_between_the_seal_and_the_copy_leaves_a_copy_to_give(
    journey: Journey, photographs: Photographs
) -> None:
    taken = photographs(2)
    killed_at(journey, "copy", taken)
    assert journey.is_sound()
    give_copy(journey)
    assert_whole(journey, taken)


def give_copy(journey: Journey) -> None:
    with journey.program() as on_stage:
        on_stage.hands.click("waiting_1")
        on_stage.hands.click("save")
        on_stage.hands.wait_for("given")
        journey.saved += on_stage.files.saved


@pytest.mark.long
def test_a_hundred_kills_at_any_moment_lose_nothing_that_was_saved(
    first_run: Path, tmp_path: Path, photographs: Photographs
) -> None:
    taken, chance = photographs(2), random.Random(7)
    for number in range(100):
        journey = Journey(copytree(first_run, tmp_path / str(number) / "vault"))
        said = killed_after(journey, chance.uniform(0, LONGEST_PLAY_S), taken)
        assert journey.is_sound()
        take_up(journey, said, taken)


def take_up(journey: Journey, said: list[str], taken: list[Path]) -> None:
    """Go on from wherever it was killed, to the copy."""
    with journey.vault() as vault:
        drafts, to_give = vault.drafts(), vault.copies_not_given()
    if drafts:
        now, before = journey.draft(), parse(Draft, said[-1].encode()) if said else None
        assert before is None or now.step.number >= before.step.number
        assert before is None or set(before.images) <= set(now.images)
        finish(journey, taken)
    elif to_give:
        give_copy(journey)
        assert_whole(journey, taken)
    else:
        assert_whole(journey, taken)
