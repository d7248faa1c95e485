"""Take images down: a task for every place, its day and its owner, and what became of it (R31, R32)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from consentdesk.domain.facts import ConsentWithdrawn, PlacementNoted, SuspensionLifted, UseSuspended
from consentdesk.domain.placement import Outcome, PlaceKind, Placement, Removal
from consentdesk.domain.take_down import Which
from consentdesk.domain.withdrawal import Asker, Asking, Scope, Way
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.take_down import call_off_removals, open_removals, open_removals_for
from tests.helpers.sessions import ALL_USES, hash_of
from tests.storage.consents import consent

PATIENT = "patient-1"
ASKED = Asking(Asker.PATIENT, Way.TELEPHONE, "Alex Probe")


@pytest.fixture(autouse=True)
def consented(desk: Desk) -> None:
    """Two images of one patient, with a yes for every use."""
    consent(desk.vault, images=2, uses=ALL_USES)


def place(desk: Desk, n: int, use: str = "teaching", image: int = 1, **more: object) -> Placement:
    """A place that was noted."""
    at = Placement(f"place-{n}", hash_of(f"source {image}"), use, PlaceKind.TEACHING_FILE, f"Lecture {n}")
    noted = replace(at, **more)  # type: ignore[arg-type]
    desk.note(PlacementNoted(noted), PATIENT)
    return noted


def withdraw(desk: Desk, scope: Scope = Scope(), id: str = "withdrawal-1") -> tuple[Removal, ...]:  # noqa: B008
    with desk.vault.transaction():
        desk.note(ConsentWithdrawn(id, scope, ASKED), PATIENT)
        return open_removals(desk, PATIENT, id, scope, desk.now())


def suspend(desk: Desk, id: str = "suspension-1") -> tuple[Removal, ...]:
    with desk.vault.transaction():
        desk.note(UseSuspended(id, Scope(), replace(ASKED, who=Asker.FAMILY)), PATIENT)
        return open_removals(desk, PATIENT, id, Scope(), desk.now())


def lift(desk: Desk, id: str = "suspension-1") -> tuple[Removal, ...]:
    with desk.vault.transaction():
        desk.note(SuspensionLifted(id, "The patient agrees."), PATIENT)
        return call_off_removals(desk, id, "The patient agrees.", desk.now())


def test_every_live_place_that_is_reached_gets_a_task_and_no_other(desk: Desk) -> None:
    place(desk, 1)
    place(desk, 2, use="print", kind=PlaceKind.PRINT)
    place(desk, 3, image=2)
    reached = withdraw(desk, Scope((hash_of("source 1"),), ("teaching",)))
    assert [r.placement for r in reached] == ["place-1"]
    assert [line.removal for line in desk.vault.removals_of("withdrawal-1")] == list(reached)


def test_withdrawing_the_record_empties_every_place(desk: Desk) -> None:
    place(desk, 1)
    place(desk, 2, use="print", kind=PlaceKind.PRINT, image=2)
    assert {r.placement for r in withdraw(desk, Scope((), ("medical_record",)))} == {"place-1", "place-2"}


def test_a_task_is_its_places_owners_where_they_work_here_else_of_whoever_is_at_the_desk(desk: Desk) -> None:
    me = desk.vault.me
    place(desk, 1, owner=me.name.upper())
    place(desk, 2, owner="Somebody elsewhere")
    assert [r.owner for r in withdraw(desk)] == [me.id, me.id]


def test_a_place_with_an_open_task_gets_no_second_one_and_both_withdrawals_name_it(desk: Desk) -> None:
    place(desk, 1)
    (first,) = suspend(desk)
    (second,) = withdraw(desk)
    assert second == replace(first, ending="withdrawal-1")
    assert len(desk.vault.removals(Which.OPEN, "")) == 1
    for ending in ("suspension-1", "withdrawal-1"):
        assert [line.removal.id for line in desk.vault.removals_of(ending)] == [first.id]


def test_lifting_a_suspension_calls_off_what_nobody_else_asked_for(desk: Desk) -> None:
    place(desk, 1)
    (task,) = suspend(desk)
    assert lift(desk) == (task,)
    line = desk.vault.removal(task.id)
    assert not line.open and line.place.ended_at is None
    assert [r.outcome for r in line.reports] == [Outcome.NOT_NEEDED]


def test_lifting_a_suspension_leaves_what_a_withdrawal_asked_for(desk: Desk) -> None:
    place(desk, 1)
    suspend(desk)
    (task,) = withdraw(desk)
    assert lift(desk) == ()
    assert desk.vault.removal(task.id).open


def test_a_place_that_was_never_allowed_gets_its_task_when_it_is_noted(desk: Desk) -> None:
    assert open_removals_for(desk, place(desk, 1)) == ()
    assert open_removals_for(desk, place(desk, 2, use="print", outlet="Nature", kind=PlaceKind.PRINT))
    withdraw(desk)
    (task,) = open_removals_for(desk, place(desk, 3))
    assert (task.placement, task.ending) == ("place-3", "")
    assert task.due >= desk.now().day


def test_lists_page_by_day_and_by_owner(desk: Desk) -> None:
    for n in range(7):
        place(desk, n)
    withdraw(desk)
    me, seen, after = desk.vault.me.id, [], None
    while lines := desk.vault.removals(Which.MINE, me, after, limit=3):
        seen += [line.removal.placement for line in lines]
        after = desk.vault.removal_place(lines[-1].removal.id)
    assert sorted(seen) == [f"place-{n}" for n in range(7)]
    assert desk.vault.removals(Which.MINE, "somebody-else") == ()
    counts = desk.vault.removal_counts(me, desk.now().day + timedelta(days=30))
    assert (counts.open, counts.overdue, counts.mine) == (7, 7, 7)
    assert desk.vault.removal_counts(me, date(2020, 1, 1)).overdue == 0
