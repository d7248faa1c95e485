"""The patient's copy: what was decided, that care stays the same, how to change one's mind, who signed, what
was explained (R23, R41). In this order, for it is the order of need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from consentdesk.documents.composing import ACCENT_SOFT, BODY, NOTE, QUIET, TITLE, Composer
from consentdesk.documents.decisions import Authorisation, Decisions
from consentdesk.documents.explained import asked, explained
from consentdesk.documents.people import People
from consentdesk.documents.press.blocks import Block, Box, Columns, Stack, rule
from consentdesk.documents.press.faces import BOLD, Faces
from consentdesk.documents.press.figures import QrCode
from consentdesk.documents.press.flow import Area, flow
from consentdesk.documents.press.paper import Paper, Style
from consentdesk.documents.preview import page_pictures
from consentdesk.documents.sheet import (
    BOTTOM,
    FOOT,
    MARGIN,
    SECTION_GAP,
    SIZES,
    TOP,
    mark_rehearsal,
    masthead,
    section,
)
from consentdesk.documents.signed import Signed
from consentdesk.documents.words import read_words
from consentdesk.domain.copy_code import CopyCode
from consentdesk.domain.lines import SealedRecord
from consentdesk.domain.record_code import in_fours

FOOT_IN_LARGE = Style(12, 15, QUIET)
ANCHOR_SHARE, ANCHOR_SHARE_IN_LARGE = 0.27, 0.42
IN_MEMORY = frozenset({"deceased", "stillborn"})
SHORT_HASH = 16
CORRECTION_GAP = 4.0


class Copies:
    """Writes patients' copies, one at a time. Faces are opened and words read when first needed, and kept."""

    def __init__(self, fonts_dir: Path, copy_dir: Path, statements_dir: Path) -> None:
        self._faces = Faces(fonts_dir)
        self._words = lru_cache(lambda language: read_words(copy_dir, statements_dir, language))

    def consent_copy(
        self,
        sealed: SealedRecord,
        thumbnails: Mapping[str, bytes],
        paper: str,
        rehearsal: bool,
        large: bool = False,
    ) -> bytes:
        """The copy as PDF, the same bytes for the same record. `thumbnails` are JPEG bytes without metadata
        by source hash, embedded as they are; `paper` is "A4" or "Letter"; `large` sets sentences in 18 points
        instead of 12. A character that no face can draw is spelled as its code point."""
        words = self._words(sealed.record.language)
        frozen = replace(words, terms={**words.terms, **sealed.record.terms})
        composer = Composer(self._faces, frozen, large)
        copy = ConsentCopy(composer, sealed, thumbnails, rehearsal)
        return copy.printed_on(SIZES[paper])

    def pictures(self, pdf: bytes, width_px: int) -> tuple[bytes, ...]:
        """Each page of a PDF as PNG bytes, `width_px` wide."""
        return tuple(page_pictures(pdf, width_px))

    def missing_characters(self, text: str) -> str:
        """The characters of a text, each once, that no bundled face can draw."""
        return self._faces.missing_characters(text)


class ConsentCopy:
    """One copy in the making."""

    def __init__(
        self, composer: Composer, sealed: SealedRecord, thumbnails: Mapping[str, bytes], rehearsal: bool
    ) -> None:
        self._composer, self._words = composer, composer.words
        self._record, self._chain_hash = sealed.record, sealed.chain_hash
        self._thumbnails, self._rehearsal = thumbnails, rehearsal
        self._mourning = "_in_memory" if sealed.record.pathway in IN_MEMORY else ""

    def printed_on(self, size: tuple[float, float]) -> bytes:
        paper = Paper(size, self._composer.faces, self._words.language, self._furnish)
        width, height = size
        flow(paper, self._blocks(), Area(MARGIN, BOTTOM, width - 2 * MARGIN, height - TOP))
        paper.save()
        return paper.pdf()

    def _blocks(self) -> Iterator[Block]:
        decisions = Decisions(self._composer, self._record, self._thumbnails)
        people = People(self._composer, self._record)
        yield self._masthead()
        yield Stack(tuple(people.introduced()), after=8)
        yield from section(decisions.blocks())
        yield self._care()
        yield self._change_of_mind()
        yield from section(Authorisation(self._composer, self._record).blocks())
        yield from section(Signed(self._composer, self._record).blocks())
        yield from section(explained(self._composer, self._record.explained))
        yield from section(asked(self._composer, self._record.asked))
        yield self._about()

    def _masthead(self) -> Block:
        say, clinic = self._composer.quote, self._record.clinic
        gap = CORRECTION_GAP if self._record.corrects else 0
        title = say(self._words[f"head{self._mourning}.title"], TITLE, BOLD, after=gap)
        subtitle = self._composer.say("head.subtitle", NOTE, date=self._words.day(self._record.sealed_at.day))
        return masthead(self._composer, clinic, title, *self._corrects(), subtitle)

    def _corrects(self) -> Iterator[Block]:
        """Which record this one takes the place of, and why (R22)."""
        if (corrected := self._record.corrects) is not None:
            code, reason = corrected.code, corrected.reason
            yield self._composer.say("head.corrects", after=CORRECTION_GAP, code=code, reason=reason)

    def _care(self) -> Block:
        title = self._composer.quote(self._words[f"care{self._mourning}.title"], BODY, BOLD)
        text = self._composer.say(f"care{self._mourning}.text")
        return Box(Stack((title, text)), fill=ACCENT_SOFT, padding=9, after=10)

    def _change_of_mind(self) -> Block:
        contact = self._record.clinic.contact
        ways = " · ".join(way for way in (contact.telephone, contact.email, contact.post) if way)
        say, quote = self._composer.say, self._composer.quote
        words = (
            self._composer.heading("change.heading"),
            say("change.how"),
            quote(contact.name, BODY, BOLD),
            quote(ways, after=5),
            say("change.code", after=5, code=self._record.code),
            say("change.undo"),
        )
        shares = (1, ANCHOR_SHARE_IN_LARGE if self._composer.large else ANCHOR_SHARE)
        return Columns((Stack(words), self._anchor()), shares, 18, after=SECTION_GAP, rtl=self._words.rtl)

    def _anchor(self) -> Block:
        """Record code and whole chain hash, for machines and for eyes: paper anchors the ledger."""
        qr = QrCode(str(CopyCode(self._record.code, self._chain_hash)), 88, after=8)
        code = self._composer.quote(self._record.code, NOTE, BOLD)
        return Stack((qr, code, self._composer.quote(in_fours(self._chain_hash), NOTE)))

    def _about(self) -> Block:
        record = self._record
        sealed, pack = self._words.moment(record.sealed_at), record.pack_id
        rules = {"pack": pack, "version": record.pack_version, "model": record.modelled_on}
        return self._composer.quote(self._words.fill("record.about", moment=sealed, **rules), NOTE)

    def _furnish(self, paper: Paper, page: int, pages: int) -> None:
        """What stands on each page: record code, chain hash, page number, and the rehearsal's mark."""
        width, _ = paper.size
        style = FOOT_IN_LARGE if self._composer.large else NOTE
        if self._rehearsal:
            mark_rehearsal(paper, self._words)
        rule(paper, MARGIN, FOOT + 14, width - 2 * MARGIN)
        code, start = self._record.code, in_fours(self._chain_hash[:SHORT_HASH])
        told = (
            self._words.fill("record.footer", code=code, hash=start),
            self._words.fill("record.page", page=str(page), pages=str(pages)),
        )
        left, right = reversed(told) if self._words.rtl else told
        paper.write_text(left, MARGIN, FOOT, style)
        paper.write_text(right, width - MARGIN, FOOT, style, align=1)
