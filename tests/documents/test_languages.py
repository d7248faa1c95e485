"""The copy in every language: whole, in embedded fonts, on two pages, Arabic from the right."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader

from consentdesk.documents.press.faces import Faces
from consentdesk.documents.press.paper import Paper, Style
from consentdesk.documents.words import read_words
from consentdesk.domain.outlets import as_offered
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


def by_poppler(pdf: bytes) -> str:
    if (program := shutil.which("pdftotext")) is None:
        pytest.skip("Poppler is not installed")
    return subprocess.run([program, "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def by_pypdf(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def letters_of(text: str) -> str:
    """The text without spaces and signs of direction, in its composed form."""
    return "".join(STEERING.sub("", unicodedata.normalize("NFKC", text)).split())


def statements(language: str) -> list[str]:
    """Every title and text of the record's statements."""
    told = (statement for page in record(language).explained for statement in page.statements)
    return [part for statement in told for part in (statement.title, statement.text)]


def wholly_arabic(text: str) -> bool:
    return not re.search("[A-Za-z0-9]", text)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "ar"])
def test_decision_explanation_and_draft_mark_stand_there_in_the_patients_language(language: str) -> None:
    words = read_words(RESOURCES / "copy", RESOURCES / "statements", language)
    text = text_of(pdf(language)).replace(" ", "")
    for key in ("head.title", "decided.heading", "change.heading", "signed.heading", "explained.draft"):
        assert words[key].replace(" ", "") in text, key
    for page in record(language).explained:
        for statement in page.statements:
            assert "".join(statement.text.split()) in "".join(text.split())


@pytest.mark.parametrize("reader", [text_of, by_pypdf, by_poppler])
@pytest.mark.parametrize("language", ["ar", "hi", "zh"])
def test_statements_are_copied_out_in_the_order_in_which_they_are_read(
    language: str, reader: Callable[[bytes], str]
) -> None:
    copied = letters_of(reader(pdf(language)))
    wanted = [text for text in statements(language) if wholly_arabic(text) or language != "ar"]
    assert len(wanted) >= 16
    assert [text for text in wanted if letters_of(text) not in copied] == []


def test_names_and_numbers_amid_arabic_are_copied_out_in_their_place() -> None:
    copied = letters_of(by_pypdf(pdf("ar")))
    wanted = [text for text in statements("ar") if not wholly_arabic(text)]
    assert wanted
    assert all(letters_of(text) in copied for text in wanted)


def test_a_telephone_number_amid_arabic_is_not_turned_round() -> None:
    copied = by_pypdf(pdf("ar"))
    assert "555 0100" in copied
    assert "0100 555" not in copied


@pytest.mark.parametrize("reader", [text_of, by_pypdf, by_poppler])
def test_an_arabic_name_in_an_english_line_keeps_the_order_of_its_words(
    reader: Callable[[bytes], str],
) -> None:
    paper = Paper((595, 842), Faces(RESOURCES / "fonts"), "en", lambda *_: None)
    paper.write_text("Explained to محمد عبد الله on 2 March 2026.", 50, 700, Style(11, 15))
    paper.showPage()
    paper.save()
    assert letters_of("محمد عبد الله on 2 March") in letters_of(reader(paper.pdf()))


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


def test_a_class_of_journals_is_printed_in_the_patients_words() -> None:
    spanish = rules("es")
    journals = as_offered(next(o for o in spanish.pack.outlets if o.kind == "class"), spanish.wording)
    agreed = sealed_record(uses=("print",), language="es")
    decisions = tuple(replace(decision, outlet=journals) for decision in agreed.decisions)
    told = text_of(printed(replace(agreed, decisions=decisions)))
    assert journals.words in told and journals.name not in told
