"""The page on which an administrator says when the desk covers and locks itself."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from consentdesk.rehearsal.hands import Hands
from tests.ui.conftest import Front


def at_the_page(front: Front) -> Hands:
    hands = front.unlock(times=None)
    hands.click("go_people")
    hands.click("desk_times")
    hands.wait_for("desk_times_page")
    return hands


def signed_in(hands: Hands) -> str:
    label = hands.find("signed_in")
    assert isinstance(label, QLabel)
    return label.text()


def test_the_rail_says_when_the_desk_covers_itself(front: Front) -> None:
    hands = front.unlock(times=None)
    assert "Covers after 2 minutes" in signed_in(hands)


def test_other_times_count_at_once(front: Front) -> None:
    hands = at_the_page(front)
    assert hands.text_of("cover_minutes") == "2" and hands.text_of("lock_minutes") == "15"
    hands.type("cover_minutes", "1")
    hands.type("lock_minutes", "5")
    hands.click("set_times")
    assert hands.sees("times_done") and "Covers after 1 minute" in signed_in(hands)
    front.pass_time(seconds=60)
    assert hands.sees("cover_page")
    front.pass_time(minutes=4)
    assert front.locked == ["locked"]


def test_they_count_from_the_next_unlocking_too(front: Front) -> None:
    hands = at_the_page(front)
    hands.type("cover_minutes", "10")
    hands.click("set_times")
    front.close()
    hands = front.unlock(times=None)
    front.pass_time(minutes=9)
    assert hands.sees("home_page")
    front.pass_time(minutes=1)
    assert hands.sees("cover_page")


def test_what_cannot_be_is_said_at_its_field_and_stays_typed(front: Front) -> None:
    hands = at_the_page(front)
    hands.type("cover_minutes", "soon")
    hands.click("set_times")
    assert "from 1 to 15" in hands.find("cover_minutes").accessibleDescription()
    assert hands.sees("problems") and hands.text_of("cover_minutes") == "soon"
    hands.type("cover_minutes", "3")
    hands.click("set_times")
    assert hands.sees("times_done") and not hands.sees("problems")


def test_the_page_leads_back_home(front: Front) -> None:
    hands = at_the_page(front)
    hands.click("desk_times_back")
    assert hands.sees("home_page")
