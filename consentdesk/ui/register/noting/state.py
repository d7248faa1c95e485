"""Everything that is shown while somebody notes where images are."""

from __future__ import annotations

from dataclasses import dataclass, field

from consentdesk.ui.kit.picture import Thumbnail
from consentdesk.ui.register.entries import NO_ENTRIES, PlaceEntries


@dataclass(frozen=True)
class NotingState:
    """`found` are (id, words) of the patients whom the typed words may mean; `pictures` are those to choose
    from, `done` where one is chosen. `problems` are (field, words), anew with every one `tried`."""

    typed: str = field(default="", repr=False)
    found: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    pictures: tuple[Thumbnail, ...] = ()
    told: str = field(default="", repr=False)
    entries: PlaceEntries = NO_ENTRIES
    uses: tuple[tuple[str, str], ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    tried: int = 0
    trouble: str = ""

    @property
    def chosen(self) -> tuple[str, ...]:
        """The images that were chosen, by their source hashes."""
        return tuple(picture.image_id for picture in self.pictures if picture.done)
