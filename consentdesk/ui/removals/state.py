"""Everything that stands around the pages of the take-downs."""

from __future__ import annotations

from dataclasses import dataclass

LIST = "list"


@dataclass(frozen=True)
class RemovalsState:
    """`page` is "list", "task:<id>", "letter:<task>" to write one, or "written:<task>/<number>". Every one of
    the `turns` makes the page anew. `leaving` asks what is to become of what was entered and not noted."""

    page: str = LIST
    turns: int = 0
    leaving: bool = False

    @property
    def above(self) -> str:
        """The page that one came from; "" from the list."""
        kind, _colon, about = self.page.partition(":")
        if kind == LIST:
            return ""
        return LIST if kind == "task" else f"task:{about.partition('/')[0]}"
