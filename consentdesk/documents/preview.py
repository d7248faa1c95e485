"""A finished PDF as pictures, in memory: for the preview, and for printers that take pixels."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import pypdfium2 as pdfium

BYTES_PER_PIXEL = 3
QUICKEST = 1


def page_pictures(pdf: bytes, width_px: int) -> Iterator[bytes]:
    """Each page as PNG bytes, `width_px` wide. PDFium is not thread-safe: one caller at a time."""
    with pdfium.PdfDocument(pdf) as document:
        for page in document:
            bitmap = page.render(scale=width_px / page.get_width(), rev_byteorder=True)
            yield _png(bitmap.width, bitmap.height, bytes(bitmap.buffer), bitmap.stride)
            bitmap.close()
            page.close()


def _png(width: int, height: int, pixels: bytes, stride: int) -> bytes:
    rows = (pixels[at : at + width * BYTES_PER_PIXEL] for at in range(0, height * stride, stride))
    data = zlib.compress(b"".join(b"\0" + row for row in rows), QUICKEST)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
