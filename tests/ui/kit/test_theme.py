"""Every theme can be read, and the keyboard is always seen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QFontDatabase
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from consentdesk.ui.kit.layout import Scroll, column, held
from consentdesk.ui.kit.text import Text
from consentdesk.ui.theme import DARK, HIGH_CONTRAST, LIGHT, Tokens, apply_theme
from consentdesk.ui.theme.apply import palette, stylesheet
from consentdesk.ui.theme.focus import MARGIN_PX
from tests.ui.kit.conftest import Shown, Wear
from tests.ui.kit.gallery import RESOURCES

every_theme = pytest.mark.parametrize("tokens", [LIGHT, DARK, HIGH_CONTRAST], ids=lambda t: t.name)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2: relative luminance of the lighter against the darker."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [
        v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in QColor(colour).getRgbF()[:3]
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@every_theme
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "paper"),
        ("ink", "card"),
        ("quiet", "paper"),
        ("quiet", "card"),
        ("quiet", "accent_soft"),
        ("accent_text", "paper"),
        ("accent_text", "card"),
        ("accent_text", "accent_soft"),
        ("on_accent", "accent"),
        ("on_accent", "accent_pressed"),
        ("rail_text", "rail_chosen"),
        ("rail_quiet", "rail"),
        ("bad", "bad_soft"),
        ("bad", "paper"),
        ("warn", "warn_soft"),
        ("good", "good_soft"),
        ("ink", "warn_soft"),
        ("ink", "bad_soft"),
        ("ink", "good_soft"),
    ],
)
def test_staff_text_stands_out_at_least_4_5_to_1(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@every_theme
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "paper"),
        ("ink", "card"),
        ("ink", "accent_soft"),
        ("patient_quiet", "paper"),
        ("accent_text", "paper"),
        ("on_accent", "accent"),
    ],
)
def test_patient_text_stands_out_at_least_7_to_1(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 7


@every_theme
@pytest.mark.parametrize(
    ("part", "ground"),
    [
        ("control", "paper"),
        ("control", "card"),
        ("accent", "paper"),
        ("accent", "card"),
        ("bad", "card"),
        ("pen", "card"),
        ("focus", "focus_edge"),
    ],
)
def test_controls_and_the_focus_ring_stand_out_at_least_3_to_1(
    tokens: Tokens, part: str, ground: str
) -> None:
    assert contrast(getattr(tokens, part), getattr(tokens, ground)) >= 3


@every_theme
@pytest.mark.parametrize("ground", ["paper", "card", "rail", "accent_soft"])
def test_the_ring_or_its_edge_stands_out_on_any_ground(tokens: Tokens, ground: str) -> None:
    under = getattr(tokens, ground)
    assert max(contrast(tokens.focus, under), contrast(tokens.focus_edge, under)) >= 3


def test_the_scale_enlarges_what_patients_read_and_leaves_staff_text() -> None:
    small, large = (stylesheet(LIGHT, RESOURCES, scale) for scale in (1.0, 9.0))
    assert 'Text[role="patient"] { font-size: 24px; }' in small
    assert 'Text[role="patient"] { font-size: 48px; }' in large, "held to 200 %"
    assert 'Text[role="title"] { font-size: 30px;' in large


def test_a_token_that_does_not_exist_is_an_error(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("resources")
    (folder / "theme").mkdir()
    (folder / "theme" / "style.qss").write_text("Text { color: $invented; }", encoding="utf-8")
    with pytest.raises(KeyError):
        stylesheet(LIGHT, folder)


def test_every_token_shows_somewhere() -> None:
    before = stylesheet(LIGHT, RESOURCES), palette(LIGHT)
    unseen = {"name", "focus", "focus_edge"}  # the ring is painted, and looked at below
    for key, value in LIGHT.values().items():
        other = "#123456" if isinstance(value, str) else value + 1
        changed = replace(LIGHT, **{key: other})  # type: ignore[arg-type]
        assert key in unseen or (stylesheet(changed, RESOURCES), palette(changed)) != before, key


def test_the_bundled_faces_write_the_interface(themed: QApplication) -> None:
    assert themed.font().family() == "Atkinson Hyperlegible Next"
    assert "Noto Sans Arabic" in themed.font().families()
    assert set(themed.font().families()) <= set(QFontDatabase.families())


def test_a_theme_can_be_changed_while_windows_are_open(wear: Wear, shown: Shown[QWidget]) -> None:
    page = shown(held(column(QLineEdit(), margins=(20, 20, 20, 20)), "page"))
    wear(DARK)
    assert page.grab().toImage().pixelColor(0, page.height() // 2).name() == DARK.paper


def test_a_ring_surrounds_what_has_the_keyboard(shown: Shown[QWidget], qtbot: QtBot) -> None:
    first, second = QLineEdit(), QLineEdit()
    page = shown(held(column(first, second, margins=(20, 20, 20, 20), spacing=20), "page"))
    for line in (first, second):
        line.setFocus()
        qtbot.waitUntil(line.hasFocus)
        picture = page.grab().toImage()
        beside = line.geometry().center()
        colour = picture.pixelColor(line.geometry().left() - 2, beside.y()).name()
        assert colour == LIGHT.focus
        assert picture.pixelColor(line.geometry().left() - MARGIN_PX, beside.y()).name() == LIGHT.focus_edge
    assert page.grab().toImage().pixelColor(
        first.geometry().left() - 2, first.geometry().center().y()
    ).name() == (LIGHT.paper)


def test_the_ring_goes_where_its_widget_is_scrolled(shown: Shown[QWidget], qtbot: QtBot) -> None:
    lines = [QLineEdit() for _ in range(30)]
    scroll = Scroll("page")
    scroll.hold(held(column(*lines)), (20, 20, 20, 20))
    scroll.resize(400, 300)
    shown(scroll)
    lines[0].setFocus()
    qtbot.waitUntil(lines[0].hasFocus)
    scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())
    bands = [w for w in scroll.findChildren(QWidget) if type(w).__name__ == "_Band" and w.isVisible()]
    assert bands == [], "the focused line is out of sight, and so is its ring"


def test_a_focused_widget_may_vanish(shown: Shown[QWidget], qtbot: QtBot) -> None:
    line = QLineEdit()
    page = shown(held(column(line, QLineEdit()), "page"))
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    line.deleteLater()
    qtbot.wait(20)
    page.resize(500, 300)
    assert page.grab().width() == 500


def test_after_the_first_screen_every_face_is_there_and_nothing_moves(
    themed: QApplication, shown: Shown[QWidget]
) -> None:
    apply_theme(themed, LIGHT, RESOURCES, first_screen=True)
    line = QLineEdit("Alex")
    page = shown(held(column(Text("This desk is locked", "title"), line), "page"))
    before = page.grab().toImage()
    apply_theme(themed, LIGHT, RESOURCES)
    assert page.grab().toImage() == before
    assert "Noto Sans Arabic" in line.font().families()
