"""The year in which a clinic's minors turn 18, day by day: who is listed when, and why no longer (R14)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from consentdesk.domain.dues import NEW_ADULT_LETTER, ComesOfAge
from consentdesk.domain.facts import DocumentGiven, RecordMoved
from consentdesk.domain.moment import Moment
from consentdesk.domain.withdrawal import Scope
from consentdesk.storage.vault import OpenVault
from consentdesk.system.clock import FixedClock
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.work_list import Work, more_work, work_list
from tests.helpers.sessions import later
from tests.workflows.minors import Minor, agree, lift, suspend, withdraw

DAYS_AHEAD = 90
Act = Callable[[OpenVault, Minor, Moment], object]
Listed = dict[str, tuple[date, int]]


def decide(vault: OpenVault, minor: Minor, at: Moment) -> None:
    agree(vault, minor, at, "adult")


def decide_one(vault: OpenVault, minor: Minor, at: Moment) -> None:
    agree(vault, minor, at, "adult", images=(1,))


def say_no(vault: OpenVault, minor: Minor, at: Moment) -> None:
    agree(vault, minor, at, "adult", refused=("medical_record", "teaching"))


def die(vault: OpenVault, minor: Minor, at: Moment) -> None:
    agree(vault, minor, at, "deceased", images=(3,))


def erase(vault: OpenVault, minor: Minor, at: Moment) -> None:
    vault.erase_patient(minor.id, at)


def erase_one(vault: OpenVault, minor: Minor, at: Moment) -> None:
    vault.erase_image(minor.image(1), at)


def write_to(vault: OpenVault, minor: Minor, at: Moment) -> None:
    vault.append(DocumentGiven(NEW_ADULT_LETTER, minor.id, "printed"), at, minor.id)


@dataclass(frozen=True)
class Fate:
    """What becomes of a minor, so many days after their birthday, and how many images wait from then on."""

    act: Act | None = None
    days: int = 0
    images_left: int = 0
    until_birthday: int | None = None  # the last day of what was agreed to, so many days after the birthday
    pathway: str = "minor"


FATES = (
    Fate(),
    Fate(decide, 40),
    Fate(decide_one, 3, images_left=1),
    Fate(say_no, 12),
    Fate(withdraw, 25),
    Fate(lambda v, m, at: withdraw(v, m, at, Scope((m.image(2),), ("teaching",))), 9, images_left=1),
    Fate(lambda v, m, at: withdraw(v, m, at, Scope((), ("medical_record",))), 7),
    Fate(suspend, 5, images_left=2),
    Fate(write_to, 14, images_left=2),
    Fate(die, 20),
    Fate(die, -30),
    Fate(erase, 33),
    Fate(erase_one, 11, images_left=1),
    Fate(until_birthday=-1),
    Fate(until_birthday=0),
    Fate(until_birthday=100),
    Fate(withdraw, -200),
    Fate(lambda v, m, at: agree(v, m, at, "minor"), -100, images_left=2),
    Fate(pathway="represented"),
    Fate(pathway="adult"),
)
AROUND_LEAP_DAY = tuple(date(2010, 2, 27) + timedelta(days=n) for n in range(4))
BORN_ON_LEAP_DAY = (date(2008, 2, 28), date(2008, 2, 29), date(2008, 3, 1))


def turns_18(born: date) -> date:
    if (born.month, born.day) == (2, 29):
        return date(born.year + 18, 3, 1)  # 18 years after a leap year there is no 29 February
    return born.replace(year=born.year + 18)


@dataclass(frozen=True)
class Case:
    minor: Minor
    fate: Fate

    @property
    def day(self) -> date:
        return turns_18(self.minor.born)

    def expected(self, today: date) -> tuple[str, int] | None:
        """In which list this one stands, and for how many images."""
        fate = self.fate
        if fate.pathway == "adult" or fate.until_birthday == -1:
            return None
        acted = fate.act is not None and today >= self.day + timedelta(days=fate.days)
        images = fate.images_left if acted else 2
        if not images or today < self.day - timedelta(days=DAYS_AHEAD):
            return None
        return ("came" if today >= self.day else "coming"), images


def year(first: date, leap: tuple[date, ...]) -> tuple[Case, ...]:
    """Each fate, twice, with birthdays all over a year; and everybody born around a 29 February."""
    spread = [first.replace(year=first.year - 18) + timedelta(days=9 * n) for n in range(2 * len(FATES))]
    born = [
        *((day, fate) for day, fate in zip(spread, FATES * 2, strict=True)),
        *((day, FATES[0]) for day in leap),
    ]
    return tuple(Case(Minor(n, day), fate) for n, (day, fate) in enumerate(born, 1))


@pytest.fixture
def years(desk: Desk) -> Iterator[Callable[[date], tuple[Desk, FixedClock]]]:
    """A desk whose clock stands at noon of a day."""

    def at(day: date) -> tuple[Desk, FixedClock]:
        clock = FixedClock(Moment.parse(f"{day}T12:00:00.000-05:00"), ticking=False)
        return replace(desk, clock=clock), clock

    yield at


def listed(desk: Desk, kind: Work) -> tuple[ComesOfAge, ...]:
    """Every line of a kind, page by page."""
    group = next((group for group in work_list(desk).groups if group.kind is kind), None)
    lines = list(group.lines) if group else []
    while lines and (more := more_work(desk, kind, lines[-1])):
        lines += more
    assert all(isinstance(line, ComesOfAge) for line in lines)
    return tuple(line for line in lines if isinstance(line, ComesOfAge))


@pytest.mark.parametrize(
    ("first", "leap"),
    [(date(2025, 9, 1), BORN_ON_LEAP_DAY), (date(2027, 9, 1), AROUND_LEAP_DAY)],
    ids=["born on 29 February", "through a 29 February"],
)
def test_each_day_of_a_year_lists_exactly_those_who_wait(
    years: Callable[[date], tuple[Desk, FixedClock]], first: date, leap: tuple[date, ...]
) -> None:
    desk, clock = years(first - timedelta(days=900))
    vault, cases = desk.vault, year(first, leap)
    assert isinstance(vault, OpenVault)
    for case in cases:
        fate = case.fate
        until = None if fate.until_birthday is None else case.day + timedelta(days=fate.until_birthday)
        agree(vault, case.minor, desk.now(), fate.pathway, until=until)
    clock.advance(timedelta(days=700))
    for _ in range(200 + 366):
        clock.advance(timedelta(days=1))
        today = desk.now().day
        for case in cases:
            if case.fate.act and today == case.day + timedelta(days=case.fate.days):
                case.fate.act(vault, case.minor, desk.now())
        if today < first:
            continue
        expected = {case.minor.id: found for case in cases if (found := case.expected(today))}
        came, coming = listed(desk, Work.OF_AGE), listed(desk, Work.SOON_OF_AGE)
        found = {
            line.patient: (name, line.images)
            for name, lines in (("came", came), ("coming", coming))
            for line in lines
        }
        assert found == expected, today
        assert len(came) + len(coming) == len(found), "nobody stands there twice"
        assert [line.day for line in came] == sorted((line.day for line in came), reverse=True)
        assert [line.day for line in coming] == sorted(line.day for line in coming)
        assert {line.patient: line.day for line in (*came, *coming)} == {
            case.minor.id: case.day for case in cases if case.minor.id in found
        }


def test_a_letter_that_was_given_is_said_and_the_line_stays(
    years: Callable[[date], tuple[Desk, FixedClock]],
) -> None:
    desk, clock = years(date(2026, 3, 1))
    minor = Minor(1, date(2008, 2, 29))
    vault = desk.vault
    assert isinstance(vault, OpenVault)
    agree(vault, minor, later(desk.now(), days=-800))
    assert [line.letter_at for line in listed(desk, Work.OF_AGE)] == [None]
    write_to(vault, minor, desk.now())
    assert [line.letter_at for line in listed(desk, Work.OF_AGE)] == [desk.now()]
    vault.append(DocumentGiven(NEW_ADULT_LETTER, minor.id, "declined"), later(desk.now(), hours=1), minor.id)
    assert [line.letter_at for line in listed(desk, Work.OF_AGE)] == [None], "none was sent after all"
    clock.advance(timedelta(days=400))
    assert [line.patient for line in listed(desk, Work.OF_AGE)] == [minor.id]


def test_a_suspension_that_was_lifted_leaves_them_to_decide(
    years: Callable[[date], tuple[Desk, FixedClock]],
) -> None:
    desk, clock = years(date(2026, 3, 1))
    minor = Minor(1, date(2008, 2, 29))
    vault = desk.vault
    assert isinstance(vault, OpenVault)
    agree(vault, minor, later(desk.now(), days=-800))
    suspension = suspend(vault, minor, desk.now())
    assert [line.images for line in listed(desk, Work.OF_AGE)] == [2]
    clock.advance(timedelta(days=1))
    lift(vault, minor, suspension, desk.now())
    assert [line.images for line in listed(desk, Work.OF_AGE)] == [2]


def test_a_death_that_was_a_mistake_brings_them_back(
    years: Callable[[date], tuple[Desk, FixedClock]],
) -> None:
    desk, clock = years(date(2026, 3, 1))
    minor = Minor(1, date(2008, 2, 29))
    vault = desk.vault
    assert isinstance(vault, OpenVault)
    agree(vault, minor, later(desk.now(), days=-800))
    wrong = agree(vault, minor, desk.now(), "deceased", images=(3,))
    assert listed(desk, Work.OF_AGE) == ()
    clock.advance(timedelta(days=1))
    right = agree(vault, minor, desk.now(), "adult", images=(3,))
    vault.append(
        RecordMoved(wrong.id, wrong.code, right.id, right.code, right.sealed_at), desk.now(), minor.id
    )
    assert [line.patient for line in listed(desk, Work.OF_AGE)] == [minor.id]
