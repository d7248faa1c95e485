"""The pipe between the desk and its worker, both ends of it.

A request is one byte for what is wanted, eight for a length, and the source file. A reply is four bytes and
eight for the lengths of a JSON header and of raw pixels, then those. The desk trusts no reply: a header is
small and holds known words only, and the number of pixel bytes must be exactly what the sizes in it imply.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, BinaryIO, cast

from consentdesk.domain.image import (
    IMAGE_FORMATS,
    MAX_JPEG_PIXELS,
    MAX_TRACE_CHARACTERS,
    THUMBNAIL_LONG_EDGE_PX,
    TRACE_KINDS,
    VIEW_LONG_EDGE_PX,
    ImageFormat,
    Trace,
)
from consentdesk.domain.refusals import Problem, Refusal

MAX_HEADER_BYTES = 1 << 16
MAX_TRACES = 40
REFUSALS = frozenset(
    {
        "image_not_an_image",
        "image_format_not_supported",
        "image_broken",
        "image_too_large",
        "image_needs_too_much_memory",
        "image_is_animated",
        "image_has_many_pages",
    }
)
_REQUEST = struct.Struct(">BQ")
_REPLY = struct.Struct(">IQ")
_BYTES_PER_PIXEL = 3


class Wanted(IntEnum):
    """What a request asks for."""

    LOOK = 1
    PIXEL_HASH = 2


class ProtocolError(Exception):
    """The other end said something that is not a reply, or stopped in the middle of one."""


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
    _write(pipe, {"ready": True})


def write_look(pipe: BinaryIO, look: Look) -> None:
    header = {
        "format": look.format,
        "size": [look.width, look.height],
        "view": [look.view.width, look.view.height],
        "thumbnail": [look.thumbnail.width, look.thumbnail.height],
        "traces": [[trace.kind, trace.text] for trace in look.traces],
    }
    _write(pipe, header, look.view.rgb, look.thumbnail.rgb)


def write_pixel_hash(pipe: BinaryIO, sha256: str) -> None:
    _write(pipe, {"pixel_sha256": sha256})


def write_refusal(pipe: BinaryIO, refusal: Refusal) -> None:
    _write(pipe, {"refusal": refusal.code, "details": refusal.problems[0].details})


def read_ready(pipe: BinaryIO) -> None:
    """Wait until the worker is confined and waiting. Raises ProtocolError."""
    header, _ = _read(pipe)
    _expect(header == {"ready": True})


def read_look(pipe: BinaryIO) -> Look:
    """The look that was asked for. Raises Refusal when the worker refused, ProtocolError."""
    header, payload = _read(pipe)
    _expect(header.keys() == {"format", "size", "view", "thumbnail", "traces"})
    _expect(header["format"] in IMAGE_FORMATS)
    width, height = _size(header["size"], MAX_JPEG_PIXELS)
    view, rest = _pixels(header["view"], payload, VIEW_LONG_EDGE_PX)
    thumbnail, rest = _pixels(header["thumbnail"], rest, THUMBNAIL_LONG_EDGE_PX)
    _expect(not rest)
    return Look(header["format"], width, height, view, thumbnail, _traces(header["traces"]))


def read_pixel_hash(pipe: BinaryIO) -> str:
    """The hash that was asked for. Raises Refusal when the worker refused, ProtocolError."""
    header, payload = _read(pipe)
    _expect(header.keys() == {"pixel_sha256"} and not payload)
    sha256 = header["pixel_sha256"]
    _expect(isinstance(sha256, str) and len(sha256) == 64 and set(sha256) <= set("0123456789abcdef"))
    return cast(str, sha256)


def _write(pipe: BinaryIO, header: dict[str, Any], *payload: bytes) -> None:
    text = json.dumps(header).encode("ascii")
    pipe.write(_REPLY.pack(len(text), sum(map(len, payload))))
    for part in (text, *payload):
        pipe.write(part)
    pipe.flush()


def _read(pipe: BinaryIO) -> tuple[dict[str, Any], memoryview]:
    header_bytes, payload_bytes = _REPLY.unpack(_exactly(pipe, _REPLY.size))
    most = (VIEW_LONG_EDGE_PX**2 + THUMBNAIL_LONG_EDGE_PX**2) * _BYTES_PER_PIXEL
    _expect(header_bytes <= MAX_HEADER_BYTES and payload_bytes <= most)
    header = _header(_exactly(pipe, header_bytes))
    payload = memoryview(_exactly(pipe, payload_bytes))
    if "refusal" in header:
        raise _refusal(header)
    return header, payload


def _exactly(pipe: BinaryIO, length: int) -> bytes:
    data = pipe.read(length)
    _expect(len(data) == length)
    return data


def _header(text: bytes) -> dict[str, Any]:
    try:
        header = json.loads(text)
    except (ValueError, RecursionError):
        raise ProtocolError from None
    _expect(isinstance(header, dict))
    return cast("dict[str, Any]", header)


def _refusal(header: dict[str, Any]) -> Refusal:
    code, details = header["refusal"], header.get("details")
    _expect(isinstance(code, str) and code in REFUSALS)
    if not isinstance(details, dict):
        raise ProtocolError
    for value in details.values():
        _expect(type(value) is int or (isinstance(value, str) and value.isprintable() and len(value) <= 20))
    return Refusal(Problem(code, details=details))


def _size(size: object, most_pixels: int) -> tuple[int, int]:
    _expect(isinstance(size, list) and len(size) == 2 and all(type(edge) is int for edge in size))
    width, height = cast("list[int]", size)
    _expect(width > 0 and height > 0 and width * height <= most_pixels)
    return width, height


def _pixels(size: object, payload: memoryview, long_edge_px: int) -> tuple[Pixels, memoryview]:
    width, height = _size(size, long_edge_px**2)
    length = width * height * _BYTES_PER_PIXEL
    _expect(max(width, height) <= long_edge_px and len(payload) >= length)
    return Pixels(width, height, bytes(payload[:length])), payload[length:]


def _traces(pairs: object) -> tuple[Trace, ...]:
    _expect(isinstance(pairs, list) and len(pairs) <= MAX_TRACES)
    return tuple(_trace(pair) for pair in cast("list[object]", pairs))


def _trace(pair: object) -> Trace:
    _expect(isinstance(pair, list) and len(pair) == 2)
    kind, text = cast("list[Any]", pair)
    _expect(kind in TRACE_KINDS and isinstance(text, str))
    _expect(len(text) <= MAX_TRACE_CHARACTERS and text.isprintable())
    return Trace(kind, text)


def _expect(true: bool) -> None:
    if not true:
        raise ProtocolError
