"""A picture as detectors look at it: grey, smaller, turned, evenly lit; and the way back to its pixels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, hypot
from typing import NamedTuple

import cv2
import numpy as np
from cv2.typing import MatLike

from consentdesk.imaging.detecting.passing import Place

_CONTRAST, _TILES = 2.0, (8, 8)
_GREY_BESIDE = 128


class Spot(NamedTuple):
    """A square: its middle and its side, in pixels."""

    x: float
    y: float
    side: float

    def is_at(self, other: Spot) -> bool:
        """Whether both are around the same thing."""
        smaller, larger = sorted((self.side, other.side))
        return smaller > larger / 2 and hypot(self.x - other.x, self.y - other.y) < larger / 2

    def is_beside(self, other: Spot) -> bool:
        """Whether they are alike in size, level, and as near to each other as two eyes."""
        smaller, larger = sorted((self.side, other.side))
        apart, level = abs(self.x - other.x) * 2 / (smaller + larger), abs(self.y - other.y) / larger
        return smaller > 0.6 * larger and 1 < apart < 4 and level < 0.45

    def within(self, width: int, height: int) -> Place:
        """The part of it that lies in a picture of this size, one pixel at least."""
        left, right = _inside(self.x, self.side, width)
        top, bottom = _inside(self.y, self.side, height)
        return Place(left, top, right - left, bottom - top)


@dataclass(frozen=True)
class View:
    """A picture in grey, and the affine matrix that leads from its pixels to those of the picture that it was
    made of."""

    grey: MatLike
    origin: MatLike

    def turned(self, degrees: int, long_edge_px: int) -> View:
        """The same counter-clockwise by so much, whole, no larger than this before it is turned and never
        enlarged."""
        height, width = self.grey.shape
        there = cv2.getRotationMatrix2D(
            (width / 2, height / 2), degrees, min(1.0, long_edge_px / max(width, height))
        )
        cosine, sine = abs(there[0, 0]), abs(there[0, 1])
        wide, high = ceil(width * cosine + height * sine), ceil(width * sine + height * cosine)
        there[:, 2] += (wide - width) / 2, (high - height) / 2
        return self._moved(there, wide, high)

    def mirrored(self) -> View:
        """The same with left and right changed."""
        height, width = self.grey.shape
        return self._moved(np.array([[-1.0, 0, width - 1], [0, 1, 0]]), width, height)

    def close_up(self, spot: Spot, side_px: int) -> View:
        """The part around a spot, so many pixels wide and high."""
        scale = side_px / spot.side
        left, top = spot.x - spot.side / 2, spot.y - spot.side / 2
        return self._moved(np.array([[scale, 0, -left * scale], [0, scale, -top * scale]]), side_px, side_px)

    def lit(self) -> View:
        """The same as if it were lit everywhere alike: what is dark can be seen."""
        return replace(self, grey=cv2.createCLAHE(_CONTRAST, _TILES).apply(self.grey))

    def in_picture(self, spot: Spot) -> Spot:
        """Where a spot of this view lies in the picture."""
        x, y = self.origin @ (spot.x, spot.y, 1)
        return Spot(float(x), float(y), spot.side * hypot(*self.origin[:, 0]))

    def _moved(self, there: MatLike, width: int, height: int) -> View:
        grey = cv2.warpAffine(self.grey, there, (width, height), borderValue=_GREY_BESIDE)
        back = np.vstack([cv2.invertAffineTransform(there), (0, 0, 1)])
        return View(grey, self.origin @ back)


def view_of(rgb: MatLike) -> View:
    """The whole picture, as it is."""
    return View(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), np.eye(2, 3))


def _inside(middle: float, side: float, length: int) -> tuple[int, int]:
    first = min(max(round(middle - side / 2), 0), length - 1)
    return first, min(max(round(middle + side / 2), first + 1), length)
