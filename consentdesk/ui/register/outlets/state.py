"""Everything that the page of outlets shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OutletEntries:
    """An outlet as somebody enters it: its other names one a line."""

    name: str = ""
    aliases: str = ""
    kind: str = "outlet"
    uses: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    note: str = ""
    link: str = ""


@dataclass(frozen=True)
class OutletsState:
    """`rows` are (id, name, what else is known), and there are `more` that fit. `chosen` is the id of the
    outlet that is shown, "new" for one that is entered, "" for none. `uses` and `classes` are those to choose
    from, (value, words). `of_pack`: the rules say what it is, and only further names can be given;
    `may_extend`: whoever sits here may let yes's reach further. `problems` are (field, words)."""

    typed: str = ""
    rows: tuple[tuple[str, str, str], ...] = ()
    more: int = 0
    chosen: str = ""
    entries: OutletEntries = OutletEntries()
    uses: tuple[tuple[str, str], ...] = ()
    classes: tuple[tuple[str, str], ...] = ()
    of_pack: bool = False
    may_extend: bool = True
    problems: tuple[tuple[str, str], ...] = ()
    tried: int = 0
    trouble: str = ""
    notice: str = ""
