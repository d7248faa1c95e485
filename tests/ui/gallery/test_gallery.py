"""The gallery at a real desk: narrowed down, chosen from by keys and mouse, led on from, kept as lists."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from consentdesk.domain.listing import Status, WantedImages
from consentdesk.ui import gallery
from consentdesk.ui.gallery.screen import GalleryScreen
from consentdesk.ui.gallery.state import GalleryState
from consentdesk.workflows.lists import A_PAGE, list_images
from tests.benchmarks.big_vault import source
from tests.ui.gallery.conftest import SCENES
from tests.ui.records.conftest import Office

Fill = Callable[[int], None]
Key = Qt.Key
CONSENTS = 20
TYPING_PAUSES_MS = 400


def opened(office: Office) -> GalleryScreen:
    page = gallery.open_page(office.machine, office.desk)
    office.show(page)
    return page


@pytest.fixture
def page(office: Office, fill: Fill) -> GalleryScreen:
    fill(CONSENTS)
    return opened(office)


def shown(page: GalleryScreen) -> list[str]:
    return [tile.image for tile in page.grid.tiles.tiles]


def chosen(page: GalleryScreen) -> list[str]:
    return list(page.grid.chosen)


def press(page: GalleryScreen, *keys: Key, shift: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    for key in keys:
        QTest.keyClick(page.grid, key, modifier)


def of_status(office: Office, use: str, status: Status) -> list[str]:
    found = office.on_lane(lambda: list_images(office.desk, WantedImages(use, status)))
    return [line.source_sha256 for line in found.images]


def test_the_newest_pictures_come_first_and_the_keyboard_is_among_them(page: GalleryScreen) -> None:
    assert len(shown(page)) == CONSENTS * 2 - CONSENTS // 10 * 2
    assert shown(page)[0] in {source(CONSENTS - 1, 1), source(CONSENTS - 1, 2)}
    assert page.grid.hasFocus() and page.grid.currentIndex().row() == 0 and not page.grid.chosen


def test_a_use_and_a_status_narrow_it_down_and_the_same_press_again_widens_it(
    office: Office, page: GalleryScreen
) -> None:
    everything = shown(page)
    office.click("gallery_use_teaching")
    assert shown(page) == everything and all(tile.status for tile in page.grid.tiles.tiles)
    office.click("gallery_status_refused")
    assert shown(page) == of_status(office, "teaching", Status.REFUSED) != []
    assert {tile.status for tile in page.grid.tiles.tiles} == {"Refused"}
    office.click("gallery_status_refused")
    assert shown(page) == everything
    office.click("gallery_clear")
    assert {tile.status for tile in page.grid.tiles.tiles} == {"", "Erased"}


def test_words_of_what_they_show_narrow_it_down_while_somebody_types(
    office: Office, page: GalleryScreen
) -> None:
    QTest.keyClick(page, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert office.find("gallery_site").hasFocus()
    office.type("gallery_site", "left FORE")
    QTest.qWait(TYPING_PAUSES_MS)
    office.settle()
    assert {tile.shows for tile in page.grid.tiles.tiles} == {"left forearm"}
    assert office.words("gallery_site") == "left FORE"


def test_a_day_that_is_none_is_said_at_its_field_and_changes_nothing(
    office: Office, page: GalleryScreen
) -> None:
    everything = shown(page)
    office.click("gallery_more")
    office.type("gallery_first_day", "soon")
    office.press_enter("gallery_first_day")
    assert "Enter the day" in office.find("gallery_first_day").accessibleDescription()
    assert shown(page) == everything
    office.type("gallery_first_day", "5 8 2014")
    office.press_enter("gallery_first_day")
    assert {tile.day for tile in page.grid.tiles.tiles} == {"5 August 2014"}


def test_keys_move_without_choosing_space_chooses_and_shift_takes_a_range(page: GalleryScreen) -> None:
    images = shown(page)
    press(page, Key.Key_Right)
    assert not chosen(page) and page.grid.currentIndex().row() == 1
    press(page, Key.Key_Space, Key.Key_Right, Key.Key_Right, Key.Key_Space)
    assert chosen(page) == [images[1], images[3]]
    press(page, Key.Key_Space)
    assert chosen(page) == [images[1]]
    press(page, Key.Key_Escape)
    press(page, Key.Key_Space)
    press(page, Key.Key_Right, Key.Key_Right, shift=True)
    assert chosen(page) == images[3:6]
    QTest.keyClick(page.grid, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert chosen(page) == images


def test_the_chosen_ones_lead_on_to_the_gate_and_to_a_release(office: Office, page: GalleryScreen) -> None:
    led: list[tuple[str, str]] = []
    page.work_opened.connect(lambda room, about: led.append((room, about)))
    press(page, Key.Key_Space, Key.Key_Right, Key.Key_Space)
    assert office.words("gallery_chosen") == "2 pictures chosen"
    office.click("may_use")
    office.click("release")
    assert led == [(room, " ".join(shown(page)[:2])) for room in ("may_use", "release")]


def test_enter_and_a_double_click_open_the_last_record_of_a_picture(
    office: Office, page: GalleryScreen
) -> None:
    found: list[str] = []
    page.record_opened.connect(found.append)
    press(page, Key.Key_Return)
    office.settle()
    place = page.grid.visualRect(page.grid.tiles.index(2)).center()
    QTest.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    office.settle()
    assert found == [f"record-{CONSENTS - 1}", f"record-{CONSENTS - 3}"]
    assert page.grid.chosen == (shown(page)[2],)
    assert place != QPoint()


def test_a_list_is_kept_shown_again_and_forgotten(office: Office, page: GalleryScreen) -> None:
    office.click("gallery_use_print")
    office.click("gallery_lists")
    office.click("list_save")
    assert "Enter a name" in office.find("list_name").accessibleDescription()
    office.type("list_name", "For the book")
    office.press_enter("list_name")
    (kept,) = office.on_lane(office.desk.vault.saved_lists)
    assert kept.wanted == WantedImages("print") and kept.name == "For the book"
    again = opened(office)
    office.click("gallery_lists")
    office.click(f"saved_list_{kept.id}")
    assert {tile.status for tile in again.grid.tiles.tiles} >= {"Ended", "Refused"}
    office.click("list_forget")
    assert not office.there(f"saved_list_{kept.id}")


def test_the_next_page_comes_as_somebody_nears_the_end(office: Office, fill: Fill) -> None:
    fill(A_PAGE)
    page = opened(office)
    assert len(shown(page)) == A_PAGE
    page.grid.setCurrentIndex(page.grid.tiles.index(0))
    for _ in range(40):
        press(page, Key.Key_PageDown)
        office.settle()
    assert len(shown(page)) == len(set(shown(page))) == A_PAGE * 2 - A_PAGE // 10 * 2
    assert page.grid.currentIndex().row() >= len(shown(page)) - 5


def test_small_pictures_are_drawn_once_they_have_come_and_few_are_kept(
    office: Office, page: GalleryScreen
) -> None:
    QTest.qWait(100)
    office.settle()
    picture = page.grid.viewport().grab().toImage()
    colours = {picture.pixelColor(x, 60).rgb() for x in range(20, 900, 7)}
    assert len(colours) > SCENES


def test_where_nothing_fits_the_page_says_so_and_shows_all_again(office: Office, page: GalleryScreen) -> None:
    office.click("gallery_status_suspended")
    office.click("gallery_use_social_media")
    assert office.words("gallery_nothing") == "No picture fits this." and not page.grid.isVisible()
    office.click("nothing_clear")
    assert page.grid.isVisible() and shown(page)


def test_before_the_first_consent_the_page_leads_to_it(office: Office) -> None:
    page = opened(office)
    begun: list[str] = []
    page.new_consent_asked.connect(begun.append)
    assert office.words("gallery_nothing") == "No pictures have been kept yet."
    office.click("first_consent")
    assert begun == [""]


def test_the_page_fits_a_small_screen(office: Office, page: GalleryScreen) -> None:
    for unfold in ("gallery_more", "gallery_lists"):
        office.click(unfold)
        assert office.fits()


def test_what_is_typed_and_chosen_stays_while_pictures_come(office: Office, page: GalleryScreen) -> None:
    press(page, Key.Key_Space)
    chosen = page.grid.chosen
    tiles = page.grid.tiles.tiles
    page.draw(GalleryState(tiles=(*tiles, tiles[0]), turn=1, looking=False))
    assert page.grid.chosen == chosen and len(shown(page)) == len(tiles) + 1
