"""A foreign picture, decoded, seen the way it was meant: upright and in sRGB."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from PIL import ExifTags, Image
from PIL.Image import Resampling, Transpose
from PIL.ImageFile import ImageFile

from consentdesk.imaging.colour import ToSrgb, adobe_rgb, display_p3, plain
from consentdesk.imaging.protocol import Pixels

# EXIF 2.32, tag 0x0112: how to turn the stored rows upright
_TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
_ON_ITS_SIDE = (5, 6, 7, 8)
_FROM_THE_FAR_END = (3, 4, 7, 8)
_BAND_ROWS = 256
_NCLX_DISPLAY_P3 = 12
# what odd or damaged files make Pillow and libheif raise
MALFORMED = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
)


class Size(NamedTuple):
    width: int
    height: int

    def turned(self, orientation: int) -> Size:
        return Size(self.height, self.width) if orientation in _ON_ITS_SIDE else self

    def within(self, long_edge_px: int) -> Size:
        """The same shape, no larger than this and never enlarged."""
        scale = min(1.0, long_edge_px / max(self))
        return Size(max(1, round(self.width * scale)), max(1, round(self.height * scale)))


@dataclass(frozen=True)
class Original:
    """Decoded pixels (`stored`, as they lie in the file, perhaps at a fraction of their size) and what it
    takes to see them: the upright `size` of the whole picture, the orientation, the colours."""

    stored: Image.Image
    size: Size
    orientation: int
    to_srgb: ToSrgb

    def scaled(self, long_edge_px: int) -> Image.Image:
        """The picture, upright, in sRGB, no larger than this."""
        size = self.size.within(long_edge_px).turned(self.orientation)
        small = self.stored if self.stored.size == size else self.stored.resize(size, Resampling.LANCZOS)
        return self._turned(self.to_srgb(small))

    def pixel_sha256(self) -> str:
        """Lower-case hexadecimal SHA-256 of width and height (four bytes each, big-endian) and of all RGB
        pixels, rows from the top. Only for a picture decoded at its full size."""
        digest = hashlib.sha256(struct.pack(">II", *self.size))
        for band in self.bands():
            digest.update(band.tobytes())
        return digest.hexdigest()

    def bands(self, rows: int = _BAND_ROWS) -> Iterator[Image.Image]:
        """The picture, upright, in sRGB, so many rows at a time from the top: a whole copy would double the
        memory. Only for a picture decoded at its full size."""
        for top in range(0, self.size.height, rows):
            bottom = min(top + rows, self.size.height)
            yield self._turned(self.to_srgb(self.stored.crop(self._stored_box(top, bottom))))

    def _stored_box(self, top: int, bottom: int) -> tuple[int, int, int, int]:
        """Where upright rows lie in the stored picture."""
        width, height = self.stored.size
        if self.orientation in _FROM_THE_FAR_END:
            top, bottom = self.size.height - bottom, self.size.height - top
        if self.orientation in _ON_ITS_SIDE:
            return top, 0, bottom, height
        return 0, top, width, bottom

    def _turned(self, image: Image.Image) -> Image.Image:
        turn = _TURNS.get(self.orientation)
        return image if turn is None else image.transpose(turn)


def decode(image: ImageFile, long_edge_px: int | None = None) -> Original:
    """Decode an opened file, where its format allows it no larger than `long_edge_px` needs.

    Raises what the reader raises for damaged data, MemoryError, and Refusal as `plain` does.
    """
    whole = image.size
    drafted = long_edge_px is not None and image.draft(image.mode, Size(*whole).within(long_edge_px))
    image.load()
    if not drafted:
        # a TIFF or HEIC that says how it is turned changes its size when it is decoded
        whole = image.size
    stored = plain(image)
    orientation = _orientation(image)
    to_srgb = ToSrgb(_profile(image), stored.mode)
    return Original(stored, Size(*whole).turned(orientation), orientation, to_srgb)


def pixels(image: Image.Image) -> Pixels:
    """The raw pixels of an RGB picture."""
    return Pixels(image.width, image.height, image.tobytes())


def _orientation(image: ImageFile) -> int:
    """1 to 8; asked after decoding, since a PNG may say it at its end and a TIFF turns itself."""
    try:
        orientation = image.getexif().get(ExifTags.Base.Orientation, 1)
    except MALFORMED:
        return 1
    return orientation if orientation in _TURNS else 1


def _profile(image: ImageFile) -> bytes | None:
    profile = image.info.get("icc_profile")
    if isinstance(profile, bytes) and profile:
        return profile
    nclx = image.info.get("nclx_profile")
    if isinstance(nclx, dict) and nclx.get("color_primaries") == _NCLX_DISPLAY_P3:
        return display_p3()
    return adobe_rgb() if _says_adobe_rgb(image) else None


def _says_adobe_rgb(image: ImageFile) -> bool:
    try:
        interoperability = image.getexif().get_ifd(ExifTags.IFD.Interop)
        return str(interoperability.get(ExifTags.Interop.InteropIndex, "")).startswith("R03")
    except MALFORMED:
        return False
