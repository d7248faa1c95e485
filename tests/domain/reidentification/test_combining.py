"""What says little by itself and much together (R26)."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consentdesk.domain.reidentification import combining
from consentdesk.domain.reidentification.combining import together
from consentdesk.domain.reidentification.finding import grade_of, remedies_for
from consentdesk.domain.reidentification.identifier import Grade, Identifier, Kind, Saying, Where
from consentdesk.domain.reidentification.outlets import identifiers_of_outlet
from tests.domain.reidentification.known import LEXICON, MIRA, NOBODY, found_in


def one(kind: Kind, where: Where = Where.CAPTION, words: str = "") -> Identifier:
    return Identifier(kind, where, grade_of(kind), words, 0, remedies_for(kind, where))


def ids(text: str) -> list[str]:
    return [made.id for made in together(found_in(text, NOBODY))]


@pytest.mark.parametrize(
    ("text", "id", "grade"),
    [
        ("Seen on 12 March 2019 at Dunmere General Hospital", "date_place", Grade.FEW),
        ("Progeria, 12 March 2019, Dunmere General Hospital", "date_place_rare", Grade.ONE),
        ("a 94-year-old farmer from Little Wenning", "age_place", Grade.FEW),
        ("94-year-old from Little Wenning, 12 March 2019", "age_place_date", Grade.ONE),
        ("the mayor of Little Wenning", "role_place", Grade.ONE),
        ("first reported case in Europe, Dunmere General Hospital", "unique_place", Grade.ONE),
        ("mum Jessamy, from Little Wenning", "relative_place", Grade.ONE),
        ("progeria in a 5-day-old girl", "age_rare", Grade.FEW),
    ],
)
def test_a_combination_says_why(text: str, id: str, grade: Grade) -> None:
    assert (id, grade) in [(made.id, made.grade) for made in together(found_in(text, NOBODY))]


def test_one_thing_alone_combines_with_nothing() -> None:
    assert ids("Seen on 12 March 2019") == []
    assert ids("Left forearm after excision") == []


def test_a_combination_names_the_findings_it_is_made_of() -> None:
    date, place = one(Kind.DATE, words="12 March"), one(Kind.PLACE, words="Wexcombe")
    (made,) = together([date, place])
    assert set(made.of) == {date.key, place.key}


def test_a_weaker_combination_of_the_same_findings_is_not_told_again() -> None:
    assert ids("Progeria, 12 March 2019, Dunmere General Hospital") == ["date_place_rare"]


def test_what_a_release_takes_out_combines_with_nothing() -> None:
    assert together([one(Kind.DATE, Where.METADATA), one(Kind.PLACE, Where.FILE_NAME)]) == ()


def test_posting_at_once_tells_the_day_at_the_authors_clinic() -> None:
    saying = Saying("This blister came in this morning")
    posted = identifiers_of_outlet(MIRA.born, saying, MIRA, LEXICON)
    assert "posted_day" in [made.id for made in together(posted)]
    printed = identifiers_of_outlet(None, saying, MIRA, LEXICON)
    assert together(printed) == ()


def test_an_unknown_face_is_no_less_told_by_a_mark_and_a_place() -> None:
    assert [made.id for made in together([one(Kind.TATTOO, Where.PICTURE), one(Kind.PLACE)])] == [
        "mark_place"
    ]


FINDINGS = st.lists(
    st.builds(one, st.sampled_from(Kind), st.sampled_from(Where), st.text(max_size=3)), max_size=8
)


@given(FINDINGS)
def test_combinations_are_made_of_what_was_found_and_each_has_a_sentence(found: list[Identifier]) -> None:
    keys = {each.key for each in found}
    sentences = set(re.findall(r"^(\w+) +\"", combining.__doc__ or "", re.MULTILINE))
    for made in together(found):
        assert len(made.of) > 1 and set(made.of) <= keys
        assert made.id in sentences


def test_each_rule_has_a_sentence_and_each_sentence_a_rule() -> None:
    sentences = re.findall(r"^(\w+) +\"", combining.__doc__ or "", re.MULTILINE)
    assert sorted(sentences) == sorted(combining.COMBINATIONS)
