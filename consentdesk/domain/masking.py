"""What is cut off and covered of an image: shapes in shares of the picture, filled solid (R28).

There is no blur and no coarse grain: what can be guessed from what is left of it was not covered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from math import ceil, floor, isfinite

from consentdesk.domain.refusals import Problem
from consentdesk.domain.reidentification.identifier import Box

WHOLE = Box(0.0, 0.0, 1.0, 1.0)
LEAST_EDGE_PX = 32
LEAST_SHARE = 0.005  # of the picture's edge: the smallest that a shape is made by stretching it
EDGE_PX, SMEAR_PX = 1, 17
MAX_COVERS = 100
MAX_POINTS = 1000
FEWEST_POINTS = 3
_AT_EDGE_PX = 0.01  # nothing is cut there
_SAMPLES = 24  # points a side at which it is asked how much of a box is hidden


class Fill(StrEnum):
    BLACK = "black"
    WHITE = "white"


@dataclass(frozen=True)
class Point:
    """A place as shares of the picture's width and height, 0 to 1, from the upper left."""

    x: float
    y: float


@dataclass(frozen=True)
class Rectangle:
    box: Box
    fill: Fill = Fill.BLACK

    def hides(self, at: Point) -> bool:
        return is_in(self.box, at)

    def within(self, box: Box) -> Rectangle:
        """The same shape, filling another box."""
        return replace(self, box=box)


@dataclass(frozen=True)
class Ellipse:
    """The largest that lies in a box."""

    box: Box
    fill: Fill = Fill.BLACK

    def hides(self, at: Point) -> bool:
        across, down = self.box.width, self.box.height
        x, y = 2 * (at.x - self.box.left) - across, 2 * (at.y - self.box.top) - down
        return is_in(self.box, at) and (x * down) ** 2 + (y * across) ** 2 <= (across * down) ** 2

    def within(self, box: Box) -> Ellipse:
        """The same shape, filling another box."""
        return replace(self, box=box)


@dataclass(frozen=True)
class Freehand:
    """A line that closes itself, three points or more, and all that it goes round."""

    points: tuple[Point, ...]
    fill: Fill = Fill.BLACK

    @property
    def box(self) -> Box:
        """What it lies in."""
        xs, ys = [point.x for point in self.points], [point.y for point in self.points]
        return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))

    def hides(self, at: Point) -> bool:
        """Whether the line goes round a point, once or more, and not back again."""
        closed = (*self.points, self.points[0])
        return sum(_turn(a, b, at) for a, b in pairwise(closed)) != 0

    def within(self, box: Box) -> Freehand:
        """The same shape, filling another box."""
        old = self.box
        across = box.width / old.width if old.width else 1.0
        down = box.height / old.height if old.height else 1.0
        points = (
            Point(box.left + (p.x - old.left) * across, box.top + (p.y - old.top) * down) for p in self.points
        )
        return replace(self, points=tuple(points))


Cover = Rectangle | Ellipse | Freehand


@dataclass(frozen=True)
class Masking:
    """What is done to an image: the covers lie on the whole picture, and then what is outside `crop` is cut
    off. None cuts nothing off."""

    crop: Box | None = None
    covers: tuple[Cover, ...] = ()

    @property
    def rest(self) -> Box:
        """What is left when the picture is cut."""
        return self.crop or WHOLE

    def hides(self, at: Point) -> bool:
        """Whether nothing can be seen of a point of the picture any more."""
        return not is_in(self.rest, at) or any(cover.hides(at) for cover in self.covers)


NOTHING_MASKED = Masking()


def masking_problems(masking: Masking, width: int, height: int, margin: int) -> tuple[Problem, ...]:
    """Why a picture of so many pixels cannot be cropped and covered like this; empty when it can."""
    rest = masking.rest
    if (rest == WHOLE and not masking.covers) or not all(map(_is_drawn, (rest, *masking.covers))):
        return (Problem("nothing_masked", "canvas"),)
    found = []
    left, top, right, bottom = kept_px(rest, width, height, margin)
    if min(right - left, bottom - top) < LEAST_EDGE_PX:
        found.append(Problem("crop_too_small", "canvas", {"pixels": LEAST_EDGE_PX}))
    if len(masking.covers) > MAX_COVERS:
        found.append(Problem("too_many_covers", "canvas", {"limit": MAX_COVERS}))
    elif hidden_share(masking, rest) == 1:
        found.append(Problem("nothing_left_to_see", "canvas"))
    return tuple(found)


def margin_px(format: str) -> int:
    """How many pixels further than its shape a cover reaches in a picture that came in this format, and how
    many more a cut takes off.

    One, so that no edge of what is covered survives when the picture is made smaller. A JPEG, as cameras
    write it, smears what it shows over blocks of 16 pixels, and a colour one further: there it is so wide
    that no block with something covered is seen in part. Formats that predict one block from the last have
    the same margin, without that proof.
    """
    return EDGE_PX if format == "PNG" else SMEAR_PX


def kept_px(rest: Box, width: int, height: int, margin: int) -> tuple[int, int, int, int]:
    """The pixels that stay when a picture is cut, from left and top to those behind the last: all that lie
    whole in the rest, and not in the margin of a cut."""
    left, top, right, bottom = in_pixels(rest, width, height)
    return (
        ceil(left) + margin if left > _AT_EDGE_PX else 0,
        ceil(top) + margin if top > _AT_EDGE_PX else 0,
        floor(right) - margin if right < width - _AT_EDGE_PX else width,
        floor(bottom) - margin if bottom < height - _AT_EDGE_PX else height,
    )


def in_pixels(box: Box, width: int, height: int) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a box in a picture of so many pixels."""
    right, bottom = box.left + box.width, box.top + box.height
    return box.left * width, box.top * height, right * width, bottom * height


def hidden_share(masking: Masking, box: Box) -> float:
    """How much of a box cannot be seen any more, 0 to 1, as far as a grid of points tells."""
    points = list(_grid(box))
    return sum(map(masking.hides, points)) / len(points)


def spanned(a: Point, b: Point) -> Box:
    """The box between two corners, as far as it lies in the picture."""
    (left, right), (top, bottom) = sorted(map(_in_picture, (a.x, b.x))), sorted(map(_in_picture, (a.y, b.y)))
    return Box(left, top, right - left, bottom - top)


def moved(box: Box, across: float, down: float) -> Box:
    """The box elsewhere, as far as the picture goes."""
    left = min(max(box.left + across, 0.0), 1 - box.width)
    top = min(max(box.top + down, 0.0), 1 - box.height)
    return replace(box, left=left, top=top)


def stretched(box: Box, across: float, down: float) -> Box:
    """The box with its lower right corner elsewhere, as far as the picture goes, and never too small to be
    seen."""
    width = min(max(box.width + across, LEAST_SHARE), 1 - box.left)
    height = min(max(box.height + down, LEAST_SHARE), 1 - box.top)
    return replace(box, width=width, height=height)


def is_in(box: Box, at: Point) -> bool:
    return box.left <= at.x <= box.left + box.width and box.top <= at.y <= box.top + box.height


def _is_drawn(shape: Box | Cover) -> bool:
    """Whether a shape lies in the picture, in part at least: else it would be said to hide what it does
    not."""
    if isinstance(shape, Freehand) and len(shape.points) < FEWEST_POINTS:
        return False
    places = shape.points if isinstance(shape, Freehand) else ()
    box = shape if isinstance(shape, Box) else shape.box
    shares = (box.left, box.top, box.width, box.height, *(share for at in places for share in (at.x, at.y)))
    if not all(map(isfinite, shares)) or min(box.width, box.height) < 0:
        return False
    return max(box.left, box.top) < 1 and min(box.left + box.width, box.top + box.height) > 0


def _in_picture(share: float) -> float:
    return min(max(share, 0.0), 1.0)


def _turn(a: Point, b: Point, at: Point) -> int:
    """1 or -1 where a line from a to b passes a point on its right, going down or up; else 0."""
    if (a.y <= at.y) == (b.y <= at.y):
        return 0
    crossing = a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x)
    return (1 if b.y > a.y else -1) if crossing > at.x else 0


def _grid(box: Box) -> Iterator[Point]:
    """Points evenly over a box, none on its edge."""
    steps = [(n + 0.5) / _SAMPLES for n in range(_SAMPLES)]
    return (Point(box.left + x * box.width, box.top + y * box.height) for x in steps for y in steps)
