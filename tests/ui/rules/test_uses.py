"""Uses are added, worded, changed and taken away on the screen."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel

from consentdesk.rehearsal.hands import Hands
from consentdesk.ui.kit.buttons import ToggleChip
from tests.ui.conftest import Front
from tests.ui.rules.conftest import said, vault


def test_a_use_of_the_clinics_own_is_worded_language_by_language(front: Front, hands: Hands) -> None:
    hands.click("open_uses")
    hands.type("own_use", "Wound app")
    hands.click("add_own")
    assert said(hands, "use_title") == "Wound app" and "Deutsch" in said(hands, "use_gap")
    hands.click("language_de")
    hands.type("use_title", "Wunden-App")
    hands.type("use_hint", "Ein Programm zeigt sie")
    hands.click("explain_S6")
    hands.click("use_authorisation")
    expiry = hands.find("use_expiry")
    assert expiry.isChecked(), "an authorisation ends"  # type: ignore[attr-defined]
    hands.click("publish")
    assert said(hands, "use_title") == "Wunden-App"
    hands.click("rules_back")
    assert said(hands, "language_fr") == "Not offered"
    assert said(hands, "language_de") == "Draft, not reviewed"
    desk: Any = front.window._desk
    use = front.on_lane(lambda: desk.pack).use("wound_app")
    assert use.statements == ("S1", "S2", "S6", "S7", "S8", "S9", "S10") and use.source == "clinic"
    assert set(desk.wordings) == {"en", "de"}
    hands.click("word_use_fr")
    chip = hands.wait_for("language_fr")
    assert isinstance(chip, ToggleChip) and chip.isChecked()


def test_a_title_that_is_typed_anew_takes_nothing_else_with_it(front: Front, hands: Hands) -> None:
    hands.click("open_uses")
    hands.click("use_print_change")
    hands.type("use_title", "")
    assert said(hands, "use_short") == "Print" and "No words yet" not in said(hands, "rules_title")
    hands.type("use_title", "In print")
    assert said(hands, "use_hint") == "Cannot be taken back once printed"
    hands.click("publish")
    desk: Any = front.window._desk
    assert desk.wordings["en"].uses["print"].short == "Print"
    hands.click("language_es")
    hands.type("use_title", "")
    hands.click("drop_changes")
    assert said(hands, "use_title") == "Impresa: una revista o un libro"


def test_a_use_can_wait_for_right_answers(front: Front, hands: Hands) -> None:
    hands.click("open_uses")
    hands.click("use_online_change")
    hands.click("use_questions")
    hands.click("explain_S5")
    hands.click("outlet_platform")
    hands.click("publish")
    desk: Any = front.window._desk
    use = front.on_lane(lambda: desk.pack).use("online")
    assert use.teach_back and use.outlet == "platform" and "S5" not in use.statements


def test_a_use_can_want_a_second_person_where_it_appears_somewhere(front: Front, hands: Hands) -> None:
    hands.click("open_uses")
    hands.click("use_social_media_change")
    hands.click("use_second_person")
    hands.click("publish")
    desk: Any = front.window._desk
    assert front.on_lane(lambda: desk.pack).use("social_media").second_person
    hands.click("rules_back")
    hands.click("open_uses")
    hands.click("use_teaching_change")
    assert not hands.sees("use_second_person"), "nothing is checked before it leaves"


def test_a_box_that_cannot_be_taken_away_stands_as_it_is(hands: Hands) -> None:
    hands.click("open_uses")
    hands.click("use_social_media_change")
    for name in ("use_expiry", "outlet_none"):
        if hands.sees(name):
            hands.click(name)
    boxes = {name: hands.find(name) for name in ("use_expiry", "outlet_platform")}
    assert {name for name, box in boxes.items() if box.isChecked()} == set(boxes)  # type: ignore[attr-defined]
    assert not hands.sees("publish") and not hands.sees("explain_S3")


def test_a_hint_that_still_lacks_its_title_is_not_lost(hands: Hands) -> None:
    hands.click("open_uses")
    hands.type("own_use", "Wound app")
    hands.click("add_own")
    hands.click("language_fr")
    hands.type("use_hint", "Une application")
    hands.click("rules_back")
    hands.click("word_use_fr")
    assert said(hands, "use_hint") == "Une application" and said(hands, "use_title") == ""
    hands.click("publish")
    hands.click("go_home")
    assert hands.sees("leaving")
    hands.click("leaving_stay")
    hands.type("use_title", "Application")
    hands.click("publish")
    hands.click("go_home")
    assert hands.sees("home_page")


def test_what_is_wrong_with_the_words_of_a_use_is_said_at_its_field(hands: Hands) -> None:
    hands.click("open_uses")
    hands.click("use_online_change")
    hands.click("language_de")
    hands.type("use_short", "x" * 61)
    hands.click("rules_back")
    hands.click("publish")
    hands.click("problems_0")
    assert hands.find("use_short").hasFocus()
    field = hands.find("use_short_field")
    assert any("60" in label.text() for label in field.findChildren(QLabel))
    hands.click("drop_changes")


def test_an_empty_title_is_no_use(hands: Hands) -> None:
    hands.click("open_uses")
    hands.click("add_own")
    assert hands.sees("problems_0") and hands.find("own_use").hasFocus()
    hands.click("add_research")
    assert not hands.sees("problems_0"), "what was refused is over"
    hands.click("drop_changes")


def test_a_use_can_be_taken_away_but_not_the_medical_record(front: Front, hands: Hands) -> None:
    hands.click("open_uses")
    assert not hands.sees("use_medical_record_remove")
    hands.click("use_teaching_remove")
    hands.click("use_medical_record_usual")
    hands.click("publish")
    assert hands.sees("problems_0"), "no use is usual any more"
    hands.click("use_print_usual")
    hands.click("publish")
    assert front.on_lane(lambda: vault(front).preset_uses()) == ("print",)
