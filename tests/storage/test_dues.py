"""What falls due: only what is due, in its order, page by page, and never by walking a whole table."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consentdesk.domain.dues import Wait
from consentdesk.domain.facts import (
    Body,
    ConsentWithdrawn,
    DocumentGiven,
    PlacementEnded,
    PlacementNoted,
    RemovalOpened,
    RemovalReported,
    SuspensionLifted,
    UseSuspended,
)
from consentdesk.domain.moment import Moment
from consentdesk.domain.placement import Outcome, PlaceKind, Placement, Removal
from consentdesk.domain.withdrawal import Scope
from consentdesk.storage.vault import OpenVault
from consentdesk.storage.views import tables
from tests.helpers.sessions import NOW, later, rules
from tests.storage.plans import heard, plans_of, walks
from tests.storage.test_rebuild import facts_of, views_of
from tests.workflows.minors import BY_FAMILY, BY_PATIENT, Minor, agree, lift, suspend, withdraw

DAY = NOW.day
AGES = rules().pack.ages
BORN = date(1990, 1, 1)
SOONEST, LATEST = DAY - timedelta(days=30), DAY + timedelta(days=60)


def days(n: int) -> date:
    return DAY + timedelta(days=n)


@pytest.fixture
def ending(vault: OpenVault) -> OpenVault:
    """Consents whose yes's outside the record end so many days from now."""
    for number, last in enumerate((-31, -30, -1, 0, 5, 5, 60, 61), 1):
        agree(vault, Minor(number, BORN), later(days=-400), "adult", until=days(last))
    return vault


def ends(vault: OpenVault) -> list[tuple[str, int]]:
    return [(line.patient, (line.last_day - DAY).days) for line in vault.answers_end(SOONEST, LATEST)]


def test_answers_that_end_soon_or_ended_lately_are_listed_by_their_last_day(ending: OpenVault) -> None:
    expected = [-30, -1, 0, 5, 5, 60]
    assert [last for _who, last in ends(ending)] == expected
    first = ending.answers_end(SOONEST, LATEST)[0]
    assert (first.patient_name, first.images, first.uses) == ("Noor Probe 2", 2, ("teaching",))


def test_whoever_was_asked_anew_withdrew_died_or_was_erased_is_not_asked_again(ending: OpenVault) -> None:
    agree(ending, Minor(2, BORN), NOW, "adult")
    withdraw(ending, Minor(3, BORN), NOW)
    agree(ending, Minor(4, BORN), NOW, "deceased", images=(3,))
    ending.erase_patient(Minor(5, BORN).id, NOW)
    for n in (1, 2):
        ending.erase_image(Minor(6, BORN).image(n), NOW)
    assert ends(ending) == [("minor-7", 60)]


def test_one_erased_image_leaves_the_others_of_its_record(ending: OpenVault) -> None:
    ending.erase_image(Minor(7, BORN).image(1), NOW)
    assert [line.images for line in ending.answers_end(days(60), days(60))] == [1]


def note(vault: OpenVault, id: str, **known: Any) -> None:
    placed = Placement(id, Minor(1, BORN).image(1), "teaching", PlaceKind.DISPLAY, f"Poster {id}", **known)
    vault.append(PlacementNoted(placed), NOW, Minor(1, BORN).id)


def due(vault: OpenVault) -> list[tuple[str, int, bool]]:
    lines = vault.places_due(DAY)
    return [(line.line.placement.id, (line.day - DAY).days, line.last_day) for line in lines]


def test_places_are_due_when_their_review_or_their_last_day_has_come(vault: OpenVault) -> None:
    agree(vault, Minor(1, BORN), later(days=-9), "adult")
    note(vault, "reviewed today", review_on=days(0))
    note(vault, "reviewed tomorrow", review_on=days(1))
    note(vault, "over", until=days(-3), review_on=days(-9))
    note(vault, "to stay", until=days(9), review_on=days(-5))
    note(vault, "over today", until=days(0))
    note(vault, "over tomorrow", until=days(1))
    note(vault, "for ever")
    note(vault, "ended", review_on=days(-2))
    vault.append(PlacementEnded("ended", Outcome.REMOVED), NOW, Minor(1, BORN).id)
    expected = [("to stay", -5, False), ("over", -3, True)]
    expected += [("over today", 0, True), ("reviewed today", 0, False)]
    assert due(vault) == expected
    note(vault, "to stay", review_on=days(300))
    assert due(vault) == expected[1:]


def test_a_place_that_somebody_takes_down_is_due_once_alone(vault: OpenVault) -> None:
    agree(vault, Minor(1, BORN), later(days=-9), "adult")
    note(vault, "place", review_on=days(-1))
    vault.append(RemovalOpened(Removal("r", "place", "w", "m", DAY)), NOW, Minor(1, BORN).id)
    assert due(vault) == []
    vault.append(RemovalReported("r", Outcome.NOT_NEEDED), later(days=1), Minor(1, BORN).id)
    assert due(vault) == [("place", -1, False)]


def waiting(vault: OpenVault) -> dict[str, str]:
    return {line.ending: wait.name for wait in Wait for line in vault.endings_waiting(wait)}


def test_a_withdrawal_waits_for_its_receipt_and_then_for_the_last_one(vault: OpenVault) -> None:
    patient = Minor(1, BORN).id

    def then(body: Body, minutes: int) -> dict[str, str]:
        vault.append(body, later(minutes=minutes), patient)
        return waiting(vault)

    agree(vault, Minor(1, BORN), later(days=-9), "adult")
    assert then(ConsentWithdrawn("w", Scope(), BY_PATIENT), 1) == {"w": "RECEIPT"}
    assert then(RemovalOpened(Removal("r1", "p1", "w", "m", DAY)), 2) == {"w": "RECEIPT"}
    assert then(RemovalOpened(Removal("r2", "p2", "w", "m", DAY)), 2) == {"w": "RECEIPT"}
    assert then(DocumentGiven("withdrawal_receipt", "w", "printed"), 3) == {}
    assert then(RemovalReported("r1", Outcome.REMOVED), 4) == {}
    assert then(RemovalReported("r2", Outcome.REFUSED_BY_OUTLET), 5) == {}
    assert then(RemovalReported("r2", Outcome.CANNOT_RETRACT), 6) == {"w": "FINAL_RECEIPT"}
    assert then(DocumentGiven("final_receipt", "w", "declined"), 7) == {}


def test_where_all_was_seen_to_at_once_the_last_receipt_is_the_only_one(vault: OpenVault) -> None:
    agree(vault, Minor(1, BORN), later(days=-9), "adult")
    for body in (
        ConsentWithdrawn("w", Scope(), BY_PATIENT),
        RemovalOpened(Removal("r1", "p1", "w", "m", DAY)),
        RemovalReported("r1", Outcome.REMOVED),
    ):
        vault.append(body, NOW, Minor(1, BORN).id)
    assert waiting(vault) == {"w": "FINAL_RECEIPT"}
    vault.append(DocumentGiven("final_receipt", "w", "saved"), NOW, Minor(1, BORN).id)
    assert waiting(vault) == {}


def test_a_suspension_waits_until_it_is_lifted(vault: OpenVault) -> None:
    agree(vault, Minor(1, BORN), later(days=-9), "adult")
    first, second = (suspend(vault, Minor(1, BORN), later(minutes=n)) for n in (1, 2))
    lines = vault.endings_waiting(Wait.SETTLING)
    assert [(line.ending, line.patient_name) for line in lines] == [
        (first, "Kim Probe 1"),
        (second, "Kim Probe 1"),
    ]
    lift(vault, Minor(1, BORN), first, later(minutes=3))
    assert waiting(vault) == {second: "SETTLING"}


def test_of_an_erased_patient_nothing_falls_due(vault: OpenVault) -> None:
    agree(vault, Minor(1, date(2008, 1, 1)), later(days=-400), until=days(3))
    withdraw(vault, Minor(1, BORN), later(days=-500))
    suspend(vault, Minor(1, BORN), later(days=-500))
    note(vault, "place", review_on=days(-1))
    vault.erase_patient("minor-1", NOW)
    assert waiting(vault) == {} and due(vault) == [] and ends(vault) == []
    assert vault.came_of_age(AGES, DAY) == ()


def test_pages_follow_each_other_without_gap_or_repeat(vault: OpenVault) -> None:
    for n in range(1, 12):  # several on one day, in two bands of age
        born = date(2008, 1, 1 + n // 4)
        agree(vault, Minor(n, born), later(days=-100 * (1 + n % 9)), until=days(n // 3))
        withdraw(vault, Minor(n, born), later(days=-2000 + n // 2))
        note(vault, f"place {n}", review_on=days(-(n // 3)))
    lists: dict[str, Callable[[Any, int], Sequence[Any]]] = {
        "ends": lambda after, limit: vault.answers_end(SOONEST, LATEST, after, limit),
        "came": lambda after, limit: vault.came_of_age(AGES, DAY, after, limit),
        "coming": lambda after, limit: vault.coming_of_age(AGES, days(-90), DAY, after, limit),
        "waiting": lambda after, limit: vault.endings_waiting(Wait.RECEIPT, after, limit),
        "places": lambda after, limit: vault.places_due(DAY, after, limit),
        "copies": lambda after, limit: vault.copies_not_given(limit, after),
    }
    for name, page in lists.items():
        whole, turned = page(None, 100), []
        assert len(whole) == 11, name
        while lines := page(turned[-1] if turned else None, 2):
            turned += lines
        assert turned == list(whole), name


def test_a_line_that_is_gone_meanwhile_breaks_no_page(vault: OpenVault) -> None:
    for n in range(1, 5):
        agree(vault, Minor(n, date(2008, 1, n)), later(days=-400))
    first = vault.came_of_age(AGES, DAY, None, 1)[0]
    agree(vault, Minor(4, first.born), NOW, "adult")
    assert [line.patient for line in vault.came_of_age(AGES, DAY, first)] == ["minor-3", "minor-2", "minor-1"]


def test_whoever_was_born_on_29_february_comes_of_age_as_the_pack_says(vault: OpenVault) -> None:
    agree(vault, Minor(1, date(2008, 2, 29)), later(days=-400))
    agree(vault, Minor(2, date(2008, 2, 28)), later(days=-400))

    def came(leap: tuple[int, int], day: date) -> list[str]:
        return [line.patient for line in vault.came_of_age(replace(AGES, leap_birthday=leap), day)]

    assert came((3, 1), date(2026, 2, 28)) == ["minor-2"]
    assert came((3, 1), date(2026, 3, 1)) == ["minor-1", "minor-2"]
    assert came((2, 28), date(2026, 2, 28)) == ["minor-1", "minor-2"]
    assert came((2, 28), date(2026, 2, 27)) == []


def test_with_two_ages_of_majority_each_answer_has_its_own_day(vault: OpenVault) -> None:
    two = replace(AGES, adult_with_capacity_from=16)
    minor = Minor(1, date(2008, 6, 1))
    agree(vault, minor, Moment.parse("2023-01-01T10:00:00.000-05:00"), images=(1,))
    agree(vault, minor, Moment.parse("2025-01-01T10:00:00.000-05:00"), "represented", images=(2,))
    lines = vault.came_of_age(two, date(2026, 6, 1))
    assert [(line.age, line.day, line.images) for line in lines] == [
        (18, date(2026, 6, 1), 1),
        (16, date(2024, 6, 1), 1),
    ]
    assert [line.age for line in vault.came_of_age(two, date(2026, 5, 31))] == [16]


about_an_ending = st.sampled_from([
    ConsentWithdrawn("e1", Scope(), BY_PATIENT),
    UseSuspended("e2", Scope(), BY_FAMILY),
    SuspensionLifted("e2", "The patient agrees"),
    *(RemovalOpened(Removal(f"r{n}", "p", f"e{e}", "m", DAY)) for n in (1, 2) for e in (1, 2)),
    *(RemovalReported(f"r{n}", o) for n in (1, 2) for o in (Outcome.REMOVED, Outcome.REFUSED_BY_OUTLET)),
    DocumentGiven("withdrawal_receipt", "e1", "printed"),
    DocumentGiven("final_receipt", "e1", "printed"),
])  # fmt: skip
moments = st.integers(0, 4).map(lambda n: later(minutes=n))


each_once = st.lists(st.tuples(moments, about_an_ending), max_size=12, unique_by=lambda said: repr(said[1]))


@given(each_once, st.randoms(use_true_random=False))
def test_what_an_ending_waits_for_does_not_depend_on_the_order_of_arrival(
    asked: list[tuple[Moment, Body]], shuffled: random.Random
) -> None:
    made = facts_of(asked)
    expected = tables.fingerprint(views_of(made))["endings_waiting"]
    shuffled.shuffle(made)
    assert tables.fingerprint(views_of(made))["endings_waiting"] == expected


def test_no_question_walks_a_whole_table(vault: OpenVault) -> None:
    agree(vault, Minor(1, date(2008, 1, 1)), later(days=-400), until=days(3))
    withdraw(vault, Minor(1, BORN), later(days=-500))
    note(vault, "place", review_on=days(-1))
    with heard(vault) as asked:
        assert vault.answers_end(SOONEST, LATEST) and vault.came_of_age(AGES, DAY) and vault.places_due(DAY)
        assert vault.endings_waiting(Wait.RECEIPT) and vault.copies_not_given()
        vault.coming_of_age(AGES, DAY, LATEST)
    plans = plans_of(vault, asked)
    assert len(plans) > 40
    assert [sql for sql, plan in plans.items() if walks(plan)] == []
    sorts = [step for plan in plans.values() for step in plan if "TEMP B-TREE" in step]
    assert all("LAST" in step for step in sorts), "only what an index has brought together is sorted"
