"""The overview of a hundred thousand consents: counted beforehand, told in no time."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from datetime import timedelta
from random import Random
from statistics import median

import pytest

from consentdesk.domain.overview import OPEN_DAYS, Weeks, week_of
from consentdesk.storage.vault import OpenVault
from consentdesk.storage.views import counting
from consentdesk.storage.views.putting import ms
from tests.helpers.sessions import ALL_USES, NOW, later, sealed_record
from tests.helpers.timed import STAGES, timed
from tests.storage.conftest import Place

CONSENTS, WEEKS, WITHDRAWN = 100_000, 595, 3_000
PATTERNS = [
    sealed_record(pathway, uses=ALL_USES, images=2, refused=refused)
    for pathway in ("adult", "minor", "young_minor")
    for refused in ((), ("print", "online"), ("social_media",))
]
ROUNDS, REACH_MS = 9, 100

pytestmark = [pytest.mark.long, pytest.mark.benchmark]


def fill(vault: OpenVault) -> None:
    """Count as the seals of these consents would have; the withdrawals as their facts are folded."""
    chance = Random(7)
    for n in range(CONSENTS):
        sealed_at = later(minutes=chance.randrange(WEEKS * 7 * 24 * 60))
        seconds = [round(chance.lognormvariate(4, 0.8)) for _stage in STAGES]
        record = timed(chance.choice(PATTERNS), seconds, sealed_at)
        counting.count(vault._db, replace(record, id=f"record-{n}", age_years=chance.randrange(90)))
    for n in range(WITHDRAWN):
        at = ms(NOW) + chance.randrange(WEEKS * 7 * 24 * 3600) * 1000
        closed = at + chance.randrange(30 * 24 * 3600) * 1000 if n % 10 else 0
        values = (f"e{n}", f"p{n}", at, str(later(seconds=(at - ms(NOW)) // 1000)))
        vault._db.run("INSERT INTO endings VALUES (?, ?, '', '', ?, ?, '', 0)", *values)
        vault._db.run("INSERT INTO removal_endings VALUES (?, ?, ?)", f"t{n}", f"e{n}", f"p{n}")
        vault._db.run(
            "INSERT INTO removals VALUES (?, ?, '', ?, '', '', '', '2026-01-01', 0, ?)",
            *(f"t{n}", at, f"p{n}", closed),
        )
        vault._db.run("INSERT INTO removals_opened VALUES (?, ?, '', ?)", f"t{n}", at, f"p{n}")


def test_the_overview_of_every_week_is_told_in_a_tenth_of_a_second(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    vault = place.open()
    with vault.transaction():
        fill(vault)
    last = week_of(NOW.day) + timedelta(weeks=WEEKS)
    spans = {"every week": Weeks(week_of(NOW.day), last), "a year": Weeks(last - timedelta(weeks=51), last)}
    taken: dict[str, float] = {}
    for name, weeks in spans.items():
        rounds = []
        for _round in range(ROUNDS):
            started = time.thread_time()  # others are at work on this machine as well
            told = vault.overview(weeks, later(days=7 * WEEKS))
            rounds.append(1000 * (time.thread_time() - started))
        taken[name] = round(median(rounds), 1)
        assert len(told.open_tasks) == len(OPEN_DAYS) and told.consents > 0
    rows = vault._db.one("SELECT count(*) FROM figures")
    vault.close()
    with capsys.disabled():
        sys.stdout.write(f"\nthe overview of {CONSENTS} consents ({rows} counts): {taken} ms of work\n")
    assert max(taken.values()) <= REACH_MS
