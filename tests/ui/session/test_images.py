"""The second page: what the session asks about, and its photographs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QApplication

from consentdesk.domain.draft import Draft, Step
from consentdesk.domain.image import Trace
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Circumstances
from consentdesk.domain.photographs import note_pixels
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.session import Rules, go_to, identify
from consentdesk.ui.session.images.screen import ImagesScreen
from consentdesk.ui.session.images.told import gives_away
from consentdesk.workflows.take_session import change, image_key
from tests.helpers.pictures import camera_exif, jpeg, photograph
from tests.helpers.sessions import patient
from tests.ui.session.conftest import Bedside


def entered(rules: Rules, draft: Draft, now: Moment) -> Draft:
    return go_to(identify(rules, draft, patient(), Circumstances(), now), Step.IMAGES)


@pytest.fixture
def page(bedside: Bedside) -> Bedside:
    bedside.begin(entered)
    return bedside


def photo(folder: Path, seed: int = 1, **options: object) -> Path:
    path = folder / f"photo-{seed}.jpg"
    path.write_bytes(jpeg(photograph(seed=seed), **options))
    return path


def add(page: Bedside, *paths: Path) -> None:
    page.files.paths = list(paths)
    page.click("add_images")


def screen(page: Bedside) -> ImagesScreen:
    found = page.find("images_page")
    assert isinstance(found, ImagesScreen)
    return found


def drop(page: Bedside, data: QMimeData) -> None:
    event = QDropEvent(
        QPointF(40, 40), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    )
    screen(page).dropEvent(event)
    page.settle()


def forget_pixels(page: Bedside) -> Draft:
    source = page.flow.draft.images[0].source_sha256
    return change(page.desk, page.flow.draft.id, lambda r, d, n: note_pixels(d, source, ""))


def test_nothing_is_asked_about_until_somebody_chooses_it(page: Bedside) -> None:
    assert page.draft().offered == ()
    page.click("use_teaching")
    assert page.draft().offered == ("teaching",)
    page.click("use_teaching")
    assert page.draft().offered == ()


def test_the_clinics_usual_uses_are_one_press(page: Bedside) -> None:
    assert page.words("usual_uses") == "The clinic's usual: Medical record, Teaching"
    page.click("usual_uses")
    assert page.draft().offered == ("medical_record", "teaching")
    assert not page.there("usual_uses")


def test_a_photograph_is_stored_hashed_and_shown_small(page: Bedside, tmp_path: Path) -> None:
    add(page, photo(tmp_path))
    (image,) = page.draft().images
    assert image.number == 1
    assert image.pixels_sha256, "the hash of the pixels follows by itself"
    assert page.there("image_1")
    picture = page.find("picture_1").grab().toImage()
    assert picture.pixelColor(66, 54) != picture.pixelColor(0, 0)


def test_several_come_at_once_and_a_broken_one_does_not_stop_the_others(
    page: Bedside, tmp_path: Path
) -> None:
    broken = tmp_path / "notes.txt"
    broken.write_text("not a picture")
    cut = tmp_path / "cut.jpg"
    cut.write_bytes(photo(tmp_path, 3).read_bytes()[:400])
    add(page, photo(tmp_path, 1), broken, cut, tmp_path / "gone.jpg", photo(tmp_path, 2))
    assert len(page.draft().images) == 2
    told = [page.words(f"refused_{n}") for n in (1, 2, 3)]
    assert {line.split(":")[0] for line in told} == {"notes.txt", "cut.jpg", "gone.jpg"}
    page.click("refused_close")
    assert not page.there("refused")


def test_the_same_photograph_twice_is_said_and_kept_once(page: Bedside, tmp_path: Path) -> None:
    add(page, photo(tmp_path))
    add(page, photo(tmp_path))
    assert len(page.draft().images) == 1
    assert "already in the session" in page.words("refused_1")


def test_what_the_file_would_give_away_is_said(page: Bedside, tmp_path: Path) -> None:
    add(page, photo(tmp_path, exif=camera_exif()))
    said = page.words("gives_away_1")
    assert "place 50.1109° N, 8.6821° E" in said
    assert "serial number SN4711" in said
    assert "date 2019-07-03 14:22" in said


def test_what_the_file_says_twice_over_of_one_kind_is_said_in_one_breath() -> None:
    traces = (Trace("device", "Example"), Trace("date", "2026-11-22 10:12"), Trace("device", "Camera 1"))
    assert gives_away(traces) == "date 2026-11-22 10:12 \u00b7 device Example, Camera 1"


def test_files_can_be_dropped_on_the_page(page: Bedside, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo(tmp_path, n))) for n in (1, 2)])
    drop(page, data)
    assert len(page.draft().images) == 2


def test_a_picture_can_be_pasted_and_keeps_its_pixels(page: Bedside) -> None:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkRed)
    QApplication.clipboard().setImage(image)
    page.qtbot.keyClick(page.find("images_page"), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    page.settle()
    (stored,) = page.draft().images
    assert (stored.format, stored.width, stored.height) == ("PNG", 60, 40)
    source = page.on_lane(lambda: page.desk.vault.blob(stored.source_sha256))
    assert QImage.fromData(source).pixelColor(30, 20) == Qt.GlobalColor.darkRed


def test_a_file_copied_in_the_file_manager_can_be_pasted(page: Bedside, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo(tmp_path)))])
    QApplication.clipboard().setMimeData(data)
    page.qtbot.keyClick(page.find("images_page"), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    page.settle()
    assert len(page.draft().images) == 1


def test_a_picture_taken_out_is_asked_about_once_and_erased(page: Bedside, tmp_path: Path) -> None:
    add(page, photo(tmp_path))
    (image,) = page.draft().images
    page.click("take_out_1")
    page.click("take_out_1_no")
    assert len(page.draft().images) == 1
    page.click("take_out_1")
    page.click("take_out_1_yes")
    assert page.draft().images == ()
    assert not page.there("image_1")
    for sha256 in (image.source_sha256, image.view_sha256, image.thumbnail_sha256):
        with pytest.raises(Refusal, match="blob_unknown"):
            page.on_lane(lambda sha256=sha256: page.desk.vault.blob(sha256))


def test_what_a_picture_shows_is_kept_as_it_is_typed(page: Bedside, tmp_path: Path) -> None:
    add(page, photo(tmp_path))
    page.type("label_1", "left forearm ")
    page.qtbot.waitUntil(lambda: page.draft().images[0].label == "left forearm", timeout=2000)
    page.settle()
    assert page.words("label_1") == "left forearm ", "saving took the space that was just typed"


def test_a_label_typed_just_before_continue_is_not_lost(page: Bedside, tmp_path: Path) -> None:
    page.click("usual_uses")
    add(page, photo(tmp_path))
    page.type("label_1", "left forearm")
    page.click("continue")
    assert page.draft().images[0].label == "left forearm"
    assert page.draft().step is Step.SHOW


def test_a_no_to_photographs_is_recorded_and_the_session_goes_on(page: Bedside) -> None:
    page.click("use_teaching")
    page.click("photography_more")
    page.click("photography_no")
    permission = page.draft().photography
    assert permission is not None
    assert not permission.yes
    page.click("continue")
    assert page.draft().step is Step.SHOW


def test_a_photograph_after_that_no_is_refused_with_its_reason(page: Bedside, tmp_path: Path) -> None:
    page.click("photography_more")
    page.click("photography_no")
    add(page, photo(tmp_path))
    assert page.draft().images == ()
    assert "The patient refused pictures" in page.words("refused_1")


def test_continue_names_everything_that_is_missing(page: Bedside) -> None:
    page.click("continue")
    assert page.words("problems_0") == "Choose at least one use to ask about"
    assert page.words("problems_1") == "Add at least one picture, or record that pictures were refused"
    assert page.find("use_medical_record").hasFocus()
    assert page.draft().step is Step.IMAGES


def test_continue_while_pictures_are_coming_says_so(page: Bedside, tmp_path: Path) -> None:
    page.click("usual_uses")
    page.files.paths = [photo(tmp_path, n) for n in range(1, 6)]
    page.qtbot.mouseClick(page.find("add_images"), Qt.MouseButton.LeftButton)
    page.qtbot.mouseClick(page.find("continue"), Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert "Pictures are still coming" in page.words("problems_0")
    page.settle()
    assert len(page.draft().images) == 5
    page.click("continue")
    assert page.draft().step is Step.SHOW


def test_cancel_keeps_what_is_stored_and_drops_the_rest(page: Bedside, tmp_path: Path) -> None:
    page.files.paths = [photo(tmp_path, n) for n in range(1, 9)]
    page.qtbot.mouseClick(page.find("add_images"), Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    page.click("adding_cancel")
    assert len(page.draft().images) < 8
    assert not page.there("adding")
    add(page, photo(tmp_path, 8))
    assert page.draft().images[-1].pixels_sha256


def test_pictures_begun_here_are_finished_on_the_page_before(page: Bedside, tmp_path: Path) -> None:
    page.files.paths = [photo(tmp_path, n) for n in (1, 2, 3)]
    page.qtbot.mouseClick(page.find("add_images"), Qt.MouseButton.LeftButton)
    page.click("back")
    assert len(page.draft().images) == 3
    assert all(image.pixels_sha256 for image in page.draft().images)


def test_a_hash_left_open_by_a_crash_is_computed_when_the_session_opens(
    page: Bedside, tmp_path: Path
) -> None:
    add(page, photo(tmp_path))
    (image,) = page.draft().images
    page.on_lane(lambda: forget_pixels(page))
    page.resume(page.draft())
    page.settle()
    assert page.draft().images[0].pixels_sha256 == image.pixels_sha256


def test_a_picture_that_cannot_be_hashed_is_said_and_not_waited_for(page: Bedside, tmp_path: Path) -> None:
    add(page, photo(tmp_path))
    (image,) = page.draft().images
    page.on_lane(lambda: forget_pixels(page))
    page.on_lane(lambda: page.desk.vault.destroy_key(image_key(image.source_sha256)))
    page.resume(page.draft())
    assert page.words("refused_1").startswith("Picture 1: This is no longer stored here")


def test_three_pictures_stand_on_a_small_screen_without_scrolling(page: Bedside, tmp_path: Path) -> None:
    page.click("usual_uses")
    add(page, *(photo(tmp_path, n, exif=camera_exif()) for n in range(1, 4)))
    assert page.fits()


def test_the_bytes_lie_in_the_vault_under_a_key_of_their_own(page: Bedside, tmp_path: Path) -> None:
    add(page, photo(tmp_path))
    (image,) = page.draft().images
    page.on_lane(lambda: page.desk.vault.destroy_key(image_key(image.source_sha256)))
    with pytest.raises(Refusal, match="blob_unknown"):
        page.on_lane(lambda: page.desk.vault.blob(image.view_sha256))


def test_every_use_is_one_press_too(page: Bedside) -> None:
    page.click("all_uses")
    assert len(page.draft().offered) == 5
    assert not page.there("all_uses")
