"""Moving through the room, publishing, and leaving it: no change is lost without being asked about."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from consentdesk.rehearsal.hands import Hands
from tests.helpers.packs import pack_text
from tests.ui.conftest import Front
from tests.ui.rules.conftest import adopted, said, vault


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


def test_what_is_typed_while_something_is_published_waits_for_the_next_time(
    front: Front, hands: Hands
) -> None:
    hands.click("words_en")
    hands.type("statement_title", "Care stays.")
    hands.click("rules_back")
    hands.click("open_uses")
    hands.click("add_research")
    front.press("publish")
    front.press("use_research_usual")
    hands.settle()
    assert said(hands, "unpublished") == "Not published yet: usual uses"
    hands.click("publish")
    versions = [body.version for body in adopted(front)[:-1]]
    assert len(versions) == 2, "nothing was published twice"


def test_dropping_while_something_is_published_drops_nothing(front: Front, hands: Hands) -> None:
    hands.click("open_uses")
    hands.click("add_research")
    front.press("publish")
    front.press("drop_changes")
    hands.settle()
    assert not hands.sees("publish") and hands.sees("use_research_change")


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
