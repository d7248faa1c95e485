"""Scanned or photographed pages: of a picture, of a file with many, of a PDF; with the codes seen on them.

Runs in the worker only. PDFium is built without JavaScript, and behind the worker's walls it finds no font
and no other file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pypdfium2 as pdfium
import zxingcpp
from PIL import Image
from PIL.Image import Transpose

from consentdesk.domain.image import SCAN_LONG_EDGE_PX
from consentdesk.domain.refusals import refuse
from consentdesk.domain.route import read_page_code
from consentdesk.imaging.formats import open_frames
from consentdesk.imaging.limits import Limits
from consentdesk.imaging.original import decode, pixels
from consentdesk.imaging.protocol import (
    MAX_CODE_CHARACTERS,
    MAX_CODES,
    SeenPage,
)

_PDF = b"%PDF-"
_PDF_DPI = 200
_POINTS_PER_INCH = 72
# where a code is too small at the size that is kept
_CLOSER_LOOK_PX = 2 * SCAN_LONG_EDGE_PX
# how to turn a page whose code stands a quarter turn or more away from upright
_TURNS = {1: Transpose.ROTATE_90, 2: Transpose.ROTATE_180, 3: Transpose.ROTATE_270}

_QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])

AtSize = Callable[[int], Image.Image]


def read_pages(source: bytes, limits: Limits) -> tuple[int, Iterator[SeenPage]]:
    """How many pages a file has, and each as it is asked for. Raises Refusal as `open_frames` does, and
    `scan_has_too_many_pages`; what the readers raise for damaged data comes through."""
    count, pages = _pdf(source) if source.startswith(_PDF) else _frames(source, limits)
    if not count:
        raise refuse("image_broken")
    if count > limits.pages:
        raise refuse("scan_has_too_many_pages", pages=count, limit=limits.pages)
    return count, map(_seen, pages)


def _frames(source: bytes, limits: Limits) -> tuple[int, Iterator[AtSize]]:
    count, frames = open_frames(source, limits)
    return count, (decode(frame, _CLOSER_LOOK_PX).scaled for frame in frames)


def _pdf(source: bytes) -> tuple[int, Iterator[AtSize]]:
    document = pdfium.PdfDocument(source)
    return len(document), (_rendering(document[number]) for number in range(len(document)))


def _rendering(page: pdfium.PdfPage) -> AtSize:
    def at_size(long_edge_px: int) -> Image.Image:
        closer = long_edge_px / SCAN_LONG_EDGE_PX
        longest = max(page.get_size())
        scale = min(closer * _PDF_DPI / _POINTS_PER_INCH, (long_edge_px - 1) / longest)
        rendered: Image.Image = page.render(scale=scale, rev_byteorder=True).to_pil()
        return rendered.convert("RGB")

    return at_size


def _seen(page: AtSize) -> SeenPage:
    """The page, upright by the form's own code where it has one."""
    picture = page(SCAN_LONG_EDGE_PX)
    found = _codes(picture)
    if not any(map(_is_ours, found)):
        found += _codes(page(_CLOSER_LOOK_PX))
    turn = next((_TURNS.get(_quarters(code)) for code in found if _is_ours(code)), None)
    upright = picture if turn is None else picture.transpose(turn)
    texts = (code.text for code in found)
    told = dict.fromkeys(t for t in texts if t.isprintable() and len(t) <= MAX_CODE_CHARACTERS)
    return SeenPage(pixels(upright), tuple(told)[:MAX_CODES])


def _codes(picture: Image.Image) -> list[zxingcpp.Barcode]:
    grey = picture.convert("L")
    rows = memoryview(grey.tobytes()).cast("B", (grey.height, grey.width))
    return list(zxingcpp.read_barcodes(rows, formats=_QR))


def _is_ours(code: zxingcpp.Barcode) -> bool:
    return read_page_code(code.text) is not None


def _quarters(code: zxingcpp.Barcode) -> int:
    """How many quarter turns the code is away from upright, clockwise."""
    return round(code.orientation / 90) % 4
