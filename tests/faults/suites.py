"""Figures that other tests reach by themselves, their controls among them: each file is one trial, run with
`--long` at its full counts.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.helpers.campaign import Bench, Campaign, Trial, Verdict, broke, held

HOUSE = Path(__file__).parents[2]
SUMMARY = re.compile(r"\d+ (?:passed|failed|error|skipped)[^=\n]*")
SUITES = {
    ("canary search", "nothing readable lies or is written outside the vault"): (
        "tests/storage/test_canaries.py",
        "tests/journeys/test_leaks.py",
    ),
    ("memory after lock", "no key, passphrase or name is left in any process after a lock"): (
        "tests/journeys/test_memory_after_lock.py",
    ),
    ("role × operation", "no forbidden operation succeeds, called past the window"): (
        "tests/workflows/test_roles.py",
    ),
    ("kill -9 at random points", "sessions, keys, erasing and mending, killed, leave old or new"): (
        "tests/journeys/test_kills.py",
        "tests/storage/test_key_kills.py",
        "tests/storage/test_erasing.py",
        "tests/storage/test_mending.py",
    ),
}


def passes(files: tuple[str, ...]) -> Trial:
    def trial(bench: Bench, seed: int) -> Verdict:
        name = Path(files[seed]).name
        command = [sys.executable, "-m", "pytest", "--long", "-q", "-p", "no:cacheprovider", files[seed]]
        surroundings = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
        done = subprocess.run(
            command, cwd=HOUSE, env=surroundings, capture_output=True, text=True, check=False
        )
        said = SUMMARY.findall(done.stdout)
        words = f"{name}: {re.sub(' in .*', '', said[-1]).strip() if said else 'nothing ran'}"
        return broke(words) if done.returncode or "passed" not in words else held(words)

    return trial


def campaigns() -> tuple[Campaign, ...]:
    """Played at full counts alone: in an ordinary run these tests run by themselves."""
    return tuple(
        Campaign(row, name, len(files), 0, passes(files), None) for (row, name), files in SUITES.items()
    )
