"""The figures of the overview against a slow recount of the records; nothing in them names anybody."""

from __future__ import annotations

import random
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consentdesk.domain.draft import Correction
from consentdesk.domain.facts import (
    Body,
    ConsentSigned,
    ConsentWithdrawn,
    RecordMoved,
    RemovalOpened,
    RemovalReported,
    UseSuspended,
)
from consentdesk.domain.overview import (
    Cleared,
    Given,
    OpenTasks,
    Overview,
    Stage,
    Weeks,
    age_band,
    median,
    roughly,
    stage_seconds,
    week_of,
)
from consentdesk.domain.people import Patient
from consentdesk.domain.placement import Outcome, Removal
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.route import Route
from consentdesk.domain.withdrawal import Asker, Asking, Scope, Way
from consentdesk.storage.vault import OpenVault
from tests.helpers.sessions import ALL_USES, BORN, NOW, later, sealed_record
from tests.storage.conftest import Place
from tests.storage.consents import forget
from tests.storage.plans import heard, plans_of, walks

ASKED_AT = later(days=75)
EVER = Weeks(date(2020, 1, 6), date(2030, 1, 7))
ASKING = Asking(Asker.PATIENT, Way.TELEPHONE, "Alex Probe")
NUMBERS = count()
KINDS = (
    sealed_record(uses=ALL_USES, images=2),
    sealed_record(uses=ALL_USES, refused=("teaching", "print")),
    sealed_record(refused=("medical_record", "teaching")),
    sealed_record(pathway="minor"),
    sealed_record(pathway="deceased"),
)


def invented(n: int, kind: int, day: int, minutes: int, corrects: int | None) -> ConsentRecord:
    """A record like one of a few kinds, with times of its own, of one of seven patients."""
    like = KINDS[kind]
    sealed_at = later(days=day, minutes=minutes)
    old = Correction(f"record-{corrects}", f"C{corrects}", "wrong side") if corrects is not None else None
    who = Patient(f"patient-{n % 7}", "Alex", "Probe", BORN["adult"], "")
    started = later(days=day, minutes=minutes - n)
    clinic = replace(like.clinic, name=f"Clinic {n % 2}")
    return replace(
        like,
        id=f"record-{n}",
        code=f"C{n}",
        patient=who,
        started_at=started,
        sealed_at=sealed_at,
        clinic=clinic,
        corrects=old,
        route=Route.PAPER if n % 5 == 4 else Route.SCREEN,
    )


def recounted(records: list[ConsentRecord]) -> Overview:
    """The same figures, counted record by record."""
    corrected = {r.corrects.record for r in records if r.corrects}
    counted = [r for r in records if r.id not in corrected]
    seconds = {stage: [] for stage in Stage}  # type: dict[Stage, list[int]]
    for record in counted:
        for stage, took in stage_seconds(record).items():
            seconds[stage].append(roughly(took))
    return Overview(
        EVER,
        dict(Counter((EVER.period(week_of(r.sealed_at.day)), r.clinic.name) for r in counted)),
        sum(r.all_refused for r in counted),
        medians={stage: statistics.median_low(found) for stage, found in seconds.items() if found},
        open_tasks=tuple(OpenTasks(most, 0, open_copies(records, most)) for most in (1, 7, 30, 90, None)),
    )


def open_copies(records: list[ConsentRecord], most: int | None) -> int:
    """Copies that were never given, by age, as of the day when it is asked."""
    steps = (0.0, 1, 7, 30, 90, float("inf"))
    until = most if most is not None else float("inf")
    above = steps[steps.index(until) - 1]
    ages = [(ASKED_AT.utc - r.sealed_at.utc).total_seconds() / 86400 for r in records]
    return sum(age <= until and (age > above or above == 0) for age in ages)


def answers_of(records: list[ConsentRecord]) -> Counter[tuple[str, str, bool, bool]]:
    corrected = {r.corrects.record for r in records if r.corrects}
    return Counter(
        (d.use, age_band(r), d.effective, d.patient_said_no)
        for r in records
        if r.id not in corrected
        for d in r.decisions
    )


def told(overview: Overview) -> Counter[tuple[str, str, bool, bool]]:
    return Counter(
        {(a.use, a.band, a.given is Given.YES, a.given is Given.DISSENT): a.count for a in overview.answers}
    )


def facts_of(record: ConsentRecord) -> Iterator[tuple[Body, str]]:
    yield ConsentSigned(record), record.patient.id
    if record.corrects:
        old, number = record.corrects, int(record.corrects.record.removeprefix("record-"))
        yield (
            RecordMoved(old.record, old.code, record.id, record.code, record.sealed_at),
            f"patient-{number % 7}",
        )


drawn = st.lists(
    st.tuples(st.integers(0, len(KINDS) - 1), st.integers(0, 60), st.integers(-600, 600), st.integers(0, 9)),
    min_size=1,
    max_size=12,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("figures")


@given(drawn, st.integers(0, 2**32), st.integers(0, 6))
@settings(max_examples=25)
def test_the_figures_are_what_a_slow_recount_finds_in_whatever_order_facts_came(
    template: Place, folder: Path, drawn: list[tuple[int, int, int, int]], seed: int, gone: int
) -> None:
    records = [
        invented(n, kind, day, minutes, n - 1 if n and corrects == 0 else None)
        for n, (kind, day, minutes, corrects) in enumerate(drawn)
    ]
    appended = [fact for record in records for fact in facts_of(record)]
    random.Random(seed).shuffle(appended)
    vault = template.copy(folder / str(next(NUMBERS))).open()
    for body, patient in appended:
        vault.append(body, NOW, patient)
    assert vault.overview(EVER, ASKED_AT) == replace(
        recounted(records), answers=vault.overview(EVER, ASKED_AT).answers
    )
    assert told(vault.overview(EVER, ASKED_AT)) == answers_of(records)
    forget(vault, f"patient-{gone}")
    left = [record for record in records if record.patient.id != f"patient-{gone}"]
    corrected = {record.corrects.record for record in records if record.corrects}
    left = [record for record in left if record.id not in corrected]
    assert told(vault.overview(EVER, ASKED_AT)) == answers_of(left)
    before = vault.overview(EVER, ASKED_AT)
    vault.rebuild()
    assert vault.overview(EVER, ASKED_AT) == before, "rebuilt, they are the same"
    vault.close()


def test_weeks_begin_on_monday_and_only_those_asked_for_are_counted(vault: OpenVault) -> None:
    monday = week_of(NOW.day)
    for n, day in enumerate((0, 7, 14)):
        record = invented(n, 0, day, 0, None)
        vault.append(ConsentSigned(record), NOW, record.patient.id)
    two = Weeks(monday, monday + timedelta(weeks=1))
    overview = vault.overview(two, ASKED_AT)
    assert overview.per_period() == (1, 1) and overview.consents == 2
    assert vault.first_week() == monday


def withdraw(vault: OpenVault, n: int, day: int) -> None:
    body = ConsentWithdrawn(f"ending-{n}", Scope(), ASKING)
    vault.append(body, later(days=day), f"patient-{n}")


def take_down(vault: OpenVault, id: str, ending: str, opened: int, done: int | None) -> None:
    task = Removal(id, f"place-{id}", ending, "me", date(2026, 4, 1))
    vault.append(RemovalOpened(task), later(days=opened), "patient-1")
    if done is not None:
        vault.append(RemovalReported(id, Outcome.REMOVED), later(days=done), "patient-1")


def test_a_withdrawal_is_done_with_its_last_removal(vault: OpenVault) -> None:
    for n, day in ((1, 0), (2, 1), (3, 2)):
        withdraw(vault, n, day)
    vault.append(UseSuspended("held", Scope(), ASKING), later(days=1), "patient-1")
    take_down(vault, "a", "ending-1", 0, 3)
    take_down(vault, "b", "ending-1", 0, 5)
    take_down(vault, "c", "ending-2", 1, 2)
    take_down(vault, "d", "ending-3", 2, None)
    take_down(vault, "e", "held", 2, 40)
    overview = vault.overview(EVER, later(days=12))
    assert overview.cleared == (Cleared(NOW.day.replace(day=1), 3.0, 2, 1),), "of 5 days and of 1"
    assert [(tasks.most_days, tasks.take_downs) for tasks in overview.open_tasks] == [
        (1, 0), (7, 0), (30, 1), (90, 0), (None, 0)
    ]  # fmt: skip


def test_the_middle_of_counts_is_the_lower_of_two(vault: OpenVault) -> None:
    for values in ([5], [5, 5, 10], [5, 10], [1, 2, 3, 4, 100], [7, 7, 8, 8]):
        assert median(Counter(values)) == statistics.median_low(values)
    assert median({}) is None


def test_no_figure_names_anybody(vault: OpenVault) -> None:
    record = replace(
        KINDS[0], id="record-1", patient=Patient("patient-1", "Alexandra", "Canary", BORN["adult"], "MRN-7")
    )
    vault.append(ConsentSigned(record), NOW, record.patient.id)
    rows = repr(vault._db.rows("SELECT * FROM figures"))
    for canary in (
        "Alexandra",
        "Canary",
        "MRN-7",
        "patient-1",
        "record-1",
        record.code,
        *(i.source_sha256 for i in record.images),
    ):
        assert canary not in rows


def test_each_figure_is_one_question_that_an_index_answers(vault: OpenVault) -> None:
    with heard(vault) as asked:
        vault.overview(EVER, ASKED_AT)
    plans = plans_of(vault, asked)
    assert len(plans) == 8
    narrow = ("SCAN e", "SCAN records USING COVERING INDEX records_without_copy")  # no more than is told of
    wide = {sql: [step for step in plan if step not in narrow] for sql, plan in plans.items()}
    assert not any(walks(plan) for plan in wide.values()), plans
