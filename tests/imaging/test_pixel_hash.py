"""The second hash says "the same pixels", whatever file they are in."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image, ImageOps

from consentdesk.imaging.colour import display_p3
from consentdesk.imaging.decoder import ConfinedDecoder
from tests.helpers.pictures import camera_exif, jpeg, photograph, png, tiff, webp


def defined(image: Image.Image) -> str:
    """The hash as its promise words it."""
    return hashlib.sha256(struct.pack(">II", *image.size) + image.tobytes()).hexdigest()


def without_metadata(file: bytes) -> bytes:
    """The same coded pixels; all segments dropped but Adobe's, which says how they are coded."""
    kept, at = b"\xff\xd8", 2
    while file[at + 1] != 0xDA:
        end = at + 2 + struct.unpack_from(">H", file, at + 2)[0]
        if not (0xE0 <= file[at + 1] <= 0xED or file[at + 1] in (0xEF, 0xFE)):
            kept += file[at:end]
        at = end
    return kept + file[at:]


def test_it_is_the_hash_of_size_and_pixels(decoder: ConfinedDecoder) -> None:
    photo = photograph(700, 600)
    assert decoder.pixel_sha256(png(photo)) == defined(photo)


def test_a_jpeg_without_its_metadata_has_the_same_pixels(decoder: ConfinedDecoder) -> None:
    file = jpeg(photograph(), camera_exif(text="x"), comment=b"a comment")
    bare = without_metadata(file)
    assert len(bare) < len(file)
    assert decoder.pixel_sha256(bare) == decoder.pixel_sha256(file)


@pytest.mark.parametrize("write", [png, tiff, webp], ids=lambda write: write.__name__)
def test_a_lossless_copy_of_a_jpeg_has_the_same_pixels(
    decoder: ConfinedDecoder, write: Callable[..., bytes]
) -> None:
    file = jpeg(photograph(701, 533))
    copy = write(Image.open(BytesIO(file)))
    assert decoder.pixel_sha256(copy) == decoder.pixel_sha256(file)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_jpeg_and_its_upright_copy_have_the_same_pixels(
    decoder: ConfinedDecoder, orientation: int
) -> None:
    file = jpeg(photograph(523, 801), camera_exif(orientation))
    upright = ImageOps.exif_transpose(Image.open(BytesIO(file)))
    assert decoder.pixel_sha256(file) == defined(upright)


def test_a_profile_is_part_of_what_the_pixels_are(decoder: ConfinedDecoder) -> None:
    assert decoder.pixel_sha256(png(icc_profile=display_p3())) != decoder.pixel_sha256(png())


def test_one_level_in_one_pixel_or_another_shape_is_another_picture(decoder: ConfinedDecoder) -> None:
    photo, changed = photograph(64, 48), photograph(64, 48)
    red, green, blue = changed.getpixel((63, 47))  # type: ignore[misc]
    changed.putpixel((63, 47), (red ^ 1, green, blue))
    reshaped = Image.frombytes("RGB", (48, 64), photo.tobytes())
    assert len({decoder.pixel_sha256(png(image)) for image in (photo, changed, reshaped)}) == 3


def test_a_copy_saved_again_with_loss_is_not_the_same(decoder: ConfinedDecoder) -> None:
    file = jpeg(photograph())
    again = jpeg(Image.open(BytesIO(file)), quality=70)
    assert decoder.pixel_sha256(again) != decoder.pixel_sha256(file)
