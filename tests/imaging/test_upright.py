"""Every picture is seen the way it was taken, whichever way its pixels lie in the file."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image
from PIL.Image import Transpose

from consentdesk.imaging.decoder import ConfinedDecoder
from tests.helpers.pictures import CORNER_COLOURS, camera_exif, corners, jpeg, photograph, png, tiff, webp

Opened = Callable[[bytes], Image.Image]

# what a camera held that way stores: the inverse of the turn that the tag asks for
STORED_AS = {
    1: None,
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_90,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_270,
}
WRITERS = (jpeg, png, tiff, webp)
XMP = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"


def stored(upright: Image.Image, orientation: int) -> Image.Image:
    turn = STORED_AS[orientation]
    return upright if turn is None else upright.transpose(turn)


def shows_corners(image: Image.Image, tolerance: int = 12) -> bool:
    width, height = image.size
    points = [(x, y) for y in (height // 4, 3 * height // 4) for x in (width // 4, 3 * width // 4)]
    return all(
        near(image.getpixel(point), colour, tolerance)
        for point, colour in zip(points, CORNER_COLOURS, strict=True)
    )


def near(pixel: object, colour: tuple[int, ...], tolerance: int) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= tolerance for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__)
@pytest.mark.parametrize("orientation", STORED_AS)
def test_a_picture_stored_any_way_round_is_shown_upright(
    decoder: ConfinedDecoder, opened: Opened, orientation: int, write: Callable[..., bytes]
) -> None:
    seen = decoder.look(write(stored(corners(), orientation), camera_exif(orientation)))
    assert (seen.width, seen.height) == corners().size
    for part in (seen.view, seen.thumbnail):
        assert opened(part).size == corners().size
        assert shows_corners(opened(part))


@pytest.mark.parametrize("orientation", STORED_AS)
def test_a_large_picture_is_upright_when_it_is_decoded_at_a_fraction(
    decoder: ConfinedDecoder, opened: Opened, orientation: int
) -> None:
    seen = decoder.look(jpeg(stored(corners(4400, 3300), orientation), camera_exif(orientation)))
    assert (seen.width, seen.height) == (4400, 3300)
    assert opened(seen.view).size == (2048, 1536)
    assert opened(seen.thumbnail).size == (320, 240)
    assert shows_corners(opened(seen.view))


def test_orientation_counts_where_xmp_comes_before_exif(decoder: ConfinedDecoder, opened: Opened) -> None:
    file = jpeg(stored(corners(), 6), camera_exif(6))
    xmp = b"\xff\xe1" + struct.pack(">H", len(XMP) + 2) + XMP
    exif_at = file.index(b"\xff\xe1")
    seen = decoder.look(file[:exif_at] + xmp + file[exif_at:])
    assert shows_corners(opened(seen.view))


def test_orientation_counts_where_a_png_says_it_after_its_pixels(
    decoder: ConfinedDecoder, opened: Opened
) -> None:
    body = b"eXIf" + camera_exif(8).tobytes().removeprefix(b"Exif\0\0")
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    file = png(stored(corners(), 8))
    end = file.index(b"IEND") - 4
    assert shows_corners(opened(decoder.look(file[:end] + chunk + file[end:]).view))


def test_a_heic_is_turned_once_though_its_exif_says_it_again(
    decoder: ConfinedDecoder, opened: Opened, heic: Callable[[str], bytes]
) -> None:
    seen = decoder.look(heic("turned"))
    assert (seen.format, seen.width, seen.height) == ("HEIC", 128, 96)
    assert shows_corners(opened(seen.view))


@pytest.mark.parametrize("orientation", [0, 9, 40_000])
def test_an_orientation_that_does_not_exist_leaves_the_picture_as_it_lies(
    decoder: ConfinedDecoder, opened: Opened, orientation: int
) -> None:
    assert shows_corners(opened(decoder.look(jpeg(corners(), camera_exif(orientation))).view))


def test_a_small_picture_is_not_enlarged_and_a_thin_one_keeps_a_pixel(
    decoder: ConfinedDecoder, opened: Opened
) -> None:
    assert opened(decoder.look(png(photograph(31, 17))).view).size == (31, 17)
    assert opened(decoder.look(png(photograph(5000, 2))).thumbnail).size == (320, 1)
