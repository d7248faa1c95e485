"""Everything that the first page shows: what to do at once, and the three things that open an incident."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtGui import QImage

from consentdesk.domain.incident import StepState
from consentdesk.domain.placement import PlaceKind


@dataclass(frozen=True)
class FoundState:
    """`entries` are kind, where, found_by, day, time, down (is it down? "done" or "asked", "" while nobody
    said) and contacted (who was asked), as chosen and as typed. `image` is the picture that it is about, null
    where none is named; `about` says in words which; `open_ones` are incidents (id, words) that it may belong
    to. `problems` are (field, words); each of the `tried` leads to the first."""

    entries: Mapping[str, str] = field(default_factory=dict)
    about: str = field(default="", repr=False)
    image: QImage = field(default_factory=QImage)
    open_ones: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    problems: tuple[tuple[str, str], ...] = ()
    tried: int = 0
    trouble: str = ""

    @property
    def asked(self) -> bool:
        """Whether somebody else was asked to take it down."""
        return self.entries.get("down", "") == StepState.ASKED.value

    @property
    def kind(self) -> PlaceKind | None:
        chosen = self.entries.get("kind", "")
        return PlaceKind(chosen) if chosen else None
