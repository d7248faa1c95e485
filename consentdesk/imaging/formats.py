"""Which kind of file this is, and whether it may be decoded at all: answered before any pixel is."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from io import BytesIO

from pi_heif import HeifImageFile
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile
from PIL.WebPImagePlugin import WebPImageFile

from consentdesk.domain.image import ImageFormat
from consentdesk.domain.refusals import refuse
from consentdesk.imaging.limits import Limits

# the plugins themselves, not Image.open: it would take a JPEG with a second picture for another format
_OPENERS: dict[ImageFormat, Callable[[BytesIO], ImageFile]] = {
    "JPEG": JpegImageFile,
    "PNG": PngImageFile,
    "TIFF": TiffImageFile,
    "WEBP": WebPImageFile,
    "HEIC": HeifImageFile,
}
_PAGED = ("TIFF", "HEIC")
_SIGNATURES: tuple[tuple[int, bytes, ImageFormat], ...] = (
    (0, b"\xff\xd8\xff", "JPEG"),
    (0, b"\x89PNG\r\n\x1a\n", "PNG"),
    (8, b"WEBP", "WEBP"),
    *((0, magic, "TIFF") for magic in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),
    *((4, b"ftyp" + brand, "HEIC") for brand in (b"heic", b"heix", b"heim", b"heis", b"mif1")),
)
_KNOWN_BUT_NOT_SUPPORTED: tuple[tuple[int, bytes, str], ...] = (
    (0, b"GIF8", "GIF"),
    (0, b"%PDF", "PDF"),
    (0, b"8BPS", "PSD"),
    (0, b"FUJIFILMCCD-RAW", "camera raw"),
    (8, b"CR\x02", "camera raw"),
    (4, b"ftypcrx", "camera raw"),
    (4, b"ftypavi", "AVIF"),
    (4, b"jP  \r\n", "JPEG 2000"),
    (128, b"DICM", "DICOM"),
    (8, b"AVI ", "video"),
    (4, b"ftyphev", "video"),
    (4, b"ftypmsf1", "video"),
    (4, b"ftypqt", "video"),
    (4, b"ftypmp4", "video"),
    (4, b"ftypiso", "video"),
    (0, b"BM", "BMP"),
)
_NEW_SUBFILE_TYPE, _SUB_IFDS, _DNG_VERSION = 254, 330, 50706
_REDUCED_RESOLUTION = 1
_BYTES_PER_COEFFICIENT, _BYTES_PER_PIXEL = 2, 4
_INTERPRETER_BYTES = 160 << 20


def recognise(source: bytes) -> ImageFormat:
    """The format by its signature; a file's name counts for nothing.

    Raises Refusal `image_format_not_supported` (with the format found) or `image_not_an_image`.
    """
    for at, signature, name in _KNOWN_BUT_NOT_SUPPORTED:
        if source.startswith(signature, at):
            raise refuse("image_format_not_supported", format=name)
    for at, signature, supported in _SIGNATURES:
        if source.startswith(signature, at):
            return supported
    raise refuse("image_not_an_image")


def open_image(source: bytes, limits: Limits) -> tuple[ImageFormat, ImageFile]:
    """The file's headers, read and found acceptable; its pixels are not decoded yet.

    Raises Refusal as `recognise` does, and `image_too_large`, `image_is_animated`, `image_has_many_pages`;
    whatever the readers raise for damaged headers comes through.
    """
    name, image = _opened(source, limits)
    _refuse_many(name, image)
    return name, image


def open_frames(source: bytes, limits: Limits) -> tuple[int, Iterator[ImageFile]]:
    """How many pages a file has, and the file at each of them, to be decoded before the next.

    Raises Refusal as `open_image` does, but takes a TIFF or HEIC of many pages.
    """
    name, image = _opened(source, limits)
    if name not in _PAGED:
        _refuse_many(name, image)
    count = int(getattr(image, "n_frames", 1))
    return count, _turned_over(image, count, limits)


def _opened(source: bytes, limits: Limits) -> tuple[ImageFormat, ImageFile]:
    name = recognise(source)
    most = limits.jpeg_pixels if name == "JPEG" else limits.pixels
    if name == "WEBP":
        # the reader makes its canvas as soon as it is opened
        _refuse_too_large(_webp_size(source), most)
    image = _OPENERS[name](BytesIO(source))
    _refuse_too_large(image.size, most)
    _refuse_raw(image)
    return name, image


def _turned_over(image: ImageFile, count: int, limits: Limits) -> Iterator[ImageFile]:
    yield image
    for number in range(1, count):
        image.seek(number)
        _refuse_too_large(image.size, limits.pixels)
        yield image


def refuse_beyond_memory(image: ImageFile, limits: Limits) -> None:
    """Raises Refusal `image_needs_too_much_memory` for a JPEG that cannot be decoded at its full size: a
    progressive one is held as coefficients beside its pixels, and its reader calls want of memory damage."""
    if not isinstance(image, JpegImageFile) or "progressive" not in image.info:
        return
    pixels = image.width * image.height
    areas = [across * down for _, across, down, _ in image.layer]
    coefficients = sum(pixels * area // max(areas) for area in areas)
    needed = coefficients * _BYTES_PER_COEFFICIENT + pixels * _BYTES_PER_PIXEL + _INTERPRETER_BYTES
    if needed > limits.memory_bytes:
        raise refuse("image_needs_too_much_memory")


def _refuse_too_large(size: tuple[int, int], most: int) -> None:
    pixels = size[0] * size[1]
    if pixels > most:
        raise refuse("image_too_large", megapixels=-(-pixels // 1_000_000), limit=most // 1_000_000)


def _refuse_raw(image: ImageFile) -> None:
    """A raw file opens as a TIFF of its small preview, which is not the photograph."""
    if not isinstance(image, TiffImageFile):
        return
    tags = image.tag_v2
    preview = tags.get(_NEW_SUBFILE_TYPE) == _REDUCED_RESOLUTION and _SUB_IFDS in tags
    if preview or _DNG_VERSION in tags:
        raise refuse("image_format_not_supported", format="camera raw")


def _refuse_many(name: ImageFormat, image: ImageFile) -> None:
    """The patient would be shown the first picture only, and agree to all of them."""
    pictures = int(getattr(image, "n_frames", 1))
    if pictures <= 1:
        return
    if name in _PAGED:
        raise refuse("image_has_many_pages", pages=pictures)
    raise refuse("image_is_animated", pictures=pictures)


def _webp_size(source: bytes) -> tuple[int, int]:
    """Width and height from the first chunk's header. Raises ValueError or struct.error."""
    chunk = source[12:16]
    if chunk == b"VP8X":
        low_width, high_width, low_height, high_height = struct.unpack_from("<HBHB", source, 24)
        return (high_width << 16 | low_width) + 1, (high_height << 16 | low_height) + 1
    if chunk == b"VP8L":
        (bits,) = struct.unpack_from("<I", source, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk == b"VP8 ":
        width, height = struct.unpack_from("<HH", source, 26)
        return width & 0x3FFF, height & 0x3FFF
    raise ValueError("a WebP file begins with one of three chunks")
