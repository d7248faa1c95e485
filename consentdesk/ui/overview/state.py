"""Everything that the overview shows."""

from __future__ import annotations

from dataclasses import dataclass

from consentdesk.domain.report import Section

SPANS: dict[str, int | None] = {"quarter": 13, "year": 52, "all": None}
"""How many weeks the overview can tell of; None is all there ever were."""


@dataclass(frozen=True)
class OverviewState:
    """`numbers` are (words, value) of the whole time; `tables`: the numbers stand below what is drawn."""

    span: str = "quarter"
    subtitle: str = ""
    numbers: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = ()
    tables: bool = False
    loaded: bool = False
    notice: str = ""
    trouble: str = ""
