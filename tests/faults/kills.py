"""kill -9 at random points: what was acknowledged is there, nothing is half written, nothing is damaged."""

from __future__ import annotations

import os
import signal
from functools import partial
from itertools import count

from consentdesk.domain.facts import LoggedIn
from consentdesk.storage.connection import Database
from consentdesk.storage.files import DATABASE_FILE
from consentdesk.storage.migrations import STEPS
from tests.faults import works
from tests.faults.judging import what_is_wrong
from tests.faults.vaults import copy_of, of_version, seeded, used
from tests.helpers.campaign import Bench, Campaign, Control, Trial, Verdict, broke, held
from tests.helpers.killing import Acknowledge, killed
from tests.helpers.sessions import NOW
from tests.storage.conftest import Place

ROW = "kill -9 at random points"
LONGEST_MIGRATION_S = 0.3


def no_fork() -> str:
    return "" if hasattr(os, "fork") else "there is no kill -9"


def kills(work: works.Work, acknowledged: int, longest_wait_s: float) -> Trial:
    """Kill a work on a vault that is in use, so soon after some acknowledgement."""

    def trial(bench: Bench, seed: int) -> Verdict:
        chance = seeded(seed, work.__name__)
        with bench.room() as room:
            place = copy_of(bench.once(used), room)
            after, wait_s = chance.randint(1, acknowledged), chance.uniform(0, longest_wait_s)
            said = killed(place, lambda place, say: work(place, say, count()), after, wait_s)
            return _judged(place, said)

    return trial


def _judged(place: Place, said: list[str]) -> Verdict:
    wrong = what_is_wrong(place, said)
    return broke(wrong) if wrong else held("killed, and nothing lost")


def kill_while_it_is_brought_up(bench: Bench, seed: int) -> Verdict:
    """Each released schema in turn; the copy that is made first is there afterwards, as it was before."""
    version, chance = 1 + seed % (len(STEPS) - 1), seeded(seed, "bringing up")
    with bench.room() as room:
        place = copy_of(bench.once(of_version, version), room)
        wait_s = chance.uniform(0, LONGEST_MIGRATION_S)
        said = killed(place, partial(works.opening, rounds=()), 1, wait_s)
        wrong = what_is_wrong(place, said) or _wrong_with_copy(place, version)
    return broke(wrong) if wrong else held("killed when it was open" if "open" in said else "killed before")


def _wrong_with_copy(place: Place, version: int) -> str:
    copy = place.folder / f"{DATABASE_FILE}.before-{version + 1}"
    if not copy.exists():
        return "no copy was made first"
    db = Database(copy, place.keys.data_key)
    try:
        return "" if db.one("PRAGMA user_version") == version else "the copy is of another shape"
    finally:
        db.close()


def kill_a_hasty_desk(bench: Bench, seed: int) -> Verdict:
    """The control: a desk that says it sealed before it did."""
    with bench.room() as room:
        place = copy_of(bench.once(used), room)
        return _judged(place, killed(place, hasty, 1, 0))


def hasty(place: Place, acknowledge: Acknowledge) -> None:
    vault = place.open()
    with vault.transaction():
        vault.append(LoggedIn(), NOW)
        acknowledge("record hasty")
        signal.pause()


HASTY = Control("a desk that acknowledges before it is done", kill_a_hasty_desk, 20, 2)
CAMPAIGNS = (
    Campaign(
        *(ROW, "a desk killed while signing and importing loses nothing", 400, 12),
        *(kills(works.at_the_desk, 9, 0.03), HASTY, no_fork),
    ),
    Campaign(
        *(ROW, "a desk killed while backing up loses nothing, and no backup is half a backup", 200, 5),
        *(kills(works.backing_up, 4, 0.12), None, no_fork),
    ),
    Campaign(
        *(ROW, "a desk killed while people come and go and the key changes opens as before or after", 200, 5),
        *(kills(works.people_come_and_go, 4, 0.3), None, no_fork),
    ),
    Campaign(
        *(ROW, "a vault of any released schema killed while it is brought up is old or new", 200, 6),
        *(kill_while_it_is_brought_up, None, no_fork),
    ),
)
