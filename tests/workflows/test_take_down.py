"""Take images down: a task for every place, its day and its owner, and what became of it (R31, R32)."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pytest

from consentdesk.domain.duties import Step
from consentdesk.domain.facts import SuspensionLifted
from consentdesk.domain.placement import Outcome, PlaceKind, ProofKind, Removal
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.take_down import Which
from consentdesk.domain.withdrawal import Scope
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.give_paper import sealed_paper
from consentdesk.workflows.notices import notices
from consentdesk.workflows.receipts import final_receipt
from consentdesk.workflows.register import change_placement
from consentdesk.workflows.take_down import (
    Shown,
    call_off_removals,
    hand_on,
    open_removals_for,
    overdue_removals,
    report,
    task,
    tasks,
)
from tests.helpers.sessions import ALL_USES, hash_of, sealed_record
from tests.storage.consents import consent, images_of, person, register
from tests.workflows.taking_down import PATIENT, place, suspend, withdraw


@pytest.fixture(autouse=True)
def consented(desk: Desk) -> None:
    """Two images of one patient, with a yes for every use."""
    consent(desk.vault, images=2, uses=ALL_USES)


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


def test_a_place_follows_the_image_to_whom_a_later_record_says_it_is(desk: Desk) -> None:
    place(desk, 1)
    desk.clock.advance(timedelta(minutes=1))  # type: ignore[attr-defined]  # a clock for tests
    register(desk.vault, person(2), desk.now())
    moved = replace(images_of(sealed_record())[0], source_sha256=hash_of("source 1"))
    desk.note(moved, "patient-2")
    assert desk.vault.placements_reached(PATIENT, Scope()) == ()
    (reached,) = desk.vault.placements_reached("patient-2", Scope())
    assert (reached.placement.id, reached.patient) == ("place-1", PATIENT)


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


def test_a_suspension_leaves_the_medical_record_where_it_is(desk: Desk) -> None:
    place(desk, 1, use="medical_record", kind=PlaceKind.OTHER)
    assert suspend(desk) == ()
    assert len(withdraw(desk)) == 1


def test_tasks_are_listed_whoever_the_image_turned_out_to_be_of_and_was_erased(desk: Desk) -> None:
    wrong = place(desk, 1)
    (task,) = withdraw(desk)
    desk.clock.advance(timedelta(minutes=1))  # type: ignore[attr-defined]  # a clock for tests
    register(desk.vault, person(2), desk.now())
    desk.note(replace(images_of(sealed_record())[0], source_sha256=hash_of("source 1")), "patient-2")
    change_placement(desk, replace(wrong, title="Another hall"))
    with desk.vault.erasing():
        desk.vault.erase_patient("patient-2", desk.now())
    assert [line.removal for line in tasks(desk, Which.OPEN).lines] == [task]


def test_a_place_that_comes_to_light_later_is_a_task_of_the_withdrawal(desk: Desk) -> None:
    withdraw(desk)
    (task,) = open_removals_for(desk, place(desk, 3))
    assert (task.placement, task.ending) == ("place-3", "withdrawal-1")
    assert task.due >= desk.now().day
    with pytest.raises(Refusal, match="removals_still_open"):
        final_receipt(desk, "withdrawal-1")


def test_what_comes_to_light_after_the_last_receipt_is_a_task_all_the_same(desk: Desk) -> None:
    withdraw(desk)
    sealed_paper(desk, replace(final_receipt(desk, "withdrawal-1"), drawn=lambda paper: b"a paper"), "A4")
    (task,) = open_removals_for(desk, place(desk, 3))
    assert task.ending == ""


def test_a_place_noted_while_uses_are_held_back_is_called_off_with_the_suspension(desk: Desk) -> None:
    suspend(desk)
    (task,) = open_removals_for(desk, place(desk, 1))
    assert lift(desk) == (task,)


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


NOTED = Shown(ProofKind.NOTE, said="The slide is gone.")
PHOTOGRAPHED = Shown(ProofKind.PICTURE, (b"a picture of an empty wall",))


def the_task(desk: Desk, kind: PlaceKind = PlaceKind.TEACHING_FILE, use: str = "teaching") -> Removal:
    place(desk, 1, use, kind=kind, outlet="Pediatrics" if use in ("print", "online") else "")
    (opened,) = withdraw(desk)
    return opened


def refused(desk: Desk, removal: Removal, *said: object) -> list[str]:
    with pytest.raises(Refusal) as no:
        report(desk, removal.id, *said)  # type: ignore[arg-type]
    assert desk.vault.removal(removal.id).open
    return [p.code for p in no.value.problems]


def test_a_place_that_was_left_is_over_and_its_task_closed(desk: Desk) -> None:
    line = report(desk, the_task(desk).id, Outcome.REMOVED, "Done at once.", NOTED)
    assert not line.open and line.place.outcome is Outcome.REMOVED
    (said,) = line.reports
    assert (said.by, said.note, said.proof and said.proof.said) == (
        desk.vault.me.id,
        "Done at once.",
        "The slide is gone.",
    )
    assert desk.vault.placements_of(PATIENT) == ()


def test_a_picture_that_shows_it_lies_in_the_vault_and_goes_with_the_patient(desk: Desk) -> None:
    line = report(desk, the_task(desk).id, Outcome.REMOVED, "", PHOTOGRAPHED)
    proof = line.reports[0].proof
    assert proof is not None and desk.vault.blob(proof.pictures[0]) == PHOTOGRAPHED.pictures[0]
    desk.vault.destroy_key(f"patient:{PATIENT}")
    with pytest.raises(Refusal, match="blob_unknown"):
        desk.vault.blob(proof.pictures[0])


def test_a_picture_that_shows_it_is_missed_by_the_check_when_it_is_gone(desk: Desk) -> None:
    line = report(desk, the_task(desk).id, Outcome.REMOVED, "", PHOTOGRAPHED)
    proof = line.reports[0].proof
    assert proof is not None

    def missing() -> set[str]:
        return {f.about for f in desk.vault.check().findings if f.code == "blob_missing"}

    assert proof.pictures[0] not in missing()
    desk.vault._db.run("DELETE FROM blobs WHERE sha256 = ?", proof.pictures[0])  # type: ignore[attr-defined]
    assert proof.pictures[0] in missing()


def test_what_is_beyond_control_closes_the_task_and_leaves_the_place_noted(desk: Desk) -> None:
    opened = the_task(desk, PlaceKind.WEBSITE, "online")
    line = report(desk, opened.id, Outcome.BEYOND_CONTROL, "It was downloaded 40 times.")
    assert not line.open and line.place.ended_at is None
    assert open_removals_for(desk, line.place.placement) == (), "nobody is asked for the impossible again"


def test_print_that_cannot_be_called_back_needs_a_word_and_no_proof(desk: Desk) -> None:
    opened = the_task(desk, PlaceKind.PRINT, "print")
    assert refused(desk, opened, Outcome.CANNOT_RETRACT) == ["removal_note_missing"]
    line = report(desk, opened.id, Outcome.CANNOT_RETRACT, "In every library.")
    assert line.place.outcome is Outcome.CANNOT_RETRACT and not line.open


@pytest.mark.parametrize(
    ("shown", "code"),
    [
        (None, "proof_missing"),
        (Shown(ProofKind.NOTE, said="Gone."), "proof_missing"),  # a web page is looked at
        (Shown(ProofKind.PICTURE), "proof_picture_missing"),
        (Shown(ProofKind.LINK_CHECKED), "link_check_day_wrong"),
        (Shown(ProofKind.LINK_CHECKED, checked_on=date(2099, 1, 1)), "link_check_day_wrong"),
    ],
)
def test_a_web_page_is_gone_only_when_something_shows_it(desk: Desk, shown: Shown | None, code: str) -> None:
    opened = the_task(desk, PlaceKind.WEBSITE, "online")
    assert refused(desk, opened, Outcome.REMOVED, "", shown) == [code]


def test_what_cannot_become_of_a_place_is_refused(desk: Desk) -> None:
    opened = the_task(desk, PlaceKind.DISPLAY)
    assert refused(desk, opened, Outcome.CANNOT_RETRACT, "why") == ["outcome_not_of_this_place"]
    assert refused(desk, opened, Outcome.REFUSED_BY_OUTLET, "why") == ["outcome_not_of_this_place"]
    assert refused(desk, opened, Outcome.REMOVED, "", Shown(ProofKind.NOTE)) == ["proof_note_missing"]


def test_a_refused_proof_keeps_no_picture(desk: Desk) -> None:
    opened = the_task(desk, PlaceKind.DISPLAY)
    assert refused(desk, opened, Outcome.CANNOT_RETRACT, "", PHOTOGRAPHED)
    with pytest.raises(Refusal, match="blob_unknown"):
        desk.vault.blob(hashlib.sha256(PHOTOGRAPHED.pictures[0]).hexdigest())


def test_what_became_of_a_place_can_be_said_of_every_image_there_at_once(desk: Desk) -> None:
    for n, (image, title) in enumerate(((1, "Poster"), (2, "Poster"), (1, "Another poster"))):
        place(desk, n, image=image, kind=PlaceKind.DISPLAY, title=title)
    first, second, third = withdraw(desk)
    assert [line.removal for line in task(desk, first.id).beside] == [second]
    report(desk, first.id, Outcome.REMOVED, "", PHOTOGRAPHED, everywhere=True)
    assert not desk.vault.removal(second.id).open and desk.vault.removal(third.id).open
    assert desk.vault.removal(second.id).reports[0].proof == desk.vault.removal(first.id).reports[0].proof
    report(desk, third.id, Outcome.REMOVED, "", PHOTOGRAPHED, everywhere=True)


def test_tasks_whose_day_has_passed_are_told_on_home(desk: Desk) -> None:
    opened = the_task(desk)
    assert overdue_removals(desk) == 0 and not [n for n in notices(desk) if n.code == "removals_overdue"]
    desk.clock.advance(timedelta(days=1))  # type: ignore[attr-defined]  # a clock for tests
    (notice,) = (n for n in notices(desk) if n.code == "removals_overdue")
    assert (notice.room, notice.details) == ("removals", {"count": 1})
    report(desk, opened.id, Outcome.REMOVED, "", NOTED)
    assert overdue_removals(desk) == 0


def test_each_refusal_by_an_outlet_goes_further_up_with_another_day_and_other_steps(desk: Desk) -> None:
    opened = the_task(desk, PlaceKind.PRINT, "print")
    assert task(desk, opened.id).steps[0] is Step.WRITE_EDITOR
    for level, step in ((1, Step.WRITE_PUBLISHER), (2, Step.TELL_AUTHORITY), (3, Step.TELL_AUTHORITY)):
        line = report(desk, opened.id, Outcome.REFUSED_BY_OUTLET, "They say no.")
        assert line.open and line.removal.level == level
        assert line.removal.due == desk.now().day + timedelta(days=14)
        assert task(desk, opened.id).steps[0] is step
    assert len(desk.vault.removal(opened.id).reports) == 3
    report(desk, opened.id, Outcome.CANNOT_RETRACT, "The authority says so.")
    assert not desk.vault.removal(opened.id).open


def test_a_task_is_not_needed_only_where_the_image_may_stay(desk: Desk) -> None:
    opened = the_task(desk)
    assert refused(desk, opened, Outcome.NOT_NEEDED, "I say so.") == ["removal_still_needed"]


def test_what_was_said_of_a_task_is_said_once(desk: Desk) -> None:
    opened = the_task(desk)
    report(desk, opened.id, Outcome.REMOVED, "", NOTED)
    with pytest.raises(Refusal, match="removal_closed"):
        report(desk, opened.id, Outcome.REPLACED, "", NOTED)
    with pytest.raises(Refusal, match="removal_closed"):
        hand_on(desk, opened.id, desk.vault.me.id, desk.now().day)


def test_a_task_is_handed_on_to_somebody_who_works_here_and_to_no_day_of_the_past(desk: Desk) -> None:
    opened, me = the_task(desk), desk.vault.me.id
    later_on = desk.now().day + timedelta(days=3)
    assert hand_on(desk, opened.id, me, later_on).removal.due == later_on
    with pytest.raises(Refusal, match="member_unknown"):
        hand_on(desk, opened.id, "nobody", later_on)
    with pytest.raises(Refusal, match="due_day_past"):
        hand_on(desk, opened.id, me, date(2020, 1, 1))
