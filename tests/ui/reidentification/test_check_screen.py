"""The page drawn without a vault: what stays when it is drawn again, and how it fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from consentdesk.domain.reidentification.check import CHECKLIST, Seen
from consentdesk.domain.reidentification.identifier import Box, Kind, Remedy, SeenInPicture
from consentdesk.ui.kit.frames import StaffPage
from consentdesk.ui.kit.picture import ThumbnailButton
from consentdesk.ui.kit.rail import Rail, RailWords
from consentdesk.ui.reidentification.saying import MarkedLines
from consentdesk.ui.reidentification.screen import CheckScreen
from consentdesk.ui.reidentification.state import NEARBY, CheckState, FindingRow, Mark, SmallPicture
from consentdesk.ui.theme import LIGHT, apply_theme
from tests.helpers.sessions import RESOURCES

WAYS = ((Remedy.REGION, "Write a region"), (Remedy.TAKE_OUT, "Take out the words"))


def picture(colour: str = "#c08060") -> QImage:
    made = QImage(400, 300, QImage.Format.Format_RGB32)
    made.fill(QColor(colour))
    return made


def finding(key: str) -> FindingRow:
    return FindingRow(key, "Points to few people", "warn", "Place, in the caption", f"“{key}”", "Why.", WAYS)


def state(pictures: int = 1) -> CheckState:
    small = tuple(SmallPicture(f"p{n}", f"Picture {n}", picture()) for n in range(1, pictures + 1))
    seen = SeenInPicture(ran=("faces",))
    return CheckState(small, "p1", picture(), seen, settled=True, is_read=True, caption="A rash.")


@pytest.fixture
def screen(qapp: QApplication, qtbot: QtBot) -> Iterator[CheckScreen]:
    apply_theme(qapp, LIGHT, RESOURCES)
    made = CheckScreen("Back to the release")
    frame = StaffPage(Rail("ConsentDesk", (("home", "Home"),), RailWords("a", "b", "c")))
    made.draw(state())
    frame.set_content(made)
    qtbot.addWidget(frame)
    frame.resize(1366, 768)
    with qtbot.waitExposed(frame):
        frame.show()
    yield made


def frame_of(screen: CheckScreen) -> StaffPage:
    frame = screen.window()
    assert isinstance(frame, StaffPage)
    return frame


def scrolls(screen: CheckScreen) -> tuple[int, int]:
    """How far the page scrolls down and sideways."""
    QApplication.processEvents()
    area = frame_of(screen)._scroll
    return area.verticalScrollBar().maximum(), area.horizontalScrollBar().maximum()


def shown(screen: CheckScreen, name: str) -> QWidget:
    (found,) = (w for w in screen.findChildren(QWidget, name) if w.isVisible())
    return found


def test_a_reason_that_is_typed_stays_with_its_keyboard_when_other_findings_come(
    screen: CheckScreen, qtbot: QtBot
) -> None:
    screen.draw(replace(state(), findings=(replace(finding("Muster"), reason=""),)))
    line = shown(screen, "finding_1_reason")
    assert isinstance(line, QLineEdit)
    line.setFocus()
    qtbot.keyClicks(line, "needed")
    screen.draw(
        replace(state(), findings=(replace(finding("Muster"), reason="needed"), finding("Probe village")))
    )
    assert shown(screen, "finding_1_reason") is line and line.hasFocus() and line.text() == "needed"
    assert shown(screen, "finding_2_take_out").isVisible()


def test_the_cursor_stays_in_the_caption_when_it_is_looked_through(screen: CheckScreen, qtbot: QtBot) -> None:
    box = shown(screen, "caption")
    assert isinstance(box, QPlainTextEdit)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Right)
    screen.draw(replace(state(), findings=(finding("A rash"),)))
    assert box.hasFocus() and box.textCursor().position() == 1


def test_words_are_marked_where_they_stand_whatever_stands_before_them(
    screen: CheckScreen, qtbot: QtBot
) -> None:
    box = shown(screen, "caption")
    assert isinstance(box, MarkedLines)
    box.setPlainText("  \U0001fa79 Alex, week six")
    screen.draw(replace(state(), caption=box.toPlainText(), marks=(Mark("caption", 2, 6),)))
    assert [each.cursor.selectedText() for each in box.extraSelections()] == ["Alex"]


def test_what_is_found_in_the_picture_is_framed_and_said(screen: CheckScreen) -> None:
    face = SeenInPicture(faces=(Box(0.25, 0.25, 0.5, 0.5),), ran=("faces",))
    view = shown(screen, "picture")
    plain = view.grab().toImage()
    screen.draw(replace(state(), seen=face))
    assert view.grab().toImage() != plain
    assert "1 face" in view.accessibleName()


def test_of_a_hundred_pictures_those_around_the_present_one_are_offered(screen: CheckScreen) -> None:
    many = replace(state(100), image="p50")
    screen.draw(many)
    names = [button.objectName() for button in screen.findChildren(ThumbnailButton) if button.objectName()]
    assert len(names) == NEARBY and "strip_p50" in names
    assert [each.image for each in replace(many, image="p1").nearby] == [
        f"p{n}" for n in range(1, NEARBY + 1)
    ]
    assert replace(many, image="p100").nearby[-1].image == "p100"


def test_a_key_that_is_held_down_answers_one_line(screen: CheckScreen, qtbot: QtBot) -> None:
    answered: list[tuple[Kind, Seen]] = []
    screen.checklist.answered.connect(lambda kind, seen: answered.append((kind, seen)))
    qtbot.keyClick(shown(screen, "look_face"), Qt.Key.Key_N)
    assert answered == [(CHECKLIST[0], Seen.NO)]
    assert shown(screen, "look_eyes").hasFocus()


def test_tab_stops_once_at_each_line_of_the_list(screen: CheckScreen) -> None:
    button = shown(screen, "look_face_yes")
    assert button.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert shown(screen, "look_face").focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_new_line_in_a_caption_becomes_a_blank(screen: CheckScreen, qtbot: QtBot) -> None:
    box = shown(screen, "caption")
    assert isinstance(box, QPlainTextEdit)
    box.selectAll()
    QApplication.clipboard().setText("one\n\ntwo")
    box.paste()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.toPlainText() == "one two"


@pytest.mark.parametrize("detectors", [(), ("faces", "text")])
def test_the_common_case_fits_without_scrolling(screen: CheckScreen, detectors: tuple[str, ...]) -> None:
    screen.draw(
        replace(
            state(),
            seen=SeenInPicture(ran=detectors),
            caption="Erythema of the left forearm in the sixth week of treatment",
            beside=("Readers see where the author works, and take the patient to be from there.",),
        )
    )
    assert scrolls(screen) == (0, 0)


def test_a_small_window_has_the_list_below_the_picture_and_no_sideways_bar(screen: CheckScreen) -> None:
    frame_of(screen).resize(1024, 640)
    screen.draw(replace(state(), findings=tuple(finding(f"Place {n}") for n in range(10))))
    assert scrolls(screen)[1] == 0
    assert shown(screen, "look_face").mapTo(screen, shown(screen, "look_face").rect().topLeft()).y() > (
        shown(screen, "caption").mapTo(screen, shown(screen, "caption").rect().topLeft()).y()
    )
