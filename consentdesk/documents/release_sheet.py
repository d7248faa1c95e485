"""The sheet beside released files: what they may be used for, where and until when, and whom to ask. It names
no patient (R25)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from consentdesk.documents.composing import ACCENT_SOFT, BODY, HEADING, NOTE, TITLE, Composer
from consentdesk.documents.press.blocks import Block, Box, Columns, Stack
from consentdesk.documents.press.faces import BOLD, REGULAR
from consentdesk.documents.press.figures import Picture, Tile
from consentdesk.documents.sheet import SECTION_GAP, masthead, print_sheet, section
from consentdesk.documents.words import Words
from consentdesk.domain.record_code import in_fours
from consentdesk.domain.release import CheckNote, ReleasedFile, ReleaseSheet

TITLE_IN_FILE = "Release sheet"
LABEL_SHARE, VALUE_SHARE = 1.0, 3.2
PICTURE_SHARE, TOLD_SHARE, TALLEST = 1.0, 3.2, 84.0
SHORT_HASH = 16


@dataclass(frozen=True)
class SheetOfRelease:
    """One sheet in the making. `thumbnails` are JPEG bytes by source hash."""

    composer: Composer
    sheet: ReleaseSheet
    thumbnails: Mapping[str, bytes]
    rehearsal: bool

    def printed_on(self, paper: str) -> bytes:
        foot = self._words.fill("release_sheet.footer", release=self.sheet.release)
        return print_sheet(self.composer, paper, self._blocks(), foot, self.rehearsal, TITLE_IN_FILE)

    @property
    def _words(self) -> Words:
        return self.composer.words

    def _blocks(self) -> Iterator[Block]:
        yield self._masthead()
        yield from section(self._for_what())
        yield self._what_holds()
        yield self.composer.heading("release_sheet.files")
        yield from map(self._file, self.sheet.files)

    def _masthead(self) -> Block:
        title = self.composer.quote(self._words["release_sheet.title"], TITLE, BOLD)
        day, by = self._words.day(self.sheet.day), self.sheet.by
        subtitle = self.composer.say("release_sheet.subtitle", NOTE, date=day, name=by)
        return masthead(self.composer, self.sheet.clinic, title, subtitle)

    def _for_what(self) -> Iterator[Block]:
        place = self.sheet.place
        told = {
            "use": self.sheet.use,
            "outlet": place.outlet,
            "place": place.title,
            "audience": place.audience,
            "owner": place.owner,
            "review": self._words.day(place.review_on) if place.review_on else "",
        }
        for key, value in told.items():
            if value:
                yield self._told(f"release_sheet.{key}", value)

    def _told(self, key: str, value: str) -> Block:
        quote = self.composer.quote
        cells = (quote(self._words[key], NOTE), quote(value, BODY, BOLD if key.endswith(".use") else REGULAR))
        return Columns(cells, (LABEL_SHARE, VALUE_SHARE), after=3, rtl=self.composer.rtl)

    def _what_holds(self) -> Block:
        contact, quote = self.sheet.clinic.contact, self.composer.quote
        ways = " · ".join(way for way in (contact.telephone, contact.email, contact.post) if way)
        lines = (
            quote(self._words["release_sheet.holds_title"], BODY, BOLD),
            self.composer.say("release_sheet.holds", after=4),
            self.composer.say("release_sheet.ask", name=contact.name or self.sheet.clinic.name),
            quote(ways),
        )
        return Box(Stack(lines), fill=ACCENT_SOFT, padding=9, after=SECTION_GAP)

    def _file(self, file: ReleasedFile) -> Block:
        jpeg = self.thumbnails.get(file.image)
        picture = Picture(jpeg, TALLEST) if jpeg else Tile(str(file.number), HEADING)
        told = Stack(tuple(self._told_of(file)))
        shares = (PICTURE_SHARE, TOLD_SHARE)
        return Columns((picture, told), shares, 14, above=7, ruled=True, rtl=self.composer.rtl)

    def _told_of(self, file: ReleasedFile) -> Iterator[Block]:
        quote, words = self.composer.quote, self._words
        yield quote(file.name, BODY, BOLD)
        if file.caption:
            yield quote(file.caption, after=2)
        if file.until:
            yield self.composer.say("release_sheet.until", date=words.day(file.until))
        else:
            yield self.composer.say("release_sheet.until_told")
        if file.checked:
            yield self._checked(file.checked)
        told = {"code": file.code, "number": str(file.number), "format": file.format}
        size = {"width": str(file.width), "height": str(file.height)}
        yield quote(words.fill("release_sheet.which", **told, **size), NOTE)
        yield quote(words.fill("release_sheet.hash", hash=in_fours(file.sha256[:SHORT_HASH])), NOTE)

    def _checked(self, note: CheckNote) -> Block:
        day, left_in = self._words.day(note.day), str(note.left_in)
        return self.composer.say("release_sheet.checked", date=day, name=note.by, count=left_in)
