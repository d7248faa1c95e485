"""A report on paper: sections with what is drawn, and the numbers below it. It names nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from reportlab.lib.colors import HexColor

from consentdesk.documents.composing import ACCENT, ACCENT_SOFT, BODY, NOTE, SMALL, TITLE, Composer
from consentdesk.documents.press.blocks import Block, Columns, Stack, Table, rule
from consentdesk.documents.press.faces import BOLD
from consentdesk.documents.press.figures import Figure
from consentdesk.documents.press.paper import Paper
from consentdesk.documents.sheet import SECTION_GAP, print_sheet
from consentdesk.domain.report import Plot, Report, Section, Shape

TITLE_IN_FILE = "Overview"
BAR, LABEL_SHARE, TOLD_SHARE = 15.0, 0.34, 0.16
TALL, FOOT_ROOM, GAP_SHARE = 92.0, 14.0, 0.25
DOT = 1.6


@dataclass(frozen=True)
class OverviewReport:
    """One report in the making."""

    composer: Composer
    report: Report
    rehearsal: bool

    def printed_on(self, paper: str) -> bytes:
        foot = self.report.title
        return print_sheet(self.composer, paper, self._blocks(), foot, self.rehearsal, TITLE_IN_FILE)

    def _blocks(self) -> Iterator[Block]:
        quote, report = self.composer.quote, self.report
        heads = (quote(report.title, TITLE, BOLD), quote(report.subtitle, NOTE))
        yield Columns((Stack(heads),), (1,), above=7, after=8, ruled=True, rtl=self.composer.rtl)
        if report.note:
            yield quote(report.note, NOTE, after=SECTION_GAP)
        for section in report.sections:
            yield from self._section(section)

    def _section(self, section: Section) -> Iterator[Block]:
        quote = self.composer.quote
        drawn = section.plot is not None and not section.plot.empty
        top = [quote(section.heading, BODY, BOLD), quote(section.note, NOTE, after=4)]
        if section.plot is not None and drawn:
            top.append(_drawn(section.plot))  # type: ignore[arg-type]  # a figure is a block as well
        yield Stack(tuple(top), after=6, keep_with_next=True)
        if not section.rows:
            yield quote(section.nothing, NOTE, after=SECTION_GAP)
            return
        head, *rows = (self._row(row, n) for n, row in enumerate((section.columns, *section.rows)))
        yield Table(head, tuple(rows), after=SECTION_GAP)

    def _row(self, cells: tuple[str, ...], number: int) -> Block:
        texts = tuple(self.composer.quote(cell, SMALL, 400 if number else BOLD) for cell in cells)
        shares = (2.4, *(1.0 for _ in cells[1:]))
        return Columns(texts, shares, 8, 2, after=2, ruled=True, rtl=self.composer.rtl)


def _drawn(plot: Plot) -> Figure:
    return Bars(plot) if plot.shape is Shape.BARS else OverTime(plot)


@dataclass(frozen=True)
class Bars(Figure):
    """Bars one below another, each between its label and its value in words."""

    plot: Plot

    def height(self, width: float) -> float:
        return BAR * len(self.plot.labels)

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        left, room = x + LABEL_SHARE * width, (1 - LABEL_SHARE - TOLD_SHARE) * width
        rows = zip(self.plot.labels, self.plot.values, self.plot.told, strict=True)
        for n, (label, value, told) in enumerate(rows):
            base, long = top - (n + 1) * BAR, room * (value or 0) / self.plot.most
            paper.write_text(label, left - 6, base + 5, SMALL, align=1)
            paper.setFillColor(HexColor(ACCENT))
            paper.rect(left, base + 3, long, BAR - 5, stroke=0, fill=1)
            paper.write_text(told, left + long + 4, base + 5, SMALL)


@dataclass(frozen=True)
class OverTime(Figure):
    """Values side by side as columns or as a line, the first and the last of them named."""

    plot: Plot

    def height(self, width: float) -> float:
        return TALL + FOOT_ROOM

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        plot, base = self.plot, top - TALL
        rule(paper, x, base, width)
        paper.setFillColor(HexColor(ACCENT_SOFT if plot.shape is Shape.LINE else ACCENT))
        step = width / max(len(plot.values), 1)
        room = TALL - 12
        ends = [
            (x + (n + 0.5) * step, base + room * value / plot.most)
            for n, value in enumerate(plot.values)
            if value is not None
        ]
        if plot.shape is Shape.LINE:
            _line(paper, ends)
        else:
            wide = step * (1 - GAP_SHARE)
            for at, high in ends:
                paper.rect(at - wide / 2, base, wide, high - base, stroke=0, fill=1)
        greatest = plot.values.index(max(value for value in plot.values if value is not None))
        paper.write_text(plot.told[greatest], x, top - 8, SMALL)
        paper.write_text(plot.labels[0], x, base - FOOT_ROOM + 3, SMALL)
        paper.write_text(plot.labels[-1], x + width, base - FOOT_ROOM + 3, SMALL, align=1)


def _line(paper: Paper, ends: list[tuple[float, float]]) -> None:
    paper.setStrokeColor(HexColor(ACCENT))
    paper.setFillColor(HexColor(ACCENT))
    paper.setLineWidth(1.4)
    for (x1, y1), (x2, y2) in pairwise(ends):
        paper.line(x1, y1, x2, y2)
    for x, y in ends:
        paper.circle(x, y, DOT, stroke=0, fill=1)
