"""Names of those who work here, as letters."""

import pytest

from consentdesk.domain.people import initials_of


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Sam Sample", "SS"),
        ("Dr. Ines María Okafor", "IO"),
        ("Prof Dr Kim Muster", "KM"),
        ("Dr", "DR"),
        ("Örsted", "ÖR"),
        ("", ""),
    ],
)
def test_initials_come_from_the_first_and_the_last_word_without_titles(name: str, letters: str) -> None:
    assert initials_of(name) == letters


def test_taken_initials_borrow_from_the_last_word() -> None:
    assert initials_of("Sam Sample", {"SS"}) == "SSA"
    assert initials_of("Sam Sample", {"SS", "SSA", "SSAM"}) == ""
