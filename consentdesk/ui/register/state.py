"""Everything that stands around the pages of the register."""

from __future__ import annotations

from dataclasses import dataclass

PLACES, OUTLETS = "places", "outlets"


@dataclass(frozen=True)
class RegisterState:
    """`page` is "places", "outlets", "place:<id>", "note[:<source hash> …]" or "among:<source
    hash> …". Every one of the `turns` makes
    the page anew. `leaving` asks what is to become of what was entered and not noted; `notice` is what was
    done last."""

    page: str = PLACES
    turns: int = 0
    leaving: bool = False
    notice: str = ""

    @property
    def on_top(self) -> bool:
        """Whether one of the two lists is up."""
        return self.page in (PLACES, OUTLETS)
