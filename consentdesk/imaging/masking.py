"""Covers and cuts pictures so that nothing of what went is left in any pixel (R28).

A cover reaches over every pixel that its shape touches, and a margin further (`domain.masking.margin_px`); a
cut takes as much more off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import ceil, floor, sqrt
from typing import TYPE_CHECKING

from consentdesk.domain.masking import WHOLE, Cover, Ellipse, Freehand, Masking, Rectangle, in_pixels, kept_px

if TYPE_CHECKING:  # the start of the program does not wait for Pillow
    from PIL import Image

COLOURS = {"black": (0, 0, 0), "white": (255, 255, 255)}
COVERED = 255

Size = tuple[int, int]
Span = tuple[int, int, int]
"""A row, its first pixel, and the one behind the last."""
Place = tuple[float, float]


def masked(picture: Image.Image, masking: Masking, margin: int) -> Image.Image:
    """The RGB picture, covered and then cut; `masking_problems` have found nothing. The picture that is given
    may be changed."""
    for cover in masking.covers:
        _lay_over(picture, cover, margin)
    if masking.rest == WHOLE:
        return picture
    return picture.crop(kept_px(masking.rest, *picture.size, margin))


def _lay_over(picture: Image.Image, cover: Cover, margin: int) -> None:
    from PIL import Image

    spans = list(_spans(cover, picture.size))
    if not spans:
        return
    left, top, right, bottom = _around(spans, picture.size, margin)
    width, height = right - left, bottom - top
    mask = bytearray(width * height)
    for row, first, behind in spans:
        start, end = max(first - margin, left) - left, min(behind + margin, right) - left
        at = (row - top) * width
        mask[at + start : at + end] = bytes([COVERED]) * (end - start)
    drawn = Image.frombytes("L", (width, height), bytes(mask))
    picture.paste(COLOURS[cover.fill], (left, top), _thickened(drawn, margin))


def _around(spans: Iterable[Span], size: Size, margin: int) -> tuple[int, int, int, int]:
    """The part of the picture that spans and their margin lie in."""
    rows, firsts, behinds = zip(*spans, strict=True)
    return (
        max(0, min(firsts) - margin),
        max(0, min(rows) - margin),
        min(size[0], max(behinds) + margin),
        min(size[1], max(rows) + 1 + margin),
    )


def _thickened(mask: Image.Image, margin: int) -> Image.Image:
    """The mask, so many pixels further up and down."""
    from PIL import Image, ImageChops

    reached = 0
    while reached < margin:
        step = min(2 * reached + 1, margin - reached)
        higher, lower = Image.new("L", mask.size), Image.new("L", mask.size)
        higher.paste(mask, (0, -step))
        lower.paste(mask, (0, step))
        mask = ImageChops.lighter(mask, ImageChops.lighter(higher, lower))
        reached += step
    return mask


def _spans(cover: Cover, size: Size) -> Iterator[Span]:
    """Every pixel of a picture that a shape touches, row by row, some of them more than once."""
    match cover:
        case Rectangle(box):
            spans = _in_rectangle(*in_pixels(box, *size))
        case Ellipse(box):
            spans = _in_ellipse(*in_pixels(box, *size))
        case Freehand(points):
            spans = _in_line([(point.x * size[0], point.y * size[1]) for point in points])
    width, height = size
    for row, first, behind in spans:
        if 0 <= row < height and first < width and behind > 0:
            yield row, max(first, 0), min(behind, width)


def _in_rectangle(left: float, top: float, right: float, bottom: float) -> Iterator[Span]:
    return ((row, floor(left), ceil(right)) for row in range(floor(top), ceil(bottom)))


def _in_ellipse(left: float, top: float, right: float, bottom: float) -> Iterator[Span]:
    x, y, across, down = (left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2
    for row in range(floor(top), ceil(bottom)):
        off = max(row - y, y - row - 1, 0.0)  # from the middle to where the row is widest
        half = across * sqrt(max(0.0, 1 - (off / down) ** 2)) if down else across
        yield row, floor(x - half), ceil(x + half)


def _in_line(points: list[Place]) -> Iterator[Span]:
    """Everything on the line that closes itself, and everything that it goes round."""
    edges = list(pairwise((*points, points[0])))
    crossings: dict[int, list[tuple[float, int]]] = {}
    for a, b in edges:
        yield from _along(a, b)
        for row, x, turn in _crossings(a, b):
            crossings.setdefault(row, []).append((x, turn))
    for row, found in crossings.items():
        yield from _wound(row, sorted(found))


def _along(a: Place, b: Place) -> Iterator[Span]:
    """The pixels that a straight line touches."""
    upper, lower = sorted((a, b), key=lambda place: place[1])
    for row in range(floor(upper[1]), floor(lower[1]) + 1):
        begins, ends = _at(upper, lower, max(row, upper[1])), _at(upper, lower, min(row + 1, lower[1]))
        if upper[1] == lower[1]:
            begins, ends = upper[0], lower[0]
        yield row, floor(min(begins, ends)), floor(max(begins, ends)) + 1


def _crossings(a: Place, b: Place) -> Iterator[tuple[int, float, int]]:
    """Where a line crosses the middles of rows, and whether it goes down (1) or up (-1)."""
    upper, lower = sorted((a, b), key=lambda place: place[1])
    turn = 1 if b[1] > a[1] else -1
    for row in range(ceil(upper[1] - 0.5), ceil(lower[1] - 0.5)):
        yield row, _at(upper, lower, row + 0.5), turn


def _at(upper: Place, lower: Place, y: float) -> float:
    """Where a line is at a height between its ends."""
    high = lower[1] - upper[1]
    return upper[0] + (y - upper[1]) / high * (lower[0] - upper[0]) if high else upper[0]


def _wound(row: int, crossings: list[tuple[float, int]]) -> Iterator[Span]:
    """What lies between crossings that have not turned back again."""
    turns = 0
    for (x, turn), (following, _) in pairwise(crossings):
        turns += turn
        if turns:
            yield row, floor(x), ceil(following)
