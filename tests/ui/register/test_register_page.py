"""The register at the desk: places noted, looked at and ended; outlets entered and changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from consentdesk.domain.access import Role
from consentdesk.domain.facts import MemberChanged
from consentdesk.domain.placement import PlaceKind, Placement, WantedPlaces
from consentdesk.ui import register
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.picture import Thumbnail
from consentdesk.ui.register.entries import PlaceEntries
from consentdesk.ui.register.noting.screen import NotingScreen
from consentdesk.ui.register.noting.state import NotingState
from consentdesk.ui.register.outlets.screen import OutletsScreen
from consentdesk.ui.register.outlets.state import OutletEntries, OutletsState
from consentdesk.ui.register.place.screen import PlaceScreen
from consentdesk.ui.register.place.state import PlaceState
from consentdesk.ui.register.places.screen import PlacesScreen
from consentdesk.ui.register.places.state import PlaceRow, PlacesState
from consentdesk.ui.register.screen import RegisterScreen
from consentdesk.workflows.register import note_placement, place, places
from tests.helpers.pictures import jpeg, photograph
from tests.ui.records.conftest import Office, SavingFiles
from tests.workflows.sealing import consent, source_of

POSTER = Placement("", source_of(1), "teaching", PlaceKind.DISPLAY, "Poster in the waiting area")


class Picked(SavingFiles):
    """A user who always picks these files."""

    def __init__(self, paths: list[Path]) -> None:
        super().__init__(None)
        self.paths = paths

    def images(self) -> list[Path]:
        return self.paths


def open_register(office: Office, about: str = "places") -> RegisterScreen:
    page = register.open_page(office.machine, office.desk, about)
    office.show(page)
    return page


@pytest.fixture
def kept(office: Office) -> Office:
    """With two pictures of a patient who agreed to teaching."""
    office.on_lane(lambda: consent(office.desk, 1, 2))
    return office


def noted(office: Office) -> list[Placement]:
    page = office.on_lane(lambda: places(office.desk, WantedPlaces()))
    return [listed.line.placement for listed in page.lines]


def fill(office: Office, title: str = "Slides for the morning round") -> None:
    office.type("place_title", title)
    office.click("place_kind_teaching_file")
    office.click("place_use_teaching")


def choose_picture(office: Office, n: int) -> None:
    if not office.there(f"place_images_{source_of(n)}"):
        office.type("place_search", "kim" if office.there("nobody") else "a")
        office.qtbot.waitUntil(lambda: office.there("found_1"), timeout=5000)
        office.click("found_1")
    office.click(f"place_images_{source_of(n)}")


def test_an_empty_register_says_what_to_note(office: Office) -> None:
    open_register(office)
    assert "Note a poster" in office.words("nothing")
    office.click("places_left")
    assert office.words("nothing") == "No picture has left a place yet."
    office.click("places_live")
    office.click("places_kind_print")
    assert office.words("nothing") == "No place fits what you look for."


def test_a_deck_with_two_pictures_is_noted_and_listed(kept: Office) -> None:
    open_register(kept)
    kept.click("note_place")
    choose_picture(kept, 1)
    choose_picture(kept, 2)
    fill(kept)
    kept.type("place_outlet", "Main hall")
    kept.type("place_review", "2 3 2027")
    kept.click("note_it")
    assert kept.words("register_notice") == "Noted: 2 pictures are there"
    assert "Slides for the morning round" in kept.find("place_1").accessibleName() and kept.there("place_2")
    assert {(p.image, p.outlet, str(p.review_on)) for p in noted(kept)} == {
        (source_of(n), "Main hall", "2027-03-02") for n in (1, 2)
    }
    assert "patient_opened" in kept.facts(), "looking through their pictures is a look at the patient"


def test_what_is_missing_is_said_at_once_and_nothing_typed_is_lost(kept: Office) -> None:
    open_register(kept, "note")
    kept.type("place_until", "some day")
    kept.click("note_it")
    assert kept.there("problems")
    assert "Enter the day as" in kept.find("place_until").accessibleDescription()
    said = [kept.find(name).accessibleDescription() for name in ("place_kind", "place_use")]
    assert said == ["Say what kind of place it is", "Say what the picture is there for"]
    choose_picture(kept, 1)
    kept.type("place_until", "2 3 2027")
    kept.click("place_kind_print")
    kept.click("place_use_print")
    kept.click("note_it")
    assert kept.find("place_title").accessibleDescription() == "Say in a few words what it is"
    assert kept.find("place_outlet").accessibleDescription() == "Name the journal, site or platform"
    assert noted(kept) == []


def test_a_place_where_the_picture_may_not_be_is_noted_and_says_that_it_has_to_leave(kept: Office) -> None:
    page = open_register(kept, f"note:{source_of(1)}")
    fill(kept)
    kept.click("place_kind_social_post")
    kept.click("place_use_social_media")
    kept.type("place_outlet", "Facebook")
    kept.click("note_it")
    bar = kept.find("has_to_leave")
    assert isinstance(bar, Bar) and "may not be here" in bar.accessibleName()
    assert not kept.there("end_place"), "the task asks for more than this word"
    with kept.qtbot.waitSignal(page.work_opened) as asked:
        kept.click("has_to_leave_removals")
    assert asked.args is not None and asked.args[0] == "removals" and asked.args[1]
    kept.click("register_back")
    assert "Has to leave" in [
        w.property("text") for w in page.findChildren(QWidget) if w.property("role") == "badge"
    ]


def test_pictures_come_from_elsewhere_chosen_or_to_choose_from(kept: Office) -> None:
    both = f"{source_of(1)} {source_of(2)}"
    for about, chosen in ((both, 2), (f"note:{both}", 2), (f"among:{both}", 0)):
        page = open_register(kept, about)
        (screen,) = page.findChildren(NotingScreen)
        assert len(screen._state.pictures) == 2 and len(screen._state.chosen) == chosen


def test_a_file_is_recognised_and_a_foreign_one_is_not(office: Office, tmp_path: Path) -> None:
    ours, foreign = tmp_path / "ours.jpg", tmp_path / "foreign.jpg"
    office.on_lane(lambda: consent(office.desk, 1))
    ours.write_bytes(b"source 1")
    foreign.write_bytes(jpeg(photograph(40, 30, seed=77)))
    picked = Picked([ours])
    machine = replace(office.machine, files=picked)  # type: ignore[arg-type]  # only pictures are asked for
    office.show(register.open_page(machine, office.desk, "note"))
    office.click("place_file")
    assert office.there(f"place_images_{source_of(1)}") and not office.there("place_images_told")
    picked.paths = [foreign]
    office.show(register.open_page(machine, office.desk, "note"))
    office.click("place_file")
    assert "Not recognised" in office.words("place_images_told")


def test_a_place_is_changed_looked_at_and_ended(kept: Office) -> None:
    one = kept.on_lane(lambda: note_placement(kept.desk, POSTER))
    open_register(kept)
    kept.click("place_1")
    assert kept.words("place_heading") == POSTER.title and kept.there("place_image")
    kept.type("place_owner", "Kim Specimen")
    kept.click("save_place")
    assert noted(kept)[0].owner == "Kim Specimen" and kept.words("place_notice") == "Noted."
    kept.type("place_next", "1 1 2020")
    kept.click("looked")
    assert kept.find("place_next").accessibleDescription() == "Choose a day after today"
    kept.type("place_next", "2 9 2026")
    kept.type("place_audience", "Whoever waits")
    kept.click("looked")
    assert str(noted(kept)[0].review_on) == "2026-09-02" and noted(kept)[0].audience == ""
    assert kept.words("place_audience") == "Whoever waits", "nothing typed is lost"
    kept.click("save_place")
    assert noted(kept)[0].audience == "Whoever waits" and str(noted(kept)[0].review_on) == "2026-09-02"
    kept.click("end_place")
    kept.click("place_end")
    assert kept.find("place_outcome").accessibleDescription() == "Say what became of the picture"
    kept.click("place_outcome_removed")
    kept.click("place_end")
    assert noted(kept) == [] and "no longer there" in kept.words("register_notice")
    kept.click("places_left")
    kept.click("place_1")
    assert "Taken down" in kept.find("place_left").accessibleName() and not kept.there("save_place")
    assert kept.on_lane(lambda: place(kept.desk, one.id)).line.outcome == "removed"


def test_what_is_entered_and_not_noted_is_asked_about_before_leaving(kept: Office) -> None:
    page = open_register(kept, "note")
    kept.type("place_title", "Half a sentence")
    gone: list[bool] = []
    page.let_go(lambda: gone.append(True))
    assert gone == [] and kept.there("leaving")
    kept.click("leaving_stay")
    assert kept.words("place_title") == "Half a sentence" and not kept.there("leaving")
    kept.click("register_back")
    kept.click("leaving_leave")
    assert kept.there("places") and not kept.there("noting")
    page.let_go(lambda: gone.append(True))
    assert gone == [True]


def test_an_outlet_is_entered_and_found_by_each_of_its_names(office: Office) -> None:
    open_register(office, "outlets")
    office.click("new_outlet")
    office.click("save_outlet")
    assert office.find("outlet_name").accessibleDescription() == "Enter the name of the outlet"
    office.type("outlet_name", "Derm Notes")
    aliases = office.find("outlet_aliases")
    assert isinstance(aliases, QPlainTextEdit)
    aliases.setPlainText("DN\nNotes on Dermatology")
    office.click("outlet_use_print")
    office.click("outlet_class_peer_reviewed_medical")
    cast(QPlainTextEdit, office.find("outlet_note")).setPlainText("Ask medical photography first.")
    office.click("save_outlet")
    assert office.words("outlet_notice") == "Saved."
    office.type("outlets_search", "notes on")
    assert "Derm Notes" in office.find("outlet_1").accessibleName() and not office.there("outlet_2")
    (entry,) = office.on_lane(office.desk.vault.registered_outlets)
    assert entry.note == "Ask medical photography first."
    assert (entry.aliases, entry.classes) == (("DN", "Notes on Dermatology"), ("peer_reviewed_medical",))


def test_a_name_that_is_taken_is_said_at_the_field_with_whose_it_is(office: Office) -> None:
    open_register(office, "outlets")
    office.type("outlets_search", "nejm")
    office.click("outlet_1")
    assert not office.find("outlet_name").isEnabled(), "the rules name it"
    aliases = office.find("outlet_aliases")
    assert isinstance(aliases, QPlainTextEdit)
    aliases.setPlainText(f"{aliases.toPlainText()}\nJAAD")
    office.click("save_outlet")
    assert "Journal of the American Academy" in aliases.accessibleDescription()
    assert office.on_lane(office.desk.vault.registered_outlets) == ()


def test_whoever_may_not_change_the_rules_hears_why_a_class_is_not_theirs(office: Office) -> None:
    me = office.desk.vault.me
    only = replace(me, roles=(Role.PHOTOGRAPHER,))
    office.on_lane(lambda: office.desk.note(MemberChanged(only, "roles")))
    open_register(office, "outlets")
    office.click("new_outlet")
    office.type("outlet_name", "Derm Notes")
    office.click("outlet_use_print")
    office.click("outlet_class_peer_reviewed_medical")
    office.click("save_outlet")
    assert "reach further" in office.find("trouble").accessibleName()
    office.click("outlet_class_peer_reviewed_medical")
    office.click("save_outlet")
    assert office.words("outlet_notice") == "Saved."


LONG = "M" * 30 + " " + "W" * 29
ENTRIES = PlaceEntries("print", "teaching", LONG, LONG, LONG, LONG, LONG, "1 1 2026", "", "", LONG)
USES = (("teaching", "Teaching and presentations"), ("print", "Print"), ("online", "Online"), ("x", "Posts"))
ROW = PlaceRow("a", LONG, f"{LONG} · {LONG}", LONG, "30 September 2026", "Has to leave", "bad")
WRONG = (("place_title", LONG), ("place_kind", LONG), ("place_day", LONG))
STATES = {
    "places": (PlacesScreen, PlacesState(uses=USES, rows=(ROW,) * 3, loaded=True, older=True, trouble=LONG)),
    "place": (PlaceScreen, PlaceState(LONG, image_words=LONG, patient_name=LONG, has_to_leave=LONG,
        entries=ENTRIES, uses=USES, ending=True, problems=WRONG, tried=1, loaded=True)),
    "noting": (NotingScreen, NotingState(found=(("a", LONG),), entries=ENTRIES, uses=USES, problems=WRONG)),
    "outlets": (OutletsScreen, OutletsState(rows=(("a", LONG, LONG),) * 9, chosen="a", more=3,
        entries=OutletEntries(LONG, f"{LONG}\n{LONG}"), uses=USES, classes=(("c", LONG),), of_pack=True)),
}  # fmt: skip


@pytest.mark.parametrize("name", STATES)
def test_every_page_stands_in_the_width_of_a_small_screen(qtbot: QtBot, name: str) -> None:
    make, state = STATES[name]
    screen: Any = make()
    qtbot.addWidget(screen)
    screen.draw(state)
    assert screen.minimumSizeHint().width() <= 1046


def test_redrawing_keeps_what_is_typed_and_the_keyboard(qtbot: QtBot) -> None:
    screen = NotingScreen()
    qtbot.addWidget(screen)
    screen.show()
    state = NotingState(entries=ENTRIES, uses=USES)
    screen.draw(state)
    screen.form.focus_first()
    before = screen.focusWidget()
    screen.draw(replace(state, told="Press the pictures", pictures=(Thumbnail("a", "A", QImage()),)))
    assert screen.focusWidget() is before
