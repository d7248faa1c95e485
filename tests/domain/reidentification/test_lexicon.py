"""The words by which identifying things are known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consentdesk.domain.refusals import Refusal
from consentdesk.domain.reidentification.alternatives import any_of
from consentdesk.domain.reidentification.lexicon import Lexicon, parse_lexicon
from consentdesk.domain.reidentification.misspelling import nearly, twice_nearly
from consentdesk.domain.reidentification.text import text_of
from tests.domain.reidentification.known import LEXICON, NOBODY

WORDS = st.text(st.sampled_from("abc"), min_size=1, max_size=5)


def test_each_rare_diagnosis_has_a_source_and_no_name_of_another() -> None:
    names = [name.casefold() for rare in LEXICON.rare for name in rare.names]
    assert len(LEXICON.rare) > 150
    assert len(names) == len(set(names))
    assert all(rare.source.startswith(("ORPHA:", "OMIM:")) for rare in LEXICON.rare)


def test_what_is_commoner_is_not_called_rare() -> None:
    names = {name for rare in LEXICON.rare for name in rare.names}
    assert not names & {"Down syndrome", "Marfan syndrome", "Noonan syndrome", "Prader-Willi syndrome"}


@pytest.mark.parametrize("file", ["rare", "names"])
def test_a_torn_file_is_refused_with_its_name(file: str) -> None:
    torn = '[[rare]]\nname = "X"\n' if file == "rare" else "[given]\nen = []\n"
    with pytest.raises(Refusal) as caught:
        parse_lexicon({file: torn})
    assert caught.value.problems[0].details["file"] == f"{file}.toml"


def test_an_empty_lexicon_finds_what_needs_no_words() -> None:
    from consentdesk.domain.reidentification.identifier import Kind, Where
    from consentdesk.domain.reidentification.words import identifiers_in

    found = identifiers_in("see www.clinic.example on 12.3.2019", Where.CAPTION, NOBODY, Lexicon())
    assert [one.kind for one in found] == [Kind.ACCOUNT_OR_URL, Kind.DATE]


@given(st.lists(WORDS, min_size=1, max_size=8), WORDS)
def test_many_words_as_one_expression_match_exactly_these(words: list[str], tried: str) -> None:
    import re

    assert bool(re.fullmatch(any_of(words), tried)) == (tried in words)


@given(st.text(min_size=4, max_size=12), st.integers(0, 11))
def test_a_word_with_a_letter_left_out_is_nearly_the_same(word: str, place: int) -> None:
    shorter = word[: place + 1] + word[place + 2 :]
    assert shorter == word or nearly(shorter, word)
    assert shorter == word or twice_nearly(shorter, word) or place < 1


@given(st.text(max_size=60), st.booleans())
def test_each_character_of_the_plain_text_knows_where_it_came_from(written: str, is_file_name: bool) -> None:
    text = text_of(written, is_file_name)
    assert len(text.plain) == len(text.starts) == len(text.ends)
    assert list(text.starts) == sorted(text.starts)
    assert all(0 <= a <= b <= len(written) for a, b in zip(text.starts, text.ends, strict=True))
