"""The figures of the overview: sums over weeks, about nobody."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from statistics import median as exact_median

from consentdesk.domain.moment import Moment
from consentdesk.domain.overview import (
    OPEN_DAYS,
    AgeBand,
    Answered,
    Cleared,
    Figure,
    Given,
    OpenTasks,
    Overview,
    Stage,
    Weeks,
    median,
    week_of,
)
from consentdesk.storage.connection import Row
from consentdesk.storage.core import Part
from consentdesk.storage.views.incident_figures import DAY_MS, around, counted_incidents
from consentdesk.storage.views.putting import ms

SUMS = "FROM figures WHERE figure = ? AND week BETWEEN ? AND ?"
ENDED = (
    "SELECT min(e.at), min(e.at_ms), count(r.id), sum(r.closed = 0), max(r.closed)"
    " FROM (SELECT DISTINCT id, at, at_ms FROM endings INDEXED BY endings_by_time"
    " WHERE at_ms BETWEEN ? AND ? AND NOT suspends) e"
    " JOIN removal_endings x ON x.ending = e.id JOIN removals r ON r.id = x.removal GROUP BY e.id"
)
TAKE_DOWNS = (
    "SELECT (SELECT at_ms FROM removals_opened WHERE removal = r.id)"
    " FROM removals r INDEXED BY removals_open WHERE NOT r.closed"
)
COPIES = "SELECT sealed_ms FROM records INDEXED BY records_without_copy WHERE copy = ''"


class Figures(Part):
    def first_week(self) -> date | None:
        """The week of the first consent that is counted."""
        found = self._db.one("SELECT min(week) FROM figures WHERE figure = ?", Figure.CONSENTS)
        return date.fromisoformat(found) if found else None

    def overview(self, weeks: Weeks, now: Moment) -> Overview:
        """Everything that the overview tells of these weeks; the open tasks are those of `now`."""
        refused = self._sums("count(*), coalesce(sum(n), 0)", "", Figure.ALL_REFUSED, weeks)
        return Overview(
            weeks,
            clinics=self._clinics(weeks),
            all_refused=int(refused[0][1]),
            answers=self._answers(weeks),
            medians=self._medians(weeks),
            cleared=self._cleared(weeks),
            open_tasks=self._open_tasks(now),
            incidents=counted_incidents(self._db, weeks),
        )

    def _clinics(self, weeks: Weeks) -> dict[tuple[date, str], int]:
        found: Counter[tuple[date, str]] = Counter()
        for week, clinic, n in self._sums("week, a, sum(n)", " GROUP BY week, a", Figure.CONSENTS, weeks):
            found[weeks.period(date.fromisoformat(week)), clinic] += n
        return dict(found)

    def _answers(self, weeks: Weeks) -> tuple[Answered, ...]:
        rows = self._sums("a, b, c, sum(n)", " GROUP BY a, b, c ORDER BY a, b, c", Figure.ANSWERS, weeks)
        return tuple(Answered(use, AgeBand(band), Given(given), n) for use, band, given, n in rows)

    def _medians(self, weeks: Weeks) -> dict[Stage, int]:
        counts: dict[str, dict[int, int]] = defaultdict(dict)
        for stage, seconds, n in self._sums("a, b, sum(n)", " GROUP BY a, b", Figure.STAGES, weeks):
            counts[stage][int(seconds)] = n
        medians = {stage: median(counts[stage]) for stage in Stage}
        return {stage: seconds for stage, seconds in medians.items() if seconds is not None}

    def _cleared(self, weeks: Weeks) -> tuple[Cleared, ...]:
        """By the day as it was here when somebody withdrew."""
        found: dict[date, list[float | None]] = defaultdict(list)
        for at, at_ms, _tasks, still_open, closed in self._db.rows(ENDED, *around(weeks)):
            week = week_of(Moment.parse(at).day)
            if weeks.first <= week <= weeks.last:
                found[weeks.period(week)].append(None if still_open else (closed - at_ms) / DAY_MS)
        return tuple(_cleared(since, found[since]) for since in sorted(found))

    def _open_tasks(self, now: Moment) -> tuple[OpenTasks, ...]:
        take_downs, copies = (self._by_age(asked, now) for asked in (TAKE_DOWNS, COPIES))
        return tuple(OpenTasks(most, take_downs[most], copies[most]) for most in OPEN_DAYS)

    def _by_age(self, asked: str, now: Moment) -> Counter[int | None]:
        return Counter(_band((ms(now) - at_ms) / DAY_MS) for (at_ms,) in self._db.rows(asked))

    def _sums(self, what: str, grouped: str, figure: Figure, weeks: Weeks) -> list[Row]:
        values = (figure.value, str(weeks.first), str(weeks.last))
        return self._db.rows(f"SELECT {what} {SUMS}{grouped}", *values)


def _cleared(since: date, days: list[float | None]) -> Cleared:
    done = [each for each in days if each is not None]
    return Cleared(since, exact_median(done) if done else None, len(done), len(days) - len(done))


def _band(age_days: float) -> int | None:
    return next((most for most in OPEN_DAYS if most is not None and age_days <= most), None)
