"""What the detectors find: drawn faces and printed words, each with its control.

A look at a picture takes as long as it is large: they are small, and one of a kind decides.
"""

from __future__ import annotations

import random
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont

from consentdesk.domain.reidentification.identifier import Box
from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.imaging.detecting.passing import Place, Words
from consentdesk.imaging.detecting.texts import TextReader
from tests.helpers.faces import face, somebody
from tests.helpers.pictures import camera_exif, jpeg, photograph, png

long = pytest.mark.long
FONT = Path(__file__).parents[2] / "resources/fonts/NotoSans-Bold.ttf"
LABEL = "Rosa Example 483-2291"
# the drawn head stands in the upper right of the picture, its eyes a little above its middle
SIZE, AT, SIDE = (360, 240), (210, 12), 120
FACE, LEFT_EYE, RIGHT_EYE = ((210 + x, 12 + y) for x, y in ((60, 62), (47, 53), (73, 53)))


def middle(box: Box) -> tuple[float, float]:
    return box.left + box.width / 2, box.top + box.height / 2


def is_at(box: Box, share: tuple[float, float]) -> bool:
    return all(abs(a - b) < 0.06 for a, b in zip(middle(box), share, strict=True))


def share(pixel: tuple[int, int]) -> tuple[float, float]:
    return pixel[0] / SIZE[0], pixel[1] / SIZE[1]


def test_a_face_is_found_where_it_is_and_its_eyes_in_it(decoder: ConfinedDecoder) -> None:
    seen = decoder.seen_in(jpeg(somebody(*SIZE, AT, SIDE)))
    assert "faces" in seen.ran
    (found,) = seen.faces
    assert is_at(found, share(FACE))
    left, right = sorted(seen.eyes, key=lambda eye: eye.left)
    assert is_at(left, share(LEFT_EYE)) and is_at(right, share(RIGHT_EYE))


def test_nothing_is_found_where_nothing_is(decoder: ConfinedDecoder) -> None:
    seen = decoder.seen_in(jpeg(photograph(*SIZE)))
    assert (seen.faces, seen.eyes, seen.texts, seen.text_boxes) == ((), (), (), ())
    assert "faces" in seen.ran


@pytest.mark.parametrize("degrees", [150, *(pytest.param(more, marks=long) for more in (30, 90, 180, 270))])
def test_a_face_is_found_however_the_picture_lies(decoder: ConfinedDecoder, degrees: int) -> None:
    lying = somebody(240, 240, (60, 60), SIDE).rotate(degrees, resample=Image.Resampling.BICUBIC)
    assert any(is_at(found, (0.5, 0.5)) for found in decoder.seen_in(jpeg(lying)).faces)


def test_where_a_face_is_goes_by_the_upright_picture(decoder: ConfinedDecoder) -> None:
    stored = somebody(*SIZE, AT, SIDE).transpose(Image.Transpose.ROTATE_90)
    (found,) = decoder.seen_in(jpeg(stored, camera_exif(6))).faces
    assert is_at(found, share(FACE))


def test_a_face_in_a_large_picture_is_found_where_it_is(decoder: ConfinedDecoder) -> None:
    wide = somebody(2400, 320, (1400, 40))
    (found,) = decoder.seen_in(jpeg(wide)).faces
    assert is_at(found, ((1400 + 120) / 2400, (40 + 125) / 320))


def test_a_face_in_the_dark_is_found(decoder: ConfinedDecoder) -> None:
    dark = ImageEnhance.Brightness(somebody(*SIZE, AT, SIDE)).enhance(0.08)
    assert any(is_at(found, share(FACE)) for found in decoder.seen_in(png(dark)).faces)


def test_two_eyes_without_a_face_are_found(decoder: ConfinedDecoder) -> None:
    seen = decoder.seen_in(jpeg(face(800).crop((210, 230, 590, 450))))
    assert not seen.faces
    left, right = sorted(seen.eyes, key=lambda eye: eye.left)
    assert is_at(left, (0.28, 0.58)) and is_at(right, (0.72, 0.58))


def test_the_eyes_of_a_small_face_are_found(decoder: ConfinedDecoder) -> None:
    seen = decoder.seen_in(jpeg(somebody(1200, 300, (700, 80), side=110)))
    assert len(seen.faces) == 1 and len(seen.eyes) == 2


def test_a_mole_on_skin_is_no_eye(decoder: ConfinedDecoder) -> None:
    skin = photograph(*SIZE)
    draw = ImageDraw.Draw(skin)
    draw.ellipse((300, 180, 420, 300), fill=(90, 50, 40))
    draw.ellipse((340, 220, 380, 260), fill=(45, 25, 20))
    assert decoder.seen_in(jpeg(skin.filter(ImageFilter.GaussianBlur(3)))).eyes == ()


@pytest.mark.parametrize("seed", [5, pytest.param(1, marks=long), pytest.param(6, marks=long)])
def test_spots_that_one_cascade_alone_takes_for_eyes_are_none(decoder: ConfinedDecoder, seed: int) -> None:
    chance, skin = random.Random(seed), photograph(480, 320, seed)
    draw = ImageDraw.Draw(skin)
    for _ in range(40):
        x, y, radius = chance.randrange(480), chance.randrange(320), chance.randrange(3, 16)
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(120, 70, 55))
    assert decoder.seen_in(png(skin.filter(ImageFilter.GaussianBlur(2)))).eyes == ()


def test_the_same_picture_is_seen_the_same_way_twice(decoder: ConfinedDecoder) -> None:
    source = jpeg(somebody(*SIZE, AT, SIDE))
    assert decoder.seen_in(source) == decoder.seen_in(source)


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 1), (7, 5), (2500, 2500)])
def test_the_smallest_and_the_narrowest_pictures_are_looked_at(
    decoder: ConfinedDecoder, size: tuple[int, int]
) -> None:
    assert "faces" in decoder.seen_in(png(Image.new("RGB", size, "white"))).ran


@pytest.mark.skipif(find_spec("skimage") is None, reason="scikit-image with its photograph is not installed")
def test_the_face_of_a_real_photograph_is_found(decoder: ConfinedDecoder) -> None:
    import skimage

    photo = Path(skimage.__file__).parent / "data/astronaut.png"
    (found,) = decoder.seen_in(photo.read_bytes()).faces
    assert is_at(found, (0.44, 0.22))


def labelled() -> Image.Image:
    image = photograph(720, 480)
    ImageDraw.Draw(image).text((180, 300), LABEL, font=ImageFont.truetype(FONT, 28), fill="black")
    return image


@pytest.mark.skipif(
    find_spec("rapidocr") is None, reason="no reader of text is installed: pip install '.[ocr]'"
)
def test_text_in_a_picture_is_read_where_it_is(decoder: ConfinedDecoder) -> None:
    seen = decoder.seen_in(jpeg(labelled()))
    assert seen.ran == ("faces", "text")
    assert [text.replace(" ", "") for text in seen.texts] == [LABEL.replace(" ", "")]
    assert 0.2 < seen.text_boxes[0].left < 0.3 and 0.6 < seen.text_boxes[0].top < 0.65


@pytest.mark.skipif(find_spec("rapidocr") is not None, reason="a reader of text is installed")
def test_without_a_reader_of_text_nothing_is_said_of_text(decoder: ConfinedDecoder) -> None:
    seen = decoder.seen_in(jpeg(photograph(64, 64)))
    assert seen.ran == ("faces",)
    assert seen.texts == ()


class Said:
    """What an engine gives back of a picture."""

    def __init__(self, *lines: tuple[str, list[tuple[float, float]]]) -> None:
        self.txts = tuple(text for text, _ in lines) or None
        self.boxes = np.array([corners for _, corners in lines], np.float32) if lines else None


def test_what_is_read_is_printable_and_inside_the_picture() -> None:
    tilted = [(-3.5, 10.2), (90.0, -4.0), (130.7, 20.0), (20.0, 31.4)]
    nowhere = [(200.0, 200.0)] * 4
    said = Said(("Ward\u20284\x07", tilted), ("\x00 ", tilted), ("K", nowhere))
    lines = TextReader(lambda _: said).read(np.zeros((60, 100, 3), np.uint8))
    assert lines == (Words("Ward4", Place(0, 0, 100, 32)), Words("K", Place(99, 59, 1, 1)))


def test_a_picture_without_text_has_no_lines() -> None:
    assert TextReader(lambda _: Said()).read(np.zeros((60, 100, 3), np.uint8)) == ()
