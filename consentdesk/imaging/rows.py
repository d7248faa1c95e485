"""A whole picture on its way from worker to desk, some rows at a time: both ends of it.

What is asked for is four bytes for the longest edge that is wanted (0 as it is) and the source file. Each
reply says the size of the whole and carries the next rows.
"""

from __future__ import annotations

import struct
from typing import BinaryIO, cast

from consentdesk.domain.image import MAX_JPEG_PIXELS
from consentdesk.imaging.pipe import BYTES_PER_PIXEL, MAX_PAYLOAD_BYTES, expect, read_reply, write_reply
from consentdesk.imaging.protocol import Pixels

_ROWS = 256
_ASKED = struct.Struct(">I")


def asking(source: bytes, long_edge_px: int) -> bytes:
    """What is sent for a picture no larger than this; 0 for one as large as it is."""
    return _ASKED.pack(long_edge_px) + source


def read_asked(request: bytes) -> tuple[int, bytes]:
    """The longest edge that is wanted, and the source file."""
    return _ASKED.unpack_from(request)[0], request[_ASKED.size :]


def rows_at_once(width: int) -> int:
    """How many rows of a picture go into one reply; its last one has what is left."""
    return max(1, min(_ROWS, MAX_PAYLOAD_BYTES // (width * BYTES_PER_PIXEL)))


def write_rows(pipe: BinaryIO, width: int, height: int, rows: bytes) -> None:
    write_reply(pipe, {"upright": [width, height]}, rows)


def read_upright(pipe: BinaryIO, long_edge_px: int) -> Pixels:
    """The picture that was asked for. Raises Refusal when the worker refused, ProtocolError."""
    header, payload = read_reply(pipe)
    width, height = _size(header, long_edge_px)
    rgb = bytearray(payload)
    at_once = rows_at_once(width) * width * BYTES_PER_PIXEL
    while left := width * height * BYTES_PER_PIXEL - len(rgb):
        expect(len(payload) == at_once and left > 0)
        again, payload = read_reply(pipe)
        expect(again == header and len(payload) <= left)
        rgb += payload
    return Pixels(width, height, bytes(rgb))


def _size(header: dict[str, object], long_edge_px: int) -> tuple[int, int]:
    expect(header.keys() == {"upright"})
    size = header["upright"]
    expect(isinstance(size, list) and len(size) == 2 and all(type(edge) is int for edge in size))
    width, height = cast("list[int]", size)
    expect(width > 0 and height > 0 and width * height <= MAX_JPEG_PIXELS)
    expect(not long_edge_px or max(width, height) <= long_edge_px)
    return width, height
