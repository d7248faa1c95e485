"""Checks for what identifies the patient, told at random beside what else happened to images (R26, R27).

They have dice of their own: without them the same seed tells the same sessions and withdrawals.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from random import Random

from consentdesk.domain.moment import Moment
from tests.domain.gate_history import Event, History, Left, LookedThrough, Question, Renamed, SecondSaid
from tests.domain.gate_rules import ASKED_FOR, PUBLISHING
from tests.helpers.sessions import later

CHECKER, SECOND, LEAVER = "checker", "second", "leaver"
PEOPLE = (CHECKER, SECOND, LEAVER)
WORDS = ("short", "long")
LASTS_DAYS = 30
LATE_MS = 20 * 86_400_000
USES = sorted(PUBLISHING | {"teaching"})
AGE = tuple(timedelta(days=days, milliseconds=beside) for days in (0, LASTS_DAYS) for beside in (-1, 0, 1))
BETWEEN = (timedelta(days=2), timedelta(days=29), timedelta(days=45))


def with_checks(history: History, seed: int, number: int = 20) -> History:
    """The same history with so many checks, what second persons said to them, corrections of who a patient
    is, and somebody who leaves."""
    dice = Random(f"checks {seed}")
    own = [event for event in _told(history, dice, number) if event is not None]
    return History(history.born, history.made_from, (*history.events, *own))


def about_checks(history: History, dice: Random, number: int) -> Iterator[Question]:
    """Questions of now around checks: when each begins and ends to count, with its words, others and none."""
    checks = [event for event in history.events if isinstance(event, LookedThrough)]
    for check in dice.choices(checks, k=number if checks else 0):
        at = _after(check.at, dice.choice((*AGE, *BETWEEN)))
        image = check.image if dice.random() < 0.9 else dice.choice(history.images)
        use = check.use if dice.random() < 0.9 else dice.choice(USES)
        outlet = check.outlet if dice.random() < 0.7 else dice.choice(ASKED_FOR)
        words = check.words if dice.random() < 0.6 else dice.choice((*WORDS, ""))
        yield Question(image, use, outlet, at, True, words)


def about_last_checks(history: History, dice: Random, number: int) -> Iterator[Question]:
    """Of those around the last checks, such as come after everything that happened."""
    checks = [event for event in history.events if isinstance(event, LookedThrough)][-8:]
    last = History(history.born, history.made_from, [*history.sessions, *checks])
    ends = history.events[-1].at.utc
    yield from (asked for asked in about_checks(last, dice, number) if asked.at.utc >= ends)


def _told(history: History, dice: Random, number: int) -> Iterator[Event | None]:
    first, last = history.events[0].at, history.events[-1].at
    span_ms = max(1, int((last.utc - first.utc).total_seconds() * 1000))
    yield Left(later(first, milliseconds=span_ms // 2), LEAVER)
    for n, patient in enumerate(history.born):
        if n % 2 == 0:
            for number_known in (1, dice.choice((0, 2))):
                yield Renamed(later(first, milliseconds=1 + dice.randrange(span_ms)), patient, number_known)
    ids = count(1)
    for _ in range(number):
        late_ms = max(0, span_ms - LATE_MS) if dice.random() < 0.4 else 0
        yield from _check(
            history, dice, later(first, milliseconds=dice.randrange(late_ms, span_ms)), next(ids)
        )


def _check(history: History, dice: Random, at: Moment, number: int) -> Iterator[Event | None]:
    cells = [
        (image, use, word)
        for session in history.sessions
        if session.at.utc <= at.utc
        for (image, use), word in session.answers.items()
        if use in USES
    ]
    if not cells:
        return
    image, use, word = dice.choice(cells)
    named = word.outlet.name if word.outlet and dice.random() < 0.8 else dice.choice(ASKED_FOR[1:])
    id = f"check-{dice.randrange(1000)}-{number}"
    by = dice.choice((CHECKER, CHECKER, SECOND))
    yield LookedThrough(at, id, image, history.owner(image, at), use, named, dice.choice(WORDS), by)
    for _ in range(dice.choice((0, 1, 1, 2))):
        after = dice.choice((timedelta(0), timedelta(minutes=3), timedelta(days=4)))
        yield SecondSaid(_after(at, after), id, dice.choice(PEOPLE), dice.random() < 0.85)


def _after(at: Moment, wait: timedelta) -> Moment:
    return Moment(at.utc + wait, at.offset_minutes)
