"""Fields, and the problems that point at them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.field import Field, side_by_side
from consentdesk.ui.kit.layout import Scroll, column, held
from consentdesk.ui.kit.problems import ProblemSummary, focus_widget
from consentdesk.ui.kit.text import Text
from tests.ui.kit.conftest import Shown


def test_typing_is_told_and_kept_without_spaces_at_the_ends(shown: Shown[QWidget], qtbot: QtBot) -> None:
    field = Field("full_name", "Full name")
    shown(field)
    told: list[str] = []
    field.edited.connect(told.append)
    qtbot.keyClicks(field.input, "Alex ")
    assert told[-1] == "Alex "
    assert field.text == "Alex"


def test_showing_a_text_is_not_typing(shown: Shown[QWidget]) -> None:
    for field in (Field("one", "One"), Field("many", "Many", lines=3)):
        shown(field)
        told: list[str] = []
        field.edited.connect(told.append)
        field.show_text("Alex Probe")
        assert (field.text, told) == ("Alex Probe", [])


def test_showing_what_is_typed_leaves_the_cursor_alone(shown: Shown[QWidget], qtbot: QtBot) -> None:
    field = Field("full_name", "Full name")
    shown(field)
    assert isinstance(field.input, QLineEdit)
    qtbot.keyClicks(field.input, "Alex ")
    field.input.setCursorPosition(2)
    field.show_text("Alex")
    assert field.input.cursorPosition() == 2


def test_a_space_at_the_end_that_is_shown_back_leaves_the_cursor_alone(
    shown: Shown[QWidget], qtbot: QtBot
) -> None:
    field = Field("find", "Find")
    shown(field)
    field.edited.connect(field.show_text)
    field.input.clearFocus()  # an inactive window has no focus and still gets what is typed
    qtbot.keyClicks(field.input, "Alex Probe")
    assert field.text == "Alex Probe"


def test_the_input_carries_the_name_the_label_and_the_hint() -> None:
    field = Field("born", "Date of birth", "For example, 4 3 2014")
    assert field.input.objectName() == "born"
    assert field.input.accessibleName() == "Date of birth"
    assert field.input.accessibleDescription() == "For example, 4 3 2014"


def test_a_problem_stands_above_the_input_and_is_read_out(shown: Shown[QWidget]) -> None:
    field = Field("born", "Date of birth")
    shown(field)
    words = next(t for t in field.findChildren(Text) if t.property("role") == "problem")
    field.show_problem("Enter the date of birth")
    assert words.isVisible() and words.geometry().bottom() < field.input.geometry().top()
    assert "Enter the date of birth" in field.input.accessibleDescription()
    field.show_problem("")
    assert not words.isVisible()
    assert field.input.accessibleDescription() == ""


def test_tab_leaves_a_field_of_many_lines(shown: Shown[QWidget], qtbot: QtBot) -> None:
    notes, after = Field("notes", "Notes", lines=3), Field("after", "After")
    shown(held(column(notes, after), "page"))
    notes.setFocus()
    qtbot.keyClick(notes.input, Qt.Key.Key_Tab)
    assert after.input.hasFocus()
    assert isinstance(notes.input, QPlainTextEdit)
    assert notes.text == ""


def test_a_secret_is_not_shown() -> None:
    field = Field("passphrase", "Passphrase", secret=True)
    assert isinstance(field.input, QLineEdit)
    assert field.input.echoMode() == QLineEdit.EchoMode.Password


def test_enter_in_a_line_is_told(shown: Shown[QWidget], qtbot: QtBot) -> None:
    field = Field("find", "Find")
    shown(field)
    with qtbot.waitSignal(field.entered):
        qtbot.keyClick(field.input, Qt.Key.Key_Return)


def test_fields_side_by_side_have_their_inputs_on_one_line(shown: Shown[QWidget]) -> None:
    name, born = Field("full_name", "Full name"), Field("born", "Date of birth", "For example, 4 3 2014")
    page = shown(held(side_by_side(name, born), "page"))
    born.show_problem("Enter the date of birth")
    page.resize(800, 300)
    page.grab()
    bottoms = {field.input.mapTo(page, field.input.rect().bottomLeft()).y() for field in (name, born)}
    assert len(bottoms) == 1


def test_each_problem_is_a_link_that_focuses_its_field(shown: Shown[QWidget], qtbot: QtBot) -> None:
    summary, name, born = (
        ProblemSummary("There is a problem"),
        Field("full_name", "Name"),
        Field("born", "Born"),
    )
    shown(held(column(summary, name, born), "page"))
    assert not summary.isVisible()
    summary.show_problems((("full_name", "Enter the full name"), ("born", "Enter the date of birth")))
    assert summary.isVisible()
    assert name.input.hasFocus(), "focus goes to the first problem"
    links = [link for link in summary.findChildren(LinkButton) if link.isVisible()]
    assert [link.accessibleName() for link in links] == ["Enter the full name", "Enter the date of birth"]
    qtbot.mouseClick(links[1], Qt.MouseButton.LeftButton)
    assert born.input.hasFocus()


def test_problems_that_are_solved_are_gone(shown: Shown[QWidget]) -> None:
    summary = ProblemSummary("There is a problem")
    shown(held(column(summary), "page"))
    summary.show_problems((("a", "One"), ("b", "Two")))
    summary.show_problems((("b", "Two"),))
    assert [link.text() for link in summary.findChildren(LinkButton) if link.isVisible()] == ["Two"]
    summary.show_problems(())
    assert not summary.isVisible()


def test_a_field_out_of_sight_is_scrolled_into_view(shown: Shown[QWidget], qtbot: QtBot) -> None:
    fields = [Field(f"field_{i}", f"Field {i}") for i in range(20)]
    scroll = Scroll("page")
    scroll.hold(held(column(*fields)), (0, 0, 0, 0))
    scroll.resize(500, 300)
    shown(scroll)
    assert focus_widget(scroll, "field_19")
    assert fields[19].input.visibleRegion().boundingRect().height() == fields[19].input.height()


def test_focusing_what_does_not_exist_is_said() -> None:
    assert not focus_widget(QWidget(), "nowhere")


def test_a_wrong_field_makes_room_for_its_mark_and_takes_it_back(shown: Shown[QWidget], qtbot: QtBot) -> None:
    field = Field("full_name", "Full name")
    shown(field)
    field.show_problem("Enter your name")
    qtbot.waitUntil(lambda: field.input.x() > 0)
    field.show_problem("")
    qtbot.waitUntil(lambda: field.input.x() == 0)


def test_a_field_that_is_clicked_half_out_of_sight_comes_in_whole(
    shown: Shown[QWidget], qtbot: QtBot
) -> None:
    fields = [Field(f"line_{number}", f"Line {number}") for number in range(6)]
    scroll = Scroll("scroll")
    scroll.hold(held(column(*fields)), (0, 0, 0, 0))
    scroll.resize(400, 200)
    shown(scroll)
    cut = next(f.input for f in fields if 0 < len(sight(f.input)) < f.input.height())
    qtbot.mouseClick(cut, Qt.MouseButton.LeftButton, pos=QPoint(40, sight(cut)[0]))
    assert cut.hasFocus() and len(sight(cut)) == cut.height()


def sight(widget: QWidget) -> range:
    """The rows of a widget that are in sight."""
    seen = widget.visibleRegion().boundingRect()
    return range(seen.top(), seen.top() + seen.height())


def test_several_lines_are_never_given_less_room_than_they_fill(shown: Shown[QWidget]) -> None:
    field = Field("many", "Many", lines=3)
    shown(field)
    layout = field.layout()
    assert layout is not None
    assert layout.totalMinimumSize().height() == layout.totalSizeHint().height() > field.input.height()
