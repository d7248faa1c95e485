"""What can be counted of a clinic's work without naming anybody: consents, answers, times, removals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeAlias

from consentdesk.domain.incident_figures import Incidents
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Life
from consentdesk.domain.record import ConsentRecord, Decision
from consentdesk.domain.route import Route

FEW = 5
"""Counts under this single somebody out, where they are of an age and a use: outside they are not told."""


class AgeBand(StrEnum):
    """How old the patient was when it was signed."""

    UNDER_7 = "0-6"
    UNDER_18 = "7-17"
    UNDER_40 = "18-39"
    UNDER_65 = "40-64"
    OLDER = "65+"
    DIED = "died"  # before it was signed (R11): then there is no age


class Given(StrEnum):
    """What came of one use of one image."""

    YES = "yes"
    NO = "no"
    DISSENT = "dissent"  # the patient's own no beside a representative's yes (R8)


class Stage(StrEnum):
    """A stretch of a session between two times that its record holds."""

    PREPARE = "prepare"  # from its beginning until the first image is shown
    SHOW = "show"  # until the first page of the explanation
    EXPLAIN = "explain"  # until the last page was acknowledged
    CHOOSE = "choose"  # until the last answer
    SIGN = "sign"  # until the last signature
    SEAL = "seal"  # until it was sealed
    WHOLE = "whole"  # from its beginning until it was sealed


class Figure(StrEnum):
    """What is counted, week by week: each with up to three words that say of what."""

    CONSENTS = "consents"  # of which clinic
    ALL_REFUSED = "all_refused"
    ANSWERS = "answers"  # use, age band, what was given
    STAGES = "stages"  # stage, seconds as `roughly` has them


Key: TypeAlias = tuple[str, str, str, str]
Tally: TypeAlias = dict[Key, int]


MOST_WEEKS = 60  # that are told one by one


@dataclass(frozen=True)
class Weeks:
    """Whole weeks, each named by its Monday: the first and the last of them. Many are told by the month in
    which they begin."""

    first: date
    last: date

    @property
    def count(self) -> int:
        return (self.last - self.first).days // 7 + 1

    @property
    def by_month(self) -> bool:
        return self.count > MOST_WEEKS

    def period(self, week: date) -> date:
        """The first day of what a week is told in: itself, or its month."""
        return week.replace(day=1) if self.by_month else week

    def periods(self) -> tuple[date, ...]:
        weeks = (self.first + timedelta(weeks=n) for n in range(self.count))
        return tuple(dict.fromkeys(map(self.period, weeks)))


@dataclass(frozen=True)
class Answered:
    """How often something was answered, for a use and an age band."""

    use: str
    band: AgeBand
    given: Given
    count: int


@dataclass(frozen=True)
class Cleared:
    """How long it took from the withdrawals of a period (by its first day) until the last image had left its
    last place: the median in days of those that are done, and how many are and are not."""

    since: date
    median_days: float | None
    done: int
    open: int


@dataclass(frozen=True)
class OpenTasks:
    """How many tasks of today are open for so many days at most, and for more than the step before; None is
    longer."""

    most_days: int | None
    take_downs: int = 0
    copies: int = 0  # that were not given to the patient

    @property
    def count(self) -> int:
        return self.take_downs + self.copies


@dataclass(frozen=True)
class Overview:
    """Everything that the overview tells of some weeks; `clinics` are counts by period and clinic. The
    open tasks are those of today, whatever the weeks."""

    weeks: Weeks
    clinics: Mapping[tuple[date, str], int] = field(default_factory=dict)
    all_refused: int = 0
    answers: tuple[Answered, ...] = ()
    medians: Mapping[Stage, int] = field(default_factory=dict)
    cleared: tuple[Cleared, ...] = ()
    open_tasks: tuple[OpenTasks, ...] = ()
    incidents: Incidents = field(default_factory=Incidents)

    @property
    def consents(self) -> int:
        return sum(self.clinics.values())

    def per_period(self) -> tuple[int, ...]:
        """Consents in each of the periods."""
        found: Counter[date] = Counter()
        for (since, _clinic), count in self.clinics.items():
            found[since] += count
        return tuple(found[since] for since in self.weeks.periods())

    def answered(self, use: str = "", band: AgeBand | None = None) -> dict[Given, int]:
        """How often each was given, for a use or all, of an age or all."""
        found = dict.fromkeys(Given, 0)
        for each in self.answers:
            if use in ("", each.use) and band in (None, each.band):
                found[each.given] += each.count
        return found


OPEN_DAYS = (1, 7, 30, 90, None)
"""Up to how many days a task is open; None is longer."""


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def age_band(record: ConsentRecord) -> AgeBand:
    if record.circumstances.life is not Life.LIVING:
        return AgeBand.DIED
    limits = ((7, AgeBand.UNDER_7), (18, AgeBand.UNDER_18), (40, AgeBand.UNDER_40), (65, AgeBand.UNDER_65))
    return next((band for below, band in limits if record.age_years < below), AgeBand.OLDER)


def roughly(seconds: int) -> int:
    """Seconds to the nearest five, from a minute on to the nearest quarter of one, from ten on to the nearest
    whole; four hours at most."""
    step = 5 if seconds < 60 else 15 if seconds < 600 else 60
    return min((seconds + step // 2) // step * step, 4 * 3600)


def stage_seconds(record: ConsentRecord) -> dict[Stage, int]:
    """How long each stage took, as far as its record tells. A stage in which one went back to an earlier one
    has no length of its own, and a session on paper has none at all: its times are those of the typing."""
    if record.route is Route.PAPER:
        return {}
    times = _times(record)
    found = {stage: _between(a, b) for (stage, a), b in zip(times, [t for _, t in times[1:]], strict=False)}
    found[Stage.WHOLE] = _between(record.started_at, record.sealed_at)
    return {stage: seconds for stage, seconds in found.items() if seconds is not None}


def _times(record: ConsentRecord) -> list[tuple[Stage, Moment | None]]:
    """When each stage began; the last entry is when all was over."""
    shown = [showing.at for image in record.images for showing in image.showings]
    read = [page.acknowledged_at for page in record.explained if page.acknowledged_at]
    return [
        (Stage.PREPARE, record.started_at),
        (Stage.SHOW, _first(shown)),
        (Stage.EXPLAIN, _first(page.shown_at for page in record.explained)),
        (Stage.CHOOSE, _last(read)),
        (Stage.SIGN, _last(decision.at for decision in record.decisions)),
        (Stage.SEAL, _last(signature.at for signature in record.signatures)),
        (Stage.WHOLE, record.sealed_at),
    ]


def _first(times: Iterable[Moment]) -> Moment | None:
    return min(times, key=lambda at: at.utc, default=None)


def _last(times: Iterable[Moment]) -> Moment | None:
    return max(times, key=lambda at: at.utc, default=None)


def _between(first: Moment | None, last: Moment | None) -> int | None:
    if first is None or last is None or last.utc < first.utc:
        return None
    return round((last.utc - first.utc).total_seconds())


def given(decision: Decision) -> Given:
    if decision.effective:
        return Given.YES
    return Given.DISSENT if decision.patient_said_no else Given.NO


def tally(record: ConsentRecord) -> Tally:
    """What a record adds to the figures of its week."""
    band = age_band(record)
    found: Counter[Key] = Counter({(Figure.CONSENTS, record.clinic.name, "", ""): 1})
    if record.all_refused:
        found[Figure.ALL_REFUSED, "", "", ""] += 1
    for decision in record.decisions:
        found[Figure.ANSWERS, decision.use, band, given(decision)] += 1
    for stage, seconds in stage_seconds(record).items():
        found[Figure.STAGES, stage, str(roughly(seconds)), ""] += 1
    return {(str(figure), str(a), str(b), str(c)): n for (figure, a, b, c), n in found.items()}


def median(counts: Mapping[int, int]) -> int | None:
    """The middle one of values that each came so often; the lower of two. None of none."""
    left = sum(counts.values()) + 1
    for value in sorted(counts):
        left -= 2 * counts[value]
        if left <= 1:
            return value
    return None


def few(count: int) -> str:
    """A count as it may be told outside: one that singles nobody out, or that it is small, none as well."""
    return f"<{FEW}" if count < FEW else str(count)


def blurred(counts: Mapping[Given, int]) -> dict[Given, str]:
    """Counts of one use and one age as they may be told outside: in fives, so that a small one can be
    reckoned back neither from those beside it nor from the same ones of other weeks."""
    return {
        each: few(count) if count < FEW else str(FEW * round(count / FEW)) for each, count in counts.items()
    }
