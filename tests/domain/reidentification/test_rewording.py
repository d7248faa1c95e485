"""What words become once something was done about them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consentdesk.domain.reidentification.identifier import Grade, Identifier, Kind, Remedy, Where
from consentdesk.domain.reidentification.rewording import reworded


def found(text: str, words: str, kind: Kind = Kind.NAME) -> Identifier:
    return Identifier(kind, Where.CAPTION, Grade.ONE, words, text.index(words))


@pytest.mark.parametrize(
    ("text", "words", "after"),
    [
        ("Seen with Alex Probe (left arm).", "Alex Probe", "Seen with (left arm)."),
        ("A rash (Alex Probe), healed.", "Alex Probe", "A rash, healed."),
        ("Alex Probe, week six", "Alex Probe", "week six"),
        ("Left arm, Alex Probe, week six", "Alex Probe", "Left arm, week six"),
        ("Left arm, Alex Probe.", "Alex Probe", "Left arm."),
        ("Alex Probe", "Alex Probe", ""),
    ],
)
def test_words_are_taken_out_and_what_is_left_is_tidied(text: str, words: str, after: str) -> None:
    assert reworded(text, [found(text, words)], Remedy.TAKE_OUT) == after


def test_the_same_words_are_taken_out_wherever_they_stand() -> None:
    text = "Probe, and Probe again"
    both = [Identifier(Kind.NAME, Where.CAPTION, Grade.ONE, "Probe", start) for start in (0, 11)]
    assert reworded(text, both, Remedy.TAKE_OUT) == "and again"


@pytest.mark.parametrize("words", ["12 March 2031", "12.03.2031", "2031-03-12"])
def test_a_day_becomes_its_year(words: str) -> None:
    text = f"Seen on {words}."
    assert reworded(text, [found(text, words, Kind.DATE)], Remedy.MONTH_OR_YEAR) == "Seen on 2031."


def test_a_day_without_a_year_is_for_somebody_to_reword() -> None:
    text = "Seen at Christmas."
    assert reworded(text, [found(text, "Christmas", Kind.DATE)], Remedy.MONTH_OR_YEAR) is None


@pytest.mark.parametrize(
    ("text", "words", "after"),
    [
        ("a boy of 2 years and 3 months", "2 years and 3 months", "a boy of 2 years"),
        ("ein Junge, 2 Jahre und 3 Monate", "2 Jahre und 3 Monate", "ein Junge, 2 Jahre"),
        ("un niño de 2 años y 3 meses", "2 años y 3 meses", "un niño de 2 años"),
    ],
)
def test_an_exact_age_keeps_its_years(text: str, words: str, after: str) -> None:
    assert reworded(text, [found(text, words, Kind.EXACT_AGE)], Remedy.AGE_BAND) == after


def test_an_age_in_months_is_for_somebody_to_reword() -> None:
    text = "3 months old"
    assert reworded(text, [found(text, text, Kind.EXACT_AGE)], Remedy.AGE_BAND) is None


def test_an_age_above_89_becomes_90_or_over() -> None:
    text = "A woman aged 93."
    assert reworded(text, [found(text, "93", Kind.AGE_OVER_89)], Remedy.AGE_BAND) == "A woman aged 90+."


@pytest.mark.parametrize("remedy", [Remedy.REGION, Remedy.MASK, Remedy.LATER])
def test_what_no_program_can_reword_is_left_to_somebody(remedy: Remedy) -> None:
    assert reworded("from Muster", [found("from Muster", "Muster", Kind.PLACE)], remedy) is None


@given(st.text(max_size=80), st.text(min_size=1, max_size=20), st.text(max_size=80))
def test_no_text_is_too_strange_to_take_words_out_of(before: str, words: str, after: str) -> None:
    one = Identifier(Kind.NAME, Where.CAPTION, Grade.ONE, words, len(before))
    left = reworded(before + words + after, [one], Remedy.TAKE_OUT)
    assert left is not None and len(left) <= len(before + after) + 1
