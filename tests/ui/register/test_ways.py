"""The ways to the register and to the overview, in the program's own window."""

from __future__ import annotations

from consentdesk.domain.access import Role
from tests.ui.conftest import Front
from tests.ui.test_home import give_roles


def test_places_and_overview_are_a_press_away(front: Front) -> None:
    hands = front.unlock()
    hands.click("go_register")
    assert hands.sees("places") and hands.find("go_register").property("checked")
    hands.click("show_outlets")
    assert hands.sees("outlets")
    hands.click("go_overview")
    assert hands.sees("overview") and hands.find("go_overview").property("checked")
    hands.click("go_register")
    hands.click("note_place")
    hands.type("place_title", "Half a sentence")
    hands.click("go_home")
    assert hands.sees("leaving") and hands.sees("noting"), "what was entered is asked about first"
    hands.click("leaving_leave")
    assert hands.sees("home_page")


def test_an_auditor_sees_the_numbers_and_no_place(front: Front) -> None:
    front.unlock()
    front.on_lane(lambda: give_roles(front, Role.AUDITOR) or True)  # type: ignore[func-returns-value]
    front.close()
    hands = front.unlock()
    assert hands.sees("go_overview") and not hands.sees("go_register")
    hands.click("go_overview")
    assert hands.sees("number_1")
