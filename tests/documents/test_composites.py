"""Glyphs made of glyphs, read back with a font library that is not the writer."""

from __future__ import annotations

from io import BytesIO

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from consentdesk.documents.press.composites import Drawing, Part
from consentdesk.documents.press.faces import Face, Faces
from tests.documents.reading import RESOURCES

FACES = Faces(RESOURCES / "fonts")
SAMPLES = {"NotoSansArabic-Regular": "ب", "NotoSans-Regular": "ह", "DroidSansFallback": "山"}


def face(letter: str) -> Face:
    ((found, _),) = FACES.runs(letter, 400)
    return found


def drawn(letter: str, advance: int = 700) -> tuple[Face, Drawing]:
    """A letter's glyph twice, the second a little higher."""
    number = face(letter).shape(letter, False).glyphs[0].drawing.parts[0].glyph
    return face(letter), Drawing((Part(number, 0, 0), Part(number, 20, 300)), advance)


@pytest.mark.parametrize(("name", "letter"), SAMPLES.items())
def test_a_drawing_is_a_glyph_with_its_parts_in_their_places(name: str, letter: str) -> None:
    owner, drawing = drawn(letter)
    assert owner.path.stem == name
    program, (number,) = owner.subset([drawing])
    font = TTFont(BytesIO(program), checkChecksums=2)
    glyph = font["glyf"][font.getGlyphName(number)]
    parts = [(font.getGlyphID(part.glyphName), part.x, part.y) for part in glyph.components]
    assert parts == list(drawing.parts)


def test_a_drawing_has_its_own_advance_and_its_true_left_edge() -> None:
    owner, drawing = drawn("ب", advance=432)
    program, (number,) = owner.subset([drawing])
    font = TTFont(BytesIO(program))
    name = font.getGlyphName(number)
    stated = font["glyf"][name].xMin
    font["glyf"][name].recalcBounds(font["glyf"])
    assert font["hmtx"][name] == (432, stated)
    assert font["glyf"][name].xMin == stated


def test_glyphs_of_the_face_keep_their_numbers_and_their_shapes() -> None:
    owner, drawing = drawn("ب")
    plain = owner.glyph(drawing.parts[0].glyph)
    alone, (number,) = owner.subset([plain])
    among, numbers = owner.subset([drawing, plain])
    assert numbers[1] == number == drawing.parts[0].glyph
    assert outline(among, number) == outline(alone, number) != []


def test_a_drawing_without_ink_leaves_none() -> None:
    space = face("a").shape(" ", False).glyphs[0].drawing.parts[0].glyph
    program, (number,) = face("a").subset([Drawing((Part(space, 5, 5),), 100)])
    assert outline(program, number) == []


def test_the_same_drawings_give_the_same_bytes() -> None:
    owner, drawing = drawn("ب")
    assert owner.subset([drawing]) == owner.subset([drawing])


def outline(program: bytes, number: int) -> list[object]:
    font = TTFont(BytesIO(program))
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[font.getGlyphName(number)].draw(pen)
    return list(pen.value)
