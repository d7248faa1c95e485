"""What goes through the pipe from worker to desk: four bytes and eight for the lengths of a JSON header and
of raw pixels, then those. The desk trusts none of it: a header is small, and a refusal holds known words
only.
"""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO, cast

from consentdesk.domain.image import SCAN_LONG_EDGE_PX
from consentdesk.domain.refusals import Problem, Refusal

BYTES_PER_PIXEL = 3
MAX_HEADER_BYTES = 1 << 16
MAX_PAYLOAD_BYTES = SCAN_LONG_EDGE_PX**2 * BYTES_PER_PIXEL
REFUSALS = frozenset(
    {
        "image_not_an_image",
        "image_format_not_supported",
        "image_broken",
        "image_too_large",
        "image_needs_too_much_memory",
        "image_is_animated",
        "image_has_many_pages",
        "scan_has_too_many_pages",
        "document_broken",
        "document_has_too_many_parts",
        "document_has_too_many_pictures",
        "document_locked",
        "document_not_supported",
        "document_old",
        "document_unpacks_too_large",
    }
)
_REPLY = struct.Struct(">IQ")


class ProtocolError(Exception):
    """The other end said something that is not a reply, or stopped in the middle of one."""


def write_reply(pipe: BinaryIO, header: dict[str, Any], *payload: bytes) -> None:
    """Raises OSError when the desk is gone."""
    text = json.dumps(header).encode("ascii")
    pipe.write(_REPLY.pack(len(text), sum(map(len, payload))))
    for part in (text, *payload):
        pipe.write(part)
    pipe.flush()


def read_reply(pipe: BinaryIO, most: int = MAX_PAYLOAD_BYTES) -> tuple[dict[str, Any], memoryview]:
    """Header and payload, of so many bytes at most, of the next reply. Raises Refusal when the worker
    refused, ProtocolError."""
    header_bytes, payload_bytes = _REPLY.unpack(_exactly(pipe, _REPLY.size))
    expect(header_bytes <= MAX_HEADER_BYTES and payload_bytes <= most)
    header = _header(_exactly(pipe, header_bytes))
    payload = memoryview(_exactly(pipe, payload_bytes))
    if "refusal" in header:
        raise _refusal(header)
    return header, payload


def _exactly(pipe: BinaryIO, length: int) -> bytes:
    data = pipe.read(length)
    expect(len(data) == length)
    return data


def _header(text: bytes) -> dict[str, Any]:
    try:
        header = json.loads(text)
    except (ValueError, RecursionError):
        raise ProtocolError from None
    expect(isinstance(header, dict))
    return cast("dict[str, Any]", header)


def _refusal(header: dict[str, Any]) -> Refusal:
    code, details = header["refusal"], header.get("details")
    expect(isinstance(code, str) and code in REFUSALS)
    if not isinstance(details, dict):
        raise ProtocolError
    for value in details.values():
        expect(type(value) is int or (isinstance(value, str) and value.isprintable() and len(value) <= 20))
    return Refusal(Problem(code, details=details))


def expect(true: bool) -> None:
    """Raises ProtocolError unless it is so."""
    if not true:
        raise ProtocolError
