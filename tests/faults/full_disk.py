"""A disk that is full, or fails at some write: nothing is acknowledged that is not there, the message names
the cause, and space is all that it takes to go on.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from consentdesk.domain.facts import LoggedIn
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.vault import OpenVault
from tests.faults import recording
from tests.faults.judging import what_is_wrong
from tests.faults.vaults import copy_of, seeded, used
from tests.faults.works import fill
from tests.helpers.campaign import Bench, Campaign, Control, Trial, Verdict, broke, held
from tests.helpers.sessions import NOW
from tests.storage.conftest import Place

ROW = "disk full and write errors"
SMALL_DISK = "3m"
MOST_LEFT_FREE = 700_000
OPEN_BEFORE = 0.6
ROUNDS = 4
FILES = ("vault.db", "vault.db-wal")
# the call that fails, what the system says, what the program has to say then, and how often it is called
FAILING = (
    ("pwrite64", "ENOSPC", "disk_full", 200),
    ("pwrite64", "EIO", "disk_failing", 200),
    ("fsync", "EIO", "disk_failing", 60),
)


@cache
def no_small_disk() -> str:
    """Why there can be no disk of a few megabytes here; empty where there can."""
    with TemporaryDirectory() as folder:
        if not mounted(Path(folder)):
            return "only root can mount a small disk"
        subprocess.run(["umount", folder], check=True)
    return ""


def mounted(folder: Path) -> bool:
    if not shutil.which("mount"):
        return False
    command = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "none", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@contextmanager
def small_disk(bench: Bench) -> Iterator[Path]:
    with bench.room() as folder:
        assert mounted(folder), no_small_disk()
        try:
            yield folder
        finally:
            subprocess.run(["umount", str(folder)], check=True)


def fill_up(folder: Path, leave: int) -> Path:
    """Fill a disk up to so many bytes."""
    filler, free = folder / "filler", os.statvfs(folder)
    filler.write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - leave)))
    return filler


def is_true_on_a_full_disk(bench: Bench, seed: int) -> Verdict:
    """Work until the disk is full, on a vault that was open before or is opened then; afterwards there is
    room again."""
    chance, said = seeded(seed, "full disk"), list[str]()
    with small_disk(bench) as disk:
        place = copy_of(bench.once(used), disk)
        vault = place.open() if chance.random() < OPEN_BEFORE else None
        filler = fill_up(disk, chance.randrange(MOST_LEFT_FREE))
        cause = work_until_it_refuses(place, vault, said)
        filler.unlink()
        vault = vault or place.open()
        fill(vault, said.append, "afterwards")
        vault.close()
        wrong = what_is_wrong(place, said) if cause == "disk_full" else f"refused as {cause}"
    return broke(wrong) if wrong else held("refused as disk_full, and true")


def work_until_it_refuses(place: Place, vault: OpenVault | None, said: list[str]) -> str:
    """The code of the refusal."""
    try:
        desk = vault or place.open()
        try:
            for n in range(500):
                fill(desk, said.append, f"while-{n}")
        finally:
            if not vault:
                desk.close()
    except Refusal as refusal:
        return refusal.code
    raise AssertionError("the disk never filled")


def boasts_on_a_full_disk(bench: Bench, seed: int) -> Verdict:
    """The control: said before it was done."""
    with small_disk(bench) as disk:
        place = copy_of(bench.once(used), disk)
        vault = place.open()
        filler = fill_up(disk, 0)
        try:
            with vault.transaction():
                vault.append(LoggedIn(), NOW)
                vault.put_blob(os.urandom(100_000), "image:boast")
        except Refusal:
            filler.unlink()
        vault.close()
        wrong = what_is_wrong(place, ["record boast"])
    return broke(wrong) if wrong else held("refused, and true")


def writes_that_fail(work: str, until_the_end: bool) -> Trial:
    """The n-th write of a process fails, and a few after it, or all; what it said meanwhile is held against
    what is there."""

    def trial(bench: Bench, seed: int) -> Verdict:
        chance = seeded(seed, work)
        call, error, code, often = FAILING[seed % len(FAILING)]
        with bench.room() as room:
            place = copy_of(bench.once(used), room)
            command = ["-m", "tests.faults.recorded", work, str(place.folder), str(ROUNDS)]
            when = _when(chance, often, until_the_end)
            files = [argument for name in FILES for argument in ("-P", str(place.folder / name))]
            options = (
                "-o",
                os.devnull,
                "-e",
                f"trace={call}",
                "-e",
                f"inject={call}:error={error}:when={when}",
            )
            said = recording.played(command, *options, *files).splitlines()
            wrong = what_is_wrong(place, said) or _wrong_words(said, code)
        failed = any(line.startswith("refused") for line in said)
        words = f"{call} {error}: refused as {code}" if failed else f"{call} {error}: nothing was refused"
        return broke(wrong) if wrong else held(f"{words}, and true")

    return trial


def _when(chance: random.Random, often: int, until_the_end: bool) -> str:
    first = chance.randint(1, often)
    return f"{first}+" if until_the_end else f"{first}..{first + chance.randint(0, 3)}"


def _wrong_words(said: list[str], code: str) -> str:
    others = {line for line in said if line.startswith("refused")} - {f"refused {code}"}
    if others:
        return f"{min(others)} where it was {code}"
    return "" if said[-1] == "went well" else "no use afterwards"


CAMPAIGNS = (
    Campaign(
        *(ROW, "a full disk takes nothing back, is named, and needs only space", 100, 5),
        is_true_on_a_full_disk,
        Control("a desk that acknowledges before it is done", boasts_on_a_full_disk, 10, 1),
        no_small_disk,
    ),
    Campaign(
        *(ROW, "a write that fails takes nothing back, is named, and the next one goes well", 200, 4),
        writes_that_fail("on_a_failing_disk", False),
        Control("a desk that acknowledges whatever the disk says", writes_that_fail("boasting", True), 20, 2),
        recording.why_not,
    ),
)
