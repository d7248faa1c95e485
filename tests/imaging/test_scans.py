"""Signed pages as scanners, phones and enemies send them."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from io import BytesIO

import pypdfium2 as pdfium
import pytest
import zxingcpp
from PIL import Image, ImageChops
from reportlab.pdfgen.canvas import Canvas

from consentdesk.domain.image import SCAN_LONG_EDGE_PX
from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.domain.route import PageCode, ScannedPage
from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.imaging.pipe import REFUSALS
from tests.helpers.pictures import camera_exif, corners, jpeg, photograph, png, tiff
from tests.helpers.scans import (
    FORM_ID,
    SPOILED,
    Spoil,
    by_chance,
    form_pdf,
    on_a_phone,
    on_its_side,
    scanned,
    turned,
    upside_down,
)
from tests.imaging.conftest import MakeDecoder
from tests.imaging.test_confinement import reply
from tests.imaging.test_hostile_bytes import DAMAGES

FIRST, SECOND = PageCode(FORM_ID, 1, 2), PageCode(FORM_ID, 2, 2)
UNLIKE = 24  # of 255, on average, where two pictures show different things


@pytest.fixture(scope="module")
def pages() -> list[Image.Image]:
    return scanned(form_pdf())


def read_one(decoder: ConfinedDecoder, source: bytes) -> ScannedPage:
    (page,) = decoder.read_pages(source)
    return page


def refusal_of(decoder: ConfinedDecoder, source: bytes) -> Problem:
    with pytest.raises(Refusal) as refused:
        decoder.read_pages(source)
    return refused.value.problems[0]


def unlike(one: Image.Image, other: Image.Image) -> float:
    """How far apart two pictures are, seen from afar."""
    small = [image.convert("L").resize((60, 85)) for image in (one, other)]
    values = list(ImageChops.difference(*small).get_flattened_data())
    return sum(values) / len(values)


def in_one_file(pictures: list[Image.Image], format: str, **options: object) -> bytes:
    file = BytesIO()
    pictures[0].save(file, format, save_all=True, append_images=pictures[1:], **options)
    return file.getvalue()


def pdf_of(count: int) -> bytes:
    """A form's first page so many times."""
    file = BytesIO()
    with pdfium.PdfDocument.new() as document, pdfium.PdfDocument(form_pdf()) as form:
        for _ in range(count):
            document.import_pages(form, [0])
        document.save(file)
    return file.getvalue()


@pytest.mark.parametrize("way", SPOILED)
def test_the_code_is_read_however_the_page_comes_back(
    decoder: ConfinedDecoder, pages: list[Image.Image], way: str
) -> None:
    assert read_one(decoder, jpeg(SPOILED[way](pages[0]))).code == FIRST


def read_by_chance(decoder: ConfinedDecoder, count: int, capsys: pytest.CaptureFixture[str]) -> int:
    """Of so many pages, each spoiled in several ways at once, how many are known again."""
    pages = scanned(form_pdf())
    spoiled = ((n, jpeg(by_chance(n)(pages[n % 2]))) for n in range(count))
    read = sum(read_one(decoder, source).code == PageCode(FORM_ID, n % 2 + 1, 2) for n, source in spoiled)
    with capsys.disabled():
        sys.stdout.write(f"\npages spoiled in several ways at once: {read} of {count} codes read\n")
    return read


def test_pages_spoiled_in_several_ways_are_read(
    decoder: ConfinedDecoder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read_by_chance(decoder, 4, capsys) == 4


@pytest.mark.long
def test_of_a_hundred_spoiled_pages_nearly_all_are_read(
    decoder: ConfinedDecoder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read_by_chance(decoder, 100, capsys) >= 98


def test_a_code_too_small_at_the_size_that_is_kept_is_looked_at_closer(decoder: ConfinedDecoder) -> None:
    (page, _) = scanned(form_pdf(), 300)
    page = read_one(decoder, jpeg(on_a_phone(0.2, size=(3024, 4032))(page)))
    assert page.code == FIRST
    assert max(Image.open(BytesIO(page.picture)).size) == SCAN_LONG_EDGE_PX


def test_a_sticker_with_another_code_does_not_hide_ours(decoder: ConfinedDecoder) -> None:
    photo = on_a_phone(0.2, size=(3024, 4032))(scanned(form_pdf(), 300)[0])
    sticker = zxingcpp.create_barcode("https://example.org", zxingcpp.BarcodeFormat.QRCode)
    photo.paste(Image.fromarray(sticker.to_image(scale=16)), (100, 100))
    page = read_one(decoder, jpeg(photo))
    assert page.code == FIRST
    assert sorted(page.codes) == [str(FIRST), "https://example.org"]


@pytest.mark.parametrize("spoil", [on_its_side, turned(-90), upside_down, turned(4)])
def test_a_page_stands_upright_by_its_code(
    decoder: ConfinedDecoder, pages: list[Image.Image], spoil: Spoil
) -> None:
    seen = Image.open(BytesIO(read_one(decoder, jpeg(spoil(pages[0]))).picture))
    assert seen.height > seen.width
    assert unlike(seen, pages[0]) < UNLIKE
    assert unlike(upside_down(seen), pages[0]) > unlike(seen, pages[0])


def test_a_page_without_a_code_of_ours_stays_as_its_camera_held_it(decoder: ConfinedDecoder) -> None:
    page = read_one(decoder, jpeg(corners(), camera_exif(6)))
    assert page.code is None and page.codes == ()
    seen = Image.open(BytesIO(page.picture))
    assert seen.height > seen.width


def test_nothing_but_pixels_is_kept_of_a_photo(decoder: ConfinedDecoder) -> None:
    page = read_one(decoder, jpeg(photograph(), camera_exif(text="Rosa Example")))
    assert Image.open(BytesIO(page.picture)).getexif() == {}
    assert b"Example" not in page.picture


@pytest.mark.parametrize("mode", ["1", "L", "RGB"])
def test_a_tiff_of_many_pages_gives_each_with_its_code(
    decoder: ConfinedDecoder, pages: list[Image.Image], mode: str
) -> None:
    compression = "group4" if mode == "1" else "tiff_lzw"
    file = in_one_file([page.convert(mode) for page in reversed(pages)], "TIFF", compression=compression)
    assert [page.code for page in decoder.read_pages(file)] == [SECOND, FIRST]


def test_a_heic_of_many_pictures_gives_each(decoder: ConfinedDecoder, heic: Callable[[str], bytes]) -> None:
    assert len(decoder.read_pages(heic("two-pictures"))) == 2
    assert len(decoder.read_pages(heic("turned"))) == 1


def test_a_png_is_read_too(decoder: ConfinedDecoder, pages: list[Image.Image]) -> None:
    assert read_one(decoder, png(pages[1])).code == SECOND


def test_a_pdf_gives_each_page_as_a_picture(decoder: ConfinedDecoder, pages: list[Image.Image]) -> None:
    read = decoder.read_pages(form_pdf())
    assert [page.code for page in read] == [FIRST, SECOND]
    for page, scan in zip(read, pages, strict=True):
        assert unlike(Image.open(BytesIO(page.picture)), scan) < UNLIKE


def test_a_pdf_of_photos_is_read(decoder: ConfinedDecoder, pages: list[Image.Image]) -> None:
    photos = in_one_file([on_a_phone()(page) for page in pages], "PDF")
    assert [page.code for page in decoder.read_pages(photos)] == [FIRST, SECOND]


def test_a_pdf_that_leaves_its_fonts_to_others_is_drawn_behind_the_walls(decoder: ConfinedDecoder) -> None:
    file = BytesIO()
    canvas = Canvas(file)
    canvas.setFont("Times-Roman", 60)
    canvas.drawString(100, 600, "Signed")
    canvas.save()
    seen = Image.open(BytesIO(read_one(decoder, file.getvalue()).picture)).convert("L")
    assert min(seen.get_flattened_data()) < 64


def test_a_page_of_any_size_stays_within_limits(decoder: ConfinedDecoder) -> None:
    file = BytesIO()
    with pdfium.PdfDocument.new() as document:
        for size in ((14400, 14400), (14400, 1), (1, 1)):
            document.new_page(*size)
        document.save(file)
    sizes = [Image.open(BytesIO(page.picture)).size for page in decoder.read_pages(file.getvalue())]
    assert len(sizes) == 3
    assert all(max(size) <= SCAN_LONG_EDGE_PX for size in sizes)


def test_more_pages_than_a_session_has_are_refused(make_decoder: MakeDecoder) -> None:
    decoder = make_decoder(pages=3)
    assert len(decoder.read_pages(pdf_of(3))) == 3
    many = Problem("scan_has_too_many_pages", details={"pages": 4, "limit": 3})
    assert refusal_of(decoder, pdf_of(4)) == many
    assert refusal_of(decoder, in_one_file([corners()] * 4, "TIFF")) == many


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (b"", "image_empty"),
        (b"a text", "image_not_an_image"),
        (b"GIF89a", "image_format_not_supported"),
        (b"%PDF-1.7 nothing", "image_broken"),
        (jpeg(photograph())[:400], "image_broken"),
        (in_one_file([corners()] * 2, "PNG"), "image_is_animated"),
    ],
)
def test_what_is_no_page_is_refused(decoder: ConfinedDecoder, source: bytes, code: str) -> None:
    assert refusal_of(decoder, source).code == code


def test_a_tiff_broken_in_its_second_page_gives_none(decoder: ConfinedDecoder) -> None:
    first, both = (in_one_file([photograph()] * n, "TIFF", compression="tiff_lzw") for n in (1, 2))
    cut = both[: len(first) + 2000]
    assert refusal_of(decoder, cut).code == "image_broken"
    assert len(decoder.read_pages(both)) == 2


def test_a_scan_that_takes_too_long_is_given_up(make_decoder: MakeDecoder) -> None:
    decoder = make_decoder(scan_seconds=1)
    assert refusal_of(decoder, pdf_of(60)) == Problem("image_takes_too_long", details={"seconds": 1})
    assert read_one(decoder, png(corners())).codes == ()


@pytest.mark.parametrize(
    "header",
    [
        b'{"page": [1, 1], "codes": [], "still_to_come": 60}',
        b'{"page": [1, 1], "codes": [], "still_to_come": -1}',
        b'{"page": [1, 1], "codes": ["\\u001b"], "still_to_come": 0}',
        b'{"page": [1, 1], "codes": [1], "still_to_come": 0}',
        b'{"page": [1, 2], "codes": [], "still_to_come": 0}',
        b'{"page": [1, 1], "still_to_come": 0}',
    ],
)
def test_a_worker_that_answers_nonsense_about_pages_is_not_believed(
    make_decoder: MakeDecoder, header: bytes
) -> None:
    decoder = make_decoder(command=reply(header, bytes(3)), seconds=20)
    assert refusal_of(decoder, png(corners())) == Problem("image_stopped_the_reader")


def assert_all_answered(decoder: ConfinedDecoder, count: int) -> None:
    chance = random.Random(20260102)
    page = scanned(form_pdf(), 60)[0]
    whole = [
        form_pdf(),
        in_one_file([page] * 2, "PDF"),
        in_one_file([page.convert("1")] * 2, "TIFF"),
        tiff(page),
    ]
    for n in range(count):
        data = bytearray(whole[n % len(whole)])
        chance.choice(DAMAGES)(chance, data)
        try:
            decoder.read_pages(bytes(data))
        except Refusal as refusal:
            assert refusal.code in REFUSALS | {
                "image_empty",
                "image_takes_too_long",
                "image_stopped_the_reader",
            }
    assert len(decoder.read_pages(form_pdf())) == 2


def test_damaged_scans_are_all_answered(decoder: ConfinedDecoder) -> None:
    assert_all_answered(decoder, 40)


@pytest.mark.long
def test_thousands_of_damaged_scans_are_all_answered(decoder: ConfinedDecoder) -> None:
    assert_all_answered(decoder, 2000)
