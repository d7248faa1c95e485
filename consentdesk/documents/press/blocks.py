"""What a page is built from, in points: text, stacks, columns, rows under a repeated head, tinted boxes.

Each block knows its height at a width, may be split where a page ends, and draws downwards from its top.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from reportlab.lib.colors import HexColor

from consentdesk.documents.press.faces import Faces
from consentdesk.documents.press.paper import Paper, Style
from consentdesk.documents.press.typesetting import Line, Span, lines

HAIRLINE = "#c9c6bc"
HAIRLINE_WIDTH = 0.6
TALLEST_WHOLE_ROW = 320.0
FEWEST_LINES = 2


class Block(Protocol):
    """`after` is the space below it; `keep_with_next` holds it on the page of what follows."""

    @property
    def after(self) -> float: ...
    @property
    def keep_with_next(self) -> bool: ...
    def height(self, width: float) -> float: ...
    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """The part that fits the room and the rest; None where it should rather go to the next page."""

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None: ...


@dataclass(frozen=True)
class Text:
    """A paragraph; a page break leaves at least two of its lines on either side. `rtl` says which way it
    runs, `at_right` at which edge it stands."""

    faces: Faces
    text: Sequence[Span]
    style: Style
    rtl: bool = False
    at_right: bool = False
    after: float = 0
    keep_with_next: bool = False
    _set: dict[float, list[Line]] = field(default_factory=dict, repr=False, compare=False)

    def lines(self, width: float) -> list[Line]:
        if width not in self._set:
            self._set[width] = lines(self.faces, self.text, width * 1000 / self.style.size, self.rtl)
        return self._set[width]

    def height(self, width: float) -> float:
        return len(self.lines(width)) * self.style.leading

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        every = self.lines(width)
        fitting = min(int(room / self.style.leading), len(every) - FEWEST_LINES)
        if fitting < FEWEST_LINES:
            return None
        first, rest = {width: every[:fitting]}, {width: every[fitting:]}
        return replace(self, after=0, _set=first), replace(self, _set=rest)

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        base = top - (self.style.leading + self.style.size) / 2 + 0.15 * self.style.size
        for line in self.lines(width):
            indent = width - line.width * self.style.size / 1000 if self.at_right else 0
            paper.write(line, x + indent, base, self.style)
            base -= self.style.leading


@dataclass(frozen=True)
class Stack:
    """Blocks one below another."""

    blocks: tuple[Block, ...]
    after: float = 0
    keep_with_next: bool = False

    def height(self, width: float) -> float:
        gaps = sum(block.after for block in self.blocks[:-1])
        return gaps + sum(block.height(width) for block in self.blocks)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        used = 0.0
        for n, block in enumerate(self.blocks):
            height = block.height(width)
            if used + height <= room:
                used += height + block.after
                continue
            first, rest = block.split(width, room - used) or (None, block)
            kept = self.blocks[:n] if first is None else (*self.blocks[:n], first)
            rests = (rest, *self.blocks[n + 1 :])
            return (replace(self, blocks=kept), replace(self, blocks=rests)) if kept else None
        return None

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        for block in self.blocks:
            block.draw(paper, x, top, width)
            top -= block.height(width) + block.after


EMPTY = Stack(())


@dataclass(frozen=True)
class Columns:
    """Blocks side by side. `shares` divide the width that the gaps leave; `rtl` starts at the right edge.
    A row is split across pages only when it is taller than `TALLEST_WHOLE_ROW`, which any page can hold."""

    cells: tuple[Block, ...]
    shares: tuple[float, ...]
    gap: float = 12
    above: float = 0
    after: float = 0
    ruled: bool = False
    rtl: bool = False
    keep_with_next: bool = False

    def height(self, width: float) -> float:
        below = self.above if self.ruled else 0
        widths = self._widths(width)
        return self.above + below + max(c.height(w) for c, w in zip(self.cells, widths, strict=True))

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        if self.height(width) <= TALLEST_WHOLE_ROW:
            return None
        widths = self._widths(width)
        cut = [_cut(c, w, room - 2 * self.above) for c, w in zip(self.cells, widths, strict=True)]
        first, rest = (tuple(parts) for parts in zip(*cut, strict=True))
        if all(part is EMPTY for part in first):
            return None
        return replace(self, cells=first, after=0, ruled=False), replace(self, cells=rest)

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        at = x + width if self.rtl else x
        for cell, share in zip(self.cells, self._widths(width), strict=True):
            cell.draw(paper, at - share if self.rtl else at, top - self.above, share)
            at += -(share + self.gap) if self.rtl else share + self.gap
        if self.ruled:
            rule(paper, x, top - self.height(width), width)

    def _widths(self, width: float) -> list[float]:
        free = width - self.gap * (len(self.cells) - 1)
        return [free * share / sum(self.shares) for share in self.shares]


@dataclass(frozen=True)
class Table:
    """Rows under a head that is repeated on each page."""

    head: Block
    rows: tuple[Block, ...]
    after: float = 0
    keep_with_next: bool = False

    def height(self, width: float) -> float:
        return self._whole.height(width)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        parts = Stack(self.rows).split(width, room - self.head.height(width))
        if parts is None:
            return None
        first, rest = (part.blocks for part in parts if isinstance(part, Stack))
        return replace(self, rows=first, after=0), replace(self, rows=rest)

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        self._whole.draw(paper, x, top, width)

    @property
    def _whole(self) -> Stack:
        return Stack((self.head, *self.rows))


@dataclass(frozen=True)
class Box:
    """A block inside a rounded box, `fill` and `border` as "#rrggbb" or empty for none. Never split."""

    inside: Block
    fill: str = ""
    border: str = ""
    padding: float = 12
    after: float = 0
    keep_with_next: bool = False

    def height(self, width: float) -> float:
        return self.inside.height(width - 2 * self.padding) + 2 * self.padding

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        return None

    def draw(self, paper: Paper, x: float, top: float, width: float, height: float = 0) -> None:
        """As any block; `height` makes the box taller than what is inside."""
        height = height or self.height(width)
        paper.setLineWidth(HAIRLINE_WIDTH)
        paper.setFillColor(HexColor(self.fill or "#ffffff"))
        paper.setStrokeColor(HexColor(self.border or "#ffffff"))
        paper.roundRect(x, top - height, width, height, 6, stroke=bool(self.border), fill=bool(self.fill))
        self.inside.draw(paper, x + self.padding, top - self.padding, width - 2 * self.padding)


@dataclass(frozen=True)
class Cards:
    """Boxes of one height side by side, always in columns of the same width."""

    boxes: tuple[Box, ...]
    columns: int
    gap: float = 12
    after: float = 0
    rtl: bool = False
    keep_with_next: bool = False

    def height(self, width: float) -> float:
        return max(box.height(self._each(width)) for box in self.boxes)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        return None

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        each, height = self._each(width), self.height(width)
        for n, box in enumerate(self.boxes):
            place = self.columns - 1 - n if self.rtl else n
            box.draw(paper, x + place * (each + self.gap), top, each, height)

    def _each(self, width: float) -> float:
        return (width - self.gap * (self.columns - 1)) / self.columns


def rule(paper: Paper, x: float, y: float, width: float) -> None:
    """A hairline."""
    paper.setStrokeColor(HexColor(HAIRLINE))
    paper.setLineWidth(HAIRLINE_WIDTH)
    paper.line(x, y, x + width, y)


def _cut(block: Block, width: float, room: float) -> tuple[Block, Block]:
    if block.height(width) <= room:
        return block, EMPTY
    return block.split(width, room) or (EMPTY, block)
