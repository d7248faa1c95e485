"""The letter to whoever runs a place: which picture, why, what is asked by when, and nobody's name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from consentdesk.documents.papers import Papers
from consentdesk.domain.placement import PlaceKind
from consentdesk.domain.takedown_letter import LetterPicture, TakedownLetter, identifies, image_id
from tests.documents.reading import RESOURCES, page_texts, text_of, thumbnail
from tests.helpers.sessions import CLINIC, hash_of, patient

FIRST, SECOND = (LetterPicture(hash_of(f"source {n}"), hash_of(f"file {n}")) for n in (1, 2))
LETTER = TakedownLetter(
    language="en",
    clinic=CLINIC,
    day=date(2026, 3, 2),
    by="Dr. Sam Sample",
    by_role="physician",
    to=("The editors", "Sample Journal of Skin", "1 Example Road"),
    kind=PlaceKind.PRINT,
    title="Ten rashes worth knowing, figure 3",
    outlet="Sample Journal of Skin",
    link="https://journal.example/10.1000/182",
    pictures=(FIRST,),
    ended_on=date(2026, 2, 27),
    suspended=False,
    due=date(2026, 3, 16),
)


def written(letter: TakedownLetter = LETTER, paper: str = "A4") -> bytes:
    papers = Papers(RESOURCES / "fonts", RESOURCES / "copy", RESOURCES / "statements")
    return papers.takedown_letter(letter, paper, rehearsal=False)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_letter_says_which_picture_why_and_by_when_on_one_page(paper: str) -> None:
    (page,) = page_texts(written(LETTER, paper))
    for said in (
        *("The editors", LETTER.title, LETTER.outlet, LETTER.link, *LETTER.ids),
        *("Since 27 February 2026 nobody may use it there any more.", "Do this by 16 March 2026"),
        *(CLINIC.contact.name, CLINIC.contact.email, LETTER.by, "printed copies cannot be called back"),
    ):
        assert said in page
    assert FIRST.file in page.replace(" ", "")


@pytest.mark.parametrize("kind", PlaceKind)
@pytest.mark.parametrize("language", ["en", "es"])
def test_each_kind_of_place_is_asked_for_what_it_can_do(kind: PlaceKind, language: str) -> None:
    texts = {text_of(written(replace(LETTER, kind=k, language=language))) for k in (kind, PlaceKind.OTHER)}
    assert len(texts) == 1 + (kind is not PlaceKind.OTHER)


def test_a_second_letter_says_so_and_whom_the_clinic_turns_to() -> None:
    again = text_of(written(replace(LETTER, refused_on=date(2026, 3, 10), authority="the Data Office")))
    assert "still has to be taken down" in again and "On 10 March 2026 we were told" in again
    assert "we turn to the Data Office" in again
    assert "the Data Office" not in text_of(written(replace(LETTER, authority="the Data Office")))


def test_what_nobody_ever_allowed_and_what_is_not_settled_are_told_as_that() -> None:
    assert "Nobody has allowed it" in text_of(written(replace(LETTER, ended_on=None)))
    assert "until it is settled" in text_of(written(replace(LETTER, suspended=True)))


@pytest.mark.parametrize("kind", PlaceKind)
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_letter_about_several_pictures_names_each_and_speaks_of_all(kind: PlaceKind, language: str) -> None:
    several = replace(LETTER, kind=kind, language=language, pictures=(FIRST, SECOND))
    first, again = text_of(written(several)), text_of(written(replace(several, refused_on=LETTER.day)))
    assert image_id(FIRST.image) in first and image_id(SECOND.image) in first
    singular = {"en": "the picture ", "es": "la foto "}[language]
    assert singular not in first.lower() and singular not in again.lower()


def test_a_letter_about_many_pictures_goes_on_on_further_pages() -> None:
    many = tuple(LetterPicture(hash_of(f"{n}"), "", thumbnail(n)) for n in range(24))
    pages = page_texts(written(replace(LETTER, pictures=many)))
    assert len(pages) > 1 and "Dr. Sam Sample" in pages[-1]
    assert all(image_id(picture.image) in " ".join(pages) for picture in many)


def test_a_language_without_words_for_it_gets_the_english_letter() -> None:
    assert text_of(written(replace(LETTER, language="de"))) == text_of(written())


def test_the_same_letter_is_the_same_bytes_and_shows_the_picture_only_when_asked() -> None:
    assert written() == written()
    assert (
        len(written(replace(LETTER, pictures=(replace(FIRST, thumbnail=thumbnail(1)),))))
        > len(written()) + 1000
    )


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("The rash of Alex Probe", True),
        ("PROBE, Alex: forearm", True),
        ("Case 004417, figure 2", True),
        ("Probe of light, figure 2", False),
        ("Ten rashes worth knowing", False),
    ],
)
def test_a_title_identifies_by_the_whole_name_or_the_record_number(title: str, named: bool) -> None:
    assert identifies(title, patient()) is named
