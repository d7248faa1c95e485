"""What a pointer does to the shapes while it is down: draws one, moves one, or pulls at its corner."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import hypot

from consentdesk.domain.masking import LEAST_SHARE, Fill, Masking, Point, is_in, moved, spanned
from consentdesk.domain.reidentification.identifier import Box
from consentdesk.ui.masking.shapes import CROP, Tool, box_of, drawn, put

APART = 0.003  # shares between two points of a line drawn by hand
Outcome = tuple[Masking, int]
"""What is drawn now, and which of the shapes it is about."""


@dataclass
class Drawing:
    """A new shape. `outcome` is None as long as there is too little of it."""

    masking: Masking
    tool: Tool
    fill: Fill
    points: list[Point] = field(default_factory=list)

    def to(self, at: Point) -> None:
        inside = Point(min(max(at.x, 0.0), 1.0), min(max(at.y, 0.0), 1.0))
        if self.tool is not Tool.FREEHAND:
            self.points = [*self.points[:1], inside]
        elif not self.points or hypot(inside.x - self.points[-1].x, inside.y - self.points[-1].y) >= APART:
            self.points.append(inside)

    @property
    def outcome(self) -> Outcome | None:
        return drawn(self.masking, self.tool, self.points, self.fill)


@dataclass
class Moving:
    """A shape on its way elsewhere. `outcome` is None as long as it has not moved."""

    masking: Masking
    which: int
    start: Point
    box: Box | None = None

    def to(self, at: Point) -> None:
        before = box_of(self.masking, self.which)
        self.box = moved(before, at.x - self.start.x, at.y - self.start.y)

    @property
    def outcome(self) -> Outcome | None:
        if self.box in (None, box_of(self.masking, self.which)):
            return None
        assert self.box is not None
        return put(self.masking, self.which, self.box), self.which


@dataclass
class Pulling:
    """A shape pulled at one corner while the opposite one stays."""

    masking: Masking
    which: int
    stays: Point
    box: Box | None = None

    def to(self, at: Point) -> None:
        box = spanned(self.stays, at)
        larger = replace(box, width=max(box.width, LEAST_SHARE), height=max(box.height, LEAST_SHARE))
        self.box = moved(larger, 0, 0)

    @property
    def outcome(self) -> Outcome | None:
        return None if self.box is None else (put(self.masking, self.which, self.box), self.which)


Drag = Drawing | Moving | Pulling


def corners(box: Box) -> tuple[Point, Point, Point, Point]:
    """Each corner is followed, two further on, by the opposite one."""
    right, bottom = box.left + box.width, box.top + box.height
    return Point(box.left, box.top), Point(right, box.top), Point(right, bottom), Point(box.left, bottom)


def begun(masking: Masking, chosen: int | None, at: Point, corner: int | None) -> Moving | Pulling | None:
    """What a press does to the shape that is chosen, at one of its corners or on it; None beside it."""
    if chosen is None:
        return None
    if corner is not None:
        return Pulling(masking, chosen, corners(box_of(masking, chosen))[corner - 2])
    return Moving(masking, chosen, at) if is_on(masking, chosen, at) else None


def is_on(masking: Masking, which: int, at: Point) -> bool:
    return is_in(masking.rest, at) if which == CROP else masking.covers[which].hides(at)
