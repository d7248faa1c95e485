"""The copy in every language: whole, in embedded fonts, on two pages, Arabic from the right."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader

from consentdesk.documents.words import read_words
from consentdesk.domain.record import ConsentRecord
from tests.documents.reading import (
    RESOURCES,
    copies,
    fonts_of,
    page_texts,
    pages_as_pictures,
    printed,
    text_of,
)
from tests.helpers.sessions import ALL_USES, LANGUAGES, rules, sealed_record

FACES = {"ar": "NotoSansArabic", "hi": "NotoSans", "zh": "DroidSansFallback"}
STEERING = re.compile("[\u200e\u200f\u202a-\u202e]")


@cache
def record(language: str) -> ConsentRecord:
    """A child's record with all uses, two pictures and an interpreter."""
    refused = ("social_media",)
    return sealed_record("minor", 2, ALL_USES, refused=refused, interpreter=True, language=language)


@cache
def pdf(language: str) -> bytes:
    return printed(record(language))


def told_text(pdf: bytes) -> str:
    """The text that the file itself tells readers to take, line by line (PDF 32000-1, 14.9.4)."""
    pages = (page.get_contents().get_data().decode("latin-1") for page in PdfReader(BytesIO(pdf)).pages)
    lines = re.findall(r"/ActualText <feff([0-9a-f]*)>", " ".join(pages))
    return " ".join(bytes.fromhex(line).decode("utf-16-be") for line in lines)


def words_of(text: str) -> list[str]:
    return STEERING.sub("", text).split()


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "ar"])
def test_decision_explanation_and_draft_mark_stand_there_in_the_patients_language(language: str) -> None:
    words = read_words(RESOURCES / "copy", RESOURCES / "statements", language)
    text = text_of(pdf(language)).replace(" ", "")
    for key in ("head.title", "decided.heading", "change.heading", "signed.heading", "explained.draft"):
        assert words[key].replace(" ", "") in text, key
    for page in record(language).explained:
        for statement in page.statements:
            assert "".join(statement.text.split()) in "".join(text.split())


def test_arabic_is_told_in_the_order_in_which_it_is_read() -> None:
    told = words_of(told_text(pdf("ar")))
    for page in record("ar").explained:
        for statement in page.statements:
            wanted = words_of(f"{statement.title} {statement.text}")
            starts = [at for at in range(len(told)) if told[at : at + len(wanted)] == wanted]
            assert starts, statement.id


def test_a_telephone_number_amid_arabic_is_not_turned_round() -> None:
    assert "555 0100" in text_of(pdf("ar"))
    assert "0100 555" not in told_text(pdf("ar"))


@pytest.mark.parametrize(("language", "face"), FACES.items())
def test_the_script_is_embedded_as_a_subset(language: str, face: str) -> None:
    fonts = list(fonts_of(pdf(language)))
    assert all(embedded for _, embedded in fonts)
    assert any(re.fullmatch(rf"/[A-Z]{{6}}\+{face}(-\w+)?", name) for name, _ in fonts)
    assert len(pdf(language)) < 200_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_for_patients_has_a_character_that_cannot_be_printed(language: str) -> None:
    files = ((RESOURCES / room / f"{language}.toml").read_text("utf-8") for room in ("statements", "copy"))
    assert copies().missing_characters("".join("".join(files).split())) == ""
    assert copies().missing_characters(rules(language).wording.wording.name) == ""


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_common_copy_fits_two_pages(language: str, paper: str) -> None:
    assert len(page_texts(printed(sealed_record("minor", 2, language=language), paper))) <= 2


def test_an_arabic_copy_begins_at_the_right_edge() -> None:
    arabic, english = (pages_as_pictures(pdf(language), scale=0.5)[0] for language in ("ar", "en"))
    assert _title_side(arabic) > 0.5 > _title_side(english)


def _title_side(page) -> float:  # type: ignore[no-untyped-def]
    """Where the middle of the largest heading's ink lies, 0 at the left and 1 at the right."""
    row = page.crop((0, 34, page.width, 46)).convert("L").point(lambda value: 255 - value)
    columns = [sum(row.crop((x, 0, x + 1, row.height)).get_flattened_data()) for x in range(row.width)]
    return sum(x * ink for x, ink in enumerate(columns)) / sum(columns) / row.width
