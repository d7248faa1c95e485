"""What is covered or cut off an image is in no byte of the file that is made (R28)."""

from __future__ import annotations

import random
from functools import cache
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter

from consentdesk.domain.masking import (
    EDGE_PX,
    SMEAR_PX,
    Cover,
    Ellipse,
    Fill,
    Freehand,
    Masking,
    Point,
    Rectangle,
    margin_px,
)
from consentdesk.domain.reidentification.identifier import Box
from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.imaging.masking import masked
from consentdesk.imaging.renditions import Renditions
from tests.helpers.canaries import found
from tests.helpers.pictures import camera_exif, jpeg, photograph, png, tiff
from tests.imaging.test_renditions import MARKER, SAYS, telling_jpeg
from tests.imaging.test_upright import stored

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
SIZE = (320, 240)
LOOP = Freehand(tuple(Point(0.31 + x, 0.37 + y) for x, y in ((0, 0), (0.21, 0.04), (0.1, 0.3), (-0.06, 0.2))))
SHAPES: dict[str, Cover] = {
    "rectangle": Rectangle(Box(0.301, 0.353, 0.217, 0.309)),
    "ellipse": Ellipse(Box(0.301, 0.353, 0.217, 0.309), Fill.WHITE),
    "free hand": LOOP,
}
HALF = Masking(crop=Box(0.501, 0.333, 0.3, 0.4))
UPRIGHT = {1, 2, 3, 6, 8}


@pytest.fixture(scope="module")
def renditions(decoder: ConfinedDecoder) -> Renditions:
    return Renditions(decoder, FONTS)


def opened(file: bytes) -> Image.Image:
    return Image.open(BytesIO(file)).convert("RGB")


@cache
def hidden(masking: Masking, size: tuple[int, int] = SIZE) -> Image.Image:
    """255 wherever the middle of a pixel is hidden, asked of the domain point by point."""
    width, height = size
    mask = Image.new("L", size)
    for x, y in product(range(width), range(height)):
        if masking.hides(Point((x + 0.5) / width, (y + 0.5) / height)):
            mask.putpixel((x, y), 255)
    return mask


@cache
def twins(masking: Masking) -> tuple[Image.Image, Image.Image]:
    """Two photographs that differ wherever the masking hides them, loudly, and nowhere else."""
    one, grain = photograph(*SIZE), random.Random(7).randbytes(SIZE[0] * SIZE[1] * 3)
    other = one.copy()
    other.paste(Image.frombytes("RGB", SIZE, grain), mask=hidden(masking))
    return one, other


MASKINGS = {**{name: Masking(covers=(shape,)) for name, shape in SHAPES.items()}, "crop": HALF}


@pytest.mark.parametrize("masking", MASKINGS.values(), ids=MASKINGS)
def test_pictures_that_differ_only_in_what_went_give_the_same_file(
    renditions: Renditions, masking: Masking
) -> None:
    one, other = twins(masking)
    assert renditions.masked(png(one), "PNG", masking) == renditions.masked(png(other), "PNG", masking)


@pytest.mark.parametrize("quality", [60, 92])
@pytest.mark.parametrize("subsampling", ["4:4:4", "4:2:2", "4:2:0"])
@pytest.mark.parametrize("masking", MASKINGS.values(), ids=MASKINGS)
def test_a_jpeg_s_blocks_give_away_nothing_of_what_they_were_beside(
    renditions: Renditions, masking: Masking, subsampling: str, quality: int
) -> None:
    files = [jpeg(twin, subsampling=subsampling, quality=quality) for twin in twins(masking)]
    assert files[0] != files[1]
    made = {renditions.masked(file, "JPEG", masking) for file in files}
    assert len(made) == 1


def test_without_the_margin_a_jpeg_s_blocks_do_give_it_away() -> None:
    masking = MASKINGS["rectangle"]
    made = [
        masked(opened(jpeg(twin, subsampling="4:2:0")), masking, EDGE_PX).tobytes() for twin in twins(masking)
    ]
    assert made[0] != made[1]


@pytest.mark.parametrize("orientation", sorted(UPRIGHT))
def test_shapes_lie_where_they_were_drawn_however_the_file_is_turned(
    renditions: Renditions, orientation: int
) -> None:
    upright = photograph(*SIZE)
    turned = jpeg(stored(upright, orientation), camera_exif(orientation), quality=95)
    made = opened(renditions.masked(turned, "JPEG", MASKINGS["rectangle"]))
    assert made.size == SIZE
    middle = made.getpixel((round(0.41 * SIZE[0]), round(0.5 * SIZE[1])))
    assert middle == (0, 0, 0) and made.getpixel((15, 15)) != (0, 0, 0)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_every_hidden_pixel_and_its_neighbours_are_filled(data: st.DataObject) -> None:
    width, height = 60, 44
    share = st.floats(0, 1)
    points = data.draw(st.lists(st.builds(Point, share, share), min_size=3, max_size=9))
    box = Freehand(tuple(points)).box
    shapes: list[Cover] = [Freehand(tuple(points)), Rectangle(box), Ellipse(box)]
    for shape in shapes:
        masking = Masking(covers=(shape,))
        made = masked(Image.new("RGB", (width, height), "red"), masking, EDGE_PX).split()[0]
        around = hidden(masking, (width, height)).filter(ImageFilter.MaxFilter(2 * EDGE_PX + 1))
        black = made.point(lambda level: 255 if level == 0 else 0)
        assert not _outside(around, black), "a pixel that is hidden, or beside one, can be seen"


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_no_more_is_covered_than_the_shape_and_its_margin(shape: Cover) -> None:
    masking = Masking(covers=(shape,))
    made = masked(Image.new("RGB", SIZE, "red"), masking, SMEAR_PX)
    reached = hidden(masking).filter(ImageFilter.MaxFilter(2 * (SMEAR_PX + 2) + 1))
    covered = Image.eval(made.split()[1], lambda level: 255 if level else 0)
    black = Image.eval(made.split()[0], lambda level: 0 if level == 255 else 255)
    assert not _outside(black, reached) and not _outside(covered, reached)


def _outside(inner: Image.Image, outer: Image.Image) -> bool:
    """Whether something is in the one mask and not in the other."""
    return any(i and not o for i, o in zip(inner.tobytes(), outer.tobytes(), strict=True))


def test_a_line_that_crosses_itself_covers_both_of_its_loops() -> None:
    eight = (Point(0.2, 0.2), Point(0.8, 0.8), Point(0.8, 0.2), Point(0.2, 0.8))
    made = masked(Image.new("RGB", (100, 100), "red"), Masking(covers=(Freehand(eight),)), EDGE_PX)
    assert made.getpixel((25, 50)) == made.getpixel((75, 50)) == (0, 0, 0)
    assert made.getpixel((50, 25)) == (255, 0, 0)


def test_a_loop_that_is_drawn_twice_is_covered_whole() -> None:
    once = (Point(0.2, 0.2), Point(0.8, 0.2), Point(0.8, 0.8), Point(0.2, 0.8))
    made = masked(Image.new("RGB", (100, 100), "red"), Masking(covers=(Freehand((*once, *once)),)), EDGE_PX)
    assert made.getpixel((50, 50)) == (0, 0, 0)


def test_a_cut_keeps_the_pixels_of_the_rest(renditions: Renditions) -> None:
    photo = photograph(*SIZE)
    made = opened(renditions.masked(png(photo), "PNG", Masking(crop=Box(0.25, 0.0, 0.5, 1.0))))
    stays = (80 + EDGE_PX, 0, 240 - EDGE_PX, 240)
    assert made.tobytes() == photo.crop(stays).tobytes()


@pytest.mark.parametrize(
    ("format", "kind"), [("PNG", "PNG"), ("TIFF", "PNG"), ("JPEG", "JPEG"), ("HEIC", "JPEG")]
)
def test_what_was_kept_losslessly_is_kept_so(renditions: Renditions, format: str, kind: str) -> None:
    make = {"PNG": png, "TIFF": tiff}.get(format, jpeg)
    file = renditions.masked(make(photograph(120, 90)), format, MASKINGS["rectangle"])
    assert Image.open(BytesIO(file)).format == kind


def test_colour_is_kept_at_its_full_resolution_in_a_jpeg(renditions: Renditions) -> None:
    file = renditions.masked(jpeg(photograph(120, 90)), "JPEG", MASKINGS["ellipse"])
    assert all(layer[1:3] == (1, 1) for layer in Image.open(BytesIO(file)).layer)  # type: ignore[attr-defined]


def test_no_metadata_comes_along(renditions: Renditions) -> None:
    source = telling_jpeg()
    assert "text" in found(source, SAYS)
    made = renditions.masked(source, "JPEG", MASKINGS["rectangle"])
    assert found(made, SAYS) == set() and MARKER.encode() not in made


def test_what_is_covered_cannot_be_read_in_any_colour_or_brightness(renditions: Renditions) -> None:
    page = photograph(*SIZE)
    ImageDraw.Draw(page).text((100, 95), MARKER, "black")
    made = opened(renditions.masked(jpeg(page), "JPEG", MASKINGS["rectangle"]))
    beneath = made.crop((98, 86, 160, 157))
    assert beneath.getcolors() == [(beneath.width * beneath.height, (0, 0, 0))]


def test_the_margin_is_that_of_the_format() -> None:
    assert {format: margin_px(format) for format in ("PNG", "JPEG", "TIFF")} == {
        "PNG": EDGE_PX, "JPEG": SMEAR_PX, "TIFF": SMEAR_PX,
    }  # fmt: skip
