"""The ways to the page, in the program's own window."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.decks import pptx
from tests.ui.conftest import Front
from tests.workflows.deck_of_pictures import file_of


def test_the_rail_leads_to_the_question_and_files_are_checked_there(front: Front, tmp_path: Path) -> None:
    deck = tmp_path / "deck.pptx"
    deck.write_bytes(pptx([["a.jpg"]], {"a.jpg": file_of("stranger 1")}))
    front.files.pictures = (deck,)
    hands = front.unlock()
    hands.click("go_may_use")
    assert hands.sees("nothing_chosen")
    hands.click("check_files")
    hands.wait_for("the_answer")
    assert hands.text_of("answer_word") == "No"
    assert "not known here" in hands.text_of("answer_more_1")
