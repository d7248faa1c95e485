"""Colour is clinical content: what a profile says is turned into sRGB before the profile is dropped."""

from __future__ import annotations

import struct
from functools import cache
from io import BytesIO

from PIL import Image, ImageCms

from consentdesk.domain.refusals import refuse

PLAIN_MODES = ("L", "RGB", "RGBA", "CMYK")
_UNNOTICEABLE = 2
_PROBE_STEPS = range(0, 256, 51)
_P3_PRIMARIES, _ADOBE_RGB_PRIMARIES = (
    # columns red, green, blue; rows X, Y, Z; adapted to D50, from the ICC profiles of Apple and Adobe
    ((0.51512, 0.29198, 0.15710), (0.24120, 0.69225, 0.06657), (-0.00105, 0.04189, 0.78407)),
    ((0.60974, 0.20528, 0.14919), (0.31111, 0.62567, 0.06322), (0.01947, 0.06087, 0.74457)),
)
_SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_ADOBE_RGB_CURVE = (2.19921875, 1.0, 0.0, 0.0, 0.0)


def plain(image: Image.Image) -> Image.Image:
    """The same picture with eight bits a channel, as grey, RGB, RGBA or CMYK.

    Raises Refusal `image_format_not_supported` where none exists (floating point, 32 bits, Lab).
    """
    if image.mode in PLAIN_MODES and "transparency" not in image.info:
        return image
    if image.mode.startswith("I;16"):
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("LA", "La", "PA", "RGBa") or "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode in ("1", "P", "YCbCr", "RGBX"):
        return image.convert("L" if image.mode == "1" else "RGB")
    raise refuse("image_format_not_supported", format=f"{image.mode} pixels")


class ToSrgb:
    """Turns pixels of one picture into sRGB, whole or in parts, each part the same as in the whole.

    A profile that cannot be read, or is not for such pixels, counts for nothing, as in any viewer; one that
    changes no colour noticeably counts as sRGB, so that a copy without it keeps the same pixels.
    """

    def __init__(self, profile: bytes | None, mode: str) -> None:
        self._transform = _transform(profile, "RGB" if mode == "RGBA" else mode) if profile else None

    def __call__(self, image: Image.Image) -> Image.Image:
        """RGB; what is transparent lies on white."""
        if image.mode == "RGBA":
            white = Image.new("RGB", image.size, "white")
            white.paste(self._opaque(image.convert("RGB")), mask=image.getchannel("A"))
            return white
        return self._opaque(image)

    def _opaque(self, image: Image.Image) -> Image.Image:
        if self._transform is None:
            return image.convert("RGB")
        converted = self._transform.apply(image)
        assert converted is not None
        return converted


def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    try:
        transform = ImageCms.ImageCmsTransform(
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")),
            mode,
            "RGB",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (OSError, ValueError, ImageCms.PyCMSError):
        return None
    return None if mode == "RGB" and _changes_nothing(transform) else transform


def _changes_nothing(transform: ImageCms.ImageCmsTransform) -> bool:
    probe = _probe()
    seen = transform.apply(probe)
    assert seen is not None
    return all(abs(a - b) <= _UNNOTICEABLE for a, b in zip(probe.tobytes(), seen.tobytes(), strict=True))


@cache
def _probe() -> Image.Image:
    colours = bytes(
        level for r in _PROBE_STEPS for g in _PROBE_STEPS for b in _PROBE_STEPS for level in (r, g, b)
    )
    return Image.frombytes("RGB", (len(colours) // 3, 1), colours)


@cache
def display_p3() -> bytes:
    """An ICC profile for what HEIC and AVIF call colour primaries 12."""
    return _matrix_profile(_P3_PRIMARIES, _SRGB_CURVE)


@cache
def adobe_rgb() -> bytes:
    """An ICC profile for what EXIF calls R03, the optional colour space of cameras."""
    return _matrix_profile(_ADOBE_RGB_PRIMARIES, _ADOBE_RGB_CURVE)


def _matrix_profile(rows: tuple[tuple[float, ...], ...], curve: tuple[float, ...]) -> bytes:
    """A version 4 display profile of three primaries and one curve (ICC.1:2010, 8.3 and 10.15)."""
    kinds = [b"rXYZ", b"gXYZ", b"bXYZ"]
    tags = {kind: b"XYZ \0\0\0\0" + _fixed(*(row[i] for row in rows)) for i, kind in enumerate(kinds)}
    tags[b"wtpt"] = b"XYZ \0\0\0\0" + _fixed(0.9642, 1.0, 0.8249)
    parametric = b"para\0\0\0\0\0\x03\0\0" + _fixed(*curve)
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), parametric)
    at = 128 + 4 + 12 * len(tags)
    table, data = struct.pack(">I", len(tags)), b""
    for kind, body in tags.items():
        table += struct.pack(">4sII", kind, at + len(data), len(body))
        data += body
    illuminant = _fixed(0.9642, 1.0, 0.8249)
    header = struct.pack(
        ">I4xI4s4s4s12x4s28x", at + len(data), 0x04200000, b"mntr", b"RGB ", b"XYZ ", b"acsp"
    )
    return (header + illuminant).ljust(128, b"\0") + table + data


def _fixed(*numbers: float) -> bytes:
    return struct.pack(f">{len(numbers)}i", *(round(number * 65536) for number in numbers))
