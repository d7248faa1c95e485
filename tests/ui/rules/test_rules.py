"""Rules and words, with hands on the program's own window over a real vault."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from consentdesk.domain.facts import PackAdopted, WordingAdopted
from consentdesk.rehearsal.hands import Hands
from consentdesk.ui.kit.buttons import ListButton, ToggleChip
from consentdesk.ui.kit.pages import PageSheet
from consentdesk.ui.rules.statements.screen import PAUSE_MS
from tests.helpers.packs import COUNTRY, pack_text
from tests.storage.conftest import CODE
from tests.ui.conftest import Front


@pytest.fixture
def hands(front: Front) -> Hands:
    """In the room, where the overview stands."""
    hands = front.unlock()
    front.pass_time(minutes=1)
    hands.click("rules")
    hands.wait_for("rules_overview")
    return hands


def vault(front: Front) -> Any:
    return front.window._desk.vault  # type: ignore[union-attr]


def adopted(front: Front) -> list[Any]:
    """Every pack and wording that was ever adopted, newest first."""
    found = front.on_lane(lambda: vault(front).adoptions())
    return [fact.body for fact in found if isinstance(fact.body, PackAdopted | WordingAdopted)]


def said(hands: Hands, name: str) -> str:
    widget = hands.wait_for(name)
    assert isinstance(widget, QLabel | QLineEdit | QPlainTextEdit)
    return widget.toPlainText() if isinstance(widget, QPlainTextEdit) else widget.text()


def preview(hands: Hands) -> str:
    QTest.qWait(PAUSE_MS + 50)
    hands.settle()
    sheet = hands.find("page_preview")
    assert isinstance(sheet, PageSheet) and sheet.width() > 500
    return sheet.accessibleDescription()


def test_the_room_is_one_quiet_button_away_and_leads_back_home(hands: Hands) -> None:
    assert said(hands, "language_en") == "Draft, not reviewed"
    assert not hands.sees("publish"), "nothing waits to be published"
    hands.click("rules_back")
    assert hands.sees("home_page")


def test_research_is_added_and_published_in_three_presses(front: Front, hands: Hands) -> None:
    hands.start_counting()
    hands.click("open_uses")
    hands.click("add_research")
    assert hands.sees("use_research_change") and not hands.sees("add_research")
    assert adopted(front)[0].version == "2026.1", "nothing counts before it is published"
    hands.click("publish")
    assert hands.effort.clicks == 3
    assert adopted(front)[0].version == "2026.1-clinic.1"
    assert not hands.sees("publish") and said(hands, "published") == "Published. It counts from now on."


def test_changes_wait_on_every_page_until_they_are_dropped(front: Front, hands: Hands) -> None:
    hands.click("open_uses")
    hands.click("split_teaching")
    hands.click("rules_back")
    hands.click("open_contact")
    hands.type("contact_name", "The photo office")
    hands.click("rules_back")
    assert said(hands, "unpublished") == "Not published yet: contact, uses and rules, usual uses"
    hands.click("open_contact")
    assert said(hands, "contact_name") == "The photo office"
    assert "The photo office" in said(hands, "contact_read")
    hands.click("drop_changes")
    assert said(hands, "contact_name") == "The photo desk"
    assert not hands.sees("publish")


@pytest.mark.parametrize("way", ["rules_back", "go_home", "go_patients", "ctrl+n"])
def test_nobody_leaves_unpublished_changes_behind_without_being_asked(hands: Hands, way: str) -> None:
    hands.click("open_uses")
    hands.click("add_research")
    hands.click("rules_back")
    leave(hands, way)
    assert hands.sees("leaving") and hands.sees("rules_overview")
    hands.click("leaving_stay")
    assert hands.sees("publish") and not hands.sees("leaving")
    leave(hands, way)
    hands.click("leaving_drop")
    assert not hands.sees("rules_page")


def leave(hands: Hands, way: str) -> None:
    if way == "ctrl+n":
        QTest.keyClick(hands.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        hands.settle()
    else:
        hands.click(way)


def test_leaving_can_publish_on_the_way_out(front: Front, hands: Hands) -> None:
    hands.click("open_uses")
    hands.click("add_research")
    hands.click("go_home")
    hands.click("leaving_publish")
    assert hands.sees("home_page") and adopted(front)[0].version == "2026.1-clinic.1"


def test_what_cannot_be_published_keeps_one_here_with_the_reason(front: Front, hands: Hands) -> None:
    hands.click("open_contact")
    hands.type("contact_email", "nowhere")
    hands.click("go_home")
    hands.click("leaving_publish")
    assert hands.sees("problems_0") and hands.sees("rules_page") and not hands.sees("leaving")
    hands.click("rules_back")
    hands.click("problems_0")
    assert hands.wait_for("contact_email").hasFocus(), "the link leads to the page and the field"
    hands.click("drop_changes")


def test_closing_the_window_asks_too(front: Front, hands: Hands) -> None:
    hands.click("open_uses")
    hands.click("add_research")
    front.window.close()
    hands.settle()
    assert front.window.isVisible() and hands.sees("leaving")
    hands.click("leaving_drop")
    assert not front.window.isVisible()


def test_a_use_that_was_only_typed_is_asked_about_as_well(hands: Hands) -> None:
    hands.click("open_uses")
    hands.type("own_use", "Wound app")
    hands.click("rules_back")
    hands.click("open_uses")
    assert said(hands, "own_use") == "Wound app"
    hands.click("go_home")
    assert hands.sees("leaving") and not hands.sees("leaving_publish")
    hands.click("leaving_drop")
    assert hands.sees("home_page")


def test_publishing_on_the_way_out_still_asks_about_what_was_only_typed(front: Front, hands: Hands) -> None:
    hands.click("open_uses")
    hands.click("add_research")
    hands.type("own_use", "Wound app")
    hands.click("go_home")
    hands.click("leaving_publish")
    assert adopted(front)[0].version == "2026.1-clinic.1"
    assert hands.sees("leaving_drop") and said(hands, "own_use") == "Wound app"
    hands.click("leaving_drop")
    assert hands.sees("home_page")


def test_rules_that_cannot_be_read_say_so(front: Front) -> None:
    hands = front.unlock()
    lost = "DELETE FROM rules WHERE kind = 'pack_adopted'"
    front.on_lane(lambda: vault(front)._db.run(lost))
    hands.click("rules")
    assert hands.sees("trouble") and not hands.sees("rules_overview")
    hands.click("rules_back")
    assert hands.sees("home_page")


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


def test_words_that_are_not_published_cannot_be_approved(hands: Hands) -> None:
    hands.click("words_de")
    hands.type("statement_title", "Gleich gut.")
    hands.click("rules_back")
    hands.click("approve_de")
    hands.type("approve_code", CODE)
    hands.click("approve_words")
    assert hands.sees("approve_words") and said(hands, "approve_code") == ""
    hands.click("drop_changes")


def test_every_version_can_be_read(hands: Hands) -> None:
    hands.click("open_uses")
    hands.click("add_research")
    hands.click("publish")
    hands.click("rules_back")
    hands.click("open_history")
    assert 'id = "research"' in said(hands, "version_text")
    hands.click("version_2")
    texts = {said(hands, "version_text")}
    hands.click("version_3")
    assert pack_text("us") in texts | {said(hands, "version_text")}
    assert not hands.sees("version_4"), "a pack, a pack and a contact"


def test_other_rules_are_taken_as_they_came(front: Front, hands: Hands) -> None:
    hands.click("open_packs")
    hands.click("take_uk")
    hands.click("publish")
    newest = adopted(front)[0]
    assert (newest.pack, newest.text) == ("uk", pack_text("uk"))


def test_a_template_is_filled_in_here(front: Front, hands: Hands) -> None:
    hands.click("open_packs")
    hands.click("fill_in_eu")
    hands.click("take_template")
    assert hands.find("place_1").hasFocus(), "the first value is missing"
    fill_in(hands)
    hands.click("rules_back")
    hands.click("open_packs")
    hands.click("fill_in_eu")
    hands.click("take_template")
    assert hands.sees("rules_overview")
    hands.click("publish")
    newest = adopted(front)[0]
    assert (newest.pack, newest.version) == ("eu", "2026.1-clinic.1")


def test_a_value_that_cannot_be_is_refused_at_its_field(hands: Hands) -> None:
    hands.click("open_packs")
    hands.click("fill_in_eu")
    fill_in(hands, {"Age of majority": "3"})
    hands.click("take_template")
    wrong = next(n for n, label in labels(hands).items() if label == "Age of majority")
    assert hands.find(wrong).hasFocus()
    hands.click("drop_changes") if hands.sees("drop_changes") else hands.click("go_home")
    hands.click("leaving_drop")


def labels(hands: Hands) -> dict[str, str]:
    """The open places on the screen, by the name of their field."""
    places: list[QWidget] = hands.find("rules_template").findChildren(QLineEdit)
    return {place.objectName(): place.accessibleName() for place in places}


def fill_in(hands: Hands, other: dict[str, str] | None = None) -> None:
    values = {
        "Children are asked to agree from": COUNTRY["ages.assent_from"],
        "Patients decide alone from": COUNTRY["ages.adult_with_capacity_from"],
        "Age of majority": COUNTRY["ages.majority"],
        "Birthday of those born on 29 February": "02-28",
        "Parents who have to agree for a child who is asked too": "1",
        "Parents who have to agree for a younger child": "2",
        "Who supervises data protection": "the Data Office of Example Land",
        "Languages that patients must be able to read": "de, fr",
        "Medical records are kept for": "30",
        "Minors' medical records until age": "0",
        "Records of consent are kept for": "10",
        "Minors' records of consent until age": "28",
        "The laws that say so": "The Patients Act of Example Land",
        "Date of the laws": "2020",
    } | (other or {})
    for name, label in labels(hands).items():
        hands.type(name, values[label])
