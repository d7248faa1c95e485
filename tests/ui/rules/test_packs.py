"""Other rules are taken as they came, or filled in here."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from consentdesk.rehearsal.hands import Hands
from tests.helpers.packs import COUNTRY, pack_text
from tests.ui.conftest import Front
from tests.ui.rules.conftest import adopted


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
    hands.click("take_template")
    assert hands.find(wrong).hasFocus(), "however often it is pressed"
    hands.click("drop_changes") if hands.sees("drop_changes") else hands.click("go_home")
    hands.click("leaving_drop")


def test_a_value_that_is_no_number_is_said_to_be_none(hands: Hands) -> None:
    hands.click("open_packs")
    hands.click("fill_in_eu")
    fill_in(hands, {"Age of majority": "9" * 5000})
    hands.click("take_template")
    wrong = next(n for n, label in labels(hands).items() if label == "Age of majority")
    told = [label.text() for label in hands.find(f"{wrong}_field").findChildren(QLabel)]
    assert "This must be a whole number" in told
    hands.click("go_home")
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
