"""The copy in large print: the same words in larger letters, on more pages."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
import zxingcpp
from pypdf import PdfReader

from consentdesk.domain.record import ConsentRecord
from tests.documents.agreeing import everything
from tests.documents.reading import (
    CHAIN_HASH,
    embedded_images,
    page_texts,
    pages_as_pictures,
    printed,
    text_of,
    text_sizes,
    thumbnails,
)
from tests.helpers.sessions import ALL_USES, LANGUAGES, sealed_record

FOOT = re.compile(r"Record 1000\S+\s+·\s+chain(\s+\w{4}){4}\s+Page \d+ of \d+")


def child_record(images: int = 2, language: str = "en") -> ConsentRecord:
    refused = ("social_media",)
    return sealed_record("minor", images, ALL_USES, refused, interpreter=True, language=language)


def words_of(pdf: bytes) -> list[str]:
    """Every word but those at the foot of each page, sorted."""
    return sorted(re.sub(r"[^\w]", " ", FOOT.sub(" ", text_of(pdf))).split())


def test_sentences_are_set_in_eighteen_points_and_nothing_in_less_than_sixteen() -> None:
    pdf = printed(everything(), large=True)
    sizes = text_sizes(pdf)
    small = " ".join(text for text, size in sizes if size < 16)
    assert len(FOOT.findall(small)) == len(page_texts(pdf))
    assert FOOT.sub("", small).strip() == ""
    assert all(size >= 12 for _, size in sizes)
    for sentence in ("same care each time", "This departs", "What happens to the care", "never changes"):
        assert {size for text, size in sizes if sentence in text} == {18}, sentence


def test_large_print_says_neither_more_nor_less() -> None:
    head = "Picture Medical record Teaching Print Online Social media"
    common = words_of(printed(child_record()))
    for name in head.split():
        common.remove(name)
    large = words_of(printed(child_record(), large=True))
    for name in head.removeprefix("Picture ").split() * 2:
        large.remove(name)
    assert large == common


def test_each_use_stands_with_its_answer_beside_each_picture() -> None:
    text = text_of(printed(child_record(), large=True))
    one = "Medical record Yes Teaching Yes Print Yes Peer-reviewed medical journals until 31 January 2031"
    assert text.count(one) == 2
    assert text.count("Social media Not agreed") == 2


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_five_pages_are_enough_for_a_common_copy_and_seven_for_all_at_once(language: str, paper: str) -> None:
    assert len(page_texts(printed(child_record(language=language), paper, large=True))) <= 5
    assert len(page_texts(printed(everything(language), paper, large=True))) <= 7


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_runs_over_the_edge(language: str) -> None:
    for page in pages_as_pictures(printed(everything(language), large=True), scale=1):
        for edge in ((0, 0, 40, page.height), (page.width - 40, 0, page.width, page.height)):
            margin = page.crop(edge)
            assert margin.getcolors() == [(margin.width * margin.height, (255, 255, 255))]


def test_no_heading_ends_a_page_however_many_pictures_there_are() -> None:
    heads = ("What you decided", "If you change your mind", "What you allow, use by use", "Who signed")
    for images in range(1, 6):
        for text in page_texts(printed(child_record(images), large=True)):
            assert not text.strip().endswith((*heads, "in the words you saw"))


def test_pictures_and_code_are_there_too() -> None:
    record = child_record()
    pdf = printed(record, large=True)
    assert sorted(embedded_images(pdf)) == sorted(thumbnails(record).values())
    codes = [code.text for page in pages_as_pictures(pdf) for code in zxingcpp.read_barcodes(page)]
    assert codes == [f"consentdesk:{record.code}:{CHAIN_HASH}"]
    assert all(record.code in text for text in page_texts(pdf))


def test_the_record_code_is_never_broken() -> None:
    record = child_record()
    lines = "\n".join(page.extract_text() for page in PdfReader(BytesIO(printed(record, large=True))).pages)
    assert re.search(rf"^{record.code}$", lines, re.MULTILINE)


def test_very_long_entries_lose_nothing() -> None:
    record = child_record()
    text = text_of(printed(_long(record), large=True))
    assert text.count("forearm") == 38 * 2


def _long(record: ConsentRecord) -> ConsentRecord:
    return replace(record, images=tuple(replace(i, label="left forearm " * 38) for i in record.images))


def test_large_print_gives_the_same_bytes_each_time_and_other_bytes_than_common_print() -> None:
    record = child_record()
    assert printed(record, large=True) == printed(record, large=True) != printed(record)
