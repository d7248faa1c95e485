"""Everything that stands around the pages of incidents."""

from __future__ import annotations

from dataclasses import dataclass, field

from consentdesk.ui.kit.bar import Mood

LIST, FOUND, FILE = "list", "found", "file"


@dataclass(frozen=True)
class Clock:
    """By when somebody has to be told, always in sight: `due` in words, `left` how much time there is;
    `more` says how many others have a later day."""

    due: str
    left: str
    mood: Mood = "info"
    note: str = ""
    more: str = ""


@dataclass(frozen=True)
class IncidentsState:
    """`page` is "list", "found:<about>" for the first page, "file:<id>" for one incident, or
    "<page>:<id>[/<which>]" for one of its pages. Every one of the `turns` makes the page anew. `title` names
    the incident; `leaving` asks what is to become of what was entered and not noted; `notice` says what was
    noted last."""

    page: str = LIST
    turns: int = 0
    title: str = field(default="", repr=False)
    clock: Clock | None = None
    leaving: bool = False
    notice: str = ""

    @property
    def kind(self) -> str:
        return self.page.partition(":")[0]

    @property
    def incident(self) -> str:
        """The id of the incident whose pages one is at; "" at the list and on the first page."""
        kind, _colon, about = self.page.partition(":")
        return "" if kind in (LIST, FOUND) else about.partition("/")[0]

    @property
    def above(self) -> str:
        """The page that one came from; "" from the list."""
        if self.kind in (FOUND, FILE):
            return LIST
        return f"{FILE}:{self.incident}" if self.incident else ""
