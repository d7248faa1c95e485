"""The register: outlets by all their names, and every place where an image is (R4, R25, R31, R39)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from consentdesk.domain.access import Role
from consentdesk.domain.draft import Outlet
from consentdesk.domain.facts import MemberChanged, OutletRegistered, PlacementEnded
from consentdesk.domain.outlets import covers
from consentdesk.domain.pack import OutletEntry
from consentdesk.domain.placement import Outcome, PlaceKind, Placement, WantedPlaces
from consentdesk.domain.refusals import Refusal
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.register import (
    PLACES_A_PAGE,
    change_placement,
    end_placement,
    note_placement,
    note_placements,
    outlets,
    place,
    places,
    register_outlet,
    reviewed,
    save_outlet,
)
from tests.helpers.sessions import NOW
from tests.workflows.sealing import consent, source_of

HALL = OutletEntry("", "outlet", "Grand round, main hall", ("Main hall",), ("teaching",))
POSTER = Placement("", source_of(1), "teaching", PlaceKind.DISPLAY, "Poster in the waiting area")


def become(desk: Desk, *roles: Role) -> None:
    desk.note(MemberChanged(replace(desk.vault.me, roles=roles), "roles"))


def codes(refusal: pytest.ExceptionInfo[Refusal]) -> list[tuple[str, str]]:
    return [(p.code, p.where) for p in refusal.value.problems]


def entry(desk: Desk, id: str) -> OutletEntry:
    return next(outlet for outlet in outlets(desk) if outlet.id == id)


def test_an_outlet_is_entered_and_known_by_all_its_names(desk: Desk) -> None:
    hall = save_outlet(desk, replace(HALL, name="  Grand round,  main hall "))
    assert hall.name == HALL.name and hall in outlets(desk) and desk.outlets() == outlets(desk)
    assert covers(Outlet("outlet", hall.name, hall.id), "MAIN HALL", desk.outlets())


def test_the_old_name_of_an_outlet_still_matches_earlier_yes_s(desk: Desk) -> None:
    hall = save_outlet(desk, HALL)
    renamed = save_outlet(desk, replace(hall, name="Okafor Auditorium", aliases=()))
    assert renamed.aliases == (HALL.name,)
    by_name_alone = Outlet("outlet", HALL.name, hall.id)
    assert covers(by_name_alone, "Okafor auditorium", desk.outlets())
    assert [o.id for o in outlets(desk)].count(hall.id) == 1, "the last word counts, once"


def test_a_pack_s_outlet_gets_further_names_and_keeps_what_the_pack_says(desk: Desk) -> None:
    jaad = entry(desk, "jaad")
    more = save_outlet(desk, replace(jaad, aliases=(*jaad.aliases, "Blue Journal")))
    assert entry(desk, "jaad") == more and "Blue Journal" in more.aliases
    assert covers(Outlet("outlet", jaad.name, "jaad"), "blue journal", desk.outlets())
    for wrong in (replace(jaad, name="JAAD+"), replace(jaad, kind="platform"), replace(jaad, classes=())):
        with pytest.raises(Refusal, match="outlet_of_pack"):
            save_outlet(desk, wrong)
    assert [o.classes for o in desk.vault.registered_outlets()] == [()], "other rules may say otherwise"
    desk.note(OutletRegistered(replace(more, classes=(), kind="platform")))
    assert entry(desk, "jaad").classes == ("peer_reviewed_medical",), "whatever a fact says"


def test_what_an_outlet_asks_for_stands_in_the_register(desk: Desk) -> None:
    asks = replace(HALL, note="  No hashtags\nof the clinic. ", link=" https://example.org/rules ")
    hall = save_outlet(desk, asks)
    assert (hall.note, hall.link) == ("No hashtags of the clinic.", "https://example.org/rules")
    with pytest.raises(Refusal) as refused:
        save_outlet(desk, replace(hall, note="x" * 501))
    assert codes(refused) == [("text_too_long", "outlet_note")]


def test_a_clinic_s_word_on_an_outlet_of_the_pack_counts_more_than_the_pack_s(desk: Desk) -> None:
    instagram = entry(desk, "instagram")
    assert "licence" in instagram.note and instagram.link.startswith("https://")
    save_outlet(desk, replace(instagram, aliases=(*instagram.aliases, "Gram")))
    (kept,) = desk.vault.registered_outlets()
    assert (kept.note, kept.link) == ("", ""), "what the pack says is not said again: it can change"
    assert entry(desk, "instagram").note == instagram.note
    save_outlet(desk, replace(instagram, note="Ask medical photography first."))
    assert entry(desk, "instagram").note == "Ask medical photography first."


def test_a_name_that_another_outlet_has_is_refused_with_whose_it_is(desk: Desk) -> None:
    hall = save_outlet(desk, HALL)
    with pytest.raises(Refusal) as refused:
        save_outlet(desk, replace(HALL, name="Another hall", aliases=("main HALL", "JAAD")))
    assert codes(refused) == [("outlet_name_taken", "outlet_aliases")] * 2
    assert refused.value.problems[0].details["outlet"] == hall.name
    with pytest.raises(Refusal) as refused:
        save_outlet(desk, replace(hall, name="Facebook"))
    assert codes(refused) == [("outlet_name_taken", "outlet_name")]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (replace(HALL, name=" ! "), "outlet_name_missing"),
        (replace(HALL, uses=()), "outlet_uses_missing"),
        (replace(HALL, uses=("astrology",)), "use_unknown"),
        (replace(HALL, classes=("main hall",)), "outlet_class_unknown"),
        (replace(HALL, kind="class"), "outlet_of_pack"),
        (replace(HALL, id="nowhere"), "outlet_unknown"),
        (replace(HALL, aliases=("x" * 201,)), "text_too_long"),
    ],
)
def test_what_cannot_stand_in_the_register_is_refused(desk: Desk, entry: OutletEntry, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        save_outlet(desk, entry)
    assert desk.vault.registered_outlets() == ()


def test_what_lets_an_earlier_yes_reach_further_is_for_whoever_may_change_the_rules(desk: Desk) -> None:
    become(desk, Role.CLINICIAN)
    hall = save_outlet(desk, HALL)
    journal = OutletEntry("", "outlet", "Derm Notes", (), ("print",), ("peer_reviewed_medical",))
    further = (journal, replace(hall, aliases=("Hall 1",)), replace(hall, name="Hall 1"))
    for claim in further:
        with pytest.raises(Refusal, match="not_allowed") as refused:
            save_outlet(desk, claim)
        assert refused.value.problems[0].details["act"] == "edit_rules"
    assert save_outlet(desk, replace(hall, uses=("teaching", "print"), aliases=())).aliases == ()
    become(desk, Role.PRIVACY_OFFICER)
    for claim in further:
        save_outlet(desk, claim)
    assert covers(Outlet("class", "", "peer_reviewed_medical"), "Derm notes", desk.outlets())


def test_what_the_register_said_on_a_day_is_what_counts_for_that_day(desk: Desk) -> None:
    before = desk.now()
    desk.clock.advance(timedelta(hours=1))  # type: ignore[attr-defined]
    hall = save_outlet(desk, HALL)
    meanwhile = desk.now()
    desk.clock.advance(timedelta(hours=1))  # type: ignore[attr-defined]
    save_outlet(desk, replace(hall, name="Okafor Auditorium"))
    names = [[o.name for o in desk.outlets(at) if o.id == hall.id] for at in (before, meanwhile, None)]
    assert names == [[], [HALL.name], ["Okafor Auditorium"]]


def test_a_session_enters_its_outlets_into_the_same_register(desk: Desk) -> None:
    first = register_outlet(desk, "Derm  Notes", "print")
    assert register_outlet(desk, "derm notes", "online").id == first.id
    assert entry(desk, first.id).uses == ("print", "online")
    jaad = register_outlet(desk, "JAAD", "print")
    assert (jaad.id, jaad.classes) == ("jaad", ("peer_reviewed_medical",))


def test_a_place_made_outside_the_program_is_noted_and_found(desk: Desk) -> None:
    record = consent(desk, 1, 2)
    noted = note_placement(desk, replace(POSTER, title=" Poster in the\nwaiting area ", outlet="Main hall"))
    found = place(desk, noted.id)
    assert found.line.placement == noted and noted.title == POSTER.title
    assert found.line.patient == record.patient.id and found.to_be_left is None
    assert found.image is not None and found.image.source_sha256 == source_of(1)
    assert [listed.line.placement for listed in places(desk, WantedPlaces()).lines] == [noted]
    assert [o.name for o in desk.vault.registered_outlets()] == ["Main hall"]


def test_several_images_at_one_place_are_noted_together_or_not_at_all(desk: Desk) -> None:
    consent(desk, 1, 2)
    two = note_placements(desk, (source_of(1), source_of(2)), POSTER)
    assert len({placement.id for placement in two}) == 2
    for images, code in ((), "placement_images_missing"), ((source_of(1), "nothing"), "image_unknown"):
        with pytest.raises(Refusal, match=code):
            note_placements(desk, images, POSTER)
    assert len(places(desk, WantedPlaces()).lines) == 2


def test_an_image_that_may_not_be_there_is_noted_and_has_to_leave_at_once(desk: Desk) -> None:
    consent(desk, 1, refused=("teaching",))
    noted = note_placement(desk, POSTER)
    task = place(desk, noted.id).to_be_left
    assert task is not None and task.removal.due == desk.now().day
    assert [listed.to_be_left for listed in places(desk, WantedPlaces()).lines] == [True]
    with pytest.raises(Refusal, match="placement_has_removal"):
        end_placement(desk, noted.id, Outcome.REMOVED)


def test_a_change_of_what_it_is_for_is_held_against_the_yes_s_once(desk: Desk) -> None:
    consent(desk, 1)
    noted = note_placement(desk, POSTER)
    moved = change_placement(desk, replace(noted, use="print", kind=PlaceKind.PRINT, outlet="NEJM"))
    assert moved.outlet == "New England Journal of Medicine"
    assert place(desk, noted.id).to_be_left is not None
    change_placement(desk, replace(moved, note="volume 7"))
    assert len(place(desk, noted.id).removals) == 1


def test_which_image_it_is_and_what_was_released_for_what_stays(desk: Desk) -> None:
    consent(desk, 1, 2)
    noted = note_placement(desk, replace(POSTER, release="release-1"))
    other = replace(noted, image=source_of(2), use="print", outlet="NEJM", release="", owner="Kim")
    assert change_placement(desk, other) == replace(noted, owner="Kim")


def test_a_place_that_the_image_left_changes_no_more(desk: Desk) -> None:
    consent(desk, 1)
    noted = note_placement(desk, POSTER)
    end_placement(desk, noted.id, Outcome.REPLACED, "a drawing hangs there")
    line = place(desk, noted.id).line
    assert (line.outcome, line.ended_at is not None) == (Outcome.REPLACED, True)
    assert places(desk, WantedPlaces()).lines == ()
    assert [listed.line for listed in places(desk, WantedPlaces(live=False)).lines] == [line]
    for again in (
        lambda: change_placement(desk, noted),
        lambda: end_placement(desk, noted.id, Outcome.REMOVED),
        lambda: reviewed(desk, noted.id, None),
    ):
        with pytest.raises(Refusal, match="placement_over"):
            again()
    with pytest.raises(Refusal, match="placement_unknown"):
        place(desk, "nowhere")
    with pytest.raises(Refusal, match="placement_outcome_wrong"):
        end_placement(desk, noted.id, Outcome.REFUSED_BY_OUTLET)


def test_a_review_says_when_to_look_again(desk: Desk) -> None:
    consent(desk, 1)
    noted = note_placement(desk, replace(POSTER, review_on=NOW.day))
    with pytest.raises(Refusal, match="review_day_past"):
        reviewed(desk, noted.id, NOW.day)
    later = NOW.day + timedelta(days=90)
    assert reviewed(desk, noted.id, later).review_on == later
    assert reviewed(desk, noted.id, None).review_on is None


@pytest.mark.parametrize(
    ("wrong", "code", "where"),
    [
        (replace(POSTER, title=" "), "placement_title_missing", "place_title"),
        (replace(POSTER, use="print"), "placement_outlet_missing", "place_outlet"),
        (
            replace(POSTER, placed_on=date(2026, 3, 2), until=date(2026, 3, 1)),
            "placement_days_reversed",
            "place_until",
        ),
        (replace(POSTER, use="astrology"), "use_unknown", ""),
        (replace(POSTER, image="nothing"), "image_unknown", "place_images"),
        (replace(POSTER, owner="x" * 201), "text_too_long", "place_owner"),
    ],
)
def test_a_place_that_makes_no_sense_is_refused_at_its_field(
    desk: Desk, wrong: Placement, code: str, where: str
) -> None:
    consent(desk, 1)
    with pytest.raises(Refusal) as refused:
        note_placement(desk, wrong)
    assert codes(refused) == [(code, where)]
    assert places(desk, WantedPlaces()).lines == ()


def test_pages_follow_each_other_whatever_is_looked_for(desk: Desk) -> None:
    consent(desk, 1)
    hall = save_outlet(desk, HALL)
    for n in range(2 * PLACES_A_PAGE + 5):
        kind = PlaceKind.DISPLAY if n % 2 else PlaceKind.TEACHING_FILE
        outlet = hall.name if n % 3 else ""
        note_placement(desk, replace(POSTER, title=f"Place {n}", kind=kind, outlet=outlet))
    save_outlet(desk, replace(hall, name="Okafor Auditorium"))
    note_placement(desk, replace(POSTER, title="Last", outlet="Okafor Auditorium"))
    for wanted, count in (
        (WantedPlaces(), 46),
        (WantedPlaces(use="teaching"), 46),
        (WantedPlaces(kind=PlaceKind.TEACHING_FILE), 23),
        (WantedPlaces(use="teaching", kind=PlaceKind.TEACHING_FILE), 23),
        (WantedPlaces(outlet="main hall"), 31),
        (WantedPlaces(outlet="main hall", kind=PlaceKind.TEACHING_FILE), 15),
        (WantedPlaces(outlet="elsewhere"), 0),
        (WantedPlaces(use="print"), 0),
        (WantedPlaces(live=False), 0),
    ):
        page = places(desk, wanted)
        lines = [listed.line for listed in page.lines]
        while page.older is not None:
            page = places(desk, wanted, page.older)
            lines += [listed.line for listed in page.lines]
        assert len(lines) == len({line.placement.id for line in lines}) == count, wanted
        assert (times := [line.noted_at.utc for line in lines]) == sorted(times, reverse=True)


def test_whoever_does_not_work_with_patients_keeps_no_register(desk: Desk) -> None:
    consent(desk, 1)
    become(desk, Role.ADMINISTRATOR)
    for work in (
        lambda: note_placement(desk, POSTER),
        lambda: save_outlet(desk, HALL),
        lambda: places(desk, WantedPlaces()),
    ):
        with pytest.raises(Refusal, match="not_allowed"):
            work()


def test_a_placement_ended_elsewhere_is_ended_here(desk: Desk) -> None:
    record = consent(desk, 1)
    noted = note_placement(desk, POSTER)
    desk.note(PlacementEnded(noted.id, Outcome.CANNOT_RETRACT), record.patient.id)
    assert place(desk, noted.id).line.outcome is Outcome.CANNOT_RETRACT
