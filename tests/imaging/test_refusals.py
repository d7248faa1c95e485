"""What is not a photograph that can be shown whole is refused, with the reason."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.imaging.decoder import ConfinedDecoder
from tests.helpers.pictures import camera_exif, corners, jpeg, photograph, png, tiff, webp
from tests.imaging.conftest import MakeDecoder


def refused(decoder: ConfinedDecoder, source: bytes) -> Problem:
    """The one problem, which both ways of reading the file name."""
    with pytest.raises(Refusal) as looking:
        decoder.look(source)
    with pytest.raises(Refusal) as hashing:
        decoder.pixel_sha256(source)
    assert looking.value.problems == hashing.value.problems
    (problem,) = looking.value.problems
    return problem


def saved(kind: str, *pictures: Image.Image) -> bytes:
    file = BytesIO()
    several = {"save_all": True, "append_images": pictures[1:]} if pictures[1:] else {}
    pictures[0].save(file, kind, **several)
    return file.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    """A few bytes that say they are a picture of that size."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    file = png(photograph(8, 8))
    return file[:12] + header + struct.pack(">I", zlib.crc32(header)) + file[33:]


def webp_claiming_much(**options: object) -> bytes:
    """A small WebP whose first header says that it is 16,000 pixels each way."""
    file = bytearray(webp(corners(), **options))  # type: ignore[arg-type]
    at, size = {
        b"VP8X": (24, struct.pack("<HBHB", 15_999, 0, 15_999, 0)),
        b"VP8L": (21, struct.pack("<I", 15_999 | 15_999 << 14)),
        b"VP8 ": (26, struct.pack("<HH", 16_000, 16_000)),
    }[bytes(file[12:16])]
    file[at : at + len(size)] = size
    return bytes(file)


def test_an_empty_file_is_refused(decoder: ConfinedDecoder) -> None:
    assert refused(decoder, b"") == Problem("image_empty")


@pytest.mark.parametrize(
    "source", [b"\0", b"A letter to the clinic.", b"\xff\xd8", b"PK\3\4" + bytes(99), bytes(4096)]
)
def test_a_file_that_is_no_image_is_refused(decoder: ConfinedDecoder, source: bytes) -> None:
    assert refused(decoder, source) == Problem("image_not_an_image")


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (saved("GIF", corners()), "GIF"),
        (saved("BMP", corners()), "BMP"),
        (saved("JPEG2000", corners()), "JPEG 2000"),
        (saved("AVIF", corners()), "AVIF"),
        (saved("PDF", corners()), "PDF"),
        (bytes(128) + b"DICM" + bytes(64), "DICOM"),
        (b"\0\0\0\x18ftypqt  " + bytes(64), "video"),
        (b"\0\0\0\x18ftypcrx " + bytes(64), "camera raw"),
        (tiff(tiffinfo={254: 1, 330: 8}), "camera raw"),
        (tiff(tiffinfo={50706: b"\1\4\0\0"}), "camera raw"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_image_of_another_format_is_refused_with_its_name(
    decoder: ConfinedDecoder, source: bytes, name: str
) -> None:
    assert refused(decoder, source) == Problem("image_format_not_supported", details={"format": name})


def test_a_file_is_known_by_its_bytes_not_by_what_it_claims(decoder: ConfinedDecoder) -> None:
    assert [decoder.look(write(corners())).format for write in (jpeg, png, tiff, webp)] == [
        "JPEG",
        "PNG",
        "TIFF",
        "WEBP",
    ]


@pytest.mark.parametrize("write", [jpeg, png, tiff, webp], ids=lambda write: write.__name__)
def test_a_file_cut_in_the_middle_is_refused_as_broken(
    decoder: ConfinedDecoder, write: Callable[..., bytes]
) -> None:
    file = write(photograph(200, 200))
    assert refused(decoder, file[: len(file) // 2]) == Problem("image_broken")


def test_a_heic_cut_in_the_middle_is_refused_as_broken(
    decoder: ConfinedDecoder, heic: Callable[[str], bytes]
) -> None:
    assert refused(decoder, heic("turned")[:900]) == Problem("image_broken")


def test_a_header_alone_is_refused_as_broken(decoder: ConfinedDecoder) -> None:
    for head in (
        b"\xff\xd8\xff\xe0",
        b"\x89PNG\r\n\x1a\n",
        b"II*\0",
        b"RIFF\x04\0\0\0WEBP",
        b"\0\0\0\x18ftypheic",
    ):
        assert refused(decoder, head) == Problem("image_broken")


def test_measurements_that_are_no_colours_are_refused(decoder: ConfinedDecoder) -> None:
    problem = refused(decoder, tiff(Image.new("F", (8, 8))))
    assert problem == Problem("image_format_not_supported", details={"format": "F pixels"})


def test_a_decompression_bomb_is_refused_before_it_is_decoded(decoder: ConfinedDecoder) -> None:
    bomb = Problem("image_too_large", details={"megapixels": 4000, "limit": 50})
    assert refused(decoder, png_claiming(80_000, 50_000)) == bomb
    for options in ({}, {"lossless": False}, {"exif": camera_exif()}):
        assert refused(decoder, webp_claiming_much(**options)).code == "image_too_large"


def test_a_jpeg_may_have_more_pixels_than_a_png(make_decoder: MakeDecoder) -> None:
    decoder = make_decoder(pixels=1_000_000, jpeg_pixels=2_000_000)
    photo = photograph(1500, 1000)
    assert refused(decoder, png(photo)) == Problem("image_too_large", details={"megapixels": 2, "limit": 1})
    assert decoder.look(jpeg(photo)).width == 1500
    assert refused(decoder, jpeg(photograph(2000, 1001))).code == "image_too_large"


def test_a_file_of_too_many_bytes_is_refused_unread(make_decoder: MakeDecoder) -> None:
    decoder = make_decoder(file_bytes=1_000_000)
    problem = refused(decoder, jpeg() + bytes(1_000_000))
    assert problem == Problem("image_file_too_large", details={"megabytes": 2, "limit": 1})
    assert decoder.pids == ()


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_moving_picture_is_refused(decoder: ConfinedDecoder, kind: str) -> None:
    source = saved(kind, corners(), photograph(96, 64))
    assert refused(decoder, source) == Problem("image_is_animated", details={"pictures": 2})


def test_a_file_of_several_pages_is_refused(decoder: ConfinedDecoder, heic: Callable[[str], bytes]) -> None:
    two = Problem("image_has_many_pages", details={"pages": 2})
    assert refused(decoder, saved("TIFF", corners(), photograph())) == two
    assert refused(decoder, heic("two-pictures")) == two


def test_a_phones_jpeg_with_a_second_picture_inside_is_the_first_one(decoder: ConfinedDecoder) -> None:
    seen = decoder.look(saved("MPO", corners(), photograph()))
    assert (seen.format, seen.width, seen.height) == ("JPEG", 96, 64)
