"""What every sheet has in common: its size and margins, its sections, the mark of a rehearsal."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.lib.pagesizes import A4, LETTER

from consentdesk.documents.composing import INK
from consentdesk.documents.press.blocks import Block, Stack
from consentdesk.documents.press.paper import Paper, Style
from consentdesk.documents.words import Words

SIZES = {"A4": A4, "Letter": LETTER}
MARGIN, TOP, FOOT = 46.0, 34.0, 24.0
SECTION_GAP = 10.0
WATERMARK = Style(84, 84, "#ece9e1")
ALERT = Style(11, 14, INK)


def section(blocks: Iterator[Block]) -> Iterator[Block]:
    """The blocks, with room after the last."""
    every = list(blocks)
    yield from every[:-1]
    if every:
        yield Stack((every[-1],), after=SECTION_GAP)


def mark_rehearsal(paper: Paper, words: Words) -> None:
    """Say on a page that it is none of a clinic's: across it, and at its head."""
    width, height = paper.size
    paper.write_across(words["head.rehearsal"], WATERMARK)
    paper.write_text(words["head.rehearsal_note"], width / 2, height - 24, ALERT, align=0.5)
