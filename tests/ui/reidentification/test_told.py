"""Every kind of finding and every combination has words, and none of them promises too much."""

from __future__ import annotations

import pytest

from consentdesk.domain.reidentification.check import CHECKLIST, Seen
from consentdesk.domain.reidentification.combining import _RULES
from consentdesk.domain.reidentification.finding import grade_of, remedies_for
from consentdesk.domain.reidentification.identifier import Grade, Identifier, Kind, Where
from consentdesk.ui.reidentification.kinds import combination_words, kind_words, why
from consentdesk.ui.reidentification.told import (
    file_name_words,
    finished_words,
    grade_words,
    limits_words,
    outlet_words,
    ran_words,
    remedy_words,
    seen_key,
    seen_words,
    stripped_words,
    where_words,
)

TOO_MUCH = ("anonym", "safe", "cannot be recognised")


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_says_what_it_is_why_and_what_can_be_done(kind: Kind) -> None:
    one = Identifier(kind, Where.CAPTION, grade_of(kind), "words", 0)
    assert kind_words(kind) and why(one).endswith((".", ")."))
    for where in Where:
        for remedy in remedies_for(kind, where):
            assert remedy_words(remedy, kind)


@pytest.mark.parametrize("id", [rule.id for rule in _RULES])
def test_every_combination_is_explained_in_a_sentence(id: str) -> None:
    assert combination_words(id).endswith(".") and len(combination_words(id).split()) > 5


def test_nothing_here_says_that_somebody_is_anonymous() -> None:
    said = [kind_words(kind) for kind in Kind] + [combination_words(rule.id) for rule in _RULES]
    said += [why(Identifier(kind, Where.PICTURE, Grade.ONE)) for kind in Kind]
    said += [limits_words(), ran_words(()), ran_words(("faces",)), ran_words(None)]
    assert not [words for words in said if any(much in words.lower() for much in TOO_MUCH)]


def test_an_eye_bar_is_called_inadequate_with_its_source() -> None:
    words = why(Identifier(Kind.EYE_BAR, Where.PICTURE, Grade.ONE))
    assert "inadequate" in words and "ICMJE" in words


def test_grades_places_and_answers_have_words_and_keys_of_their_own() -> None:
    assert all(map(grade_words, Grade)) and all(map(where_words, Where)) and all(map(kind_words, CHECKLIST))
    assert len({seen_words(seen) for seen in Seen}) == len({seen_key(seen) for seen in Seen}) == len(Seen)


def test_it_is_said_which_detectors_could_not_be_asked() -> None:
    assert "still looking" in ran_words(None)
    assert "No detector" in ran_words(())
    assert "None for text is installed" in ran_words(("faces",))
    assert ran_words(("faces", "text")) == "Detectors looked for: faces and eyes, text."


def test_what_the_outlet_and_the_source_file_tell_needs_no_answer_and_is_said() -> None:
    clinic = Identifier(Kind.INSTITUTION, Where.OUTLET, Grade.TOGETHER, "Example Clinic")
    place = Identifier(Kind.PLACE, Where.METADATA, Grade.TOGETHER, "50.1109° N", 0)
    assert "where the author works" in outlet_words([clinic, place])
    told = "The source file tells: 50.1109° N. A release takes all of it out."
    assert stripped_words([clinic, place]) == told
    assert outlet_words([place]) == stripped_words([clinic]) == file_name_words([clinic, place]) == ""


def test_of_much_in_a_source_file_the_first_is_told() -> None:
    many = [Identifier(Kind.OTHER, Where.METADATA, Grade.FEW, f"serial {n}", 0) for n in range(9)]
    assert stripped_words(many).count("serial") == 4 and "and more" in stripped_words(many)


def test_a_file_name_that_tells_something_is_not_to_be_given() -> None:
    name = Identifier(Kind.NAME, Where.FILE_NAME, Grade.ONE, "Probe", 0)
    assert "Probe" in file_name_words([name]) and "neutral name" in file_name_words([name])


def test_a_second_person_is_asked_for_where_the_rules_want_one() -> None:
    assert "somebody else has to agree" in finished_words("Print", "JAMA", second_person=True)
    assert "somebody else" not in finished_words("Print", "JAMA", second_person=False)
