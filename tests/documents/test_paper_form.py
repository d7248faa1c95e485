"""The form to be signed in ink, read back with readers that are not the writer."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from math import dist

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from consentdesk.documents.paper_form import PaperForms
from consentdesk.domain.draft import Assent, AssentState, Draft
from consentdesk.domain.people import OVERRIDE, Circumstances, Member, PhotographyPermission
from consentdesk.domain.readiness import signers
from consentdesk.domain.route import PageCode, Route, read_page_code
from consentdesk.domain.signing import choose_route
from tests.documents.reading import RESOURCES, pages_as_pictures, text_of, text_sizes, thumbnail
from tests.helpers.sessions import (
    ALL_USES,
    BORN,
    EXPLAINER,
    LANGUAGES,
    NOW,
    complete_draft,
    rules,
    signer_name,
)

FORM_ID = "01890a5d-ac96-774b-bcce-b302099a8057"
MM = 72 / 25.4
STEERING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
EVERY_FORM = [
    pytest.param(pathway, language, marks=() if language == "en" or pathway == "minor" else pytest.mark.long)
    for pathway in BORN
    for language in LANGUAGES
]
FORMS = PaperForms(*(RESOURCES / room for room in ("fonts", "copy", "statements")))


def session(
    pathway: str = "adult", language: str = "en", images: int = 2, refused: tuple[str, ...] = ()
) -> Draft:
    """A session about all uses up to its signing, on paper; a child has not been asked yet."""
    draft = complete_draft(pathway, images, ALL_USES, refused, interpreter=True, language=language)
    return choose_route(replace(draft, assent=None), Route.PAPER)


def drawn(
    draft: Draft,
    paper: str = "A4",
    rehearsal: bool = False,
    by: Member = EXPLAINER,
    forms: PaperForms = FORMS,
) -> tuple[bytes, int]:
    thumbnails = {image.source_sha256: thumbnail(image.number) for image in draft.images}
    return forms.paper_form(rules(draft.language), draft, by, thumbnails, FORM_ID, paper, rehearsal, NOW)


@cache
def form(pathway: str = "adult", language: str = "en") -> bytes:
    return drawn(session(pathway, language))[0]


def told(pdf: bytes) -> str:
    """All text, without spaces and line breaks."""
    return flat(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def flat(text: str) -> str:
    return "".join(STEERING.sub("", text).split())


def codes_on(picture: Image.Image) -> list[zxingcpp.Barcode]:
    return list(
        zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]))
    )


@pytest.mark.parametrize(("pathway", "language"), EVERY_FORM)
def test_every_form_tells_statements_answers_and_signers_and_bears_its_code(
    pathway: str, language: str
) -> None:
    draft, pdf = session(pathway, language), form(pathway, language)
    text, wording = told(pdf), rules(language).wording
    for statement in (s for page in draft.explained for s in page.statements):
        assert flat(statement.title) in text and flat(statement.text) in text, statement.id
    for role in signers(rules(language), draft, NOW):
        assert flat(wording.meanings[role]) in text and flat(signer_name(draft, role)) in text, role
    assert flat(wording.uses["online"].short) in text
    assert flat("Peer-reviewed medical journals") in text and "Facebook" in text
    pages = pages_as_pictures(pdf, scale=1.5)
    for number, page in enumerate(pages, start=1):
        (code,) = codes_on(page)
        assert code.text == str(PageCode(FORM_ID, number, len(pages)))
        assert code.text in text


def test_each_answer_stands_as_it_was_given() -> None:
    text = text_of(drawn(session(refused=("teaching",)))[0])
    assert re.search(r"Yes No Yes", text)
    assert "Peer-reviewed medical journals until 31 January 2031" in text
    assert "Facebook until 31 January 2031" in text
    assert "may give pictures 1 and 2 to Facebook. This ends on 31 January 2031." in text


def test_a_parents_no_is_told_as_a_no() -> None:
    text = text_of(drawn(session("minor", refused=("social_media",)))[0])
    assert "No" in text.split() and "Not agreed" not in text


def test_patient_clinic_explainer_and_the_way_back_stand_on_it() -> None:
    text = text_of(form("minor"))
    for words in (
        "Alex Probe, born 30 September 2013, record number 004 417.",
        "Permission by Robin Probe, mother (parental responsibility).",
        "Interpreter: Kim Muster, Spanish.",
        "Explained by Dr. Sam Sample, physician.",
        "Example Hospital, Dermatology",
        "never changes your care",
        "The photo desk · 555 0100 · photos@example.org",
        "Signed on paper.",
        "Draft wording, not yet approved by the clinic.",
    ):
        assert words in text, words


def test_those_who_sign_have_each_a_line_and_nobody_else_has() -> None:
    for pathway in BORN:
        asked = signers(rules(), session(pathway), NOW)
        text = text_of(form(pathway))
        assert text.count("Signature Date and time") == len(asked), pathway
        assert "witness" not in asked


def test_only_a_child_who_is_asked_can_write_a_no() -> None:
    question = "Is there something you do not agree to?"
    assert {p for p in BORN if question in text_of(form(p))} == {"minor", "represented"}
    refusing = replace(session("minor"), assent=Assent(AssentState.DISSENTS, NOW))
    assert question not in text_of(drawn(refusing)[0])


def test_who_decides_instead_of_the_usual_is_told_with_the_reason() -> None:
    alone = replace(session("minor"), representative=None)
    lawful = replace(alone, circumstances=Circumstances(decides_alone="emancipated"))
    assert "Alex decides alone: free by law to decide alone (emancipated)." in text_of(drawn(lawful)[0])
    overridden = replace(alone, circumstances=Circumstances(decides_alone=OVERRIDE, reason="Lives alone"))
    assert "This departs from the usual rule. Alex decides alone. Reason: Lives alone" in text_of(
        drawn(overridden)[0]
    )
    one = replace(session("stillborn"), second_representative=None, one_signs="He is at sea")
    text = text_of(drawn(one)[0])
    assert "Only one of two people signed. Reason: He is at sea." in text and "Jamie" not in text


def test_a_session_without_a_photograph_has_a_form_too() -> None:
    draft = session(images=0)
    refused = replace(draft, photography=PhotographyPermission(False, NOW))
    text = text_of(drawn(refused)[0])
    assert "You said no to photographs. None were kept." in text
    assert "What you allow" not in text and "Signature" in text


def test_permission_to_photograph_is_told() -> None:
    draft = replace(session(), photography=PhotographyPermission(True, NOW))
    assert "You said yes to taking photographs at 10:00." in text_of(drawn(draft)[0])


def test_where_a_patient_has_died_the_form_does_not_speak_to_them() -> None:
    for pathway in ("deceased", "stillborn"):
        text = text_of(form(pathway))
        assert "The pictures: a form to sign" in text
        assert "Your pictures" not in text and "never changes your care" not in text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_code_is_large_stands_free_and_says_nothing_of_the_patient(language: str) -> None:
    dpmm = 8
    for page in pages_as_pictures(form("adult", language), scale=dpmm / MM):
        (code,) = codes_on(page)
        corners = [code.position.top_left, code.position.top_right, code.position.bottom_left]
        left, right, below = ((corner.x, corner.y) for corner in corners)
        side, modules = dist(left, right), 33
        assert side >= 20 * dpmm and abs(dist(left, below) - side) < dpmm
        quiet = round(4 * side / modules) - 2
        box = (left[0] - quiet, left[1] - quiet, right[0] + quiet, below[1] + quiet)
        assert _ink_in_rim(page.crop(tuple(map(round, box))), quiet - 2) == 0
        assert read_page_code(code.text) is not None
        assert (left[0] < page.width / 2) == (language == "ar")


def _ink_in_rim(picture: Image.Image, wide: int) -> int:
    """How many dark points lie in the outermost rows and columns."""
    grey = picture.convert("L")
    inner = grey.crop((wide, wide, grey.width - wide, grey.height - wide))
    return _dark(grey) - _dark(inner)


def _dark(picture: Image.Image) -> int:
    return sum(picture.histogram()[:200])


def test_sentences_are_set_in_twelve_points_and_nothing_in_less_than_nine() -> None:
    sizes = text_sizes(form("minor"))
    assert min(size for _, size in sizes) >= 9
    words = ("same care each time", "I may decide for the patient", "do not agree to?", "Read every page")
    assert {size for text, size in sizes if any(one in text for one in words)} == {12}


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_for_two_pictures_and_five_uses_takes_three_pages_at_most(language: str, paper: str) -> None:
    for pathway in ("adult", "minor"):
        pdf, pages = drawn(session(pathway, language), paper)
        assert pages == len(PdfReader(BytesIO(pdf)).pages) <= 3


def test_a_long_session_counts_its_pages_and_each_bears_its_code() -> None:
    pdf, count = drawn(session(images=14))
    pages = pages_as_pictures(pdf, scale=1.5)
    assert count == len(pages) > 3
    assert [codes_on(page)[0].text for page in pages] == [
        str(PageCode(FORM_ID, number, count)) for number in range(1, count + 1)
    ]
    assert all(f"{n} · left forearm {n}" in text_of(pdf) for n in range(1, 15))


def test_a_rehearsal_says_so_on_every_page_and_its_codes_are_still_read() -> None:
    pdf, count = drawn(session(), rehearsal=True)
    assert text_of(pdf).count("Rehearsal. Not a real consent.") == count
    assert all(codes_on(page) for page in pages_as_pictures(pdf, scale=1.5))
    assert "Rehearsal" not in text_of(form())


def test_the_same_session_gives_the_same_bytes_and_nobody_stands_in_the_metadata() -> None:
    fresh = PaperForms(*(RESOURCES / room for room in ("fonts", "copy", "statements")))
    draft = session("minor")
    assert drawn(draft, forms=fresh) == drawn(draft)
    metadata = PdfReader(BytesIO(form("minor"))).metadata
    assert metadata is not None and metadata.title == "Consent form"
    assert not any("Probe" in str(value) for value in metadata.values())


def test_very_long_entries_lose_nothing() -> None:
    draft = session("minor")
    assert draft.representative is not None
    adult = replace(draft.representative, name="Maximiliana " * 16)
    images = tuple(replace(image, label="left forearm " * 9) for image in draft.images)
    pdf, _ = drawn(replace(draft, representative=adult, images=images))
    assert text_of(pdf).count("Maximiliana") == 2 * 16
    assert text_of(pdf).count("forearm") == 2 * 9
