"""A drawn signature: strokes kept as vectors, and what counts as one (R17, R18)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import NamedTuple

MIN_POINTS_IN_ONE_STROKE = 6
MIN_PATH_PX = 40.0
MIN_WIDTH_PX = 25.0
MIN_MARK_PX = 10.0


class Point(NamedTuple):
    """Where the pen was: `t_ms` since the first point of the signature, x and y in logical pixels of the
    pad (from its top left), pressure 0–1 (0.5 where the device knows none)."""

    t_ms: int
    x: float
    y: float
    pressure: float = 0.5


@dataclass(frozen=True)
class Stroke:
    """One line drawn without lifting; `device` is "mouse", "touch" or "pen"."""

    points: tuple[Point, ...]
    device: str = "mouse"

    @property
    def length_px(self) -> float:
        return sum(hypot(b.x - a.x, b.y - a.y) for a, b in pairwise(self.points))


@dataclass(frozen=True)
class Drawing:
    """A signature as it was drawn on a pad of the given size; pictures are derived from it."""

    strokes: tuple[Stroke, ...]
    width_px: int
    height_px: int


def is_signature(strokes: Sequence[Stroke]) -> bool:
    """Whether strokes are more than blank, a tap or a dot (R18): one stroke of more than five points or
    two strokes, a path of at least 40 px, a box at least 25 px wide."""
    enough = len(strokes) >= 2 or any(len(s.points) >= MIN_POINTS_IN_ONE_STROKE for s in strokes)
    return enough and sum(s.length_px for s in strokes) >= MIN_PATH_PX and _box(strokes)[0] >= MIN_WIDTH_PX


def is_mark(strokes: Sequence[Stroke]) -> bool:
    """Whether strokes are at least a mark that a witness can vouch for: a box 10 px wide or high, so neither
    blank nor a tap nor a dot (R18)."""
    return max(_box(strokes)) >= MIN_MARK_PX


def _box(strokes: Sequence[Stroke]) -> tuple[float, float]:
    """Width and height of what was drawn, in pixels."""
    xs = [p.x for s in strokes for p in s.points]
    ys = [p.y for s in strokes for p in s.points]
    return (max(xs) - min(xs), max(ys) - min(ys)) if xs else (0.0, 0.0)
