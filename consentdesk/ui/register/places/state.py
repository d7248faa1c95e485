"""Everything that the list of places shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from consentdesk.ui.kit.bar import Mood


@dataclass(frozen=True)
class PlaceRow:
    """A place in columns; `badge` says what waits there, or how the image left."""

    id: str
    title: str = field(repr=False)
    where: str
    image: str = field(repr=False)
    day: str
    badge: str = ""
    mood: Mood = "info"


@dataclass(frozen=True)
class PlacesState:
    """`kind`, `use` and `outlet` narrow the list, as far as they are not empty."""

    live: bool = True
    kind: str = ""
    use: str = ""
    outlet: str = ""
    uses: tuple[tuple[str, str], ...] = ()
    rows: tuple[PlaceRow, ...] = ()
    newer: bool = False
    older: bool = False
    loaded: bool = False
    trouble: str = ""

    @property
    def narrowed(self) -> bool:
        return bool(self.kind or self.use or self.outlet)
