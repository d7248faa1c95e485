"""Everything the overview shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LanguageRow:
    """The words in one language: reviewed or not. Patients cannot choose it while a use is `unworded` (its
    id)."""

    code: str
    name: str
    hint: str
    reviewed: bool
    unworded: str


@dataclass(frozen=True)
class OverviewState:
    """`rules`, `contact` are lines; `uses` are titles with whether sessions usually ask about them."""

    pack: str
    rules: str
    modelled_on: str
    contact: tuple[str, ...]
    contact_hint: str
    uses: tuple[tuple[str, bool], ...]
    languages: tuple[LanguageRow, ...]
