"""The sheet beside released files: what they may be used for, and no patient's name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from consentdesk.documents.papers import Papers
from consentdesk.domain.release import CheckNote, ReleasedFile, ReleaseSheet, new_place
from tests.documents.reading import RESOURCES, embedded_images, page_texts, text_of, thumbnail
from tests.helpers.sessions import CLINIC

UNTIL = date(2031, 1, 31)
PLACE = replace(
    new_place("teaching"),
    title="Grand rounds, spring term",
    audience="Registrars and students",
    owner="Dr Ines Okafor",
    review_on=date(2027, 5, 1),
)


def file(number: int, until: date | None = None, caption: str = "") -> ReleasedFile:
    code, sha256 = "K7QF-2M9D-XR41", f"{number:064x}"
    name = f"{code}-{number}.jpg"
    return ReleasedFile(
        name, str(number), code, number, sha256, sha256, "JPEG", 2000, 1500, until, caption=caption
    )


def sheet(*files: ReleasedFile, language: str = "en") -> ReleaseSheet:
    use = "Teaching and presentations"
    day = date(2026, 3, 2)
    return ReleaseSheet("release-1", day, "Dr Ines Okafor", CLINIC, use, PLACE, files, language)


@pytest.fixture(scope="module")
def papers() -> Papers:
    return Papers(*(RESOURCES / room for room in ("fonts", "copy", "statements")))


def test_it_says_for_what_where_until_when_and_whom_to_ask(papers: Papers) -> None:
    told = sheet(file(1, UNTIL, "Plaque, week 6"), file(2))
    text = text_of(papers.release_sheet(told, {"1": thumbnail(1)}, "A4", False))
    for words in (
        *("Teaching and presentations", PLACE.title, PLACE.audience, PLACE.owner, "1 May 2027"),
        *(
            "K7QF-2M9D-XR41-1.jpg",
            "Plaque, week 6",
            "until 31 January 2031",
            "until the clinic says otherwise",
        ),
        *(CLINIC.name, CLINIC.contact.name, CLINIC.contact.telephone),
    ):
        assert words in text


def test_pictures_are_as_they_were_given_and_one_that_is_gone_is_its_number(papers: Papers) -> None:
    pdf = papers.release_sheet(sheet(file(1), file(2)), {"1": thumbnail(1)}, "A4", False)
    assert embedded_images(pdf) == [thumbnail(1)]


def test_many_pictures_go_on_pages_that_are_numbered(papers: Papers) -> None:
    files = [file(number) for number in range(1, 21)]
    for paper in ("A4", "Letter"):
        pages = page_texts(papers.release_sheet(sheet(*files), {}, paper, False))
        assert all(f"Page {n} of {len(pages)}" in text for n, text in enumerate(pages, start=1))
        assert sum(text.count(".jpg") for text in pages) == 20


def test_in_spanish_and_in_english_where_there_are_no_words_yet(papers: Papers) -> None:
    spanish, german = (
        text_of(papers.release_sheet(sheet(file(1), language=language), {}, "A4", False))
        for language in ("es", "de")
    )
    assert "Para qué pueden usarse estas fotos" in spanish
    assert "What these pictures may be used for" in german


def test_a_rehearsal_says_so(papers: Papers) -> None:
    assert "Rehearsal" in text_of(papers.release_sheet(sheet(file(1)), {}, "A4", True))


def test_the_same_release_is_the_same_paper(papers: Papers) -> None:
    once, again = (papers.release_sheet(sheet(file(1)), {"1": thumbnail(1)}, "A4", False) for _ in range(2))
    assert once == again


def test_it_says_who_looked_through_a_picture_and_never_that_nobody_is_recognised(papers: Papers) -> None:
    note = CheckNote(date(2026, 3, 1), "Dr Ines Okafor", 2)
    for language, words in (("en", "Looked through on"), ("es", "Revisada el")):
        told = sheet(replace(file(1, UNTIL), checked=note), file(2), language=language)
        text = text_of(papers.release_sheet(told, {}, "A4", False))
        assert text.count(words) == 1 and "2. " in text
        assert "anonym" not in text.casefold() and "anóni" not in text.casefold()
