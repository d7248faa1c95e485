"""What the desk and its worker say to each other, both ends of it.

A request is one byte for what is wanted, eight for a length, and the source file. A reply is what `pipe`
carries; a scan is one reply for each page. The desk trusts no reply: it holds known words only, and the
number of pixel bytes must be exactly what the sizes in it imply.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, BinaryIO, cast

from consentdesk.domain.image import (
    IMAGE_FORMATS,
    MAX_JPEG_PIXELS,
    MAX_TRACE_CHARACTERS,
    SCAN_LONG_EDGE_PX,
    THUMBNAIL_LONG_EDGE_PX,
    TRACE_KINDS,
    VIEW_LONG_EDGE_PX,
    ImageFormat,
    Trace,
)
from consentdesk.domain.refusals import Refusal
from consentdesk.imaging.pipe import BYTES_PER_PIXEL, expect, read_reply, write_reply

MAX_TRACES = 40
MAX_CODES = 20
MAX_CODE_CHARACTERS = 200
_REQUEST = struct.Struct(">BQ")


class Wanted(IntEnum):
    """What a request asks for."""

    LOOK = 1
    PIXEL_HASH = 2
    PAGES = 3
    UPRIGHT = 4
    PICTURES = 5
    SEEN = 6


@dataclass(frozen=True)
class Pixels:
    """Upright sRGB pixels, three bytes each, rows from the top without padding."""

    width: int
    height: int
    rgb: bytes


@dataclass(frozen=True)
class Look:
    """What a worker saw in a source file; `width` and `height` are the source's, upright."""

    format: ImageFormat
    width: int
    height: int
    view: Pixels
    thumbnail: Pixels
    traces: tuple[Trace, ...]


@dataclass(frozen=True)
class SeenPage:
    """What a worker saw of one scanned page: the page, and the texts of the codes on it."""

    pixels: Pixels
    codes: tuple[str, ...]


def write_request(pipe: BinaryIO, wanted: Wanted, source: bytes) -> None:
    """Ask. Raises OSError when the worker is gone."""
    pipe.write(_REQUEST.pack(wanted, len(source)))
    pipe.write(source)
    pipe.flush()


def read_request(pipe: BinaryIO) -> tuple[Wanted, bytes] | None:
    """The next request, or None when the desk has closed its end."""
    head = pipe.read(_REQUEST.size)
    if len(head) < _REQUEST.size:
        return None
    wanted, length = _REQUEST.unpack(head)
    return Wanted(wanted), pipe.read(length)


def write_ready(pipe: BinaryIO) -> None:
    write_reply(pipe, {"ready": True})


def write_look(pipe: BinaryIO, look: Look) -> None:
    header = {
        "format": look.format,
        "size": [look.width, look.height],
        "view": [look.view.width, look.view.height],
        "thumbnail": [look.thumbnail.width, look.thumbnail.height],
        "traces": [[trace.kind, trace.text] for trace in look.traces],
    }
    write_reply(pipe, header, look.view.rgb, look.thumbnail.rgb)


def write_pixel_hash(pipe: BinaryIO, sha256: str) -> None:
    write_reply(pipe, {"pixel_sha256": sha256})


def write_page(pipe: BinaryIO, page: SeenPage, still_to_come: int) -> None:
    size = [page.pixels.width, page.pixels.height]
    header = {"page": size, "codes": page.codes, "still_to_come": still_to_come}
    write_reply(pipe, header, page.pixels.rgb)


def write_refusal(pipe: BinaryIO, refusal: Refusal) -> None:
    write_reply(pipe, {"refusal": refusal.code, "details": refusal.problems[0].details})


def read_ready(pipe: BinaryIO) -> None:
    """Wait until the worker is confined and waiting. Raises ProtocolError."""
    header, _ = read_reply(pipe)
    expect(header == {"ready": True})


def read_look(pipe: BinaryIO) -> Look:
    """The look that was asked for. Raises Refusal when the worker refused, ProtocolError."""
    header, payload = read_reply(pipe)
    expect(header.keys() == {"format", "size", "view", "thumbnail", "traces"})
    expect(header["format"] in IMAGE_FORMATS)
    width, height = _size(header["size"], MAX_JPEG_PIXELS)
    view, rest = _pixels(header["view"], payload, VIEW_LONG_EDGE_PX)
    thumbnail, rest = _pixels(header["thumbnail"], rest, THUMBNAIL_LONG_EDGE_PX)
    expect(not rest)
    return Look(header["format"], width, height, view, thumbnail, _traces(header["traces"]))


def read_pixel_hash(pipe: BinaryIO) -> str:
    """The hash that was asked for. Raises Refusal when the worker refused, ProtocolError."""
    header, payload = read_reply(pipe)
    expect(header.keys() == {"pixel_sha256"} and not payload)
    sha256 = header["pixel_sha256"]
    expect(isinstance(sha256, str) and len(sha256) == 64 and set(sha256) <= set("0123456789abcdef"))
    return cast(str, sha256)


def read_seen_pages(pipe: BinaryIO, most: int) -> Iterator[SeenPage]:
    """The pages that were asked for, one by one as they come, at most so many. Raises Refusal when the worker
    refused, ProtocolError."""
    still_to_come = most
    while still_to_come:
        header, payload = read_reply(pipe)
        expect(header.keys() == {"page", "codes", "still_to_come"})
        page, rest = _pixels(header["page"], payload, SCAN_LONG_EDGE_PX)
        expect(not rest)
        yield SeenPage(page, _codes(header["codes"]))
        still_to_come = _fewer(header["still_to_come"], still_to_come)


def _size(size: object, most_pixels: int) -> tuple[int, int]:
    expect(isinstance(size, list) and len(size) == 2 and all(type(edge) is int for edge in size))
    width, height = cast("list[int]", size)
    expect(width > 0 and height > 0 and width * height <= most_pixels)
    return width, height


def _pixels(size: object, payload: memoryview, long_edge_px: int) -> tuple[Pixels, memoryview]:
    width, height = _size(size, long_edge_px**2)
    length = width * height * BYTES_PER_PIXEL
    expect(max(width, height) <= long_edge_px and len(payload) >= length)
    return Pixels(width, height, bytes(payload[:length])), payload[length:]


def _codes(texts: object) -> tuple[str, ...]:
    expect(isinstance(texts, list) and len(texts) <= MAX_CODES)
    for text in cast("list[object]", texts):
        expect(isinstance(text, str) and len(text) <= MAX_CODE_CHARACTERS and text.isprintable())
    return tuple(cast("list[str]", texts))


def _fewer(count: object, than: int) -> int:
    expect(type(count) is int and 0 <= count < than)
    return cast(int, count)


def _traces(pairs: object) -> tuple[Trace, ...]:
    expect(isinstance(pairs, list) and len(pairs) <= MAX_TRACES)
    return tuple(_trace(pair) for pair in cast("list[object]", pairs))


def _trace(pair: object) -> Trace:
    expect(isinstance(pair, list) and len(pair) == 2)
    kind, text = cast("list[Any]", pair)
    expect(kind in TRACE_KINDS and isinstance(text, str))
    expect(len(text) <= MAX_TRACE_CHARACTERS and text.isprintable())
    return Trace(kind, text)
