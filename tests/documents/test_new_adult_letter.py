"""The letter to a new adult, read back in every language (R14)."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from consentdesk.documents.papers import Papers
from consentdesk.documents.words import read_words
from consentdesk.domain.new_adult_letter import AgreedFor, NewAdultLetter
from consentdesk.domain.people import Representative
from consentdesk.domain.receipt import NamedPicture
from tests.documents.test_receipts import CODE, PICTURES, SPACED, THUMBNAILS, WORDS, text_of, use
from tests.documents.test_words import HIGHEST_GRADE, LONGEST_SENTENCE, syllables
from tests.helpers.sessions import CLINIC, LANGUAGES, NOW, patient

SINCE = date(2026, 3, 1)
PARENTS = (
    Representative("Robin Probe", "mother", "parent"),
    Representative("Jamie Probe", "father", "parent"),
)


@pytest.fixture(scope="module")
def papers() -> Papers:
    return Papers(*WORDS)


def letter(language: str = "en", pictures: tuple[NamedPicture, ...] = PICTURES) -> NewAdultLetter:
    uses = (use(language), use(language, "print"))
    agreed = tuple(AgreedFor(picture, uses, PARENTS, date(2019, 5, 6)) for picture in pictures)
    return NewAdultLetter(
        language, CLINIC, patient(date(2008, 2, 29)), CODE, NOW.day, 18, SINCE, agreed, placed=True
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_says_everything_in_each_language(papers: Papers, language: str) -> None:
    pdf = papers.new_adult_letter(letter(language), THUMBNAILS, "A4", False)
    text, words = text_of(pdf), read_words(*WORDS[1:], language)
    for told in (CODE, "555 0100", "Robin Probe", "Jamie Probe", *(p.short_id for p in PICTURES)):
        assert told in text, told
    if language not in SPACED:
        for key in ("title", "heading", "now_heading", "record", "placed", "can_heading"):
            assert words[f"of_age.{key}"].replace("’", "'") in text.replace("’", "'"), key
        assert words.day(SINCE) in text and words.day(date(2019, 5, 6)) in text
        assert words["care.title"].replace("’", "'") in text.replace("’", "'")


def test_it_says_nothing_of_places_where_no_picture_is_out(papers: Papers) -> None:
    text = text_of(papers.new_adult_letter(replace(letter(), placed=False), THUMBNAILS, "A4", False))
    assert "out already" not in text and "They stay in your medical record" in text


def test_the_same_letter_has_the_same_bytes(papers: Papers) -> None:
    first = papers.new_adult_letter(letter(), THUMBNAILS, "A4", False)
    assert papers.new_adult_letter(letter(), THUMBNAILS, "A4", False) == first


def test_a_picture_that_is_gone_is_a_number_and_a_rehearsal_is_marked(papers: Papers) -> None:
    page = PdfReader(io.BytesIO(papers.new_adult_letter(letter(), {}, "Letter", True))).pages[0]
    assert len(page.images) == 0 and "Rehearsal" in page.extract_text()


def test_forty_pictures_go_on_over_pages(papers: Papers) -> None:
    many = letter(pictures=tuple(replace(PICTURES[0], number=n) for n in range(1, 41)))
    pages = PdfReader(io.BytesIO(papers.new_adult_letter(many, THUMBNAILS, "A4", False))).pages
    assert sum(page.extract_text().count("Robin Probe") for page in pages) == 40
    assert "What you can do" in pages[-1].extract_text()


def test_the_words_are_short_and_read_at_sixth_grade_or_easier() -> None:
    templates = read_words(*WORDS[1:], "en").templates
    told = [text for key, text in templates.items() if key.startswith("of_age.") and text.endswith(".")]
    plain = " ".join(re.sub(r"\{.*?\}", "it", text).replace("**", "") for text in told)
    sentences = re.split(r"(?<=[.])\s+", plain)
    words = re.findall(r"[A-Za-z']+", plain)
    assert max(len(sentence.split()) for sentence in sentences) <= LONGEST_SENTENCE
    per_word = sum(map(syllables, words)) / len(words)
    assert 0.39 * len(words) / len(sentences) + 11.8 * per_word - 15.59 <= HIGHEST_GRADE
