"""Questions about a clinic's history: of moments at which something changes, and of every day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from consentdesk.domain.moment import Moment
from tests.domain.gate_history import OF_CHECKS, History, Question, Word
from tests.domain.gate_rules import ASKED_FOR
from tests.domain.random_histories import EVERY_USE
from tests.helpers.sessions import later


def questions(history: History, dice: Random, number: int) -> Iterator[Question]:
    """Of moments at which something changes, those beside them, and days between."""
    edges = list(_edges(history))
    first, last = history.events[0].at.day - timedelta(days=1), max(edges).day
    for _ in range(number):
        day = first + timedelta(days=dice.randint(0, (last - first).days))
        at = dice.choice(edges) if dice.random() < 0.6 else noon(day)
        image = dice.choice(history.images)
        now = dice.random() < 0.3
        yield Question(image, dice.choice(EVERY_USE), _an_outlet(history, image, dice), at, now)


def every_day(history: History, dice: Random) -> Iterator[Question]:
    """Every use of every image on every day of a history (R39)."""
    day, last = history.events[0].at.day, history.events[-1].at.day
    while day <= last:
        for image in history.images:
            for use in EVERY_USE:
                yield Question(image, use, _an_outlet(history, image, dice), noon(day))
        day += timedelta(days=1)


def noon(day: date) -> Moment:
    return Moment.parse(f"{day}T12:00:00.000-05:00")


def _edges(history: History) -> Iterator[Moment]:
    days = {word.until + timedelta(days=1) for word in _words(history) if word.until}
    for born in history.born.values():
        days |= {date(born.year + age, *month) for age in (18, 19) for month in ((2, 28), (3, 1), (3, 20))}
    days_begin = [Moment.parse(f"{day}T00:00:00.000-05:00") for day in sorted(days)]
    happened = (event.at for event in history.events if not isinstance(event, OF_CHECKS))
    for at in (*happened, *days_begin):
        yield from (later(at, milliseconds=beside) for beside in (-1, 0, 1))


def _an_outlet(history: History, image: str, dice: Random) -> str:
    """Often one that some yes for the image names."""
    named = [word.outlet.name for word in _words(history, image) if word.outlet]
    return dice.choice(named) if named and dice.random() < 0.6 else dice.choice(ASKED_FOR)


def _words(history: History, of: str = "") -> Iterator[Word]:
    return (w for s in history.sessions for (image, _), w in s.answers.items() if of in ("", image))
