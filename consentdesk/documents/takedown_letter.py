"""The letter to whoever runs a place where an image may not be any more (R31). It names no patient."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from consentdesk.documents.composing import ACCENT_SOFT, BODY, NOTE, TITLE, Composer
from consentdesk.documents.press.blocks import Block, Box, Columns, Stack
from consentdesk.documents.press.faces import BOLD
from consentdesk.documents.press.figures import Picture
from consentdesk.documents.sheet import SECTION_GAP, print_sheet, section, sender
from consentdesk.documents.words import Words
from consentdesk.domain.takedown_letter import LetterPicture, TakedownLetter, image_id

TITLE_IN_FILE = "Letter"
FOOT_IDS = 4
LABEL_SHARE, VALUE_SHARE = 1.0, 3.4
PICTURE_SHARE, TALLEST = 0.9, 84.0


@dataclass(frozen=True)
class LetterToTakeDown:
    """One letter in the making."""

    composer: Composer
    letter: TakedownLetter
    rehearsal: bool

    def printed_on(self, paper: str) -> bytes:
        named = self._words["form.comma"].join(self.letter.ids[:FOOT_IDS])
        foot = self._words.fill(self._key("footer"), id=named)
        return print_sheet(self.composer, paper, self._blocks(), foot, self.rehearsal, TITLE_IN_FILE)

    @property
    def _words(self) -> Words:
        return self.composer.words

    def _key(self, name: str) -> str:
        """A sentence about one picture, or about several."""
        return f"takedown{'_many' if len(self.letter.pictures) > 1 else ''}.{name}"

    def _blocks(self) -> Iterator[Block]:
        yield self._masthead()
        yield Stack(tuple(self.composer.quote(line) for line in self.letter.to), after=14)
        again = "_again" if self.letter.refused_on else ""
        yield self.composer.quote(self._words[self._key(f"title{again}")], TITLE, BOLD, after=8)
        yield from section(self._why())
        yield self._which()
        yield from section(self._asked())
        yield self._answer()
        yield self._signed()

    def _masthead(self) -> Block:
        day = self.composer.quote(self._words.day(self.letter.day), NOTE)
        heads = (sender(self.composer, self.letter.clinic), day)
        return Columns(heads, (2.6, 1), 20, 7, after=16, ruled=True, rtl=self.composer.rtl)

    def _why(self) -> Iterator[Block]:
        letter, say, words = self.letter, self.composer.say, self._words
        if letter.refused_on:
            yield say(self._key("refused"), after=5, date=words.day(letter.refused_on))
        if letter.ended_on is None:
            yield say(self._key("never"))
        else:
            key = "suspended" if letter.suspended else "ended"
            yield say(self._key(key), date=words.day(letter.ended_on))

    def _which(self) -> Block:
        letter = self.letter
        said = {"place": letter.title, "outlet": letter.outlet, "link": letter.link}
        where = (self._told(key, value) for key, value in said.items() if value)
        pictures = (self._picture(picture) for picture in letter.pictures)
        return Box(Stack((*where, *pictures)), fill=ACCENT_SOFT, padding=9, after=SECTION_GAP)

    def _picture(self, picture: LetterPicture) -> Block:
        said = {"image": image_id(picture.image), "file": picture.file}
        told = Stack(tuple(self._told(key, value) for key, value in said.items() if value), after=3)
        if not picture.thumbnail:
            return told
        shown = Picture(picture.thumbnail, TALLEST)
        shares = (PICTURE_SHARE, VALUE_SHARE)
        return Columns((shown, told), shares, 14, above=4, after=4, rtl=self.composer.rtl)

    def _told(self, key: str, value: str) -> Block:
        cells = (self.composer.quote(self._words[f"takedown.{key}"], NOTE), self.composer.quote(value, BODY))
        return Columns(cells, (LABEL_SHARE, VALUE_SHARE), after=3, rtl=self.composer.rtl)

    def _asked(self) -> Iterator[Block]:
        say, letter = self.composer.say, self.letter
        yield self.composer.heading("takedown.asked")
        yield say(self._key(f"asked_{letter.kind}"), after=5)
        yield say("takedown.due", date=self._words.day(letter.due))
        if letter.refused_on and letter.authority:
            yield say(self._key("further"), authority=letter.authority)
        yield say(self._key("nobody"))

    def _answer(self) -> Block:
        contact, quote = self.letter.clinic.contact, self.composer.quote
        ways = " · ".join(way for way in (contact.telephone, contact.email, contact.post) if way)
        lines = (
            self.composer.heading("takedown.answer"),
            self.composer.say(self._key("answer_how"), after=2, id=self._words.listed(self.letter.ids)),
            quote(contact.name, BODY, BOLD),
            quote(ways),
        )
        return Stack(lines, after=26)

    def _signed(self) -> Block:
        quote, letter = self.composer.quote, self.letter
        name = quote(letter.by, BODY, BOLD)
        return Stack((name, quote(letter.by_role, NOTE), quote(letter.clinic.name, NOTE)))
