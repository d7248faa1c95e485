"""Serial numbers in maker notes, for the makers whose notes are plain tag tables.

Tag numbers and layouts: ExifTool's tables for Canon, Nikon, Olympus, Panasonic, Pentax and Fujifilm.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

_OLYMPUS_EQUIPMENT = 0x2010
_TYPE_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 7: 1, 9: 4, 13: 4}
_MOST_ENTRIES = 400


class Table(NamedTuple):
    """Where a tag table lies: offsets in it count from the start of `data`."""

    data: bytes
    at: int
    order: str


class Maker(NamedTuple):
    """What a note begins with, and the tags in it that hold a serial number."""

    prefix: bytes
    serial_tags: frozenset[int]


_NIKON = Maker(b"Nikon\0\x02", frozenset({0x001D}))
_OLYMPUS_NEW = Maker(b"OLYMPUS\0", frozenset({0x0101, 0x0102, 0x0202}))
_OLYMPUS_OLD = Maker(b"OLYMP\0", frozenset({0x0101, 0x0102, 0x0202, 0x0404}))
_PANASONIC = Maker(b"Panasonic\0\0\0", frozenset({0x0025}))
_FUJIFILM = Maker(b"FUJIFILM", frozenset({0x0010}))
_PENTAX = Maker(b"AOC\0", frozenset({0x0229}))
_CANON = Maker(b"", frozenset({0x000C, 0x0096}))


def serial_numbers(make: str, note: bytes, exif_block: bytes) -> tuple[str, ...]:
    """The serial numbers in a maker note. `exif_block` is the TIFF structure that holds the note, from its
    byte-order mark. Raises struct.error or ValueError for a damaged table."""
    found = _locate(make, note, exif_block)
    if found is None:
        return ()
    maker, table = found
    return tuple(text for text in _serials(maker, table) if any(c in "123456789" for c in text))


def _locate(make: str, note: bytes, block: bytes) -> tuple[Maker, Table] | None:
    outer = _order(block)
    within = block.find(note)
    if note.startswith(_NIKON.prefix):
        order = _order(note[10:])
        return _NIKON, Table(note[10:], struct.unpack_from(order + "I", note, 14)[0], order)
    if note.startswith(_OLYMPUS_NEW.prefix):
        return _OLYMPUS_NEW, Table(note, 12, _order(note[8:]))
    if note.startswith(_FUJIFILM.prefix):
        return _FUJIFILM, Table(note, struct.unpack_from("<I", note, 8)[0], "<")
    if note.startswith(_OLYMPUS_OLD.prefix):
        return _OLYMPUS_OLD, Table(block, within + 8, outer)
    if note.startswith(_PANASONIC.prefix):
        return _PANASONIC, Table(block, within + 12, outer)
    if note.startswith(_PENTAX.prefix):
        return _PENTAX, Table(block, within + 6, outer)
    if make.lower().startswith("canon"):
        return _CANON, Table(block, within, outer)
    return None


def _serials(maker: Maker, table: Table) -> Iterator[str]:
    for tag, kind, value in _entries(table):
        if tag in maker.serial_tags:
            yield _text(kind, value, table.order)
        elif tag == _OLYMPUS_EQUIPMENT and maker in (_OLYMPUS_NEW, _OLYMPUS_OLD) and kind in (4, 13):
            inner = struct.unpack_from(table.order + "I", value)[0]
            yield from _serials(_EQUIPMENT, table._replace(at=inner))


# without the equipment tag's makers, so that a table that points at itself ends
_EQUIPMENT = Maker(b"", frozenset({0x0101, 0x0102, 0x0202}))


def _entries(table: Table) -> Iterator[tuple[int, int, bytes]]:
    """Tag, type and value bytes of each entry."""
    data, at, order = table
    (count,) = struct.unpack_from(order + "H", data, at)
    if count > _MOST_ENTRIES:
        raise ValueError("not a tag table")
    for entry in range(at + 2, at + 2 + 12 * count, 12):
        tag, kind, number, offset = struct.unpack_from(order + "HHII", data, entry)
        length = number * _TYPE_SIZES.get(kind, 0)
        start = entry + 8 if length <= 4 else offset
        if 0 < length <= len(data) - start:
            yield tag, kind, data[start : start + length]


def _text(kind: int, value: bytes, order: str) -> str:
    if kind in (2, 7):
        return value.split(b"\0")[0].decode("latin-1")
    if kind in (3, 4) and len(value) == _TYPE_SIZES[kind]:
        return str(struct.unpack(order + ("H" if kind == 3 else "I"), value)[0])
    return ""


def _order(data: bytes) -> str:
    return ">" if data.startswith(b"MM") else "<"
