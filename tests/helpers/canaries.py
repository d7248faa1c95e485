"""Looking for things that must not be readable: in every spelling, and inside of PDF files."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

Needles = Mapping[str, str | bytes]
PDF = re.compile(rb"%PDF-1\.\d.*?%%EOF", re.DOTALL)


def spellings(needle: str | bytes) -> set[bytes]:
    """A text or bytes as they may be written: UTF-8, UTF-16, hex, and base64 wherever it begins."""
    plain = needle.encode() if isinstance(needle, str) else needle
    wide = {needle.encode("utf-16-le"), needle.encode("utf-16-be")} if isinstance(needle, str) else set()
    coded = {plain.hex().encode(), plain.hex().upper().encode()}
    return {plain, *wide, *coded, *(_base64_within(plain, lead) for lead in range(3))}


def found(blob: bytes, needles: Needles) -> set[str]:
    """The names of the needles that can be read in some bytes."""
    readings = [blob, *_inside_pdfs(blob)]
    return {
        name
        for name, needle in needles.items()
        if any(spelling in reading for spelling in spellings(needle) for reading in readings)
    }


def leaks(places: Iterable[tuple[str, bytes]], needles: Needles) -> list[tuple[str, str]]:
    """Where which needle can be read."""
    return [(place, name) for place, blob in places for name in sorted(found(blob, needles))]


def _base64_within(plain: bytes, lead: int) -> bytes:
    """What is the same in base64 whatever stands before and after, `lead` bytes into a group of three."""
    coded = base64.b64encode(b"\0" * lead + plain).rstrip(b"=")
    return coded[-(-lead * 8 // 6) : len(coded) - 1]


def _inside_pdfs(blob: bytes) -> Iterator[bytes]:
    """The text of every page and the pictures on it, as bytes."""
    for match in PDF.finditer(blob):
        try:
            for page in PdfReader(BytesIO(match.group())).pages:
                yield page.extract_text().encode()
                yield from (picture.data for picture in page.images)
        except PyPdfError:
            continue
