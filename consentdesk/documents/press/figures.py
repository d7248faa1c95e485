"""What is drawn rather than written: a picture, a signature, a QR code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from itertools import groupby, pairwise
from math import hypot

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader

from consentdesk.documents.press.blocks import HAIRLINE, HAIRLINE_WIDTH, Block
from consentdesk.documents.press.paper import Paper, Style
from consentdesk.domain.signature import Drawing, Point, Stroke

INK = "#14213d"
MIN_INK_WIDTH, MAX_INK_WIDTH = 0.5, 2.5  # logical pixels of the pad
WIDTHS_HOLD_FOR_HEIGHT_PX = 200
SPEED_FILTER = 0.7
FINEST_LINE = 0.45  # points; thinner lines break up on a printer


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A block that stays whole."""

    after: float = 0
    keep_with_next: bool = False

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        return None


@dataclass(frozen=True)
class Picture(Figure):
    """A JPEG, embedded byte for byte, fitted into the column's width and `tallest` points."""

    jpeg: bytes
    tallest: float = 72

    def height(self, width: float) -> float:
        return self._size(width)[1]

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        wide, high = self._size(width)
        paper.drawImage(self._image, x, top - high, wide, high)

    @cached_property
    def _image(self) -> ImageReader:
        return ImageReader(BytesIO(self.jpeg))

    def _size(self, width: float) -> tuple[float, float]:
        wide, high = self._image.getSize()
        scale = min(width / wide, self.tallest / high)
        return wide * scale, high * scale


@dataclass(frozen=True)
class AtFoot(Figure):
    """A block at the foot of a space `tall` points high."""

    inside: Block
    tall: float

    def height(self, width: float) -> float:
        return max(self.tall, self.inside.height(width))

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        self.inside.draw(paper, x, top - self.height(width) + self.inside.height(width), width)


@dataclass(frozen=True)
class Tile(Figure):
    """A number in a frame, where there is no picture (R6)."""

    number: str
    style: Style
    wide: float = 64
    tall: float = 48

    def height(self, width: float) -> float:
        return self.tall

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        paper.setStrokeColor(HexColor(HAIRLINE))
        paper.setLineWidth(HAIRLINE_WIDTH)
        paper.roundRect(x, top - self.tall, self.wide, self.tall, 6)
        middle = top - self.tall / 2 - 0.35 * self.style.size
        paper.write_text(self.number, x + self.wide / 2, middle, self.style, align=0.5)


@dataclass(frozen=True)
class Ink(Figure):
    """A drawn signature as vectors on a line: neither turned nor stretched, only scaled to fit."""

    drawing: Drawing
    tall: float

    def height(self, width: float) -> float:
        return self.tall

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        left, upper, scale = self._fit(width)
        paper.saveState()
        paper.setStrokeColor(HexColor(INK))
        paper.setLineCap(1)
        paper.translate(x, top - 2)
        for stroke in self.drawing.strokes:
            for curve, ink in curves(stroke, self.drawing.height_px / WIDTHS_HOLD_FOR_HEIGHT_PX):
                paper.setLineWidth(max(ink * scale, FINEST_LINE))
                ends = [((px - left) * scale, (upper - py) * scale) for px, py in curve]
                paper.bezier(*(part for end in ends for part in end))
        paper.restoreState()

    def _fit(self, width: float) -> tuple[float, float, float]:
        """Left and upper edge of the ink, and points per pixel."""
        points = [point for stroke in self.drawing.strokes for point in stroke.points]
        xs, ys = [p.x for p in points], [p.y for p in points]
        wide, high = max(max(xs) - min(xs), 1), max(max(ys) - min(ys), 1)
        return min(xs), min(ys), min(width / wide, (self.tall - 4) / high, 0.75)


@dataclass(frozen=True)
class QrCode(Figure):
    """A QR code of a text, `side` points wide, error correction M. It needs a twelfth of its side free all
    around, which is the page's to give."""

    text: str
    side: float

    def height(self, width: float) -> float:
        return self.side

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        rows = self._rows()
        module = self.side / len(rows)
        paper.setFillColor(HexColor("#000000"))
        outline = paper.beginPath()
        for n, row in enumerate(rows, start=1):
            for start, length in _runs(row):
                outline.rect(x + start * module, top - n * module, length * module, module)
        paper.drawPath(outline, stroke=0, fill=1)

    def _rows(self) -> list[list[bool]]:
        code = QRCode(None, QRErrorCorrectLevel.M)
        code.addData(self.text)
        code.make()
        return [[bool(dark) for dark in row] for row in code.modules]


Curve = tuple[tuple[float, float], ...]


def curves(stroke: Stroke, weight: float) -> Iterator[tuple[Curve, float]]:
    """A stroke as Bezier curves (start, two controls, end) through its points, each with its ink's width in
    pixels of the pad, as on the screen: by pressure for a pen, else thinner the faster the hand; `weight`
    times as thick."""
    points = stroke.points
    if len(points) == 1:
        yield ((points[0].x, points[0].y),) * 4, MAX_INK_WIDTH * weight
    padded = [points[0], *points, points[-1]]
    for n, width in enumerate(_ink_widths(stroke, weight)):
        before, start, end, beyond = padded[n : n + 4]
        first = (start.x + (end.x - before.x) / 6, start.y + (end.y - before.y) / 6)
        second = (end.x - (beyond.x - start.x) / 6, end.y - (beyond.y - start.y) / 6)
        yield ((start.x, start.y), first, second, (end.x, end.y)), width * weight


def _ink_widths(stroke: Stroke, weight: float) -> Iterator[float]:
    speed = 0.0
    for start, end in pairwise(stroke.points):
        if stroke.device == "pen":
            yield MIN_INK_WIDTH + (MAX_INK_WIDTH - MIN_INK_WIDTH) * end.pressure
            continue
        speed = SPEED_FILTER * _speed(start, end) / weight + (1 - SPEED_FILTER) * speed
        yield max(MAX_INK_WIDTH / (speed + 1), MIN_INK_WIDTH)


def _speed(start: Point, end: Point) -> float:
    """Pixels a millisecond."""
    return hypot(end.x - start.x, end.y - start.y) / max(end.t_ms - start.t_ms, 1)


def _runs(row: list[bool]) -> Iterator[tuple[int, int]]:
    """Start and length of each dark stretch."""
    at = 0
    for dark, run in groupby(row):
        length = sum(1 for _ in run)
        if dark:
            yield at, length
        at += length
