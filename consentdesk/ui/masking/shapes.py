"""Shapes as they are drawn, moved and taken away again. Without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from math import cos, pi, sin

from consentdesk.domain.masking import (
    LEAST_SHARE,
    MAX_POINTS,
    Cover,
    Ellipse,
    Fill,
    Freehand,
    Masking,
    Point,
    Rectangle,
    moved,
    spanned,
)
from consentdesk.domain.reidentification.identifier import Box

CROP = -1
"""Which of the shapes the crop is; the covers are counted from 0."""
MIDDLE = Box(0.35, 0.35, 0.3, 0.3)
FRAME = Box(0.1, 0.1, 0.8, 0.8)
_CORNERS = 12


class Tool(StrEnum):
    CROP = "crop"
    RECTANGLE = "rectangle"
    ELLIPSE = "ellipse"
    FREEHAND = "freehand"


def tool_of(masking: Masking, which: int) -> Tool:
    """What a shape was drawn with."""
    if which == CROP:
        return Tool.CROP
    tools = {Rectangle: Tool.RECTANGLE, Ellipse: Tool.ELLIPSE, Freehand: Tool.FREEHAND}
    return tools[type(masking.covers[which])]


def box_of(masking: Masking, which: int) -> Box:
    """What a shape lies in."""
    return masking.rest if which == CROP else masking.covers[which].box


def put(masking: Masking, which: int, box: Box) -> Masking:
    """With a shape in another box."""
    if which == CROP:
        return replace(masking, crop=box)
    return _with_cover(masking, which, masking.covers[which].within(box))


def filled(masking: Masking, which: int, fill: Fill) -> Masking:
    """With a cover filled otherwise; a crop has nothing to fill."""
    return (
        masking if which == CROP else _with_cover(masking, which, replace(masking.covers[which], fill=fill))
    )


def without(masking: Masking, which: int) -> Masking:
    if which == CROP:
        return replace(masking, crop=None)
    return replace(masking, covers=(*masking.covers[:which], *masking.covers[which + 1 :]))


def drawn(masking: Masking, tool: Tool, points: Sequence[Point], fill: Fill) -> tuple[Masking, int] | None:
    """With what a pointer drew from its first point to its last, and which shape that is; None where it was
    too little to be meant. A second crop takes the place of the first."""
    free = tool is Tool.FREEHAND
    around = Freehand(tuple(points)).box if free else spanned(points[0], points[-1])
    if max(around.width, around.height) < 2 * LEAST_SHARE or (free and len(points) < 3):
        return None
    box = replace(around, width=max(around.width, LEAST_SHARE), height=max(around.height, LEAST_SHARE))
    if tool is Tool.CROP:
        return replace(masking, crop=moved(box, 0, 0)), CROP
    covers: dict[Tool, Cover] = {Tool.RECTANGLE: Rectangle(box, fill), Tool.ELLIPSE: Ellipse(box, fill)}
    cover = covers.get(tool) or Freehand(_thinned(points), fill)
    return replace(masking, covers=(*masking.covers, cover)), len(masking.covers)


def in_the_middle(tool: Tool) -> tuple[Point, ...]:
    """The points of a shape that is drawn by pressing a key."""
    box = FRAME if tool is Tool.CROP else MIDDLE
    if tool is not Tool.FREEHAND:
        return Point(box.left, box.top), Point(box.left + box.width, box.top + box.height)
    x, y, half = box.left + box.width / 2, box.top + box.height / 2, box.width / 2
    turns = (2 * pi * n / _CORNERS for n in range(_CORNERS))
    return tuple(Point(x + half * cos(turn), y + half * sin(turn)) for turn in turns)


def hit(masking: Masking, at: Point) -> int | None:
    """The uppermost cover at a point."""
    return next((n for n in reversed(range(len(masking.covers))) if masking.covers[n].hides(at)), None)


def _with_cover(masking: Masking, which: int, cover: Cover) -> Masking:
    return replace(masking, covers=(*masking.covers[:which], cover, *masking.covers[which + 1 :]))


def _thinned(points: Sequence[Point]) -> tuple[Point, ...]:
    """Every so many of very many points, and the last."""
    step = -(-len(points) // MAX_POINTS)
    return tuple(points[::step]) if step == 1 else (*points[::step], points[-1])
