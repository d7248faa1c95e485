"""A file that leaves is made of pixels alone: nothing that its source says beside them comes along (R25)."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from consentdesk.domain.refusals import Refusal
from consentdesk.domain.release import LONG_EDGES_PX, RELEASE_FORMATS, Form, ReleaseFormat
from consentdesk.imaging.colour import display_p3
from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.imaging.renditions import Renditions
from tests.helpers.canaries import found
from tests.helpers.pictures import camera_exif, corners, jpeg, photograph, png
from tests.imaging.test_upright import stored

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
MARKER = "Quirinus Zwetschgenbaum 90817263"
SAYS: dict[str, str | bytes] = {
    "text": MARKER,
    "make": "Invented",
    "model": "Camera 5",
    "serial": "SN4711",
    "artist": "Rosa Example",
    "date": "2019:07:03 14:22:05",
    "exif": b"Exif\0\0",
    "xmp": b"adobe.com/xap",
    "iptc": b"Photoshop 3.0",
    "profile": b"ICC_PROFILE",
    "profile of a PNG": b"iCCP",
    "comment of a PNG": b"tEXt",
}
ABOUT_PIXELS = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "compression", "resolution"}
ABOUT_THE_SOURCE = {271, 272, 305, 306, 315, 316, 700, 33432, 33723, 34665, 34675, 34853}
WINDOW = 12


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def telling_jpeg(orientation: int = 1) -> bytes:
    """A photograph that says who, where, when and with what in every place that a JPEG has for it."""
    file = jpeg(
        photograph(1200, 900, seed=3),
        camera_exif(orientation, MARKER),
        comment=MARKER.encode(),
        icc_profile=display_p3(),
        quality=88,
    )
    xmp = segment(0xE1, f"http://ns.adobe.com/xap/1.0/\0<x>{MARKER}</x>".encode())
    iptc = segment(0xED, f"Photoshop 3.0\x008BIM\x04\x04\0\0{MARKER}".encode())
    return file[:2] + xmp + iptc + file[2:] + jpeg(photograph(64, 48, seed=9)) + MARKER.encode()


@pytest.fixture(scope="module")
def renditions(decoder: ConfinedDecoder) -> Renditions:
    return Renditions(decoder, FONTS)


def opened(file: bytes) -> Image.Image:
    return Image.open(BytesIO(file))


def windows(data: bytes) -> Iterator[bytes]:
    return (data[at : at + WINDOW] for at in range(len(data) - WINDOW))


@pytest.mark.parametrize("mark", ["", "For teaching only"])
@pytest.mark.parametrize("long_edge_px", LONG_EDGES_PX)
@pytest.mark.parametrize("format", RELEASE_FORMATS)
def test_no_format_and_no_size_keeps_anything_that_the_source_says(
    renditions: Renditions, format: ReleaseFormat, long_edge_px: int, mark: str
) -> None:
    source = telling_jpeg()
    assert found(source, SAYS) >= {"text", "make", "serial", "exif", "xmp", "iptc", "profile", "date"}
    made = renditions.rendition(source, Form(long_edge_px, format, mark))
    assert found(made.file, SAYS) == set()
    assert opened(made.file).info.keys() <= ABOUT_PIXELS
    assert not opened(made.file).getexif().keys() & ABOUT_THE_SOURCE


@pytest.mark.parametrize("format", RELEASE_FORMATS)
def test_no_run_of_the_source_s_own_bytes_comes_along(renditions: Renditions, format: ReleaseFormat) -> None:
    """But for what any file of this format has: the same is found in one of another picture."""
    source = telling_jpeg()
    of_any = set(windows(renditions.rendition(jpeg(photograph(640, 480, seed=77)), Form(0, format)).file))
    made = set(windows(renditions.rendition(source, Form(0, format)).file))
    assert not (made & set(windows(source))) - of_any


def shows_corners(image: Image.Image) -> bool:
    upright = corners().resize(image.size, Image.Resampling.NEAREST)
    near = ImageChops.difference(image.convert("RGB"), upright).resize((2, 2), Image.Resampling.BOX)
    return all(level < 24 for level in near.tobytes())


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_is_upright_without_a_word_about_how_to_turn_it(renditions: Renditions, orientation: int) -> None:
    source = jpeg(stored(corners(1000, 700), orientation), camera_exif(orientation))
    for edge in (0, 800):
        assert shows_corners(opened(renditions.rendition(source, Form(edge, "PNG")).file))


@pytest.mark.parametrize("format", ["PNG", "TIFF"])
def test_a_lossless_format_at_full_size_has_the_very_pixels_of_the_source(
    decoder: ConfinedDecoder, renditions: Renditions, format: ReleaseFormat
) -> None:
    source = telling_jpeg(6)
    made = renditions.rendition(source, Form(0, format))
    assert made.pixels_sha256 == decoder.pixel_sha256(source)
    assert (made.width, made.height) == (900, 1200)


@pytest.mark.parametrize("format", RELEASE_FORMATS)
def test_the_pixel_hash_is_that_of_the_file(renditions: Renditions, format: ReleaseFormat) -> None:
    made = renditions.rendition(telling_jpeg(), Form(800, format, "For teaching only"))
    image = opened(made.file).convert("RGB")
    shown = struct.pack(">II", *image.size) + image.tobytes()
    assert made.pixels_sha256 == hashlib.sha256(shown).hexdigest()
    assert (made.width, made.height) == image.size and made.marked


def test_colours_are_srgb(renditions: Renditions) -> None:
    plain = Image.new("RGB", (64, 64), (200, 60, 40))
    in_p3 = opened(renditions.rendition(png(plain, icc_profile=display_p3()), Form(0, "PNG")).file)
    red, green, _ = in_p3.getpixel((9, 9))  # type: ignore[misc]
    assert red > 205 and green < 55, "the same numbers are a stronger red in the wider space"


@pytest.mark.parametrize("long_edge_px", LONG_EDGES_PX[1:])
def test_no_edge_is_longer_than_was_asked_and_nothing_is_enlarged(
    renditions: Renditions, long_edge_px: int
) -> None:
    for size in ((3200, 160), (120, 700)):
        made = renditions.rendition(jpeg(photograph(*size)), Form(long_edge_px))
        assert max(made.width, made.height) == min(long_edge_px, max(size))


def test_the_same_image_in_the_same_form_is_the_same_file(renditions: Renditions) -> None:
    for format in RELEASE_FORMATS:
        form = Form(800, format, "For teaching only")
        assert renditions.rendition(telling_jpeg(), form) == renditions.rendition(telling_jpeg(), form)


def test_a_mark_hides_nothing_of_the_picture(renditions: Renditions) -> None:
    source = jpeg(photograph(900, 600))
    plain, marked = (
        opened(renditions.rendition(source, Form(800, "PNG", mark)).file) for mark in ("", "For us")
    )
    assert marked.width == plain.width and marked.height > plain.height
    assert marked.crop((0, 0, *plain.size)).tobytes() == plain.tobytes()
    band = marked.crop((0, plain.height, *marked.size)).convert("L")
    shades = set(band.tobytes())
    assert min(shades) < 90 and max(shades) > 200, "there is dark writing on it"


@pytest.mark.parametrize(
    ("mark", "code"), [("For teaching only " * 3, "mark_too_long"), ("仅供教学", "mark_not_drawable")]
)
def test_a_mark_that_cannot_be_read_is_refused(renditions: Renditions, mark: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        renditions.rendition(jpeg(photograph(120, 90)), Form(0, "PNG", mark))


def test_a_mark_in_another_alphabet_of_ours_is_drawn(renditions: Renditions) -> None:
    renditions.rendition(jpeg(photograph(400, 300)), Form(0, "PNG", "Sólo para enseñanza · Только"))


def test_a_picture_of_many_replies_comes_whole(decoder: ConfinedDecoder) -> None:
    photo = photograph(5000, 3100)
    seen = decoder.upright(png(photo, compress_level=1))
    assert (seen.width, seen.height) == photo.size and seen.rgb == photo.tobytes()


def test_what_is_no_picture_is_refused(renditions: Renditions) -> None:
    with pytest.raises(Refusal, match="image_not_an_image"):
        renditions.rendition(b"nothing of the kind", Form())
