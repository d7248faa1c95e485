"""Colour is clinical content: however a file stores it, the view shows the colour that was meant."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image, ImageCms
from PIL.ExifTags import IFD, Interop

from consentdesk.imaging.colour import adobe_rgb, display_p3
from consentdesk.imaging.decoder import ConfinedDecoder
from tests.helpers.pictures import jpeg, photograph, png, tiff, webp

Opened = Callable[[bytes], Image.Image]

SKIN = (200, 120, 90)
# by the published matrices and curves, in double precision
SKIN_OF_DISPLAY_P3 = (213, 115, 83)
SKIN_OF_ADOBE_RGB = (224, 121, 88)


def flat(colour: object, mode: str = "RGB") -> Image.Image:
    return Image.new(mode, (64, 64), colour)  # type: ignore[arg-type]


def shown(decoder: ConfinedDecoder, opened: Opened, file: bytes) -> tuple[int, ...]:
    pixel = opened(decoder.look(file).view).getpixel((32, 32))
    assert isinstance(pixel, tuple)
    return pixel


def near(colour: tuple[int, ...], expected: tuple[int, ...], tolerance: int = 3) -> bool:
    return all(abs(a - b) <= tolerance for a, b in zip(colour, expected, strict=True))


@pytest.mark.parametrize("write", [jpeg, png, tiff, webp], ids=lambda write: write.__name__)
def test_a_colour_profile_is_turned_into_srgb_before_it_is_dropped(
    decoder: ConfinedDecoder, opened: Opened, write: Callable[..., bytes]
) -> None:
    assert near(shown(decoder, opened, write(flat(SKIN), icc_profile=display_p3())), SKIN_OF_DISPLAY_P3)
    assert near(shown(decoder, opened, write(flat(SKIN), icc_profile=adobe_rgb())), SKIN_OF_ADOBE_RGB)
    assert near(shown(decoder, opened, write(flat(SKIN))), SKIN)


def test_a_heic_that_names_display_p3_without_a_profile_is_turned_into_srgb(
    decoder: ConfinedDecoder, opened: Opened, heic: Callable[[str], bytes]
) -> None:
    assert near(shown(decoder, opened, heic("display-p3")), SKIN_OF_DISPLAY_P3)


def test_a_camera_set_to_adobe_rgb_is_believed_without_a_profile(
    decoder: ConfinedDecoder, opened: Opened
) -> None:
    exif = Image.Exif()
    exif.get_ifd(IFD.Exif)[IFD.Interop] = {Interop.InteropIndex: "R03"}
    assert near(shown(decoder, opened, jpeg(flat(SKIN), exif)), SKIN_OF_ADOBE_RGB)


def test_a_profile_that_means_srgb_changes_no_pixel(decoder: ConfinedDecoder) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert decoder.pixel_sha256(png(icc_profile=srgb)) == decoder.pixel_sha256(png())


@pytest.mark.parametrize("profile", [b"junk", b"\0" * 200, display_p3()[:150]])
def test_a_profile_that_cannot_be_read_counts_for_nothing(
    decoder: ConfinedDecoder, opened: Opened, profile: bytes
) -> None:
    assert near(shown(decoder, opened, jpeg(flat(SKIN), icc_profile=profile)), SKIN)


def test_a_profile_for_other_pixels_counts_for_nothing(decoder: ConfinedDecoder, opened: Opened) -> None:
    assert near(shown(decoder, opened, png(flat(90, "L"), icc_profile=display_p3())), (90, 90, 90))


@pytest.mark.parametrize(
    ("mode", "stored", "expected"),
    [
        ("1", 1, (255, 255, 255)),
        ("L", 90, (90, 90, 90)),
        ("LA", (90, 255), (90, 90, 90)),
        ("RGBA", (200, 0, 0, 128), (227, 127, 127)),
        ("RGBA", (200, 0, 0, 0), (255, 255, 255)),
        ("I;16", 90 * 256, (90, 90, 90)),
    ],
)
def test_grey_sixteen_bit_and_transparent_pixels_are_seen_on_white(
    decoder: ConfinedDecoder, opened: Opened, mode: str, stored: object, expected: tuple[int, ...]
) -> None:
    for write in (png, tiff):
        assert near(shown(decoder, opened, write(flat(stored, mode))), expected)


def test_palettes_are_seen_with_and_without_a_transparent_colour(
    decoder: ConfinedDecoder, opened: Opened
) -> None:
    image = Image.new("P", (64, 64), 1)
    image.putpalette([0, 0, 0, *SKIN])
    assert near(shown(decoder, opened, png(image)), SKIN)
    assert near(shown(decoder, opened, png(image, transparency=1)), (255, 255, 255))


def test_a_sixteen_bit_colour_png_keeps_its_colours(decoder: ConfinedDecoder, opened: Opened) -> None:
    assert near(shown(decoder, opened, _rgb48_png(SKIN)), SKIN)


@pytest.mark.parametrize("write", [jpeg, tiff], ids=lambda write: write.__name__)
def test_printing_inks_are_seen_as_colours(
    decoder: ConfinedDecoder, opened: Opened, write: Callable[..., bytes]
) -> None:
    cyan, red = (255, 0, 0, 0), (0, 255, 255, 0)
    assert near(shown(decoder, opened, write(flat(cyan, "CMYK"))), (0, 255, 255))
    assert near(shown(decoder, opened, write(flat(red, "CMYK"))), (255, 0, 0))


def test_a_view_is_close_to_the_photograph_it_was_made_of(decoder: ConfinedDecoder, opened: Opened) -> None:
    photo = photograph(900, 700)
    view = opened(decoder.look(png(photo)).view)
    differences = [abs(a - b) for a, b in zip(photo.tobytes(), view.tobytes(), strict=True)]
    assert sum(differences) / len(differences) < 4


def _rgb48_png(colour: tuple[int, int, int]) -> bytes:
    """Pillow cannot write sixteen bits a channel; the format is three chunks."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    row = b"\0" + struct.pack(">3H", *(level * 257 for level in colour)) * 64
    header = struct.pack(">IIBBBBB", 64, 64, 16, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(row * 64))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")
