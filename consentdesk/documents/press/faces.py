"""The bundled typefaces: which one draws a character, and what a word looks like in it."""

from __future__ import annotations

import struct
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

REGULAR = 400
BOLD = 700
CACHED_WORDS = 8192
# All that a PDF viewer needs; shaping has happened by then
EMBEDDED_TABLES = frozenset({"head", "hhea", "hmtx", "maxp", "loca", "glyf", "cvt ", "fpgm", "prep"})


class Glyph(NamedTuple):
    """A glyph of one word, from left to right. `text` are the characters it stands for, empty where its
    neighbours say them all; `move` is the step before it and `rise` its height above the base line, in
    thousandths of the type size."""

    id: int
    text: str
    move: int
    rise: int


@dataclass(frozen=True, eq=False, slots=True)
class Shaped:
    """One word in one face. `width` is its whole advance, `tail` the last step after its last glyph."""

    width: int
    glyphs: tuple[Glyph, ...]
    tail: int

    @property
    def reads_plainly(self) -> bool:
        """Whether reading glyph after glyph, as PDF readers do, is sure to give the text."""
        return all(glyph.text and not glyph.rise for glyph in self.glyphs)


class Face:
    """One font file. `weight` is its own, which may be lighter than what was asked for."""

    def __init__(self, path: Path, family: str, weight: int) -> None:
        self.path, self.family, self.weight = path, family, weight
        self.shape = lru_cache(CACHED_WORDS)(self._shape)

    @cached_property
    def _font(self) -> hb.Font:
        return hb.Font(hb.Face(hb.Blob.from_file_path(str(self.path))))

    @cached_property
    def _characters(self) -> hb.Set:
        return self._font.face.unicodes

    @cached_property
    def ascent(self) -> int:
        return self._scaled(self._font.get_font_extents("ltr").ascender)

    @cached_property
    def descent(self) -> int:
        return self._scaled(self._font.get_font_extents("ltr").descender)

    @cached_property
    def box(self) -> tuple[int, ...]:
        """Left, bottom, right and top of all glyphs together, in thousandths of the type size."""
        head = self._font.face.reference_table("head").data
        return tuple(self._scaled(edge) for edge in struct.unpack_from(">4h", head, 36))

    def has(self, text: str) -> bool:
        """Whether every character of the text that leaves ink or space has a glyph here."""
        return all(ord(c) in self._characters or is_invisible(c) for c in text)

    def advance(self, glyph: int) -> int:
        """The glyph's own width in thousandths of the type size."""
        return self._scaled(self._font.get_glyph_h_advance(glyph))

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """A TrueType file with these glyphs under their own numbers; the same glyphs give the same bytes."""
        wanted = hb.SubsetInput()
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NOTDEF_OUTLINE
        wanted.glyph_set.update(glyphs)
        face = self._font.face
        dropped = set(face.table_tags) - EMBEDDED_TABLES
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in dropped)
        return bytes(hb.subset(face, wanted).blob.data)

    def _shape(self, text: str, rtl: bool) -> Shaped:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        hb.shape(self._font, buffer)
        spoken = _spoken(text, [info.cluster for info in buffer.glyph_infos], rtl)
        return self._placed(buffer.glyph_infos, buffer.glyph_positions, spoken)

    def _placed(
        self, infos: list[hb.GlyphInfo], positions: list[hb.GlyphPosition], spoken: list[str]
    ) -> Shaped:
        width = pending = 0
        glyphs = []
        for info, at, text in zip(infos, positions, spoken, strict=True):
            offset, advance = self._scaled(at.x_offset), self._scaled(at.x_advance)
            glyphs.append(Glyph(info.codepoint, text, pending + offset, self._scaled(at.y_offset)))
            pending = advance - offset - self.advance(info.codepoint)
            width += advance
        return Shaped(width, tuple(glyphs), pending)

    def _scaled(self, units: int) -> int:
        return round(units * 1000 / int(self._font.face.upem))


class Faces:
    """The upright faces that `fonts.toml` in a folder lists, in its order of fallback. A file is opened when
    it is first needed."""

    def __init__(self, fonts_dir: Path) -> None:
        listed = tomllib.loads((fonts_dir / "fonts.toml").read_text("utf-8"))["face"]
        upright = [face for face in listed if not face.get("italic", False)]
        families = dict.fromkeys(face["family"] for face in upright)
        self._families = [
            {
                f["weight"]: Face(fonts_dir / f["file"], family, f["weight"])
                for f in upright
                if f["family"] == family
            }
            for family in families
        ]
        self.runs = lru_cache(CACHED_WORDS)(self._runs)
        self._face_for = lru_cache(CACHED_WORDS)(self._find_face)

    def missing_characters(self, text: str) -> str:
        """The characters of the text, each once, that no bundled face can draw; empty when all is well."""
        return "".join(c for c in dict.fromkeys(text) if self._face_for(c, REGULAR) is None)

    def primary(self, weight: int = REGULAR) -> Face:
        """The face that draws what it can; the others stand in."""
        return _nearest(self._families[0], weight)

    def _runs(self, text: str, weight: int) -> tuple[tuple[Face, str], ...]:
        """A word in one face where one has all of it, else cut where the face changes.
        A character that nothing can draw is spelled "[U+1F600]"."""
        if whole := self._face_for(text, weight):
            return ((whole, text),)
        drawn = [(self._face_for(g, weight), g) for g in _graphemes(text)]
        named = [(face, g) if face else (self.primary(weight), spelled_out(g)) for face, g in drawn]
        return tuple(
            (face, "".join(g for _, g in run)) for face, run in groupby(named, key=lambda pair: pair[0])
        )

    def _find_face(self, text: str, weight: int) -> Face | None:
        candidates = (_nearest(family, weight) for family in self._families)
        return next((face for face in candidates if face.has(text)), None)


def is_invisible(character: str) -> bool:
    """Whether a character only steers its neighbours (joiners, marks of direction, variation selectors)."""
    if unicodedata.category(character) == "Cf":
        return unicodedata.bidirectional(character) != "AN"  # Arabic number signs are drawn
    return "\ufe00" <= character <= "\ufe0f" or unicodedata.category(character) == "Cc"


def clings(character: str) -> bool:
    """Whether a character belongs to the one before it: accents, vowel signs, joiners."""
    return unicodedata.category(character).startswith("M") or is_invisible(character)


def spelled_out(text: str) -> str:
    """Code points in place of characters that cannot be drawn: "[U+1F600]"."""
    return "".join(f"[U+{ord(c):04X}]" for c in text)


def _nearest(family: dict[int, Face], weight: int) -> Face:
    return family[min(family, key=lambda w: abs(w - weight))]


def _graphemes(text: str) -> Iterator[str]:
    """Base characters, each with the marks and joiners that follow it."""
    start = 0
    for at in range(1, len(text)):
        if not clings(text[at]):
            yield text[start:at]
            start = at
    yield text[start:]


def _spoken(text: str, clusters: list[int], rtl: bool) -> list[str]:
    """For each glyph from left to right the characters it stands for. Read in the text's direction they say
    the text; where a cluster has more glyphs than characters the last ones say nothing."""
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    spoken: list[str] = []
    for start, run in groupby(reversed(clusters) if rtl else clusters):
        count = sum(1 for _ in run)
        characters = text[start : ends[start]]
        singles = [characters[n : n + 1] for n in range(count - 1)]
        spoken += [*singles, characters[count - 1 :]]
    return spoken[::-1] if rtl else spoken
