"""Everything that the list of tasks shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from consentdesk.domain.take_down import RemovalCounts, Which
from consentdesk.ui.kit.bar import Mood

NO_TASKS = RemovalCounts()


@dataclass(frozen=True)
class TaskRow:
    """A task in columns; `badge` says how pressing it is, or what became of it."""

    id: str
    title: str = field(repr=False)
    where: str
    image: str = field(repr=False)
    owner: str = field(repr=False)
    due: str
    badge: str = ""
    mood: Mood = "info"


@dataclass(frozen=True)
class ListingState:
    """`earlier` and `more`: whether the list goes on before and after the rows."""

    which: Which = Which.OPEN
    counts: RemovalCounts = NO_TASKS
    rows: tuple[TaskRow, ...] = ()
    earlier: bool = False
    more: bool = False
    loaded: bool = False
    trouble: str = ""
