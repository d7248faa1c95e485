"""The bundled typefaces: which one draws a character, and what a word looks like in it."""

from __future__ import annotations

import struct
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import count, groupby, pairwise
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

from consentdesk.documents.press.composites import Drawing, Part, with_composites

REGULAR = 400
BOLD = 700
CACHED_WORDS = 8192
Placed = tuple[hb.GlyphInfo, hb.GlyphPosition]
# All that a PDF viewer needs; shaping has happened by then
EMBEDDED_TABLES = frozenset({"head", "hhea", "hmtx", "maxp", "loca", "glyf", "cvt ", "fpgm", "prep"})


class Glyph(NamedTuple):
    """A drawing of one word, from left to right, and the characters it stands for. `move` is the step before
    it in thousandths of the type size."""

    drawing: Drawing
    text: str
    move: int


@dataclass(frozen=True, eq=False, slots=True)
class Shaped:
    """One word in one face. `width` is its whole advance, `tail` the last step after its last glyph."""

    width: int
    glyphs: tuple[Glyph, ...]
    tail: int


class Face:
    """One font file. `weight` is its own, which may be lighter than what was asked for."""

    def __init__(self, path: Path, family: str, weight: int) -> None:
        self.path, self.family, self.weight = path, family, weight
        self.shape = lru_cache(CACHED_WORDS)(self._shape)
        self.space = lru_cache()(self._space)

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

    def advance(self, drawing: Drawing) -> int:
        """Its step in thousandths of the type size."""
        return self._scaled(drawing.advance)

    def glyph(self, number: int) -> Drawing:
        """A glyph of the face as it is."""
        return Drawing((Part(number, 0, 0),), self._font.get_glyph_h_advance(number))

    def subset(self, drawings: Sequence[Drawing]) -> tuple[bytes, list[int]]:
        """A TrueType file with these drawings, and the number of each in it; glyphs of the face keep theirs.
        The same drawings give the same bytes."""
        wanted = hb.SubsetInput()
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NOTDEF_OUTLINE
        wanted.glyph_set.update(part.glyph for drawing in drawings for part in drawing.parts)
        face = self._font.face
        dropped = set(face.table_tags) - EMBEDDED_TABLES
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in dropped)
        fewer = hb.subset(face, wanted)
        added = count(fewer.glyph_count)
        numbers = [drawing.parts[0].glyph if drawing.is_plain else next(added) for drawing in drawings]
        composed = [drawing for drawing in drawings if not drawing.is_plain]
        return with_composites(bytes(fewer.blob.data), composed), numbers

    def _shape(self, text: str, rtl: bool) -> Shaped:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        hb.shape(self._font, buffer)
        shapes = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
        return self._placed(_said(text, shapes, rtl))

    def _placed(self, said: Iterable[tuple[str, list[Placed]]]) -> Shaped:
        width = pending = 0
        glyphs = []
        for text, placed in said:
            drawing, advance = self._drawing(placed)
            glyphs.append(Glyph(drawing, text, pending))
            pending = self._scaled(advance) - self.advance(drawing)
            width += self._scaled(advance)
        return Shaped(width, tuple(glyphs), pending)

    def _drawing(self, placed: list[Placed]) -> tuple[Drawing, int]:
        """Glyphs as one drawing, and the step after them here, where they may be kerned."""
        parts = []
        pen = 0
        for info, at in placed:
            parts.append(Part(info.codepoint, pen + at.x_offset, at.y_offset))
            pen += at.x_advance
        drawing = Drawing(tuple(parts), pen)
        return self.glyph(parts[0].glyph) if drawing.is_plain else drawing, pen

    def _space(self, width: int) -> Shaped:
        own = self.shape(" ", False)
        return Shaped(width, own.glyphs, own.tail + width - own.width)

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


def _said(text: str, shapes: list[Placed], rtl: bool) -> Iterator[tuple[str, list[Placed]]]:
    """The text in pieces that are drawn whole, from left to right. Readers turn round what runs from the
    right code after code: there a mark that has a glyph stands apart from its letter."""
    starts = sorted({info.cluster for info, _ in shapes})
    ends = dict(pairwise([*starts, len(text)]))
    for start, run in groupby(shapes, key=lambda shape: shape[0].cluster):
        cluster, end = list(run), ends[start]
        marks = min(end - start, len(cluster)) - 1 if rtl else 0
        yield from ((text[end - n - 1], [cluster[n]]) for n in range(marks))
        yield text[start : end - marks], cluster[marks:]
