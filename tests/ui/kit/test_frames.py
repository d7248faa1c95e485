"""Bars, the rail and the frames: what they say and what they ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProgressBar, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.buttons import SecondaryButton
from consentdesk.ui.kit.frames import SessionFrame, SessionWords, StaffPage
from consentdesk.ui.kit.layout import column, held
from consentdesk.ui.kit.patient_frame import PatientFrame, PatientWords
from consentdesk.ui.kit.rail import Rail, RailWords
from consentdesk.ui.kit.text import Text
from tests.ui.kit.conftest import Shown
from tests.ui.kit.gallery import ENGLISH, explain, explain_in_arabic, rail

LEFT = Qt.MouseButton.LeftButton


def find(page: QWidget, name: str) -> QPushButton:
    found = page.findChild(QPushButton, name)
    assert found is not None, name
    return found


def test_a_bar_is_hidden_until_it_has_something_to_say(shown: Shown[QWidget], qtbot: QtBot) -> None:
    bar = Bar("printer")
    shown(held(column(bar), "page"))
    assert not bar.isVisible()
    bar.show_bar("The printer is paused.", "warn", (("again", "Try again"), ("later", "Print later")))
    assert bar.isVisible() and bar.accessibleName() == "The printer is paused."
    with qtbot.waitSignal(bar.asked) as asked:
        qtbot.mouseClick(find(bar, "printer_later"), LEFT)
    assert asked.args == ["later"]
    bar.show_bar("")
    assert not bar.isVisible()


def test_a_bar_that_says_something_else_drops_its_old_actions(shown: Shown[QWidget]) -> None:
    bar = Bar("printer")
    shown(held(column(bar), "page"))
    bar.show_bar("The printer is paused.", "warn", (("again", "Try again"),))
    bar.show_bar("Printed.", "good")
    assert not [button for button in bar.findChildren(QPushButton) if button.isVisible()]


def test_long_work_says_how_far_it_is_and_can_be_cancelled(shown: Shown[QWidget], qtbot: QtBot) -> None:
    bar = BusyBar("adding", "Cancel")
    shown(held(column(bar), "page"))
    bar.show_progress("Adding picture 3 of 8", 3, 8)
    progress = bar.findChild(QProgressBar)
    assert (progress.value(), progress.maximum()) == (3, 8)
    assert progress.accessibleName() == "Adding picture 3 of 8"
    with qtbot.waitSignal(bar.cancel_asked):
        qtbot.mouseClick(find(bar, "adding_cancel"), LEFT)
    bar.show_progress("")
    assert not bar.isVisible()


def test_work_that_cannot_be_cancelled_offers_no_cancel(shown: Shown[QWidget]) -> None:
    bar = BusyBar("sealing")
    shown(held(column(bar), "page"))
    bar.show_progress("Sealing")
    assert not find(bar, "sealing_cancel").isVisible()


def test_the_rail_asks_for_a_place_and_shows_where_one_is(shown: Shown[QWidget], qtbot: QtBot) -> None:
    made = rail()
    shown(made)
    with qtbot.waitSignal(made.place_asked) as asked:
        qtbot.mouseClick(find(made, "go_patients"), LEFT)
    assert asked.args == ["patients"]
    assert find(made, "go_home").isChecked(), "asking is not yet being there"
    made.show_place("patients")
    assert find(made, "go_patients").isChecked() and not find(made, "go_home").isChecked()


def test_lock_now_is_one_press_away(shown: Shown[QWidget], qtbot: QtBot) -> None:
    page = StaffPage(rail())
    shown(page)
    with qtbot.waitSignal(page.rail.lock_asked):
        qtbot.mouseClick(find(page, "lock_now"), LEFT)


def test_in_a_low_window_the_places_scroll_and_the_way_out_stays_in_sight(
    shown: Shown[QWidget], qtbot: QtBot
) -> None:
    places = [(f"place_{n}", f"Place {n}") for n in range(9)]
    made = Rail("ConsentDesk", places, RailWords("Your passphrase", "Change user", "Lock now"))
    made.show_person("Dr Ines Okafor", "Example Hospital, Dermatology", "Covers after 2 minutes")
    made.show_change(True)
    page = StaffPage(made)
    page.resize(1024, 640)
    shown(page)
    for name in ("own_secrets", "change_user", "lock_now"):
        button = find(page, name)
        assert page.rect().contains(QRect(button.mapTo(page, QPoint()), button.size())), name
    person = page.findChild(Text, "signed_in")
    assert person.height() >= person.heightForWidth(person.width())
    last = find(page, "go_place_8")
    assert not last.visibleRegion().contains(last.rect())
    made.show_place("place_8")
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect() == last.rect())


def test_in_a_narrow_window_nothing_of_a_page_is_out_of_reach(shown: Shown[QWidget]) -> None:
    page = StaffPage(rail())
    wide = QWidget()
    wide.setMinimumSize(900, 100)
    page.set_content(wide)
    page.resize(1024, 640)
    shown(page)
    area = page.findChild(QScrollArea, "staff_scroll")
    assert area.horizontalScrollBar().isVisible() and area.horizontalScrollBar().maximum() > 0
    page.resize(1366, 768)
    QApplication.processEvents()
    assert not area.horizontalScrollBar().isVisible()


def test_the_keyboard_goes_with_the_page_and_not_into_the_rail(shown: Shown[QWidget]) -> None:
    page = StaffPage(rail())
    before, after = SecondaryButton("Withdraw", "withdraw"), SecondaryButton("Settle it", "settle")
    page.set_content(before)
    shown(page)
    before.setFocus()
    page.set_content(after)
    assert not page.rail.isAncestorOf(page.focusWidget())
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert page.focusWidget() is after


@pytest.fixture
def session(shown: Shown[QWidget]) -> SessionFrame:
    frame = SessionFrame(SessionWords("Back", "Save and come back later"))
    frame.show_primary("Continue")
    frame.show_patient("Alex Probe", "12 years")
    frame.resize(1366, 768)
    shown(frame)
    return frame


@pytest.mark.parametrize(
    ("name", "signal"), [("back", "back_asked"), ("later", "later_asked"), ("continue", "continue_asked")]
)
def test_a_session_asks_for_what_was_pressed(
    name: str, signal: str, session: SessionFrame, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(getattr(session, signal)):
        qtbot.mouseClick(find(session, name), LEFT)


def test_a_new_page_takes_the_place_of_the_old_one(session: SessionFrame, qtbot: QtBot) -> None:
    first = Text("First")
    session.set_content(first)
    session.set_extras(SecondaryButton("Hand over", "hand_over"))
    with qtbot.waitSignal(first.destroyed):
        session.set_content(Text("Second"))
        session.set_extras()
    assert not [b for b in session.findChildren(QPushButton, "hand_over") if b.isVisible()]


def test_content_scrolls_only_when_it_must(session: SessionFrame, qtbot: QtBot) -> None:
    area = session.findChild(QScrollArea, "session_scroll")
    words = "A sentence that wraps when the page is narrow, and not before. " * 4
    for count, scrolls in ((6, False), (60, True)):
        session.set_content(held(column(*(Text(words) for _ in range(count)), None)))
        session.grab()
        qtbot.waitUntil(lambda scrolls=scrolls: area.verticalScrollBar().isVisible() == scrolls)  # type: ignore[misc]


def test_a_markup_in_a_name_stays_text(session: SessionFrame) -> None:
    session.show_patient("<h1>Alex</h1>")
    name = session.findChild(Text, "patient_name")
    assert name.textFormat() == Qt.TextFormat.PlainText
    assert name.text() == "<h1>Alex</h1>"


@pytest.mark.parametrize("name", ["smaller", "larger", "read_aloud", "back", "question", "continue"])
def test_a_patient_page_asks_for_what_was_pressed(name: str, shown: Shown[QWidget], qtbot: QtBot) -> None:
    page = explain()
    shown(page)
    button = find(page, name)
    assert button.height() >= (56 if name == "continue" else 48)
    assert button.accessibleName()
    with qtbot.waitSignal(getattr(page, f"{name}_asked")):
        qtbot.mouseClick(button, LEFT)


LANGUAGES = (("en", "English"), ("ar", "العربية"), ("hi", "हिन्दी"))


@pytest.fixture
def reader(shown: Shown[PatientFrame]) -> PatientFrame:
    """A patient page in English that can be read in two other languages."""
    page = PatientFrame(replace(ENGLISH, languages=LANGUAGES))
    page.set_content(Text("The words", "patient", "words"))
    page.show_primary("Continue")
    page.resize(1366, 768)
    return shown(page)


def test_languages_are_listed_by_their_own_names_in_place_of_the_page(
    reader: PatientFrame, qtbot: QtBot
) -> None:
    qtbot.mouseClick(find(reader, "language"), LEFT)
    assert [find(reader, f"language_{code}").text() for code, _ in LANGUAGES] == [n for _, n in LANGUAGES]
    assert find(reader, "language_en").isChecked()
    assert all(find(reader, f"language_{code}").height() >= 48 for code, _ in LANGUAGES)
    assert not reader.findChild(Text, "words").isVisible()
    assert not reader.primary.isVisible()


def test_a_chosen_language_is_asked_for(reader: PatientFrame, qtbot: QtBot) -> None:
    qtbot.mouseClick(find(reader, "language"), LEFT)
    with qtbot.waitSignal(reader.language_asked) as asked:
        qtbot.mouseClick(find(reader, "language_ar"), LEFT)
    assert asked.args == ["ar"]


@pytest.mark.parametrize("way_back", ["language", "language_en"])
def test_the_page_comes_back_without_another_language(
    reader: PatientFrame, qtbot: QtBot, way_back: str
) -> None:
    qtbot.mouseClick(find(reader, "language"), LEFT)
    with qtbot.assertNotEmitted(reader.language_asked):
        qtbot.mouseClick(find(reader, way_back), LEFT)
    assert reader.findChild(Text, "words").isVisible()
    assert reader.primary.isVisible()


def test_a_patient_page_leaves_out_what_is_not_available(shown: Shown[QWidget]) -> None:
    page = PatientFrame(
        PatientWords("A−", "Smaller", "A+", "Larger", "", "English", "Back", "I have a question")
    )
    shown(page)
    assert page.findChild(QWidget, "read_aloud") is None
    assert page.findChild(QWidget, "stop") is None


def test_stop_is_there_where_it_has_words(shown: Shown[QWidget], qtbot: QtBot) -> None:
    page = PatientFrame(PatientWords(*(("x",) * 8), stop="Stop"))
    shown(page)
    with qtbot.waitSignal(page.stop_asked):
        qtbot.mouseClick(find(page, "stop"), LEFT)


def test_back_leads_out_of_the_languages_and_not_off_the_page(reader: PatientFrame, qtbot: QtBot) -> None:
    qtbot.mouseClick(find(reader, "language"), LEFT)
    with qtbot.assertNotEmitted(reader.back_asked):
        qtbot.mouseClick(find(reader, "back"), LEFT)
    assert not find(reader, "language_en").isVisible()
    assert reader.primary.hasFocus()


def test_a_question_is_answered_on_the_page_not_behind_the_languages(
    reader: PatientFrame, qtbot: QtBot
) -> None:
    qtbot.mouseClick(find(reader, "language"), LEFT)
    with qtbot.waitSignal(reader.question_asked):
        qtbot.mouseClick(find(reader, "question"), LEFT)
    assert not find(reader, "language_en").isVisible()


def test_larger_text_leaves_the_button_for_it_under_the_finger(
    shown: Shown[QWidget], wear_scale: Callable[[float], None]
) -> None:
    page = PatientFrame(replace(ENGLISH, languages=LANGUAGES))
    page.resize(1366, 768)
    shown(page)
    larger = find(page, "larger")
    before = larger.geometry()
    wear_scale(2.0)
    QApplication.processEvents()
    assert larger.geometry() == before


def test_a_patient_page_mirrors_for_a_language_from_right_to_left(shown: Shown[QWidget]) -> None:
    english, arabic = explain(), explain_in_arabic()
    for page in (english, arabic):
        page.resize(1366, 768)
        shown(page)
        page.grab()

    def left(page: QWidget, name: str) -> int:
        return page.findChild(QWidget, name).mapTo(page, page.rect().topLeft()).x()

    assert left(english, "back") < left(english, "continue")
    assert left(arabic, "back") > left(arabic, "continue")
    assert left(arabic, "first_name") > left(arabic, "language")


def test_a_patient_page_can_be_walked_by_keyboard(shown: Shown[QWidget], qtbot: QtBot) -> None:
    page = explain()
    shown(page)
    page.findChild(QWidget, "read_aloud").setFocus()
    walked = []
    for _ in range(7):
        focused = page.focusWidget()
        walked.append(focused.objectName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert walked == ["read_aloud", "language", "smaller", "larger", "back", "question", "continue"]
    assert ENGLISH.larger_spoken == find(page, "larger").accessibleName()


@pytest.mark.parametrize("right_to_left", [False, True])
def test_patient_text_keeps_to_75_characters_a_line_on_a_wide_screen(
    right_to_left: bool, shown: Shown[QWidget]
) -> None:
    text = Text(
        "If your picture is put on the internet, people all over the world can see it. " * 4, "patient"
    )
    page = held(column(text, None), "page")
    if right_to_left:
        page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.resize(1900, 600)
    shown(page)
    line = text.contentsRect().width() / text.fontMetrics().horizontalAdvance(text.text()) * len(text.text())
    assert 65 <= line <= 80
    assert text.height() >= text.heightForWidth(text.width())
    assert (text.contentsRect().left() > 0) == right_to_left, "the free space is at the end of the lines"


def test_a_page_of_text_can_grow_and_shrink_again(
    shown: Shown[QWidget], wear_scale: Callable[[float], None]
) -> None:
    text = Text("People all over the world can see it. " * 6, "patient")
    page = held(column(text, None), "page")
    shown(page)
    for width in (600, 1900, 600):
        page.resize(width, 600)
        page.grab()
        assert page.width() == width
        assert text.height() >= text.heightForWidth(text.width())
    page.resize(1900, 900)
    before = text.contentsRect().width()
    wear_scale(2.0)
    page.grab()
    assert text.contentsRect().width() == pytest.approx(2 * before, rel=0.02)
