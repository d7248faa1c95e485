"""Papers for whoever withdrew, read back in every language (R23, R32)."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from consentdesk.documents.papers import Papers
from consentdesk.documents.words import read_words
from consentdesk.domain.placement import Outcome, PlaceKind
from consentdesk.domain.receipt import Kept, LeftPlace, NamedPicture, Receipt, StatusSheet, TodaysAnswer
from consentdesk.domain.withdrawal import Asker, Way
from tests.helpers.pictures import jpeg, photograph
from tests.helpers.sessions import CLINIC, LANGUAGES, NOW, RESOURCES, hash_of, patient, rules

WORDS = [RESOURCES / room for room in ("fonts", "copy", "statements")]
CODE = "K7QF-2M9D-XR4T"
SPACED = ("zh", "ar", "hi")  # of which a PDF gives the words back in another form
PICTURES = tuple(NamedPicture(n, hash_of(f"image {n}"), f"left forearm {n}", CODE) for n in (1, 2))
CROP = NamedPicture(3, hash_of("crop"), "close", CODE)
THUMBNAILS = {p.source_sha256: jpeg(photograph(320, 240, seed=p.number)) for p in PICTURES}


@pytest.fixture(scope="module")
def papers() -> Papers:
    return Papers(*WORDS)


def use(language: str, id: str = "teaching") -> str:
    return rules(language).wording.uses[id].short


def receipt(language: str = "en", final: bool = False) -> Receipt:
    """Everything that a receipt can say."""
    outcomes = tuple(Outcome)
    places = tuple(
        LeftPlace(1, kind, f"Place {n}", "A journal" if n == 3 else "", use(language), date(2026, 3, 9), o)
        for n, (kind, o) in enumerate(zip(PlaceKind, outcomes, strict=True), 1)
    )
    return Receipt(
        *(language, CLINIC, patient(), CODE, NOW, Asker.REPRESENTATIVE, Way.TELEPHONE, "Robin Probe"),
        *("mother", (use(language), use(language, "print")), False, PICTURES, (CROP,)),
        places=places if final else tuple(replace(place, outcome=None) for place in places),
        kept=Kept(10, 28),
        final=final,
    )


def text_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("final", [False, True])
def test_a_receipt_says_everything_in_each_language(papers: Papers, language: str, final: bool) -> None:
    pdf = papers.withdrawal_receipt(receipt(language, final), THUMBNAILS, "A4", False)
    text = text_of(pdf)
    assert CODE in text and "555 0100" in text and "Place 6" in text and "Robin Probe" in text
    assert PICTURES[0].short_id in text and CROP.short_id in text
    if language not in SPACED:
        words = read_words(*WORDS[1:], language)
        told = "cannot_retract" if final else "do_print"
        for key in (
            "undo",
            "stays_record",
            told,
            "kind_print",
            "heading",
            "title_final" if final else "title",
        ):
            assert words[f"receipt.{key}"].replace("’", "'") in text.replace("’", "'"), key


def test_each_outcome_and_each_kind_has_its_words() -> None:
    for language in LANGUAGES:
        words = read_words(*WORDS[1:], language).templates
        kinds = {f"receipt.{part}_{kind}" for kind in PlaceKind for part in ("do", "kind")}
        ways = {f"receipt.{way}" for way in Way} | {f"receipt.{outcome}" for outcome in Outcome}
        assert words.keys() >= kinds | ways


def test_the_same_receipt_has_the_same_bytes(papers: Papers) -> None:
    first = papers.withdrawal_receipt(receipt(), THUMBNAILS, "A4", False)
    assert papers.withdrawal_receipt(receipt(), THUMBNAILS, "A4", False) == first
    assert papers.withdrawal_receipt(receipt(), THUMBNAILS, "Letter", False) != first


def test_everything_is_said_as_everything(papers: Papers) -> None:
    everything = replace(receipt(), uses=(), all_pictures=True, places=(), who=Asker.PATIENT, kept=None)
    text = text_of(papers.withdrawal_receipt(everything, THUMBNAILS, "A4", False))
    assert "Every use of all pictures." in text and "Asked for by the patient, by telephone." in text
    assert "We know of no place outside your record" in text and "Robin" not in text
    assert "The law has us keep" not in text


def test_a_picture_that_is_gone_is_a_number(papers: Papers) -> None:
    pdf = papers.withdrawal_receipt(receipt(), {}, "A4", True)
    page = PdfReader(io.BytesIO(pdf)).pages[0]
    assert len(page.images) == 0 and "Rehearsal" in page.extract_text()
    with_pictures = PdfReader(io.BytesIO(papers.withdrawal_receipt(receipt(), THUMBNAILS, "A4", True)))
    assert len(with_pictures.pages[0].images) == 2


def test_pictures_at_one_place_stand_in_one_line(papers: Papers) -> None:
    first = receipt().places[0]
    places = (first, replace(first, picture=3), replace(first, picture=2, day=date(2026, 3, 10)))
    text = text_of(papers.withdrawal_receipt(replace(receipt(), places=places), {}, "A4", False))
    assert text.count(first.title) == 2 and f"1, 3 {first.title}" in text


def test_a_hundred_places_go_on_over_pages(papers: Papers) -> None:
    one = receipt(final=True)
    places = (replace(place, day=date(2026, 3, day)) for day in range(1, 21) for place in one.places)
    many = replace(one, places=tuple(places))
    pdf = papers.withdrawal_receipt(many, THUMBNAILS, "A4", False)
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) > 3 and sum(page.extract_text().count("Place 6") for page in pages) == 20
    assert all("What came of it" in page.extract_text() for page in pages[:-1])


def sheet(language: str = "en") -> StatusSheet:
    states = ("yes", "no", "withdrawn", "suspended", "expired", "frozen")
    answers = tuple(
        TodaysAnswer(PICTURES[n // 5].source_sha256, USES[n % 5], state, NOW.day if n > 1 else None)
        for n, state in enumerate(states)
    )
    uses = tuple((id, use(language, id)) for id in USES)
    return StatusSheet(language, CLINIC, CODE, NOW.day, uses, PICTURES, answers)


USES = ("medical_record", "teaching", "print", "online", "social_media")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_of_today_says_each_answer(papers: Papers, language: str) -> None:
    text = text_of(papers.status_sheet(sheet(language), THUMBNAILS, "A4", False))
    assert CODE in text and PICTURES[1].short_id in text
    if language not in SPACED:
        assert read_words(*WORDS[1:], language)["status.note"].replace("’", "'") in text.replace("’", "'")


def test_the_sheet_of_today_tells_what_is_taken_back_and_not_asked(papers: Papers) -> None:
    text = text_of(papers.status_sheet(sheet(), THUMBNAILS, "A4", False))
    assert "Taken back on 2 March 2026" in text and "Not asked" in text and "Ended after 2 March 2026" in text


def test_a_reader_of_the_file_names_each_paper_as_what_it_is(papers: Papers) -> None:
    made = (
        papers.withdrawal_receipt(receipt(), {}, "A4", rehearsal=False),
        papers.status_sheet(sheet(), {}, "A4", rehearsal=False),
    )
    told = [PdfReader(io.BytesIO(pdf)).metadata for pdf in made]
    assert [said and said.title for said in told] == ["Receipt", "What counts today"]
