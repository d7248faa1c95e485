"""A report in finished words: sections with a table and, beside it, what is drawn of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """How values are drawn."""

    BARS = "bars"  # one below another, each with its words
    COLUMNS = "columns"  # side by side, as time goes on
    LINE = "line"  # the same, where a value can be missing


@dataclass(frozen=True)
class Plot:
    """Values with what each is called and how it is said; None is a gap. All of them begin at nought."""

    shape: Shape
    labels: tuple[str, ...]
    values: tuple[float | None, ...]
    told: tuple[str, ...]

    @property
    def most(self) -> float:
        """The greatest value; one where there is none, so that it can be divided by."""
        return max((value for value in self.values if value), default=1.0)

    @property
    def empty(self) -> bool:
        return not any(self.values)

    @property
    def aloud(self) -> str:
        """Everything that is drawn, to be read out."""
        said = zip(self.labels, self.told, strict=True)
        return "; ".join(f"{label}: {told}" for label, told in said if told)


@dataclass(frozen=True)
class Section:
    """`id` is stable; `note` says plainly what is counted, `nothing` stands there where there is nothing."""

    id: str
    heading: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    plot: Plot | None = None
    nothing: str = ""


@dataclass(frozen=True)
class Report:
    """`language` is that of its words."""

    title: str
    subtitle: str
    language: str
    sections: tuple[Section, ...]
    note: str = ""

    def cells(self) -> Iterator[tuple[str, ...]]:
        """Everything in it as the rows of one table."""
        yield (self.title,)
        yield (self.subtitle,)
        for section in self.sections:
            yield ()
            yield (section.heading,)
            yield section.columns
            yield from section.rows
