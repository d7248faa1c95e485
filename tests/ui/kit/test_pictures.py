"""Pictures and pages are shown whole, upright and sharp."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from consentdesk.domain.refusals import Refusal
from consentdesk.ui.kit.illustration import Illustration
from consentdesk.ui.kit.layout import column, held
from consentdesk.ui.kit.pages import PagePreview, PageSheet
from consentdesk.ui.kit.picture import Picture, Thumbnail, ThumbnailStrip, decoded, fitted
from consentdesk.ui.theme import LIGHT
from tests.ui.kit.conftest import Shown
from tests.ui.kit.gallery import RESOURCES, skin


def view(width: int, height: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    skin(width, height).save(buffer, "JPG")
    return bytes(buffer.data().data())


def test_a_view_is_decoded_to_its_size() -> None:
    assert decoded(view(320, 200)).size() == QSize(320, 200)


def test_a_view_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        decoded(b"no picture")
    assert refusal.value.code == "picture_unreadable"


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_picture_is_fitted_to_the_pixels_of_the_display(ratio: float) -> None:
    made = fitted(skin(1600, 1200), QSize(400, 400), ratio)
    assert made.size() == QSize(round(400 * ratio), round(300 * ratio))
    assert made.deviceIndependentSize().toSize() == QSize(400, 300)


def test_a_picture_keeps_its_shape_in_a_place_of_another(shown: Shown[QWidget]) -> None:
    picture = Picture("picture")
    picture.resize(600, 200)
    shown(picture)
    red = QImage(100, 100, QImage.Format.Format_RGB32)
    red.fill(QColor("#ff0000"))
    picture.show_image(red, "A red square")
    drawn = picture.grab().toImage()
    assert drawn.pixelColor(300, 100) == QColor("#ff0000")
    assert drawn.pixelColor(150, 100) != QColor("#ff0000")
    assert drawn.pixelColor(201, 100) == QColor("#ff0000"), "200 px high, so 200 px wide"
    assert picture.accessibleName() == "A red square"


def test_a_picture_follows_its_place(shown: Shown[QWidget]) -> None:
    picture = Picture("picture")
    shown(picture)
    picture.show_image(skin(400, 300), "Skin")
    for size in (QSize(800, 600), QSize(400, 300)):
        picture.resize(size)
        assert picture.grab().toImage().pixelColor(size.width() // 2, 20).name() == "#d2a184"


def test_no_picture_is_drawn_as_nothing(shown: Shown[QWidget]) -> None:
    picture = Picture("picture")
    shown(picture)
    picture.show_image(QImage(), "")
    assert picture.grab().toImage().pixelColor(100, 100).name() == LIGHT.paper


def test_a_thumbnail_is_picked_by_mouse_and_by_keyboard(shown: Shown[QWidget], qtbot: QtBot) -> None:
    strip = ThumbnailStrip("strip", "Pictures")
    shown(strip)
    strip.show_thumbnails([Thumbnail(n, f"Picture {n}", skin(80, 60)) for n in ("a", "b")])
    second = strip.findChild(QPushButton, "strip_b")
    for press in (
        lambda: qtbot.mouseClick(second, Qt.MouseButton.LeftButton),
        lambda: qtbot.keyClick(second, Qt.Key.Key_Space),
    ):
        with qtbot.waitSignal(strip.picked) as picked:
            press()
        assert picked.args == ["b"]
    assert second.accessibleName() == "Picture b"


def test_the_picked_thumbnail_among_forty_is_in_view(shown: Shown[QWidget], qtbot: QtBot) -> None:
    strip = ThumbnailStrip("strip", "Pictures")
    shown(held(column(strip), "page"))
    strip.show_thumbnails([Thumbnail(str(n), f"Picture {n}", QImage()) for n in range(40)])
    qtbot.waitUntil(lambda: strip.horizontalScrollBar().maximum() > 0)
    strip.show_picked("39")
    last = strip.findChild(QPushButton, "strip_39")
    assert last.property("chosen") is True
    assert not last.visibleRegion().isEmpty()
    strip.show_thumbnails([])
    assert strip.findChild(QPushButton, "strip_39") is None


def test_pages_are_as_wide_as_their_place_and_keep_their_shape(shown: Shown[QWidget], qtbot: QtBot) -> None:
    page = QImage(595, 842, QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.white)
    preview = PagePreview("preview", "The copy", widest_px=900)
    preview.resize(700, 500)
    shown(preview)
    preview.show_pages(((page, "Page 1 of 2"), (page, "Page 2 of 2")))
    sheets = [preview.findChild(PageSheet, f"preview_{n}") for n in (1, 2)]
    assert [sheet.accessibleName() for sheet in sheets] == ["Page 1 of 2", "Page 2 of 2"]
    for width in (700, 500, 1400):
        preview.resize(width, 500)
        expected = min(preview.viewport().width() - 48, 900)
        assert sheets[0].width() == pytest.approx(expected, abs=20)
        assert sheets[0].height() / sheets[0].width() == pytest.approx(842 / 595, rel=0.01)


def test_pages_scroll_by_keyboard(shown: Shown[QWidget], qtbot: QtBot) -> None:
    page = QImage(595, 842, QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.white)
    preview = PagePreview("preview", "The copy")
    shown(preview)
    preview.show_pages(((page, "Page 1 of 1"),))
    qtbot.waitUntil(lambda: preview.verticalScrollBar().maximum() > 0)
    preview.setFocus()
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.verticalScrollBar().value() > 0


@pytest.mark.parametrize("svg", sorted((RESOURCES / "icons").glob("explain-*.svg")), ids=lambda p: p.stem)
def test_an_illustration_is_drawn_in_the_colours_of_the_theme(svg: object, shown: Shown[QWidget]) -> None:
    drawing = Illustration(svg.read_text(encoding="utf-8"), "illustration")  # type: ignore[attr-defined]
    drawing.resize(430, 330)
    shown(drawing)
    drawn = drawing.grab().toImage()
    seen = {drawn.pixelColor(x, y).name() for x in range(0, 430, 2) for y in range(0, 330, 2)}
    assert {LIGHT.accent, LIGHT.card, LIGHT.accent_soft} <= seen
