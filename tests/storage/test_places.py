"""Lists of places: every question is answered by an index, however many places there are."""

from __future__ import annotations

from itertools import product

from consentdesk.domain.facts import PlacementNoted
from consentdesk.domain.placement import PlaceKind, Placement, PlacesBefore, WantedPlaces
from consentdesk.storage.vault import OpenVault
from tests.helpers.sessions import NOW, later
from tests.storage.plans import heard, plans_of, walks


def test_no_list_of_places_walks_or_sorts_a_table(vault: OpenVault) -> None:
    questions = product((True, False), ("", "print"), (None, PlaceKind.PRINT), ((), ("nejm", "n engl j med")))
    with heard(vault) as asked:
        for live, use, kind, outlets in questions:
            vault.places(WantedPlaces(live, use, kind), outlets, PlacesBefore(NOW, "a"), 20)
    plans = plans_of(vault, asked)
    assert len(plans) == 24, "each question is asked once for each name of an outlet"
    assert not any(walks(plan) or any("TEMP B-TREE" in step for step in plan) for plan in plans.values())


def test_places_noted_in_the_same_millisecond_come_on_one_page_each(vault: OpenVault) -> None:
    with vault.transaction():
        for n in range(7):
            place = Placement(f"place-{n}", "image", "teaching", PlaceKind.DISPLAY, "Poster")
            vault.append(PlacementNoted(place), NOW, "patient-1")
    seen: list[str] = []
    before = None
    while page := vault.places(WantedPlaces(), (), before, 3):
        seen += [line.placement.id for line in page]
        before = PlacesBefore(page[-1].noted_at, page[-1].placement.id)
    assert seen == [f"place-{n}" for n in reversed(range(7))]


def test_what_is_known_anew_of_a_place_counts_and_an_older_word_does_not(vault: OpenVault) -> None:
    place = Placement("place-1", "image", "teaching", PlaceKind.DISPLAY, "Poster", outlet="Main Hall")
    vault.append(PlacementNoted(place), later(days=1), "patient-1")
    vault.append(
        PlacementNoted(Placement("place-1", "image", "print", PlaceKind.PRINT, "Old")), NOW, "patient-1"
    )
    assert [line.placement for line in vault.places(WantedPlaces(), ("main hall",), None, 9)] == [place]
    assert vault.places(WantedPlaces(use="print"), (), None, 9) == ()
