"""Small photographs made in code, the same bytes from the same arguments.

`photograph` looks like skin under uneven light; `corners` tells its own way up. `jpeg`, `png`, `tiff` and
`webp` make files of them; `camera_exif` is what a camera would have written beside the pixels.
"""

from __future__ import annotations

import random
from io import BytesIO

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

CORNER_COLOURS = ((200, 30, 40), (30, 160, 60), (40, 60, 190), (250, 250, 250))
_SKIN = ((224, 172, 140), (150, 90, 70))


def photograph(width: int = 640, height: int = 480, seed: int = 0) -> Image.Image:
    """A picture with soft blotches and fine grain; another seed is another picture."""
    chance = random.Random(seed)
    blotches = Image.frombytes("L", (8, 6), chance.randbytes(48)).resize(
        (width, height), Image.Resampling.BICUBIC
    )
    light, dark = (Image.new("RGB", (width, height), colour) for colour in _SKIN)
    tile = Image.frombytes("RGB", (128, 128), chance.randbytes(128 * 128 * 3))
    grain = Image.new("RGB", (width, height))
    for x in range(0, width, 128):
        for y in range(0, height, 128):
            grain.paste(tile, (x, y))
    return Image.blend(Image.composite(light, dark, blotches), grain, 0.06)


def corners(width: int = 96, height: int = 64) -> Image.Image:
    """Four quarters: red, green above blue, white. No turn or mirror image of it looks like it."""
    image = Image.new("RGB", (width, height))
    for i, colour in enumerate(CORNER_COLOURS):
        x, y = i % 2 * width // 2, i // 2 * height // 2
        image.paste(colour, (x, y, x + width // 2, y + height // 2))
    return image


def camera_exif(orientation: int = 1, text: str = "") -> Image.Exif:
    """What a camera in Frankfurt wrote on 3 July 2019; `text` goes where free text can be."""
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    exif[Base.Make] = "Invented"
    exif[Base.Model] = "Camera 5"
    exif[Base.Artist] = f"Rosa Example {text}".strip()
    if text:
        exif[Base.ImageDescription] = text
    details = exif.get_ifd(IFD.Exif)
    details[Base.DateTimeOriginal] = "2019:07:03 14:22:05"
    details[Base.BodySerialNumber] = "SN4711"
    if text:
        details[Base.UserComment] = b"ASCII\0\0\0" + text.encode()
    exif.get_ifd(IFD.GPSInfo).update(
        {
            GPS.GPSLatitudeRef: "N",
            GPS.GPSLatitude: (50.0, 6.0, 39.24),
            GPS.GPSLongitudeRef: "E",
            GPS.GPSLongitude: (8.0, 40.0, 55.56),
        }
    )
    return exif


def jpeg(image: Image.Image | None = None, exif: Image.Exif | None = None, **options: object) -> bytes:
    """A JPEG file; `options` are Pillow's (`quality`, `progressive`, `icc_profile`, `comment`)."""
    return _file("JPEG", image, exif, {"quality": 92, **options})


def png(image: Image.Image | None = None, exif: Image.Exif | None = None, **options: object) -> bytes:
    """A PNG file."""
    return _file("PNG", image, exif, options)


def tiff(image: Image.Image | None = None, exif: Image.Exif | None = None, **options: object) -> bytes:
    """A TIFF file."""
    return _file("TIFF", image, exif, options)


def webp(image: Image.Image | None = None, exif: Image.Exif | None = None, **options: object) -> bytes:
    """A WebP file, lossless unless told otherwise."""
    return _file("WEBP", image, exif, {"lossless": True, **options})


def _file(kind: str, image: Image.Image | None, exif: Image.Exif | None, options: dict[str, object]) -> bytes:
    file = BytesIO()
    extra = {} if exif is None else {"exif": exif.tobytes()}
    (image or photograph()).save(file, kind, **extra, **options)
    return file.getvalue()
