"""Simulated power cuts: a real process is recorded, its writes are played up to some moment, and what the
disk may hold then is opened by the real program.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from consentdesk.storage.migrations import STEPS
from tests.faults import recording
from tests.faults.disk import Disk
from tests.faults.judging import what_is_wrong
from tests.faults.recording import STDOUT, Call, Replay
from tests.faults.vaults import copy_of, of_version, seeded, used
from tests.faults.works import OTHER
from tests.helpers.campaign import Bench, Campaign, Control, Trial, Verdict, broke, held
from tests.storage.conftest import Place

ROW = "simulated power cuts"
STATES_OF_ONE = 200
CARELESS = "careless"
WAITED_FOR = ("fsync", "fdatasync", "rename")


@dataclass(frozen=True)
class Scene:
    """Something to record: a work, for so many rounds, in the folder that `start` gives; judged is the vault
    that it is `about`."""

    name: str
    work: str
    rounds: int
    start: Callable[[Bench, int], Place]
    full: int
    small: int = 20
    about: str = "vault"
    careless_share: float = 0.5


@dataclass(frozen=True)
class Recording:
    """How a folder was, and every call of a process that worked in a copy of it."""

    place: Place
    during: Path
    calls: list[Call] = field(repr=False)

    def moment(self, chance: random.Random) -> int:
        """How many calls were made when the power failed: anywhere; between two that the process waited for,
        however little was written in between; or after the last thing that it acknowledged."""
        waited = [n for n, call in enumerate(self.calls, 1) if call.name in WAITED_FOR]
        said = [n for n, call in enumerate(self.calls, 1) if call.name == "write" and call.handle == STDOUT]
        end = len(self.calls)
        between = chance.choice(list(pairwise([0, *waited, end])))
        return chance.randint(*chance.choice([(0, end), between, (said[-1], end)]))


def recorded(bench: Bench, scene: Scene, way: str, number: int) -> Recording:
    """The `number`th recording of a scene, with care or without."""
    place, during = scene.start(bench, number), bench.keep()
    copy_of(place, during)
    command = ["-m", "tests.faults.recorded", scene.work, str(during / "vault"), str(scene.rounds)]
    calls = recording.record([*command, *way.split()], bench.keep() / "trace")
    written = list(recording.those_about(Disk(place.folder.parent, during), calls))
    assert any(call.name == "pwrite64" for call in written), "nothing was recorded"
    return Recording(place, during, written)


def campaign(scene: Scene) -> Campaign:
    """A scene as it is, and without care as its control."""

    def state(way: str) -> Trial:
        return lambda bench, seed: state_after_a_cut(scene, way, bench, seed)

    control = Control("nothing is ever synced", state(CARELESS), 400, scene.small, scene.careless_share)
    return Campaign(ROW, scene.name, scene.full, scene.small, state(""), control, recording.why_not)


def state_after_a_cut(scene: Scene, way: str, bench: Bench, seed: int) -> Verdict:
    """One state that the disk may be in after a power cut at some moment, judged by the real program."""
    made = bench.once(recorded, scene, way, seed // STATES_OF_ONE)
    chance = seeded(seed, scene.name)
    replay = Replay(Disk(made.place.folder.parent, made.during))
    for call in made.calls[: made.moment(chance)]:
        replay.play(call)
    with bench.room() as room:
        replay.disk.cut_the_power(chance, room)
        return _judged(replace(made.place, folder=room / scene.about), replay.said)


def _judged(place: Place, said: list[str]) -> Verdict:
    if not place.folder.exists() and "open" not in said:
        return held("nothing was made yet")
    wrong = what_is_wrong(place, said)
    return broke(wrong) if wrong else held("whole, with all that was acknowledged")


def _used(bench: Bench, number: int) -> Place:
    return bench.once(used)


def _older(bench: Bench, number: int) -> Place:
    return bench.once(of_version, 1 + number % (len(STEPS) - 1))


SCENES = (
    Scene("the power fails at the desk: signing and importing", "at_the_desk", 7, _used, 4_000),
    Scene("the power fails while backing up", "backing_up", 3, _used, 2_000),
    Scene("the power fails as people come and go and keys change", "people_come_and_go", 2, _used, 2_000, 12),
    Scene("the power fails while an older vault is brought up", "opening", 1, _older, 1_000),
    Scene("the power fails while a vault is made", "setting_up", 1, _used, 1_000, 20, OTHER, 0.2),
)
CAMPAIGNS = tuple(campaign(scene) for scene in SCENES)
