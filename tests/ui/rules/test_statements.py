"""Words are changed beside the page they stand on, and approved."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from consentdesk.bootstrap import bundled_words
from consentdesk.domain.wording import parse_wording
from consentdesk.rehearsal.hands import Hands
from consentdesk.ui.kit.buttons import ListButton
from consentdesk.ui.kit.pages import PageSheet
from consentdesk.ui.rules.statements.screen import PAUSE_MS
from tests.helpers.packs import pack
from tests.helpers.sessions import RESOURCES
from tests.storage.conftest import CODE
from tests.ui.conftest import Front
from tests.ui.rules.conftest import adopted, said


def preview(hands: Hands) -> str:
    QTest.qWait(PAUSE_MS + 50)
    hands.settle()
    sheet = hands.find("page_preview")
    assert isinstance(sheet, PageSheet) and sheet.width() > 500
    return sheet.accessibleDescription()


def test_a_statement_is_worded_beside_the_page_it_stands_on(front: Front, hands: Hands) -> None:
    hands.click("words_en")
    hands.click("statement_S6")
    hands.type("statement_title", "You may be known.")
    hands.type("statement_text", "Someone may know you.")
    assert "You may be known. Someone may know you." in preview(hands)
    assert said(hands, "grade").startswith("Reading grade")
    line = hands.find("statement_S6")
    assert isinstance(line, ListButton) and line.text().endswith("•")
    hands.click("statement_S3")
    hands.click("statement_S6")
    assert said(hands, "statement_text") == "Someone may know you."
    hands.click("publish")
    newest = adopted(front)[0]
    assert (newest.language, newest.version) == ("en", "2026.1-clinic.1")
    assert not line.text().endswith("•")


def test_the_page_of_a_language_that_runs_from_the_right_is_mirrored(hands: Hands) -> None:
    hands.click("words_ar")
    preview(hands)
    right, left = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
    for name in ("statement_text", "statement_title", "statement_S1"):
        assert hands.find(name).layoutDirection() is right
    assert hands.find("rules_title").layoutDirection() is left
    sheet = hands.find("page_preview")
    assert isinstance(sheet, PageSheet)
    picture = sheet.grab().toImage()
    accent = [picture.pixelColor(x, picture.height() * 37 // 40).name() for x in range(picture.width())]
    pressed = [x for x, colour in enumerate(accent) if colour == "#0b5d66"]
    assert pressed and max(pressed) < picture.width() // 2, "the primary button is on the left"


def test_a_text_that_lost_its_places_is_refused_at_its_field(hands: Hands) -> None:
    hands.click("words_es")
    hands.click("statement_S7")
    hands.type("statement_text", "Pregunte por {contact}. {tel}")
    hands.click("publish")
    problems = [hands.text_of("published") if hands.sees("published") else ""]
    assert problems == [""] and hands.sees("problems_1")
    hands.click("statement_S1")
    hands.click("problems_1")
    assert hands.wait_for("statement_text").hasFocus()
    assert said(hands, "statement_text").startswith("Pregunte por")
    hands.click("drop_changes")


def test_words_are_approved_with_the_code_and_are_no_draft_then(front: Front, hands: Hands) -> None:
    hands.click("approve_de")
    hands.click("approve_words")
    hands.type("approve_code", "000000")
    hands.click("approve_words")
    assert said(hands, "approve_code") == "" and not hands.sees("trouble")
    hands.type("approve_code", CODE)
    hands.click("approve_words")
    assert said(hands, "language_de") == "Approved" and not hands.sees("approve_de")
    desk: Any = front.window._desk
    assert desk.wordings["de"].wording.reviewed_by == "Sam Sample, 2026-03-02"


def test_every_word_that_is_approved_can_be_read_first(hands: Hands) -> None:
    hands.click("approve_es")
    words = bundled_words(RESOURCES)["es"]
    wording = parse_wording(words, "es.toml", pack("us"))
    questions = [said for q in wording.questions for said in (q.text, q.right, *q.wrong)]
    uses = [said for use in wording.uses.values() for said in (use.title, use.short, use.hint)]
    rest = [*wording.meanings.values(), *wording.screen.values(), *wording.terms.values()]
    assert [words for words in (*questions, *uses, *rest) if words not in read(hands)] == []


def test_words_published_meanwhile_are_the_ones_that_are_read(hands: Hands) -> None:
    hands.click("words_de")
    hands.type("statement_title", "Gleich gut.")
    hands.click("rules_back")
    hands.click("approve_de")
    assert "Gleich gut." not in read(hands)
    hands.click("publish")
    assert "Gleich gut." in read(hands)


def read(hands: Hands) -> str:
    return " ".join(label.text() for label in hands.find("approve_read").findChildren(QLabel))


def test_an_approval_comes_through_where_its_page_was_left_meanwhile(front: Front, hands: Hands) -> None:
    hands.click("approve_de")
    hands.type("approve_code", CODE)
    front.press("approve_words")
    front.press("rules_back")
    hands.settle()
    assert said(hands, "language_de") == "Approved" and hands.sees("rules_overview")


def test_a_wrong_code_for_a_page_that_was_left_is_said_nowhere(front: Front, hands: Hands) -> None:
    hands.click("approve_de")
    hands.type("approve_code", "000000")
    front.press("approve_words")
    front.press("rules_back")
    hands.settle()
    assert hands.sees("rules_overview") and hands.sees("approve_de")
    hands.click("approve_de")
    hands.type("approve_code", CODE)
    hands.click("approve_words")
    assert said(hands, "language_de") == "Approved"


def test_words_that_are_not_published_cannot_be_approved(hands: Hands) -> None:
    hands.click("words_de")
    hands.type("statement_title", "Gleich gut.")
    hands.click("rules_back")
    hands.click("approve_de")
    hands.type("approve_code", CODE)
    hands.click("approve_words")
    assert hands.sees("approve_words") and said(hands, "approve_code") == ""
    hands.click("drop_changes")


def test_three_wrong_codes_lock_the_desk_here_too(front: Front, hands: Hands) -> None:
    hands.click("approve_de")
    for _try in range(3):
        hands.type("approve_code", "000000")
        hands.click("approve_words")
    assert front.locked == ["locked"]
