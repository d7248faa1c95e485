"""What every sheet has in common: its size and margins, its head and foot, its sections, the mark of a
rehearsal."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.lib.pagesizes import A4, LETTER

from consentdesk.documents.composing import BODY, INK, NOTE, Composer
from consentdesk.documents.press.blocks import Block, Columns, Stack, rule
from consentdesk.documents.press.faces import BOLD
from consentdesk.documents.press.flow import Area, flow
from consentdesk.documents.press.paper import Paper, Style
from consentdesk.documents.words import Words
from consentdesk.domain.people import Clinic

SIZES = {"A4": A4, "Letter": LETTER}
MARGIN, TOP, FOOT, BOTTOM = 46.0, 34.0, 24.0, 44.0
SECTION_GAP = 10.0
WATERMARK = Style(84, 84, "#ece9e1")
ALERT = Style(11, 14, INK)


def section(blocks: Iterator[Block]) -> Iterator[Block]:
    """The blocks, with room after the last."""
    every = list(blocks)
    yield from every[:-1]
    if every:
        yield Stack((every[-1],), after=SECTION_GAP)


def sender(composer: Composer, clinic: Clinic) -> Block:
    """The clinic and its address."""
    return Stack((composer.quote(clinic.name, BODY, BOLD), composer.quote(clinic.address, NOTE)))


def masthead(composer: Composer, clinic: Clinic, *heads: Block) -> Block:
    """What a sheet is, and beside it whose."""
    return Columns(
        (Stack(heads), sender(composer, clinic)), (1.8, 1), 20, 7, after=8, ruled=True, rtl=composer.rtl
    )


def print_sheet(
    composer: Composer, size: str, blocks: Iterator[Block], foot: str, rehearsal: bool, title: str
) -> bytes:
    """The blocks on "A4" or "Letter" as PDF: at the foot of each page these words and its number. `title` is
    how a reader of the file names it."""

    def furnish(paper: Paper, page: int, pages: int) -> None:
        if rehearsal:
            mark_rehearsal(paper, composer.words)
        told = (foot, composer.words.fill("record.page", page=str(page), pages=str(pages)))
        _write_foot(paper, *(reversed(told) if composer.rtl else told))

    width, height = SIZES[size]
    paper = Paper((width, height), composer.faces, composer.words.language, furnish)
    paper.setTitle(title)
    flow(paper, blocks, Area(MARGIN, BOTTOM, width - 2 * MARGIN, height - TOP))
    paper.save()
    return paper.pdf()


def _write_foot(paper: Paper, left: str, right: str) -> None:
    width, _ = paper.size
    rule(paper, MARGIN, FOOT + 14, width - 2 * MARGIN)
    paper.write_text(left, MARGIN, FOOT, NOTE)
    paper.write_text(right, width - MARGIN, FOOT, NOTE, align=1)


def mark_rehearsal(paper: Paper, words: Words) -> None:
    """Say on a page that it is none of a clinic's: across it, and at its head."""
    width, height = paper.size
    paper.write_across(words["head.rehearsal"], WATERMARK)
    paper.write_text(words["head.rehearsal_note"], width / 2, height - 24, ALERT, align=0.5)
