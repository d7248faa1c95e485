"""The code of a record, read over the telephone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consentdesk.domain.record_code import ALPHABET, LETTERS, RANDOM_BITS, make_code, parse_code
from consentdesk.domain.refusals import Refusal

BITS = st.integers(0, 2**RANDOM_BITS - 1)


def is_accepted(text: str) -> bool:
    try:
        parse_code(text)
    except Refusal as no:
        assert no.code == "record_code_wrong"
        return False
    return True


@given(BITS)
def test_a_code_comes_back_however_it_was_typed(bits: int) -> None:
    code = make_code(bits)
    assert parse_code(code) == code
    assert parse_code(f" {code.lower().replace('-', ' ')} ") == code
    assert parse_code(code.replace("1", "l").replace("0", "o")) == code


@given(BITS)
def test_every_single_wrong_letter_is_noticed(bits: int) -> None:
    letters = make_code(bits).replace("-", "")
    for place in range(LETTERS):
        for wrong in ALPHABET:
            typed = letters[:place] + wrong + letters[place + 1 :]
            assert is_accepted(typed) == (wrong == letters[place])


@given(BITS)
def test_every_swap_of_two_neighbours_is_noticed(bits: int) -> None:
    letters = make_code(bits).replace("-", "")
    for place in range(LETTERS - 1):
        one, other = letters[place], letters[place + 1]
        typed = letters[:place] + other + one + letters[place + 2 :]
        assert is_accepted(typed) == (one == other)


@given(st.text(max_size=20))
def test_arbitrary_text_is_refused_or_is_a_code(text: str) -> None:
    if is_accepted(text):
        assert parse_code(text) == parse_code(parse_code(text))


@pytest.mark.parametrize("text", ["", "K7QF-2M9D", "K7QF-2M9D-XR41-0", "U" * 12, "é" * 12])
def test_what_cannot_be_a_code_is_refused(text: str) -> None:
    assert not is_accepted(text)


@given(BITS, BITS)
def test_different_bits_make_different_codes(one: int, other: int) -> None:
    assert (make_code(one) == make_code(other)) == (one == other)
