"""What was found in a file on its way from worker to desk, a picture at a time: both ends of it.

A picture whose bytes were sent before is only named by its place in the row: a mark on each of a thousand
pages goes through the pipe once. The desk trusts none of it: known words, bounded counts, printable names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO, cast

from consentdesk.domain.found_pictures import FoundPicture, What, Where
from consentdesk.imaging.limits import Limits
from consentdesk.imaging.pipe import expect, read_reply, write_reply

MAX_NAME_CHARACTERS = 120
MAX_NUMBERS = 500
_NONE_BEFORE = -1


def marked_repeats(found: Iterable[FoundPicture]) -> Iterator[tuple[FoundPicture, int]]:
    """Each picture with the place of the one that had the same bytes, then without its own; -1 where there
    was none."""
    places: dict[bytes, int] = {}
    for place, picture in enumerate(found):
        digest = hashlib.sha256(picture.data).digest()
        before = places.setdefault(digest, place) if picture.data else place
        yield (picture, _NONE_BEFORE) if before == place else (replace(picture, data=b""), before)


def write_found(pipe: BinaryIO, picture: FoundPicture, before: int) -> None:
    name = "".join(c for c in picture.name if c.isprintable())[-MAX_NAME_CHARACTERS:]
    header = {
        "found": picture.what,
        "where": picture.where,
        "numbers": picture.numbers[:MAX_NUMBERS],
        "name": name,
        "before": before,
    }
    write_reply(pipe, header, picture.data)


def write_all_found(pipe: BinaryIO) -> None:
    write_reply(pipe, {"found": "all"})


def read_found(pipe: BinaryIO, limits: Limits) -> tuple[FoundPicture, ...]:
    """Everything that was found, each picture once, with all its places. Raises Refusal when the worker
    refused, ProtocolError."""
    found: dict[int, FoundPicture] = {}
    bytes_left = limits.document_bytes
    for place in range(limits.document_pictures + 1):
        header, payload = read_reply(pipe, bytes_left)
        if header == {"found": "all"}:
            return tuple(found.values())
        picture, before = _found(header, bytes(payload))
        bytes_left -= len(payload)
        if before == _NONE_BEFORE:
            found[place] = picture
        else:
            expect(before in found)
            found[before] = _shown_again(found[before], picture)
    expect(False)
    return ()


def _found(header: dict[str, Any], data: bytes) -> tuple[FoundPicture, int]:
    expect(header.keys() == {"found", "where", "numbers", "name", "before"})
    what, where, name = header["found"], header["where"], header["name"]
    expect(what in list(What) and where in list(Where) and (what in (What.PICTURE, What.PREVIEW) or not data))
    expect(isinstance(name, str) and len(name) <= MAX_NAME_CHARACTERS and (not name or name.isprintable()))
    before = header["before"]
    expect(type(before) is int and (not data or before == _NONE_BEFORE))
    return FoundPicture(What(what), Where(where), _numbers(header["numbers"]), name, data), before


def _numbers(numbers: object) -> tuple[int, ...]:
    expect(isinstance(numbers, list) and len(numbers) <= MAX_NUMBERS)
    expect(all(type(number) is int and number > 0 for number in cast("list[object]", numbers)))
    return tuple(cast("list[int]", numbers))


def _shown_again(first: FoundPicture, again: FoundPicture) -> FoundPicture:
    numbers = sorted({*first.numbers, *again.numbers})
    where = again.where if not first.numbers else first.where
    return replace(first, where=where, numbers=tuple(numbers[:MAX_NUMBERS]))
