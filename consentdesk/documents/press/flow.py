"""Blocks onto pages: headings stay with what they head, nothing is cut that can be kept whole."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from consentdesk.documents.press.blocks import Block, Stack
from consentdesk.documents.press.paper import Paper

ALMOST = 0.01


@dataclass(frozen=True)
class Area:
    """Where text may stand on a page, in points from the bottom left."""

    x: float
    bottom: float
    width: float
    top: float


def flow(paper: Paper, blocks: Iterable[Block], area: Area) -> None:
    """Draw blocks downwards, on as many pages as they need; the last page is ended too."""
    waiting = deque(blocks)
    top = area.top
    while waiting:
        drawn, rest = _next(waiting, area.width, top - area.bottom, fresh=top == area.top)
        if drawn is not None:
            drawn.draw(paper, area.x, top, area.width)
            top -= drawn.height(area.width) + drawn.after
        if rest is not None:
            waiting.appendleft(rest)
            paper.showPage()
            top = area.top
    paper.showPage()


def _next(waiting: deque[Block], width: float, room: float, fresh: bool) -> tuple[Block | None, Block | None]:
    """What to draw now, and what has to begin on the next page. A fresh page takes even what is too tall."""
    group = _group(waiting)
    if group.height(width) <= room + ALMOST:
        return group, None
    head_and_start = group.split(width, room)
    if head_and_start and (fresh or not _only_heads(head_and_start[0])):
        return head_and_start
    return (group, None) if fresh else (None, group)


def _group(waiting: deque[Block]) -> Stack:
    """The next block, or several that want one page."""
    blocks = [waiting.popleft()]
    while waiting and blocks[-1].keep_with_next:
        blocks.append(waiting.popleft())
    return Stack(tuple(blocks), after=blocks[-1].after)


def _only_heads(block: Block) -> bool:
    return isinstance(block, Stack) and block.blocks[-1].keep_with_next
