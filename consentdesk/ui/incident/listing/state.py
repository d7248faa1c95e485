"""Everything that the list of incidents shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from consentdesk.ui.kit.bar import Mood


@dataclass(frozen=True)
class IncidentRow:
    """An incident in columns; `badge` says how pressing it is, or that it is closed."""

    id: str
    title: str = field(repr=False)
    where: str = field(repr=False)
    discovered: str
    due: str
    badge: str = ""
    mood: Mood = "info"


@dataclass(frozen=True)
class ListingState:
    """`open` is which are shown; `earlier` and `more`: whether the list goes on before and after the rows."""

    open: bool = True
    rows: tuple[IncidentRow, ...] = ()
    earlier: bool = False
    more: bool = False
    loaded: bool = False
    trouble: str = ""
