from __future__ import annotations

import re
import tomllib
from pathlib import Path
from shutil import copytree

import pytest

from consentdesk.documents.consent_copy import Copies
from consentdesk.documents.words import Words, read_words
from consentdesk.domain.lines import SealedRecord
from consentdesk.domain.moment import Moment
from tests.documents.reading import CHAIN_HASH, RESOURCES, pages_as_pictures, thumbnails
from tests.helpers.sessions import ALL_USES, sealed_record

COPY, STATEMENTS = RESOURCES / "copy", RESOURCES / "statements"
FOR_PATIENTS = ("patient", "decided", "care", "change", "authorisation")
HIGHEST_GRADE = 6.0
LONGEST_SENTENCE = 20


@pytest.fixture(scope="module")
def english() -> Words:
    return read_words(COPY, STATEMENTS, "en")


def sentences() -> list[str]:
    """Every sentence of the copy that is for patients, places filled with one short word."""
    top = tomllib.loads((COPY / "en.toml").read_text("utf-8"))
    told = [
        text
        for name in (
            "head",
            "patient",
            "decided",
            "care",
            "change",
            "authorisation",
            "signed",
            "asked",
            "to_sign",
            "receipt",
            "status",
        )
        for text in top[name].values()
    ]
    plain = " ".join(re.sub(r"\{.*?\}", "it", text).replace("**", "") for text in told if text.endswith("."))
    return [sentence for sentence in re.split(r"(?<=[.?:])\s+", plain) if sentence.strip()]


def syllables(word: str) -> int:
    groups = len(re.findall(r"[aeiouy]+", word.lower()))
    silent = word.lower().endswith("e") and not word.lower().endswith("le") and groups > 1
    return max(1, groups - silent)


def test_no_sentence_is_longer_than_twenty_words() -> None:
    assert [s for s in sentences() if len(s.split()) > LONGEST_SENTENCE] == []


def test_the_words_read_at_sixth_grade_or_easier() -> None:
    words = [word for sentence in sentences() for word in re.findall(r"[A-Za-z']+", sentence)]
    per_sentence = len(words) / len(sentences())
    grade = 0.39 * per_sentence + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    assert grade <= HIGHEST_GRADE


@pytest.mark.parametrize("word", ["compliant", "anonymous", "guarantee", "please", "sorry"])
def test_some_words_never_stand_in_the_copy(word: str) -> None:
    for file in COPY.glob("*.toml"):
        assert word not in file.read_text("utf-8").split("\n\n", 1)[1].lower()


def test_moments_are_written_with_their_offset(english: Words) -> None:
    assert english.moment(Moment.parse("2026-11-22T09:05:00.000+05:30")) == "22 November 2026, 09:05 +05:30"


@pytest.mark.parametrize(
    ("numbers", "told"),
    [((1,), "1"), ((1, 2), "1 and 2"), ((1, 2, 3, 5), "1 to 3 and 5"), ((2, 4, 5, 9), "2, 4, 5 and 9")],
)
def test_numbers_are_listed_with_their_runs_closed_up(
    english: Words, numbers: tuple[int, ...], told: str
) -> None:
    assert english.numbers(numbers) == told


def test_a_code_that_is_not_known_is_told_as_it_stands(english: Words) -> None:
    assert english.term("mother") == "mother"
    assert english.term("great-aunt") == "great-aunt"


def test_a_language_without_a_copy_of_its_own_is_printed_in_english(english: Words) -> None:
    assert read_words(COPY, STATEMENTS, "xx") == english


def test_a_language_that_runs_from_the_right_turns_the_page_around(tmp_path: Path) -> None:
    copytree(COPY, tmp_path / "copy")
    file = tmp_path / "copy" / "en.toml"
    file.write_text(file.read_text("utf-8").replace('"ltr"', '"rtl"'), "utf-8")
    record = sealed_record("minor", 2, ALL_USES)
    turned, usual = (
        Copies(RESOURCES / "fonts", folder, STATEMENTS).consent_copy(
            SealedRecord(record, CHAIN_HASH), thumbnails(record), "A4", False
        )
        for folder in (tmp_path / "copy", COPY)
    )
    ink = [
        _ink_in_halves(pages_as_pictures(pdf, scale=0.5)[0].crop((0, 80, 298, 200)))
        for pdf in (turned, usual)
    ]
    assert ink[0][0] < ink[0][1]
    assert ink[1][0] > ink[1][1]


def _ink_in_halves(picture) -> list[int]:  # type: ignore[no-untyped-def]
    """How dark the left and the right part of a picture are."""
    grey, half = picture.convert("L"), picture.width // 3
    parts = (grey.crop((0, 0, half, grey.height)), grey.crop((grey.width - half, 0, grey.width, grey.height)))
    return [sum(255 - value for value in part.get_flattened_data()) for part in parts]
