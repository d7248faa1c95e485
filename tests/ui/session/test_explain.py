"""The fourth page: what has to be understood before any answer."""

from __future__ import annotations

from itertools import product

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from consentdesk.domain.draft import Step
from consentdesk.ui.theme import LIGHT
from tests.helpers.sessions import ALL_USES, rules
from tests.ui.session.conftest import Bedside
from tests.ui.session.standing import at_explain


def words_on(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def understand(bedside: Bedside) -> None:
    """Read a page to its end and acknowledge it."""
    while bedside.words("continue") == "Read on":
        bedside.click("continue")
    bedside.click("continue")


def test_a_page_is_recorded_word_for_word_once_it_stands_on_the_screen(bedside: Bedside) -> None:
    at_explain(bedside)
    (shown,) = bedside.draft().explained
    assert shown.statements == rules().pages(bedside.draft())[0].statements
    assert (shown.to, shown.version, shown.draft_wording) == (("patient",), "2026.1", True)
    assert shown.acknowledged_at is None
    for statement in shown.statements:
        assert statement.title in words_on(bedside.window)
        assert statement.text in words_on(bedside.window)


def test_draft_words_are_marked_as_such(bedside: Bedside) -> None:
    at_explain(bedside)
    assert "not approved" in bedside.words("draft_note")


def test_one_acknowledgement_a_page_leads_to_the_answers(bedside: Bedside) -> None:
    at_explain(bedside, ALL_USES)
    pages = rules().pages(bedside.draft())
    for number, page in enumerate(pages, start=1):
        assert bedside.words("progress") == f"{number} of {len(pages)}"
        assert bedside.words("heading") == page.heading
        understand(bedside)
    draft = bedside.draft()
    assert [p.id for p in draft.explained if p.acknowledged_at] == ["care", "online", "undo", "who"]
    assert draft.step is Step.CHOOSE


def test_a_parent_and_the_child_are_both_recorded_as_those_who_were_told(bedside: Bedside) -> None:
    at_explain(bedside, pathway="minor")
    assert bedside.draft().explained[0].to == ("representative", "patient")


def test_words_below_the_edge_are_read_before_they_can_be_acknowledged(bedside: Bedside) -> None:
    at_explain(bedside, ALL_USES)
    for _press in range(4):
        bedside.click("larger")
    assert bedside.flow.text_scale == 2.0
    assert bedside.words("continue") == "Read on"
    bedside.click("continue")
    assert bedside.draft().explained[0].acknowledged_at is None
    understand(bedside)
    assert bedside.draft().explained[0].acknowledged_at is not None


def test_the_words_become_twice_as_large_and_small_again(bedside: Bedside) -> None:
    at_explain(bedside)
    heading = bedside.find("heading")
    at_first = heading.fontInfo().pixelSize()
    for _press in range(6):
        bedside.click("larger")
    assert heading.fontInfo().pixelSize() == 2 * at_first
    for _press in range(6):
        bedside.click("smaller")
    assert heading.fontInfo().pixelSize() == at_first


def test_pressing_twice_acknowledges_one_page_only(bedside: Bedside) -> None:
    at_explain(bedside)
    button = bedside.find("continue")
    bedside.qtbot.keyClick(button, Qt.Key.Key_Space)
    bedside.qtbot.keyClick(button, Qt.Key.Key_Space)
    bedside.settle()
    assert bedside.words("progress") == "2 of 3"
    assert [p.id for p in bedside.draft().explained if p.acknowledged_at] == ["care"]


def test_back_leads_to_the_page_before_and_then_to_the_showing(bedside: Bedside) -> None:
    at_explain(bedside)
    understand(bedside)
    bedside.click("back")
    assert bedside.words("progress") == "1 of 3"
    assert bedside.words("continue") == "Continue"
    bedside.click("back")
    assert bedside.draft().step is Step.SHOW


def test_a_question_gets_a_calm_line_that_goes_with_the_page(bedside: Bedside) -> None:
    at_explain(bedside)
    bedside.click("question")
    assert "person with you" in bedside.words("help")
    understand(bedside)
    assert not bedside.there("help")


def test_a_session_taken_up_again_begins_at_the_first_page_nobody_acknowledged(bedside: Bedside) -> None:
    at_explain(bedside)
    understand(bedside)
    bedside.resume(bedside.draft())
    assert bedside.words("progress") == "2 of 3"


def test_each_page_has_its_drawing_in_the_accent(bedside: Bedside) -> None:
    at_explain(bedside, ALL_USES)
    for page in rules().pages(bedside.draft()):
        drawn = bedside.find("illustration").grab().toImage()
        places = product(range(0, drawn.width(), 2), range(0, drawn.height(), 8))
        colours = {drawn.pixelColor(x, y).name() for x, y in places}
        assert LIGHT.accent in colours, page.id
        understand(bedside)
