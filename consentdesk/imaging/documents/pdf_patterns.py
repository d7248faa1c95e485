"""Shapes of a PDF that are filled with a picture: the reader of pages does not go into what they are filled
with, so that their number is all that can be told (ISO 32000-1, 8.7.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TILING = re.compile(rb"/PatternType\s+1\b")
_ELSEWHERE = re.compile(rb"/Resources\s+(\d+)\s+(\d+)\s+R\b")
_SHOWS = b"/XObject"


def picture_fills(source: bytes) -> int:
    """How many fillings can hold a picture. Each is a stream, and what it says of itself is never packed."""
    return sum(_may_show(source, dictionary) for dictionary in _fillings(source))


def _fillings(source: bytes) -> Iterator[bytes]:
    for found in _TILING.finditer(source):
        begin, end = source.rfind(b"obj", 0, found.start()), source.find(b"stream", found.end())
        yield source[begin:end]


def _may_show(source: bytes, dictionary: bytes) -> bool:
    """Where what it uses stands elsewhere and cannot be found, it may."""
    elsewhere = _ELSEWHERE.search(dictionary)
    if elsewhere is None or _SHOWS in dictionary:
        return _SHOWS in dictionary
    number, generation = elsewhere.groups()
    bodies = re.findall(rb"\b%b\s+%b\s+obj\b(.*?)\bendobj\b" % (number, generation), source, re.DOTALL)
    return not bodies or any(_SHOWS in body for body in bodies)
