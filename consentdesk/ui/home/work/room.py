"""How many lines of each kind there is room for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import ceil

from consentdesk.workflows.work_list import Work, WorkGroup

FOLDED_A_LINE = 3
ROOM = 14  # half lines in a window of 1366 by 768: a line takes two, a link to more of its kind one


def shown(groups: Sequence[WorkGroup], unfolded: Collection[Work] = (), room: int = ROOM) -> dict[Work, int]:
    """How many lines of each kind are shown: the first of each, then more of the most pressing, as far as
    there is room; none of the least pressing where there are too many kinds. A kind that was unfolded shows
    all it has."""
    lines = {group.kind: 1 for group in groups}
    for group in reversed(groups):
        if _height(groups, lines) > room:
            lines[group.kind] = 0
    for group in groups:
        while lines[group.kind] and lines[group.kind] < len(group.lines):
            wider = {**lines, group.kind: lines[group.kind] + 1}
            if _height(groups, wider) > room:
                break
            lines = wider
    return {g.kind: len(g.lines) if g.kind in unfolded else lines[g.kind] for g in groups}


def _height(groups: Sequence[WorkGroup], lines: dict[Work, int]) -> int:
    """In half lines; some of the kinds of which no line is shown stand in each."""
    seen = sum(2 * lines[g.kind] + (g.count > lines[g.kind]) for g in groups if lines[g.kind])
    return seen + ceil(sum(not lines[g.kind] for g in groups) / FOLDED_A_LINE)
