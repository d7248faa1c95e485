"""Glyphs made of other glyphs, added to a TrueType file: a letter with its dots becomes one drawing."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

WORDS, OFFSETS, MORE = 0x1, 0x2, 0x20
LONG_LOCA = 1
MOST = 0xFFFF


class Part(NamedTuple):
    """A glyph of the file and where it stands, in font units from the origin."""

    glyph: int
    x: int
    y: int


class Drawing(NamedTuple):
    """What one code of a PDF's font shows: parts placed together and the step after them, in font units."""

    parts: tuple[Part, ...]
    advance: int

    @property
    def is_plain(self) -> bool:
        """Whether it is just a glyph of the face."""
        return len(self.parts) == 1 and self.parts[0].x == self.parts[0].y == 0


def with_composites(program: bytes, drawings: Sequence[Drawing]) -> bytes:
    """The file with one more glyph for each drawing, numbered on from its last one. The same drawings give
    the same bytes."""
    if not drawings:
        return program
    tables = _tables(program)
    starts = _glyph_starts(tables)
    glyphs = [_composite(drawing.parts, tables["glyf"], starts) for drawing in drawings]
    lefts = (struct.unpack_from(">h", glyph, 2)[0] if glyph else 0 for glyph in glyphs)
    metrics = zip((drawing.advance for drawing in drawings), lefts, strict=True)
    ends = accumulate((len(glyph) for glyph in glyphs), initial=starts[-1])
    tables["glyf"] += b"".join(glyphs)
    tables["loca"] = _packed("L", [*starts[:-1], *ends])
    tables["hmtx"] = _all_metrics(tables) + b"".join(struct.pack(">Hh", *metric) for metric in metrics)
    count = len(starts) - 1 + len(glyphs)
    _put(tables, "hhea", 34, count)
    _put(tables, "head", 50, LONG_LOCA)
    _allow_for(tables, count, max(len(drawing.parts) for drawing in drawings))
    return _file(tables)


def _tables(program: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", program, 4)
    entries = struct.iter_unpack(">4sLLL", program[12 : 12 + 16 * count])
    return {tag.decode("ascii"): program[at : at + length] for tag, _, at, length in entries}


def _glyph_starts(tables: dict[str, bytes]) -> list[int]:
    """Where each glyph begins in `glyf`, and where the last one ends."""
    if struct.unpack_from(">h", tables["head"], 50)[0] == LONG_LOCA:
        return [at for (at,) in struct.iter_unpack(">L", tables["loca"])]
    return [2 * half for (half,) in struct.iter_unpack(">H", tables["loca"])]


def _composite(parts: Sequence[Part], glyf: bytes, starts: Sequence[int]) -> bytes:
    """The parts as one glyph; nothing where none of them has ink."""
    inked = [part for part in parts if starts[part.glyph] < starts[part.glyph + 1]]
    if not inked:
        return b""
    boxes = [_box(part, glyf, starts) for part in inked]
    lowest, highest = ([edge(edges) for edges in zip(*boxes, strict=True)] for edge in (min, max))
    head = struct.pack(">5h", -1, *lowest[:2], *highest[2:])
    return head + b"".join(_components(inked))


def _components(parts: Sequence[Part]) -> Iterator[bytes]:
    for left, part in zip(range(len(parts) - 1, -1, -1), parts, strict=True):
        yield struct.pack(">HHhh", WORDS | OFFSETS | (MORE if left else 0), *part)


def _box(part: Part, glyf: bytes, starts: Sequence[int]) -> tuple[int, int, int, int]:
    left, bottom, right, top = struct.unpack_from(">4h", glyf, starts[part.glyph] + 2)
    return left + part.x, bottom + part.y, right + part.x, top + part.y


def _all_metrics(tables: dict[str, bytes]) -> bytes:
    """Advance and left edge of every glyph; a file may leave repeated advances out."""
    (full,) = struct.unpack_from(">H", tables["hhea"], 34)
    stated, lefts = tables["hmtx"][: 4 * full], tables["hmtx"][4 * full :]
    last = stated[-4:-2]
    return stated + b"".join(last + lefts[at : at + 2] for at in range(0, len(lefts), 2))


def _allow_for(tables: dict[str, bytes], glyphs: int, parts: int) -> None:
    """State the number of glyphs, and limits that no composite exceeds."""
    points, contours, many_points, many_contours = struct.unpack_from(">4H", tables["maxp"], 6)
    elements, depth = struct.unpack_from(">2H", tables["maxp"], 28)
    _put(tables, "maxp", 4, glyphs)
    _put(tables, "maxp", 10, min(parts * max(points, many_points), MOST))
    _put(tables, "maxp", 12, min(parts * max(contours, many_contours), MOST))
    _put(tables, "maxp", 28, max(elements, parts))
    _put(tables, "maxp", 30, depth + 1)


def _put(tables: dict[str, bytes], tag: str, at: int, value: int) -> None:
    table = tables[tag]
    tables[tag] = table[:at] + struct.pack(">H", value) + table[at + 2 :]


def _packed(kind: str, values: Sequence[int]) -> bytes:
    return struct.pack(f">{len(values)}{kind}", *values)


def _file(tables: dict[str, bytes]) -> bytes:
    """The tables as a TrueType file, without the sum over all of it, which PDF readers do not ask for."""
    tables["head"] = tables["head"][:8] + bytes(4) + tables["head"][12:]
    rank = len(tables).bit_length() - 1
    search = 16 << rank
    head = struct.pack(">LHHHH", 0x10000, len(tables), search, rank, 16 * len(tables) - search)
    padded = {tag: table + bytes(-len(table) % 4) for tag, table in sorted(tables.items())}
    ends = accumulate((len(table) for table in padded.values()), initial=12 + 16 * len(tables))
    entries = (
        struct.pack(">4sLLL", tag.encode("ascii"), _checksum(table), at, len(tables[tag]))
        for (tag, table), at in zip(padded.items(), ends, strict=False)
    )
    return b"".join([head, *entries, *padded.values()])


def _checksum(table: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(table) // 4}L", table)
    return sum(words) & 0xFFFFFFFF
